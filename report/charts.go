package report

import (
	"cmp"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"
)

// shownBars is how many bars a chart has; the rest is one bar more.
const shownBars = 10

// chart is a set of bars. The bars are drawn, and the numbers are text, so
// that they can be read aloud, copied and printed.
type chart struct {
	Title, Note string
	Bars        []bar
}

// bar is one row of a chart.
type bar struct {
	Name   string
	Rule   string // the rule that a click on it filters by; "" for none
	Number string
	Hint   string
	parts  [3]float64 // by safety: display, unsafe, safe
}

// barSVG draws a bar: its parts side by side, in percent of the longest bar.
func (b bar) SVG() template.HTML {
	var s strings.Builder
	s.WriteString(`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" height="8"/>`)
	x := 0.0
	for _, safety := range []int{2, 1, 0} {
		if w := b.parts[safety]; w > 0 {
			fmt.Fprintf(&s, `<rect class="s%d" x="%.2f" width="%.2f" height="8"/>`, safety, x, w)
			x += w
		}
	}
	s.WriteString(`</svg>`)
	return template.HTML(s.String()) // made of numbers alone
}

// charts returns the charts of the page.
func (p *Page) charts() []chart {
	if len(p.data.Changes) == 0 {
		return nil
	}
	list := []chart{p.safetyChart(), p.ruleChart()}
	if c := p.sourceChart(); len(c.Bars) > 1 {
		list = append(list, c)
	}
	return list
}

var safetyNames = [...]string{"for a person", "to review", "safe"}

func (p *Page) safetyChart() chart {
	var n [3]int
	for i := range p.data.Changes {
		n[p.data.Changes[i].Safety]++
	}
	c := chart{Title: "By safety", Note: "safe fixes are right in at least 99.5 % of cases"}
	for _, safety := range []int{2, 1, 0} {
		b := bar{Name: safetyNames[safety], Number: thousands(n[safety])}
		b.parts[safety] = 100 * float64(n[safety]) / float64(len(p.data.Changes))
		c.Bars = append(c.Bars, b)
	}
	return c
}

func (p *Page) ruleChart() chart {
	counts := map[string][3]int{}
	for i := range p.data.Changes {
		name := p.data.Rules[p.data.Changes[i].Rule].Name
		n := counts[name]
		n[p.data.Changes[i].Safety]++
		counts[name] = n
	}
	sum := func(n [3]int) int { return n[0] + n[1] + n[2] }
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(sum(counts[b]), sum(counts[a])), cmp.Compare(a, b))
	})
	if len(names) > shownBars {
		var rest [3]int
		for _, name := range names[shownBars:] {
			for i, n := range counts[name] {
				rest[i] += n
			}
		}
		other := fmt.Sprintf("%d other rules", len(names)-shownBars)
		names, counts[other] = append(names[:shownBars:shownBars], other), rest
	}
	longest := 0
	for _, name := range names {
		longest = max(longest, sum(counts[name]))
	}
	c := chart{Title: "By rule"}
	for _, name := range names {
		b := bar{Name: name, Number: thousands(sum(counts[name]))}
		if _, ok := p.names[name]; ok {
			b.Rule = name
		}
		for i, n := range counts[name] {
			b.parts[i] = 100 * float64(n) / float64(longest)
		}
		c.Bars = append(c.Bars, b)
	}
	return c
}

// sourceChart shows how many defects each source has in 10,000 words. The
// source of an article is what its configuration or record says, else its folder.
func (p *Page) sourceChart() chart {
	words, found := map[string]int{}, map[string][3]int{}
	for _, a := range p.data.Articles {
		words[sourceOf(a)] += a.words
	}
	for i := range p.data.Changes {
		name := sourceOf(p.data.Articles[p.data.Changes[i].Article])
		n := found[name]
		n[p.data.Changes[i].Safety]++
		found[name] = n
	}
	rate := func(name string, n int) float64 { return 10000 * float64(n) / float64(max(words[name], 1)) }
	total := func(name string) float64 { n := found[name]; return rate(name, n[0]+n[1]+n[2]) }
	names := slices.SortedFunc(maps.Keys(found), func(a, b string) int { return cmp.Or(cmp.Compare(total(b), total(a)), cmp.Compare(a, b)) })
	c := chart{Title: "By source", Note: "defects in 10\u202F000 words"}
	for _, name := range names[:min(len(names), shownBars)] {
		b := bar{Name: visible(name), Number: fmt.Sprintf("%.0f", total(name)), Hint: thousands(words[name]) + " words"}
		for i, n := range found[name] {
			b.parts[i] = 100 * rate(name, n) / total(names[0])
		}
		c.Bars = append(c.Bars, b)
	}
	return c
}

func sourceOf(a pageArticle) string {
	if a.Source != "" {
		return a.Source
	}
	if i := strings.LastIndexByte(a.Path, '/'); i > 0 {
		return a.Path[:i] + "/"
	}
	return "./"
}
