package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/lexicon/profile"
	"copydesk/rules/spacing/fusion"
)

// tally counts blanks: put in rightly, wrongly, and missed.
type tally struct{ right, wrong, missed, exact, articles, words int }

func (t tally) precision() float64 { return ratio(t.right, t.right+t.wrong) }
func (t tally) recall() float64    { return ratio(t.right, t.right+t.missed) }
func (t tally) f1() float64        { return ratio(2*t.right, 2*t.right+t.wrong+t.missed) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// evaluate measures the model on sets of articles with their gold.
func evaluate(root string, langs, modes []string, corpus string, misses int, opt fusion.Options) error {
	var known *profile.Profile
	if corpus != "" {
		var err error
		if known, err = profile.Open(corpus); err != nil {
			return fmt.Errorf("open profile: %w", err)
		}
		defer func() { _ = known.Close() }() // it was only read
	}
	w := fusion.Default().NewWorker()
	fmt.Println("set             level  P       R       F1      exact   wrong/10k words")
	for _, lang := range langs {
		if known != nil {
			opt.Corpus = known.For(language.Make(lang))
		}
		for _, mode := range modes {
			dir := filepath.Join(root, lang+"-"+mode)
			if _, err := os.Stat(dir); err != nil {
				continue
			}
			if err := evaluateSet(dir, lang, w, misses, opt); err != nil {
				return err
			}
		}
	}
	return nil
}

func evaluateSet(dir, lang string, w *fusion.Worker, misses int, opt fusion.Options) error {
	names, err := filepath.Glob(filepath.Join(dir, "raw", "*.txt"))
	if err != nil {
		return fmt.Errorf("list articles: %w", err)
	}
	pack := lexicon.For(language.Make(lang))
	var all, safe tally
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read article: %w", err)
		}
		gold, err := os.ReadFile(filepath.Join(dir, "gold", filepath.Base(name)))
		if err != nil {
			return fmt.Errorf("read gold: %w", err)
		}
		a := article.Parse(article.Input{Lang: language.Make(lang), Text: string(raw)})
		lost, stray := difference(string(raw), string(gold))
		ds := w.Analyse(a, pack, opt)
		sp := w.Splices()
		count(&all, a, ds, sp, lost, stray, false)
		count(&safe, a, ds, sp, lost, stray, true)
		misses = show(a, w, ds, lost, misses)
		misses = showSplices(a, sp, stray, misses)
	}
	set := filepath.Base(dir)
	for _, row := range []struct {
		name string
		t    tally
	}{{"all", all}, {"safe", safe}} {
		t := row.t
		fmt.Printf("%-15s %-5s %7.4f %7.4f %7.4f %7.3f %7.2f\n", set, row.name, t.precision(), t.recall(), t.f1(),
			ratio(t.exact, t.articles), 1e4*ratio(t.wrong, t.words))
	}
	return nil
}

// difference returns the offsets in raw at which gold has white space and raw has not, and the
// other way round. The texts are equal without white space.
func difference(raw, gold string) (lost, stray []int) {
	j := 0
	for i := 0; i < len(raw); {
		rs, gs := spaceAt(raw, i), spaceAt(gold, j)
		switch {
		case rs > 0 && gs == 0:
			stray = append(stray, i)
		case rs == 0 && gs > 0:
			lost = append(lost, i)
		}
		i, j = i+rs, j+gs
		if i < len(raw) && j < len(gold) && raw[i] == gold[j] {
			i, j = i+1, j+1
		} else if i < len(raw) {
			return lost, stray
		}
	}
	return lost, stray
}

func spaceAt(s string, i int) int {
	return len(s[i:]) - len(strings.TrimLeftFunc(s[i:], unicode.IsSpace))
}

func count(t *tally, a *article.Article, ds []fusion.Decision, sp []fusion.Splice, lost, stray []int, safe bool) {
	right, wrong := 0, 0
	note := func(places []int, at int) {
		if slices.Contains(places, at) {
			right++
		} else {
			wrong++
		}
	}
	for _, d := range ds {
		if !safe || d.Safe {
			note(lost, d.At)
		}
	}
	for _, s := range sp {
		if safe && !s.Safe {
			continue
		}
		note(stray, s.Blank.Start)
		if s.At >= 0 {
			note(lost, s.At)
		}
	}
	t.right += right
	t.wrong += wrong
	t.missed += len(lost) + len(stray) - right
	t.articles++
	t.words += len(strings.Fields(a.Text))
	if wrong == 0 && right == len(lost)+len(stray) {
		t.exact++
	}
}

// showSplices prints misses and false alarms of wrong blanks.
func showSplices(a *article.Article, sp []fusion.Splice, stray []int, left int) int {
	found := map[int]bool{}
	for _, s := range sp {
		found[s.Blank.Start] = true
		if left > 0 && !slices.Contains(stray, s.Blank.Start) {
			fmt.Printf("  WRONG %-9s %.3f safe=%v: %s to %d\n", s.Kind, s.Posterior, s.Safe, around(a.Text, s.Blank.Start), s.At)
			left--
		}
	}
	for _, o := range stray {
		if !found[o] && left > 0 {
			fmt.Printf("  MISS  stray: %s\n", around(a.Text, o))
			left--
		}
	}
	return left
}

// show prints misses and false alarms, and returns how many more may be printed.
func show(a *article.Article, w *fusion.Worker, ds []fusion.Decision, lost []int, left int) int {
	at := map[int]fusion.Decision{}
	for _, d := range ds {
		at[d.At] = d
		if left > 0 && !slices.Contains(lost, d.At) {
			s := w.Summary()
			fmt.Printf("  WRONG %-9s %.3f safe=%v %s: %s  [evidence %.1f width %d kept %.2f]\n", d.Kind, d.Posterior, d.Safe, d.Joint, around(a.Text, d.At), evidenceAt(w, d.At), s.Width, s.Kept)
			left--
		}
	}
	for _, o := range lost {
		if _, ok := at[o]; !ok && left > 0 {
			s := w.Summary()
			fmt.Printf("  MISS  rate %.4f: %s  [evidence %.1f width %d kept %.2f]\n", s.Rate, around(a.Text, o), evidenceAt(w, o), s.Width, s.Kept)
			left--
		}
	}
	return left
}

// evidenceAt returns the evidence of the likeliest reading with a blank at the offset; -99
// when the lattice proposed none.
func evidenceAt(w *fusion.Worker, at int) float64 {
	best := -99.0
	for _, c := range w.Candidates() {
		for _, r := range c.Readings {
			if slices.Contains(r.At, at) {
				best = max(best, r.Evidence)
			}
		}
	}
	return best
}

func around(text string, at int) string {
	const near = 24
	lo, hi := max(at-near, 0), min(at+near, len(text))
	return strings.ToValidUTF8(strings.ReplaceAll(text[lo:at]+"|"+text[at:hi], "\n", "⏎"), "")
}
