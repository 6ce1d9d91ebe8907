package fixers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Candidate is a fix together with the rule that proposes it.
type Candidate struct {
	Rule string
	Fix  *Fix
}

// Outcome is what became of a candidate.
type Outcome uint8

// The outcomes of Merge.
const (
	Fixed    Outcome = iota // its edits are in the merged list
	Deferred                // it overlaps or touches an accepted fix and waits for the next pass
	Refused                 // it is invalid or breaks its own invariant
)

// Merge chooses the candidates that can be applied to text together and
// returns their edits in order, the outcome of every candidate, and an error
// for every refused one, in the order of the candidates.
//
// A fix is taken whole or not at all. Where fixes overlap or touch, the one
// that begins first wins, then the shorter one, then the one whose rule comes
// first by name, so that the result does not depend on the order of the
// candidates. Fixes that make exactly the same edits count as one.
func Merge(text string, candidates []Candidate) ([]Edit, []Outcome, []error) {
	outcomes := make([]Outcome, len(candidates))
	var refused []error
	var order []int
	for i, c := range candidates {
		if err := c.Fix.Validate(text); err != nil {
			outcomes[i] = Refused
			refused = append(refused, fmt.Errorf("%s: %w", c.Rule, err))
			continue
		}
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(i, j int) int { return compare(candidates[i], candidates[j]) })
	var accepted interval
	var edits []Edit
	var last *Fix
	for _, i := range order {
		fix := candidates[i].Fix
		switch {
		case last != nil && slices.Equal(last.Edits, fix.Edits):
		case accepted.meets(fix.Edits):
			outcomes[i] = Deferred
		default:
			edits = append(edits, fix.Edits...)
			accepted.add(fix.Edits)
			last = fix
		}
	}
	slices.SortFunc(edits, compareEdits)
	return edits, outcomes, refused
}

func compare(a, b Candidate) int {
	x, y := a.Fix.Span(), b.Fix.Span()
	return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.Len(), y.Len()), strings.Compare(a.Rule, b.Rule),
		slices.CompareFunc(a.Fix.Edits, b.Fix.Edits, compareEdits))
}

func compareEdits(a, b Edit) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), strings.Compare(a.New, b.New))
}

// interval keeps the edits accepted so far, sorted by Start; since fixes
// arrive by their first edit, a new one is nearly always compared with the
// last few alone.
type interval struct{ edits []Edit }

func (v *interval) meets(edits []Edit) bool {
	for _, e := range edits {
		i, _ := slices.BinarySearchFunc(v.edits, e.Start, func(x Edit, start int) int { return cmp.Compare(x.End, start) })
		if i < len(v.edits) && v.edits[i].Touches(e.Span) {
			return true
		}
	}
	return false
}

func (v *interval) add(edits []Edit) {
	for _, e := range edits {
		i, _ := slices.BinarySearchFunc(v.edits, e.Start, func(x Edit, start int) int { return cmp.Compare(x.Start, start) })
		v.edits = slices.Insert(v.edits, i, e)
	}
}

// Apply returns text with edits put into effect. They must be in order and
// not overlap, as those of Merge are; the error says which one does.
func Apply(text string, edits []Edit) (string, error) {
	if err := validateEdits(text, edits); err != nil {
		return "", fmt.Errorf("apply: %w", err)
	}
	size := len(text)
	for _, e := range edits {
		size += len(e.New) - e.Len()
	}
	var b strings.Builder
	b.Grow(size)
	at := 0
	for _, e := range edits {
		b.WriteString(text[at:e.Start])
		b.WriteString(e.New)
		at = e.End
	}
	b.WriteString(text[at:])
	return b.String(), nil
}

// Invert returns the edits that turn the result of Apply(text, edits) back into text.
func Invert(text string, edits []Edit) []Edit {
	back := make([]Edit, len(edits))
	shift := 0
	for i, e := range edits {
		start := e.Start + shift
		back[i].Start, back[i].End, back[i].New = start, start+len(e.New), text[e.Start:e.End]
		shift += len(e.New) - e.Len()
	}
	return back
}
