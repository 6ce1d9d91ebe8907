package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/rules/spacing/fusion"
)

// judgement is one decision of the model, and whether it was right.
type judgement struct {
	kind      fusion.Kind
	posterior float64
	right     bool
	clean     bool // in an article without defects
	lang      string
}

// judged is what the model decided on one part of the articles.
type judged struct {
	decisions  []judgement
	cleanWords int
}

// judge runs the model over all variants of a part.
func judge(docs []document, p part, model *fusion.Model, seed uint64, opt fusion.Options) judged {
	lists := eachTask(docs, p, func(t task) judged {
		pl := t.plant(seed)
		a := article.Parse(article.Input{Lang: language.Make(t.doc.lang), Text: pl.text})
		var out judged
		if t.variant == 0 {
			out.cleanWords = len(a.Tokens)
		}
		for _, d := range model.NewWorker().Analyse(a, t.doc.pack, opt) {
			_, right := slices.BinarySearch(pl.lost, d.At)
			out.decisions = append(out.decisions, judgement{d.Kind, d.Posterior, right, t.variant == 0, t.doc.lang})
		}
		return out
	})
	var all judged
	for _, j := range lists {
		all.decisions = append(all.decisions, j.decisions...)
		all.cleanWords += j.cleanWords
	}
	return all
}

// What makes decisions safe: so few of them wrong, and so few alarms in clean text.
const (
	safeError      = 0.005
	safeAlarms     = 0.2 // per 10,000 words of clean text
	mapPoints      = 10
	leastDecisions = 50 // fewer decisions of a kind make no map
)

// writeMap writes the isotonic map of a kind and the posterior from which it is safe.
func writeMap(w io.Writer, k fusion.Kind, all judged) {
	var ds []judgement
	for _, d := range all.decisions {
		if d.kind == k {
			ds = append(ds, d)
		}
	}
	slices.SortStableFunc(ds, func(a, b judgement) int { return cmp.Compare(a.posterior, b.posterior) })
	if len(ds) >= leastDecisions {
		for _, p := range isotonic(ds) {
			fmt.Fprintf(w, "map %s %.6f %.5f\n", k, p.posterior, p.share)
		}
	}
	if p, ok := safeFrom(ds, all.cleanWords); ok {
		fmt.Fprintf(w, "safe %s %.6f\n", k, p)
	}
}

// safeFrom returns the least posterior from which decisions, sorted by posterior, are safe. The
// share of errors is taken with one error more than seen, so that few decisions are never safe.
func safeFrom(ds []judgement, cleanWords int) (float64, bool) {
	wrong, alarms := 0, 0
	found, at := false, 0.0
	for i := len(ds) - 1; i >= 0; i-- {
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

// step is a stretch of posteriors of which the same share is right.
type step struct {
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
		s := step{n: float64(len(part))}
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
		steps = append(steps[:len(steps)-2], step{(a.posterior*a.n + b.posterior*b.n) / n, (a.share*a.n + b.share*b.n) / n, n})
	}
	return steps
}
