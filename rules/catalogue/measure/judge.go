package main

import (
	"slices"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// judge follows a text from pass to pass and knows where it differs from the gold.
type judge struct {
	regions  []region
	verdicts []*verdict
}

// region is a stretch of the text that is not what it should be.
type region struct {
	article.Span
	gold string
	by   []*verdict // the fixes that had a part in making it what it is
}

// verdict is what is known of one fix.
type verdict struct {
	key         fixKey
	edits, done int    // how many edits it has, and how many of them are right
	old, new    string // with some text around, for people
}

// fixKey is what two fixes have in common that do the same at the same place
// of two texts that are nearly the same.
type fixKey struct{ rule, before, old, new, after string }

// right reports whether all that the fix did was right.
func (v *verdict) right() bool { return v.done == v.edits }

// newJudge returns the judge of a text with planted defects.
func newJudge(planted []edit) *judge {
	j := &judge{}
	for _, e := range planted {
		j.regions = append(j.regions, region{Span: e.span(), gold: e.Gold})
	}
	return j
}

// follow judges what o made of text, pass by pass.
func (j *judge) follow(text string, o rules.Outcome) {
	for pass := range o.Passes {
		var steps []fixers.Step
		for _, s := range o.Steps {
			if s.Pass == pass+1 {
				steps = append(steps, s)
			}
		}
		text = j.pass(text, steps)
	}
}

// made is an edit that a fix made.
type made struct {
	fixers.Edit
	of *verdict
}

// group is a run of edits and regions that overlap or touch one another.
type group struct {
	article.Span
	edits   []made
	regions []region
}

// pass judges the steps of one pass on text and returns what they make of it.
func (j *judge) pass(text string, steps []fixers.Step) string {
	groups, moved := groupsOf(j.edits(text, steps), j.regions), 0
	var next strings.Builder
	var left []region
	at := 0
	for _, g := range groups {
		made, rest := g.settle(text)
		next.WriteString(text[at:g.Start] + made)
		at = g.End
		for _, r := range rest {
			r.Start += moved
			r.End += moved
			left = append(left, r)
		}
		moved += len(made) - g.Len()
	}
	j.regions = left
	return next.String() + text[at:]
}

// edits returns the edits of steps on text, each with the verdict on its fix.
func (j *judge) edits(text string, steps []fixers.Step) []made {
	var all []made
	for _, s := range steps {
		v := newVerdict(text, s)
		j.verdicts = append(j.verdicts, v)
		for _, e := range s.Fix.Edits {
			all = append(all, made{e, v})
		}
	}
	return all
}

// groupsOf returns the groups that edits and regions form, in their order.
func groupsOf(edits []made, regions []region) []group {
	var all []group
	for _, e := range edits {
		all = append(all, group{Span: e.Span, edits: []made{e}})
	}
	for _, r := range regions {
		all = append(all, group{Span: r.Span, regions: []region{r}})
	}
	slices.SortStableFunc(all, func(a, b group) int { return a.Start - b.Start })
	joined := all[:0]
	for _, g := range all {
		if n := len(joined); n > 0 && g.Start <= joined[n-1].End {
			last := &joined[n-1]
			last.End = max(last.End, g.End)
			last.edits = append(last.edits, g.edits...)
			last.regions = append(last.regions, g.regions...)
			continue
		}
		joined = append(joined, g)
	}
	return joined
}

// settle judges the edits of g. It returns what they make of its stretch of
// text, and the regions that are left in it, at offsets as if g began where it
// begins in text.
func (g *group) settle(text string) (string, []region) {
	if len(g.edits) == 0 {
		return text[g.Start:g.End], g.regions
	}
	made := g.made(text)
	var had []*verdict // a part in what stands there now
	for _, e := range g.edits {
		had = append(had, e.of)
	}
	if done, ok := g.restored(text, made); ok {
		for i, r := range g.regions {
			if done == allRegions || done&(1<<i) != 0 {
				had = append(had, r.by...)
			}
		}
		for _, v := range had {
			v.done++
		}
		return made, g.without(done)
	}
	for _, r := range g.regions {
		had = append(had, r.by...)
	}
	gold := replaced(text, g.Span, g.regions, allRegions)
	return made, []region{{Span: article.Span{Start: g.Start, End: g.Start + len(made)}, gold: gold, by: had}}
}

// made returns what the edits of g make of its stretch of text.
func (g *group) made(text string) string {
	var edits []region
	for _, e := range g.edits {
		edits = append(edits, region{Span: e.Span, gold: e.New})
	}
	slices.SortStableFunc(edits, func(a, b region) int { return a.Start - b.Start })
	edits = slices.CompactFunc(edits, func(a, b region) bool { return a.Span == b.Span && a.gold == b.gold }) // two rules that agree
	return replaced(text, g.Span, edits, allRegions)
}

// allRegions is the set of all regions; a set is a mask of bits.
const allRegions = ^uint64(0)

// mostRegions is of how many regions in one group every subset is tried.
const mostRegions = 10

// restored reports whether made is the stretch of g with some of its regions
// put right and nothing else changed, and which.
func (g *group) restored(text, made string) (uint64, bool) {
	n := len(g.regions)
	if n == 0 {
		return 0, false
	}
	if made == replaced(text, g.Span, g.regions, allRegions) {
		return allRegions, true
	}
	for set := uint64(1); n <= mostRegions && set < 1<<n; set++ {
		if made == replaced(text, g.Span, g.regions, set) {
			return set, true
		}
	}
	return 0, false
}

// without returns the regions of g that are not in done, where they lie when those are put right.
func (g *group) without(done uint64) []region {
	var left []region
	moved := 0
	for i, r := range g.regions {
		if done == allRegions || done&(1<<i) != 0 {
			moved += len(r.gold) - r.Len()
			continue
		}
		r.Start += moved
		r.End += moved
		left = append(left, r)
	}
	return left
}

// replaced returns the stretch s of text with the regions of set put right.
func replaced(text string, s article.Span, regions []region, set uint64) string {
	var b strings.Builder
	at := s.Start
	for i, r := range regions {
		if set == allRegions || set&(1<<i) != 0 {
			b.WriteString(text[at:r.Start] + r.gold)
			at = r.End
		}
	}
	return b.String() + text[at:s.End]
}

// How much text on each side of a fix a person is shown, and how much of it
// tells its place from another, in bytes.
const (
	around = 40
	near   = 8
)

func newVerdict(text string, s fixers.Step) *verdict {
	span := s.Fix.Span()
	g := group{Span: span}
	for _, e := range s.Fix.Edits {
		g.edits = append(g.edits, made{Edit: e})
	}
	old, with := text[span.Start:span.End], g.made(text)
	return &verdict{
		key:   fixKey{s.Rule, text[max(0, span.Start-near):span.Start], old, with, text[span.End:min(len(text), span.End+near)]},
		edits: len(s.Fix.Edits),
		old:   strings.ToValidUTF8(text[max(0, span.Start-around):span.Start], "") + "[" + old + "]" + strings.ToValidUTF8(text[span.End:min(len(text), span.End+around)], ""),
		new:   with,
	}
}
