package main

import (
	"hash/fnv"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/rules/spacing/fusion"
)

// example is a run with its readings, one of which is right.
type example struct {
	features [][]value // of each reading, those that are not zero
	prior    []float64 // log-prior of each
	right    int
}

// value is one feature of a reading.
type value struct {
	feature int
	x       float64
}

func sparse(features []float64) []value {
	var out []value
	for i, x := range features {
		if x != 0 {
			out = append(out, value{i, x})
		}
	}
	return out
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
	rng := t.random(seed)
	switch {
	case t.variant == 0:
		return plantNothing(t.doc.text)
	case t.variant <= wrapVariants:
		return plantWraps(t.doc.text, drawPage(rng), rng)
	}
	return plantLoss(t.doc.text, lossRates[t.variant-1-wrapVariants], rng)
}

// random returns the random numbers of the task: the same for the same seed.
func (t task) random(seed uint64) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(t.doc.name)) // never fails
	return rand.New(rand.NewPCG(seed+uint64(t.variant), h.Sum64()))
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

// gather makes the examples of lost blanks from the fitting articles.
func gather(docs []document, seed uint64) []example {
	model := fusion.Default()
	lists := eachTask(docs, fitting, func(t task) []example {
		p := t.plant(seed)
		a := article.Parse(article.Input{Lang: language.Make(t.doc.lang), Text: p.text})
		rate := fusion.RateOf(float64(len(p.lost)), len(strings.Fields(p.text)))
		w := model.NewWorker()
		w.Analyse(a, t.doc.pack, fusion.Options{NoGeometry: true, Rate: rate, Everywhere: len(p.lost) > 1, Thorough: true})
		return label(w.Candidates(), p, logOdds(rate), false)
	})
	return slices.Concat(lists...)
}

// Rates at which blanks are put into words, and moved.
var spliceRates = []float64{0, 0.002, 0.01, 0.03}

// plantSplices makes a variant with wrong blanks.
func (t task) plantSplices(seed uint64) planted {
	rng := t.random(seed)
	rate := spliceRates[t.variant%len(spliceRates)]
	if t.variant >= len(spliceRates) {
		return plantShifts(t.doc.text, rate/2, rng)
	}
	return plantSplits(t.doc.text, rate, rng)
}

// gatherSplices makes the examples of wrong blanks from the fitting articles.
func gatherSplices(docs []document, seed uint64) []example {
	model := fusion.Default()
	lists := eachTask(docs, fitting, func(t task) []example {
		p := t.plantSplices(seed)
		a := article.Parse(article.Input{Lang: language.Make(t.doc.lang), Text: p.text})
		rate := fusion.WrongRateOf(float64(len(p.stray)), len(a.Tokens))
		w := model.NewWorker()
		w.Load(a, t.doc.pack, nil, fusion.Options{Rate: rate, Everywhere: len(p.stray) > 1})
		w.Splices()
		return label(w.PairCandidates(), p, logOdds(rate), true)
	})
	return slices.Concat(lists...)
}

// label finds the right reading of each candidate; those whose right reading was not proposed
// are left out. The readings of a pair name the blank that goes out as well.
func label(cs []fusion.Candidate, p planted, odds float64, pairs bool) []example {
	var out []example
	for _, c := range cs {
		want := within(p.lost, c.Span)
		if pairs {
			want = slices.Sorted(slices.Values(slices.Concat(want, within(p.stray, c.Span))))
		}
		ex := example{right: -1}
		for i := range c.Readings {
			r := &c.Readings[i]
			if r.Same(want) {
				ex.right = i
			}
			cost := odds * float64(len(r.At))
			if pairs && i > 0 {
				cost = odds
			}
			ex.features = append(ex.features, sparse(r.Features))
			ex.prior = append(ex.prior, cost)
		}
		if ex.right >= 0 && !trivial(&c, ex.right, odds) {
			out = append(out, ex)
		}
	}
	return out
}

// hopeless is the log-odds below which a wrong reading teaches nothing.
const hopeless = -10

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
