// Command simulate learns a corpus that is made up on the spot, of any size, and reports what the
// profile costs: time, memory, bytes, and the time of look-ups.
//
//	go run ./rules/learning/simulate -articles 1000000 -dir /tmp
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/lexicon/profile"
	"copydesk/rules/learning"

	"golang.org/x/text/language"
)

var (
	articles = flag.Int("articles", 10_000, "how many articles are learned")
	dir      = flag.String("dir", os.TempDir(), "folder for the profile and the runs of counts")
	memory   = flag.Int("memory", 128, "megabytes of counts in memory")
	workers  = flag.Int("j", runtime.GOMAXPROCS(0), "articles learned at a time")
	grow     = flag.Bool("growth", false, "learn nothing; print how many facts larger corpora have, up to 1e9 articles")
	seed     = flag.Uint64("seed", 1, "of the corpus")
)

func main() {
	flag.Parse()
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "simulate:", err)
		os.Exit(1)
	}
}

func run() error {
	if *grow {
		printGrowth(os.Stdout)
		return nil
	}
	c := newCorpus(*seed)
	start := time.Now()
	total, size, err := learn(c)
	if err != nil {
		return err
	}
	defer func() { _ = total.Close() }() // its files have no names
	fmt.Printf("learned %d articles, %d MB of text, in %v; peak %d MB\n", *articles, size>>20, time.Since(start).Round(time.Second), peak()>>20)
	exact, ice := filepath.Join(*dir, "simulated.part"), filepath.Join(*dir, "simulated.profile")
	start = time.Now()
	if err := write(exact, total.WritePartial); err != nil {
		return err
	}
	fmt.Printf("partial profile: %d MB in %v; peak %d MB\n", bytesOf(exact)>>20, time.Since(start).Round(time.Second), peak()>>20)
	start = time.Now()
	if err := freeze(exact, ice); err != nil {
		return err
	}
	fmt.Printf("frozen profile: %d MB in %v; peak %d MB\n", bytesOf(ice)>>20, time.Since(start).Round(time.Second), peak()>>20)
	return lookUp(c, ice)
}

// learn learns the corpus on all workers and returns the sum, and the bytes of text.
func learn(c *corpus) (*profile.Builder, int64, error) {
	var next, size atomic.Int64
	var wait sync.WaitGroup
	builders, errs := make([]*profile.Builder, *workers), make([]error, *workers)
	for w := range *workers {
		builders[w] = profile.NewBuilder(*dir, *memory<<20 / *workers)
		wait.Go(func() {
			l := learning.New(builders[w])
			for errs[w] == nil {
				n := int(next.Add(1)) - 1
				if n >= *articles {
					return
				}
				in := c.article(n)
				size.Add(int64(len(in.Text)))
				errs[w] = l.Learn(in)
			}
		})
	}
	wait.Wait()
	total := profile.NewBuilder(*dir, *memory<<20)
	for w, b := range builders {
		errs[w] = errors.Join(errs[w], total.Absorb(b))
	}
	return total, size.Load(), errors.Join(errs...)
}

func write(path string, with func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(with(f), f.Close())
}

func freeze(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	return write(to, func(w io.Writer) error { return profile.Freeze(f, w, profile.DefaultBounds) })
}

func bytesOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// peak returns the most memory that the process has had, in bytes, 0 where the system does not say.
func peak() int64 {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var kb int64
		if n, _ := fmt.Sscanf(lines.Text(), "VmHWM: %d kB", &kb); n == 1 {
			return kb << 10
		}
	}
	return 0
}

// lookUps is how many look-ups of each kind are measured.
const lookUps = 20_000

// lookUp measures look-ups of what other articles of the same kind hold, and of what no article has.
func lookUp(c *corpus, path string) error {
	p, err := profile.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = p.Close() }() // the program ends here
	es := p.For(language.Spanish)
	r := rand.New(rand.NewPCG(*seed+9, 9))
	var words, persons []string
	for range lookUps {
		words, persons = append(words, c.word(r)), append(persons, profile.Base(c.name(r)))
	}
	measure("word", func(i int) bool { _, ok := es.Word(lexicon.KeyOf(words[i])); return ok })
	measure("pair of words", func(i int) bool { return es.Bigram(lexicon.KeyOf(words[i]), lexicon.KeyOf(words[(i+1)%lookUps])) > 0 })
	measure("twins of a word", func(i int) bool { return len(es.Twins(profile.Base(words[i]))) > 0 })
	measure("forms of a name", func(i int) bool { return len(es.Names(persons[i])) > 0 })
	measure("companions of a name", func(i int) bool { return len(es.Companions(persons[i])) > 0 })
	measure("names one slip away", func(i int) bool { return len(es.Neighbours(persons[i][1:])) > 0 })
	measure("line of a source", func(i int) bool {
		return es.Line("source00.example", fmt.Sprintf("Más noticias de la fuente %d", i%2)) > 0
	})
	sketches := make([]profile.Sketch, lookUps)
	for i := range sketches {
		sketches[i] = learning.Sketch(article.Parse(c.article(i * 7 % max(1, *articles))))
	}
	measure("near-duplicates", func(i int) bool { return len(p.Similar(&sketches[i], 0.8)) > 1 })
	fmt.Printf("peak %d MB with %d MB of the profile mapped\n", peak()>>20, bytesOf(path)>>20)
	return p.Err()
}

// measure times a look-up, prints its median and worst times, and how many found something.
func measure(what string, look func(i int) bool) {
	times := make([]time.Duration, lookUps)
	found := 0
	for i := range times {
		start := time.Now()
		ok := look(i)
		times[i] = time.Since(start)
		if ok {
			found++
		}
	}
	slices.Sort(times)
	fmt.Printf("%-22s median %8v   99 %% below %8v   worst %8v   %3d %% found\n", what, times[lookUps/2], times[lookUps*99/100], times[lookUps-1], 100*found/lookUps)
}
