package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/rules/spacing/fusion"
)

// judgement is one decision of the model, and whether it was right.
type judgement struct {
	kind       string
	posterior  float64
	confidence float64
	wrapped    bool // the geometry of wraps speaks for it
	right      bool
	clean      bool // in an article without defects
}

// judged is what the model decided on one part of the articles.
type judged struct {
	decisions  []judgement
	cleanWords int
}

// cleanOnly is the seed that plants nothing.
const cleanOnly = 0

// trial plants a variant of the task and judges it; a variant without defects when seed is cleanOnly.
type trial func(t task, seed uint64) judged

// fuse tries lost blanks.
func fuse(model *fusion.Model) trial {
	return func(t task, seed uint64) judged {
		p := plantNothing(t.doc.text)
		if seed != cleanOnly {
			p = t.plant(seed)
		}
		a := article.Parse(article.Input{Lang: language.Make(t.doc.lang), Text: p.text})
		out := judged{cleanWords: cleanWords(p)}
		for _, d := range model.NewWorker().Analyse(a, t.doc.pack, fusion.Options{}) {
			_, right := slices.BinarySearch(p.lost, d.At)
			out.decisions = append(out.decisions, judgement{d.Kind.String(), d.Posterior, d.Confidence, d.Kind.Geometric(), right, len(p.lost) == 0})
		}
		return out
	}
}

// wrapsOnly restricts a trial to the wrapped variants.
func wrapsOnly(try trial) trial {
	return func(t task, seed uint64) judged {
		if t.defect() != "wrap" {
			return judged{}
		}
		return try(t, seed)
	}
}

// splice tries wrong blanks.
func splice(model *fusion.Model, opt fusion.Options) trial {
	return func(t task, seed uint64) judged {
		p := plantNothing(t.doc.text)
		if seed != cleanOnly {
			p = t.plantSplices(seed)
		}
		a := article.Parse(article.Input{Lang: language.Make(t.doc.lang), Text: p.text})
		out := judged{cleanWords: cleanWords(p)}
		w := model.NewWorker()
		w.Load(a, t.doc.pack, nil, opt)
		for _, s := range w.Splices() {
			_, right := slices.BinarySearch(p.stray, s.Blank.Start)
			if s.At >= 0 {
				_, moved := slices.BinarySearch(p.lost, s.At)
				right = right && moved
			}
			out.decisions = append(out.decisions, judgement{s.Kind.String(), s.Posterior, s.Confidence, false, right, len(p.stray) == 0})
		}
		return out
	}
}

func cleanWords(p planted) int {
	if len(p.lost)+len(p.stray) > 0 {
		return 0
	}
	return len(strings.Fields(p.text))
}

// judge runs a trial over all variants of a part, or once over each article when seed is cleanOnly.
func judge(docs []document, p part, seed uint64, try trial) judged {
	lists := eachTask(docs, p, func(t task) judged {
		if seed == cleanOnly && t.variant > 0 {
			return judged{}
		}
		return try(t, seed)
	})
	var all judged
	for _, j := range lists {
		all.add(j)
	}
	return all
}

// add adds the decisions of another part. Alarms in clean text are so rare that the
// calibrating articles alone do not show them.
func (j *judged) add(clean judged) {
	j.decisions = append(j.decisions, clean.decisions...)
	j.cleanWords += clean.cleanWords
}

// What makes decisions safe: so few of them wrong, and so few alarms in clean text.
const (
	safeError      = 0.003 // the promise is 0.005; the rest is for texts unlike these
	safeShare      = 0.985 // of the decisions about the least posterior that is safe
	wrappedShare   = 0.97  // of those at a wrap, which are ten times as many
	safeAlarms     = 0.05  // of one kind, per 10,000 words of clean text
	mapPoints      = 10
	leastDecisions = 50 // fewer decisions of a kind make no map
)

// writeMap writes the isotonic map of a kind and the posterior from which it is safe.
func (j *judged) writeMap(w io.Writer, prefix, kind string) {
	var ds []judgement
	joint, wrapped := strings.CutPrefix(kind, "wrap-") // with those in which the words agree
	for _, d := range j.decisions {
		if d.kind == kind || wrapped && d.kind == "agreed-"+joint {
			ds = append(ds, d)
		}
	}
	slices.SortStableFunc(ds, func(a, b judgement) int { return cmp.Compare(a.posterior, b.posterior) })
	if len(ds) >= leastDecisions {
		for _, p := range isotonic(ds) {
			fmt.Fprintf(w, "%smap %s %.6f %.5f\n", prefix, kind, p.posterior, p.share)
		}
	}
	share := safeShare
	if len(ds) > 0 && ds[0].wrapped {
		share = wrappedShare
	}
	if p, ok := safeFrom(ds, j.cleanWords, share); ok {
		fmt.Fprintf(w, "%ssafe %s %.6f\n", prefix, kind, p)
	}
}

// safeFrom returns the least posterior from which decisions, sorted by posterior, are safe. The
// share of errors is taken with one error more than seen, so that few decisions are never safe.
func safeFrom(ds []judgement, cleanWords int, share float64) (float64, bool) {
	wrong, alarms := 0, 0
	found, at := false, 0.0
	least := leastSure(ds, share)
	for i := len(ds) - 1; i >= 0 && ds[i].posterior >= least; i-- {
		if !ds[i].right {
			wrong++
			if ds[i].clean {
				alarms++
			}
		}
		n := len(ds) - i
		if i > 0 && ds[i-1].posterior == ds[i].posterior {
			continue
		}
		if float64(wrong+1) <= safeError*float64(n+1) && float64(alarms) <= safeAlarms*float64(cleanWords)/1e4 {
			found, at = true, ds[i].posterior
		}
	}
	return at, found
}

// leastSure returns the posterior at which, by the map of ds, the share that is right reaches share: decisions must be right
// often enough where they lie, not only on the average of all that are surer.
func leastSure(ds []judgement, share float64) float64 {
	if len(ds) < leastDecisions {
		return 0
	}
	steps := isotonic(ds)
	for i, s := range steps {
		switch {
		case s.share < share:
		case i == 0:
			return s.low
		default:
			l := steps[i-1]
			return l.posterior + (s.posterior-l.posterior)*(share-l.share)/(s.share-l.share)
		}
	}
	return 1
}

// step is a stretch of posteriors of which the same share is right.
type step struct {
	low       float64 // the least posterior
	posterior float64 // mean
	share     float64
	n         float64
}

// isotonic fits a non-decreasing step function by pooling adjacent violators (Ayer et al. 1955)
// over bins of equal size.
func isotonic(ds []judgement) []step {
	bins := min(len(ds)/leastDecisions+1, 4*mapPoints)
	var steps []step
	for b := range bins {
		part := ds[b*len(ds)/bins : (b+1)*len(ds)/bins]
		s := step{n: float64(len(part)), low: part[0].posterior}
		for _, d := range part {
			s.posterior += d.posterior / s.n
			if d.right {
				s.share += 1 / s.n
			}
		}
		steps = pool(append(steps, s))
	}
	return steps
}

func pool(steps []step) []step {
	for len(steps) > 1 {
		a, b := steps[len(steps)-2], steps[len(steps)-1]
		if a.share < b.share {
			break
		}
		n := a.n + b.n
		steps = append(steps[:len(steps)-2], step{a.low, (a.posterior*a.n + b.posterior*b.n) / n, (a.share*a.n + b.share*b.n) / n, n})
	}
	return steps
}
