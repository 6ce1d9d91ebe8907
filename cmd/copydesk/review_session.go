package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"copydesk/corpus"
	"copydesk/report"

	"github.com/urfave/cli/v2"
)

// session is a review: the articles that have something to decide, what is
// decided, and the means to write what was accepted. It may be used by many
// goroutines.
type session struct {
	*Command
	ctx  *cli.Context
	book *decisionBook
	root string            // of the corpus
	past *corpus.Decisions // those of earlier reviews: what they rejected is not offered

	writing sync.Mutex // held while files are written or read again, so that what we write is not taken for the work of others

	mu      sync.Mutex
	entries []*report.Entry
	seen    map[string]fileStamp // by path, as the articles were read
	notices map[string]string
	read    report.Summary
}

// fileStamp tells whether a file was changed.
type fileStamp struct {
	size    int64
	modTime time.Time
}

func stampOf(path string) fileStamp {
	info, err := os.Stat(path)
	if err != nil {
		return fileStamp{size: -1}
	}
	return fileStamp{info.Size(), info.ModTime()}
}

// newSession checks the articles under the paths of ctx.
func (c *Command) newSession(ctx *cli.Context) (*session, error) {
	if ctx.Bool("isolated") {
		return nil, errIsolated
	}
	m, err := openMemory(firstPath(ctx), ctx.String("baseline"))
	if err != nil {
		return nil, err
	}
	book, err := openDecisionBook(m.file(corpus.DecisionsName), whoami(ctx.Context, ctx.String("by")))
	if err != nil {
		return nil, err
	}
	s := &session{Command: c, ctx: ctx, book: book, root: m.root, past: m.decisions, seen: map[string]fileStamp{}, notices: map[string]string{}}
	s.entries, err = s.check(c, pathsOf(ctx))
	return s, err
}

// gathered is a report that keeps the entries of a run.
type gathered struct {
	list []*report.Entry
	keep func(*report.Entry) bool
}

// Entry keeps e when there is something about it.
func (g *gathered) Entry(e *report.Entry) error {
	if g.keep(e) {
		g.list = append(g.list, e)
	}
	return nil
}

// Close does nothing.
func (g *gathered) Close(*report.Summary) error { return nil }

// check reads and checks the articles under paths. c is where complaints go.
func (s *session) check(c *Command, paths []string) ([]*report.Entry, error) {
	r, err := c.prepare(s.ctx, false)
	if err != nil {
		return nil, err
	}
	r.memory.asOffered, r.memory.decisions = true, s.past
	before := map[string]fileStamp{}
	g := &gathered{keep: func(e *report.Entry) bool {
		if _, ok := before[e.Path]; !ok {
			before[e.Path] = stampOf(e.Path)
		}
		return len(e.Findings) > 0 && !strings.HasPrefix(e.Findings[0].Rule, "memory/")
	}}
	r.gather(g)
	if err := r.articlesUnder(s.ctx, paths); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.read.Articles += r.sum.Articles
	s.read.Failed += r.sum.Failed
	for _, e := range g.list {
		s.seen[e.Path] = before[e.Path]
	}
	return g.list, nil
}

// gather makes g the only report of r.
func (r *run) gather(g report.Writer) {
	r.out.list = []output{{Writer: g, name: "memory", buf: discardBuffer()}}
}

// page returns the page of the review.
func (s *session) page() (*report.Page, *report.Summary) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := report.NewPage(report.Style{Rules: s.Catalogue, Version: Version})
	for _, e := range s.entries {
		p.Add(e)
	}
	for path, text := range s.notices {
		p.Notice(path, text)
	}
	p.Decide(s.book.all())
	sum := s.read
	return p, &sum
}

