package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/rules/spacing/fusion"
)

// row names one line of the tables of figures.
type row struct{ lang, defect, level string }

// measure runs the built-in model over the held-back articles and counts by language and defect.
func measure(docs []document, seed uint64, opt fusion.Options) map[row]*tally {
	lists := eachTask(docs, heldBack, func(t task) map[row]*tally {
		out := map[row]*tally{}
		w := fusion.Default().NewWorker()
		p := t.plant(seed)
		t.count(out, w, p, t.defect(), opt)
		if t.variant > 0 {
			t.count(out, w, t.plantSplices(seed), "splice", opt)
		}
		return out
	})
	sum := map[row]*tally{}
	for _, m := range lists {
		for k, v := range m {
			addTally(sum, k, v)
		}
	}
	return sum
}

// defect names what the variant of the task plants.
func (t task) defect() string {
	switch {
	case t.variant == 0:
		return "clean"
	case t.variant <= wrapVariants:
		return "wrap"
	}
	return "random"
}

// count analyses one planted article and counts its decisions, all and safe ones.
func (t task) count(into map[row]*tally, w *fusion.Worker, p planted, defect string, opt fusion.Options) {
	a := article.Parse(article.Input{Lang: language.Make(t.doc.lang), Text: p.text})
	ds := w.Analyse(a, t.doc.pack, opt)
	sp := w.Splices()
	for _, safe := range []bool{false, true} {
		var one tally
		count(&one, a, ds, sp, p.lost, p.stray, safe)
		level := "all"
		if safe {
			level = "safe"
		}
		addTally(into, row{t.doc.lang, defect, level}, &one)
	}
}

func addTally(sum map[row]*tally, k row, v *tally) {
	t := sum[k]
	if t == nil {
		t = new(tally)
		sum[k] = t
	}
	t.right += v.right
	t.wrong += v.wrong
	t.missed += v.missed
	t.exact += v.exact
	t.articles += v.articles
	t.words += v.words
}

// writeFigures prints a table of figures.
func writeFigures(w io.Writer, figures map[row]*tally) {
	keys := slices.SortedFunc(maps.Keys(figures), func(a, b row) int {
		return cmp.Or(cmp.Compare(a.defect, b.defect), cmp.Compare(a.lang, b.lang), cmp.Compare(a.level, b.level))
	})
	fmt.Fprintln(w, "| defect | language | fixes | planted | precision | recall | F1 | articles exact | wrong per 10,000 words |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|")
	for _, k := range keys {
		t := figures[k]
		fmt.Fprintf(w, "| %s | %s | %s | %d | %.4f | %.4f | %.4f | %.2f | %.2f |\n", k.defect, k.lang, k.level, t.right+t.missed,
			t.precision(), t.recall(), t.f1(), ratio(t.exact, t.articles), 1e4*ratio(t.wrong, t.words))
	}
}

// ablations are the parts of the model that are switched off one by one.
var ablations = []struct {
	name string
	opt  fusion.Options
}{
	{"whole model", fusion.Options{}},
	{"without geometry", fusion.Options{NoGeometry: true}},
	{"without the article's rate", fusion.Options{NoRate: true}},
	{"without context (bigrams, classes)", fusion.Options{NoContext: true}},
	{"without the article's own words", fusion.Options{NoOwnWords: true}},
	{"without the character model", fusion.Options{NoUnknown: true}},
	{"none of them", fusion.Options{NoGeometry: true, NoRate: true, NoContext: true, NoOwnWords: true, NoUnknown: true}},
}

// writeAblation prints what each part is worth, over all languages together.
func writeAblation(w io.Writer, docs []document, seed uint64) {
	fmt.Fprintln(w, "| model | wrap P | wrap R | wrap F1 | random P | random R | random F1 | clean, wrong per 10,000 words |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|")
	for _, a := range ablations {
		sum := map[row]*tally{}
		for k, v := range measure(docs, seed, a.opt) {
			addTally(sum, row{"", k.defect, k.level}, v)
		}
		wrap, random, clean := sum[row{"", "wrap", "all"}], sum[row{"", "random", "all"}], sum[row{"", "clean", "all"}]
		fmt.Fprintf(w, "| %s | %.4f | %.4f | %.4f | %.4f | %.4f | %.4f | %.2f |\n", a.name, wrap.precision(), wrap.recall(), wrap.f1(),
			random.precision(), random.recall(), random.f1(), 1e4*ratio(clean.wrong, clean.words))
	}
}

// reliabilityBins are the lower ends of the stretches of confidence that are compared.
var reliabilityBins = []float64{0.5, 0.7, 0.9, 0.97, 0.99, 0.995, 0.998}

// writeReliability prints how often decisions were right, by the confidence that they were given.
func writeReliability(w io.Writer, docs []document, seed uint64) {
	model := fusion.Default()
	j := judge(docs, heldBack, seed, fuse(model))
	fmt.Fprintln(w, "| confidence from | at a wrap: decisions | said | right | elsewhere: decisions | said | right |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|")
	for i, lo := range reliabilityBins {
		hi := 2.0
		if i+1 < len(reliabilityBins) {
			hi = reliabilityBins[i+1]
		}
		fmt.Fprintf(w, "| %.3f ", lo)
		for _, wrapped := range []bool{true, false} {
			n, said, right := j.bin(lo, hi, wrapped)
			fmt.Fprintf(w, "| %d | %.4f | %.4f ", n, said, right)
		}
		fmt.Fprintln(w, "|")
	}
}

// bin counts the decisions whose confidence lies in [lo,hi).
func (j *judged) bin(lo, hi float64, wrapped bool) (n int, said, right float64) {
	for _, d := range j.decisions {
		if d.wrapped != wrapped || d.confidence < lo || d.confidence >= hi {
			continue
		}
		n++
		said += d.confidence
		if d.right {
			right++
		}
	}
	if n > 0 {
		said, right = said/float64(n), right/float64(n)
	}
	return n, said, right
}
