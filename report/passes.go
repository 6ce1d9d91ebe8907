package report

import (
	"strings"

	"copydesk/fixers"
	"copydesk/rules"
)

// A defect that is not repaired in the first pass is found again in the next.
// unmet holds the findings of the first pass that nothing was done about yet,
// so that each defect is reported once.
type unmet map[string][]*rules.Finding

// newUnmet returns the findings of the text as it was read whose fix is not
// among applied.
func newUnmet(e *Entry, applied map[*fixers.Fix]bool) unmet {
	u := unmet{}
	for i := range e.Findings {
		if f := &e.Findings[i]; f.Fix == nil || !applied[f.Fix] {
			key := defectKey(f.Rule, f.Text, f)
			u[key] = append(u[key], f)
		}
	}
	return u
}

// take returns the finding of the first pass that f, of a later one, was
// found as then, and forgets it; nil when f showed only later.
func (u unmet) take(f *rules.Finding) *rules.Finding {
	key := defectKey(f.Rule, f.Text, f)
	list := u[key]
	if len(list) == 0 {
		return nil
	}
	best := 0 // they are in the order of the text: the distance falls and then rises
	for best+1 < len(list) && distance(list[best+1], f) <= distance(list[best], f) {
		best++
	}
	for best > 0 && distance(list[best-1], f) == distance(list[best], f) {
		best--
	}
	met := list[best]
	copy(list[1:best+1], list[:best]) // what f comes behind is little: both are in order
	u[key] = list[1:]
	return met
}

// distance is how far apart two findings lie in the text as it was read, in bytes.
func distance(x, y *rules.Finding) int {
	return max(x.Origin.Start-y.Origin.Start, y.Origin.Start-x.Origin.Start)
}

// defectKey says what a finding is about, apart from where: its rule, and
// what its fix takes out and puts in, or the match when it has none.
func defectKey(rule, text string, f *rules.Finding) string {
	if f.Fix == nil {
		return rule + "\x00" + text[f.Start:f.End]
	}
	var b strings.Builder
	b.WriteString(rule)
	for _, e := range f.Fix.Edits {
		b.WriteString("\x00" + text[e.Start:e.End] + "\x00" + e.New)
	}
	return b.String()
}
