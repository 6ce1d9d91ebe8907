package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/urfave/cli/v2"
)

// progress tells a person at a terminal how far a run is: in one line that is
// written over and over, or with -v in a line a file. A nil progress is silent.
type progress struct {
	w     io.Writer
	lines bool // a line a file
	start time.Time
	total atomic.Int64 // bytes of all files; 0 until they are counted

	mu       sync.Mutex
	open     bool // something else has left the cursor inside a line
	drawn    bool // the line stands on the terminal
	last     time.Time
	done     int64 // bytes
	all, now counts
}

// counts are what came of a run, or of one file.
type counts struct{ articles, findings, fixed int }

func (c *counts) add(d counts) {
	c.articles += d.articles
	c.findings += d.findings
	c.fixed += d.fixed
}

// drawEvery is how often the line is written: as often as an eye can follow.
const drawEvery = 100 * time.Millisecond

// newProgress returns what ctx and the terminal ask for.
func (c *Command) newProgress(ctx *cli.Context) *progress {
	p := &progress{w: c.Stderr, lines: ctx.Bool("verbose"), start: time.Now()}
	if !p.lines && (!isTerminal(c.Stderr) || os.Getenv("TERM") == "dumb") {
		return nil
	}
	return p
}

// around returns w such that what is written to it takes the place of the
// line, and the line comes back below it.
func (p *progress) around(w io.Writer) io.Writer {
	if p == nil || p.lines || !isTerminal(w) {
		return w
	}
	return &aside{p, w}
}

// aside is a terminal on which the line of a progress stands as well.
type aside struct {
	*progress
	w io.Writer
}

// Write writes b once the line is gone.
func (a *aside) Write(b []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.clear()
	if len(b) > 0 {
		a.open = b[len(b)-1] != '\n'
	}
	return a.w.Write(b)
}

// clear takes the line off the terminal.
func (p *progress) clear() {
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.drawn = false
	}
}

// end takes the line off the terminal for good.
func (p *progress) end() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
}

// took counts a piece of work, and draws.
func (p *progress) took(d *done) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done += d.size
	for _, e := range d.entries {
		p.now.add(counts{1, e.Tally.Found, e.Tally.Fixed})
	}
	if d.batch == nil { // the file is done
		p.all.add(p.now)
		p.file(d.file.Path)
		p.now = counts{}
	}
	if now := time.Now(); !p.lines && !p.open && now.Sub(p.last) >= drawEvery {
		p.last = now
		p.clear()
		fmt.Fprint(p.w, p.line(now.Sub(p.start)))
		p.drawn = true
	}
}

// line returns the state of the run after the time gone by.
func (p *progress) line(gone time.Duration) string {
	sofar := p.all
	sofar.add(p.now)
	s := fmt.Sprintf("%d articles  %.1f MB/s  %d findings", sofar.articles, float64(p.done)/1e6/max(gone.Seconds(), 1e-3), sofar.findings)
	total := p.total.Load()
	if total <= p.done || p.done == 0 {
		return s
	}
	left := time.Duration(float64(gone) * float64(total-p.done) / float64(p.done)).Round(time.Second)
	return fmt.Sprintf("%s  %d %%  %v left", s, 100*p.done/total, left)
}

// file tells that a file is done, when the run tells of every file.
func (p *progress) file(path string) {
	if !p.lines {
		return
	}
	s := path + ": "
	if p.now.articles != 1 {
		s += counted(p.now.articles, "article") + ", "
	}
	s += counted(p.now.findings, "finding")
	if p.now.fixed > 0 {
		s += fmt.Sprintf(", %d fixed", p.now.fixed)
	}
	fmt.Fprintln(p.w, printable(s))
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// count adds up the sizes of the files under paths, beside the run: what is
// left is not known before.
func (p *progress) count(ctx *cli.Context, c *Command, paths []string) {
	if p == nil || p.lines {
		return
	}
	walker, err := c.walker(ctx) // another one: a loader of configurations is for one goroutine
	if err != nil {
		return // the run itself says so
	}
	go func() {
		var total int64
		for f, err := range walker.Walk(ctx.Context, paths) {
			if info, statErr := os.Stat(f.Path); err == nil && statErr == nil {
				total += info.Size()
			}
			if ctx.Err() != nil {
				return
			}
		}
		p.total.Store(total)
	}()
}

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
