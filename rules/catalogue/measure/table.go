package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"copydesk/fixers"
	"copydesk/rules"
)

// table counts by rule.
type table struct {
	rows     map[string]*row
	articles int
	planted  int // defects
	words    int // of the gold, each article once
	wrong    []mistake
}

// row counts for one rule.
type row struct {
	found, display int
	fixes          [len(levels)]score // of the runs at each level
	clean          [len(levels)]int   // fixes of the gold
	cleanDisplay   int                // findings without a fix in the gold
}

// score counts fixes.
type score struct{ right, wrong, own int }

// mistake is what a person should read: a fix that is wrong, or one of the gold.
type mistake struct {
	rule, what, article string
	old, new            string
}

func newTable() *table { return &table{rows: map[string]*row{}} }

func (t *table) row(rule string) *row {
	if t.rows[rule] == nil {
		t.rows[rule] = &row{}
	}
	return t.rows[rule]
}

// found counts a finding of the text as it was read.
func (t *table) found(f *rules.Finding) {
	r := t.row(f.Rule)
	r.found++
	if f.Applicability() == fixers.Display {
		r.display++
	}
}

// judged counts v, a fix of the run at level number n. own says that the gold gets it as well.
func (t *table) judged(a *planted, n int, v *verdict, own bool) {
	s := &t.row(v.key.rule).fixes[n]
	switch {
	case v.right():
		s.right++
	case own:
		s.own++
	default:
		s.wrong++
		t.note(a, "wrong "+levels[n].String(), v)
	}
}

// cleanFix counts v, a fix of the gold in the run at level number n.
func (t *table) cleanFix(a *planted, n int, v *verdict) {
	t.row(v.key.rule).clean[n]++
	t.note(a, "gold "+levels[n].String(), v)
}

// cleanDisplay counts a finding without a fix in the gold.
func (t *table) cleanDisplay(a *planted, f *rules.Finding) {
	t.row(f.Rule).cleanDisplay++
	t.wrong = append(t.wrong, mistake{f.Rule, "gold display", a.name, f.Text[f.Start:f.End], f.Message})
}

func (t *table) note(a *planted, what string, v *verdict) {
	t.wrong = append(t.wrong, mistake{v.key.rule, what, a.name, v.old, v.new})
}

// add takes the counts of u into t.
func (t *table) add(u *table) {
	t.articles += u.articles
	t.planted += u.planted
	t.words += u.words
	t.wrong = append(t.wrong, u.wrong...)
	for name, r := range u.rows {
		t.row(name).add(r)
	}
}

func (r *row) add(s *row) {
	r.found += s.found
	r.display += s.display
	r.cleanDisplay += s.cleanDisplay
	for n := range levels {
		r.fixes[n].right += s.fixes[n].right
		r.fixes[n].wrong += s.fixes[n].wrong
		r.fixes[n].own += s.fixes[n].own
		r.clean[n] += s.clean[n]
	}
}

// write writes a line a rule, the commonest first, and the sum.
func (t *table) write(w io.Writer) {
	fmt.Fprintf(w, "%d articles with %d planted defects; %d words of gold\n\n", t.articles, t.planted, t.words)
	fmt.Fprintf(w, "%-33s %7s %7s | %-29s | %-29s | %s\n", "", "", "", "safe fixes", "all fixes", "by 10,000 words of gold")
	fmt.Fprintf(w, "%-33s %7s %7s | %7s %6s %6s %7s | %7s %6s %6s %7s | %6s %6s %7s\n",
		"rule", "fired", "display", "right", "wrong", "own", "%", "right", "wrong", "own", "%", "safe", "all", "display")
	names := slices.SortedFunc(maps.Keys(t.rows), func(a, b string) int {
		return cmp.Or(cmp.Compare(t.rows[b].found, t.rows[a].found), cmp.Compare(a, b))
	})
	var sum row
	for _, name := range names {
		t.line(w, name, t.rows[name])
		sum.add(t.rows[name])
	}
	t.line(w, "all", &sum)
}

func (t *table) line(w io.Writer, name string, r *row) {
	fmt.Fprintf(w, "%-33s %7d %7d", name, r.found, r.display)
	for _, s := range r.fixes {
		fmt.Fprintf(w, " | %7d %6d %6d %7s", s.right, s.wrong, s.own, s.precision())
	}
	fmt.Fprintf(w, " | %6s %6s %7s\n", t.rate(r.clean[0]), t.rate(r.clean[1]), t.rate(r.cleanDisplay))
}

// rate returns n by 10,000 words of gold.
func (t *table) rate(n int) string {
	if t.words == 0 || n == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", 1e4*float64(n)/float64(t.words))
}

// precision returns how many of the fixes that had something to do with
// planted defects are right, in per cent.
func (s score) precision() string {
	if s.right+s.wrong == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", 100*float64(s.right)/float64(s.right+s.wrong))
}

// writeWrong lists what a person should read of the rules that pattern stands for.
func (t *table) writeWrong(w io.Writer, pattern string) {
	if pattern == "" {
		return
	}
	fmt.Fprintln(w)
	for _, m := range t.wrong {
		if rules.Match(pattern, m.rule) {
			fmt.Fprintf(w, "%s %s %s: %q → %q\n", m.what, m.rule, m.article, m.old, m.new)
		}
	}
}