// changed returns the files under review that somebody else has changed.
func (s *session) changed() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var paths []string
	for path, stamp := range s.seen {
		if stampOf(path) != stamp {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// rereadNotice is said of an article that somebody else has changed.
const rereadNotice = "This file was changed meanwhile, and was read again."

// reread reads the files again that somebody else has changed, and reports
// whether there were any.
func (s *session) reread() bool {
	s.writing.Lock()
	defer s.writing.Unlock()
	paths := s.changed()
	s.recheck(paths, rereadNotice)
	return len(paths) > 0
}

// recheck reads the files at paths again. What they are told by is shown
// beside their articles.
func (s *session) recheck(paths []string, notice string) []string {
	if len(paths) == 0 {
		return nil
	}
	var problems bytes.Buffer
	c := &Command{Stdin: s.Stdin, Stdout: io.Discard, Stderr: &problems, Catalogue: s.Catalogue}
	var present []string
	for _, p := range paths {
		if stampOf(p).size >= 0 {
			present = append(present, p)
		}
	}
	var fresh []*report.Entry
	if len(present) > 0 {
		var err error
		if fresh, err = s.check(c, present); err != nil {
			c.complain(err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.replace(paths, fresh)
	for _, p := range paths {
		s.read.Articles--
		delete(s.notices, p)
		if notice != "" {
			s.notices[p] = notice
		}
		if s.seen[p] = stampOf(p); s.seen[p].size < 0 {
			delete(s.seen, p)
		}
	}
	return linesOf(problems.String())
}

// replace puts fresh entries where those of paths stood.
func (s *session) replace(paths []string, fresh []*report.Entry) {
	var list []*report.Entry
	for _, e := range s.entries {
		if !slices.Contains(paths, e.Path) {
			list = append(list, e)
			continue
		}
		for len(fresh) > 0 && slices.Contains(paths, e.Path) {
			i := slices.IndexFunc(fresh, func(f *report.Entry) bool { return f.Path == e.Path })
			if i < 0 {
				break
			}
			list = append(list, fresh[i])
			fresh = slices.Delete(fresh, i, i+1)
		}
	}
	s.entries = append(list, fresh...)
}

func linesOf(s string) []string {
	var lines []string
	for line := range strings.Lines(s) {
		lines = append(lines, strings.TrimRight(strings.TrimPrefix(line, "copydesk: "), "\n"))
	}
	return lines
}

// applied is what became of the accepted changes.
type applied struct {
	Title string   `json:"title"`
	Lines []string `json:"lines"`
}

// apply writes the accepted changes to their files, by the way of `fix`: with
// a journal, whole files only, and nothing that has changed meanwhile. Files
// that have are read again instead, so that their changes can be looked at.
func (s *session) apply() applied {
	s.writing.Lock()
	defer s.writing.Unlock()
	moved := s.changed()
	again := s.recheck(moved, rereadNotice)
	decisions, err := corpus.NewDecisions(s.book.path, s.book.notes())
	if err != nil {
		return applied{"Nothing was applied", []string{err.Error()}}
	}
	var paths []string
	for _, path := range s.accepted(decisions) {
		if !slices.Contains(moved, path) {
			paths = append(paths, path)
		}
	}
	result := applied{Lines: []string{}}
	if len(paths) > 0 {
		result = s.write(paths, decisions)
		again = append(again, s.recheck(paths, "")...)
	} else {
		result.Title = "There was nothing to apply"
	}
	for _, path := range moved {
		result.Lines = append(result.Lines, path+" was changed meanwhile. It was read again: look at its changes, and apply once more.")
	}
	result.Lines = append(result.Lines, again...)
	return result
}

// accepted returns the files that have an accepted change.
func (s *session) accepted(d *corpus.Decisions) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var paths []string
	for _, e := range s.entries {
		for i := range e.Findings {
			f := &e.Findings[i]
			if n, ok := d.Find(f.Fingerprint, report.Likeness(f)); ok && n.Verdict == corpus.Accept {
				paths = append(paths, e.Path)
				break
			}
		}
	}
	return slices.Compact(paths)
}

// write makes the accepted changes in the files at paths.
func (s *session) write(paths []string, decisions *corpus.Decisions) applied {
	var problems bytes.Buffer
	c := &Command{Stdin: s.Stdin, Stdout: io.Discard, Stderr: &problems, Catalogue: s.Catalogue}
	g := &gathered{keep: func(e *report.Entry) bool { return e.Changed() }}
	r, err := c.prepare(s.ctx, true)
	if err == nil {
		r.inPlace, r.scope, r.memory.only, r.memory.decisions = true, nil, true, decisions
		r.gather(g)
		err = r.articlesUnder(s.ctx, paths)
	}
	result := applied{Title: "Nothing was applied", Lines: []string{}}
	if err != nil {
		c.complain(err)
	} else if r.sum.Tally.Fixed > 0 {
		result.Title = fmt.Sprintf("Applied %s in %s", countOf(r.sum.Tally.Fixed, "change"), countOf(r.sum.Changed, "article"))
		for _, e := range g.list {
			result.Lines = append(result.Lines, fmt.Sprintf("%s: %s", e.Input.Name, countOf(e.Tally.Fixed, "change")))
		}
		result.Lines = append(result.Lines, "`copydesk undo` takes it back.")
	}
	result.Lines = append(result.Lines, linesOf(problems.String())...)
	return result
}
