package main

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/rules/spacing/fusion"
)

// example is a run with its readings, one of which is right.
type example struct {
	features [][]float32 // of each reading
	prior    []float64   // log-prior of each
	right    int
}

// task is one article to analyse, and the seed of what is planted in it.
type task struct {
	doc     document
	variant int
}

// Variants of each article: as it is, wrapped twice, blanks lost at the rates of lossRates.
const wrapVariants = 2

var lossRates = []float64{0.003, 0.01, 0.03, 0.08, 0.2}

func variants() int { return 1 + wrapVariants + len(lossRates) }

// plantVariant makes the variant of the task; the same seed makes the same one.
func (t task) plant(seed uint64) planted {
	h := uint64(0)
	for _, c := range t.doc.name {
		h = h*31 + uint64(c)
	}
	rng := rand.New(rand.NewPCG(seed+uint64(t.variant), h))
	switch {
	case t.variant == 0:
		return plantNothing(t.doc.text)
	case t.variant <= wrapVariants:
		return plantWraps(t.doc.text, drawPage(rng), rng)
	}
	return plantLoss(t.doc.text, lossRates[t.variant-1-wrapVariants], rng)
}

// eachTask calls work for every variant of the articles of a part, on all
// processors; results come back in order.
func eachTask[T any](docs []document, p part, work func(t task) T) []T {
	var tasks []task
	for _, d := range docs {
		if d.part == p {
			for v := range variants() {
				tasks = append(tasks, task{d, v})
			}
		}
	}
	out := make([]T, len(tasks))
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				out[i] = work(tasks[i])
			}
		})
	}
	for i := range tasks {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

// gather makes the examples of the fitting articles.
func gather(docs []document, seed uint64) []example {
	model := fusion.Default()
	lists := eachTask(docs, fitting, func(t task) []example {
		p := t.plant(seed)
		a := article.Parse(article.Input{Lang: language.Make(t.doc.lang), Text: p.text})
		blanks := len(a.Tokens)
		rate := fusion.RateOf(float64(len(p.lost)), blanks)
		w := model.NewWorker()
		w.Analyse(a, t.doc.pack, fusion.Options{NoGeometry: true, Rate: rate, Everywhere: len(p.lost) > 1})
		return label(w.Candidates(), p, logOdds(rate))
	})
	return slices.Concat(lists...)
}

// label finds the right reading of each candidate; those whose right reading was not proposed are left out.
func label(cs []fusion.Candidate, p planted, odds float64) []example {
	var out []example
	for _, c := range cs {
		want := within(p.lost, c.Span)
		ex := example{right: -1}
		for i := range c.Readings {
			r := &c.Readings[i]
			if r.Same(want) {
				ex.right = i
			}
			f := make([]float32, len(r.Features))
			for k, v := range r.Features {
				f[k] = float32(v)
			}
			ex.features = append(ex.features, f)
			ex.prior = append(ex.prior, odds*float64(len(r.At)))
		}
		if ex.right >= 0 && !trivial(&c, ex.right, odds) {
			out = append(out, ex)
		}
	}
	return out
}

// hopeless is the log-odds below which a wrong reading teaches nothing.
const hopeless = -12

// trivial reports whether every reading but the run as it stands is out of the question, and
// rightly so. Nine in ten runs of clean text are, and they would only slow the fit.
func trivial(c *fusion.Candidate, right int, odds float64) bool {
	if right != 0 {
		return false
	}
	for _, r := range c.Readings[1:] {
		if r.Evidence+odds*float64(len(r.At)) > hopeless {
			return false
		}
	}
	return true
}

// within returns the offsets strictly inside the span.
func within(offsets []int, s article.Span) []int {
	lo, _ := slices.BinarySearch(offsets, s.Start+1)
	hi, _ := slices.BinarySearch(offsets, s.End)
	return offsets[lo:hi]
}
