package report

import (
	"fmt"
	"hash/fnv"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// Repair is what the fix of a finding makes of the words it lies in, whole,
// so that a person can compare the two and write another repair by hand.
type Repair struct {
	article.Span        // of Finding.Text: the edits, widened to whole words
	Old, New     string // New is Old when the finding has no fix
}

// RepairOf returns the repair of f.
func RepairOf(f *rules.Finding) Repair {
	span, edits := f.Span, []fixers.Edit(nil)
	if f.Fix != nil && len(f.Fix.Edits) > 0 {
		edits = f.Fix.Edits
		span = f.Fix.Span()
	}
	r := Repair{Span: stretch(f.Text, span)}
	r.Old = f.Text[r.Start:r.End]
	at := r.Start
	for _, e := range edits {
		r.New += f.Text[at:e.Start] + e.New
		at = e.End
	}
	r.New += f.Text[at:r.End]
	return r
}

// Likeness returns a key that two findings share when the same rule makes the
// same of the same text: one decision can hold for all of them, wherever they
// stand. A finding without a fix shares it with those of the same text.
func Likeness(f *rules.Finding) string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\x00%s\x00", f.Rule, f.Text[f.Start:f.End])
	if f.Fix != nil {
		for _, e := range f.Fix.Edits {
			fmt.Fprintf(h, "%d\x00%s\x00%s\x00", e.Start-f.Start, f.Text[e.Start:e.End], e.New)
		}
	}
	return fmt.Sprintf("like:%016x", h.Sum64())
}
