// Package fixers holds repairs as data and the pure functions that put them
// into effect: Merge chooses which of many repairs fit together, Apply makes
// a new text of them, Converge repeats checking and repairing until nothing
// is left to repair. Nothing here reads or writes files.
package fixers

import (
	"fmt"
	"unicode/utf8"

	"copydesk/article"
)

// Edit replaces the bytes that its Span covers by New. An empty Span inserts,
// an empty New deletes.
type Edit struct {
	article.Span
	New string
}

// Applicability says how far a fix may be trusted, in ruff's words.
type Applicability uint8

// The degrees of trust, from the least to the most.
const (
	Display Applicability = iota // shown to a person, never applied
	Unsafe                       // applied when asked for, or accepted in review
	Safe                         // applied by default: at least 99.5 % of such fixes are right on unseen text
)

var applicabilities = [...]string{"display", "unsafe", "safe"}

// String returns "display", "unsafe" or "safe".
func (a Applicability) String() string { return applicabilities[a] }

// MarshalText returns String.
func (a Applicability) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// Fix is one repair. Its edits belong together: all of them are applied or none.
type Fix struct {
	Message string // what it does, as an imperative: "insert a blank"
	Applicability
	Keeps Invariant
	Edits []Edit // ordered by Start, none overlapping or touching another
}

// Replace returns a fix of one edit.
func Replace(s article.Span, with, message string, a Applicability, keeps Invariant) *Fix {
	return &Fix{Message: message, Applicability: a, Keeps: keeps, Edits: []Edit{{s, with}}}
}

// Insert returns a fix that puts text in front of the byte offset at.
func Insert(at int, text, message string, a Applicability, keeps Invariant) *Fix {
	return Replace(article.Span{Start: at, End: at}, text, message, a, keeps)
}

// Span returns the shortest span that covers all edits of f.
func (f *Fix) Span() article.Span {
	if len(f.Edits) == 0 {
		return article.Span{}
	}
	return f.Edits[0].Span.Union(f.Edits[len(f.Edits)-1].Span)
}

// Validate checks that f can be applied to text: it has edits, they lie
// within the text and in order, cut no character in two, change something,
// bring in no bytes that are no UTF-8, and keep what the fix says it keeps. The error says which edit fails.
func (f *Fix) Validate(text string) error {
	if len(f.Edits) == 0 {
		return fmt.Errorf("fix %q has no edits", f.Message)
	}
	if err := validateEdits(text, f.Edits); err != nil {
		return fmt.Errorf("fix %q: %w", f.Message, err)
	}
	for i, e := range f.Edits {
		switch {
		case !utf8.ValidString(e.New) && utf8.ValidString(text[e.Start:e.End]):
			return fmt.Errorf("fix %q: edit %d writes %q, which is no UTF-8", f.Message, i, e.New)
		case i > 0 && e.Start == f.Edits[i-1].End:
			return fmt.Errorf("fix %q: edit %d touches the edit before it, at %d; write them as one", f.Message, i, e.Start)
		}
	}
	if err := f.Keeps.check(text, f.Edits); err != nil {
		return fmt.Errorf("fix %q: %w", f.Message, err)
	}
	return nil
}

func validateEdits(text string, edits []Edit) error {
	last := 0
	for i, e := range edits {
		switch {
		case e.Start < 0 || e.End < e.Start || e.End > len(text):
			return fmt.Errorf("edit %d: [%d,%d) lies outside the text of %d bytes", i, e.Start, e.End, len(text))
		case e.Start < last:
			return fmt.Errorf("edit %d: [%d,%d) overlaps the edit before it, which ends at %d", i, e.Start, e.End, last)
		case splitsRune(text, e.Start) || splitsRune(text, e.End):
			return fmt.Errorf("edit %d: [%d,%d) cuts a character in two", i, e.Start, e.End)
		case text[e.Start:e.End] == e.New:
			return fmt.Errorf("edit %d: [%d,%d) changes nothing", i, e.Start, e.End)
		}
		last = e.End
	}
	return nil
}

// splitsRune reports whether the offset at lies inside a valid character.
func splitsRune(text string, at int) bool {
	if at == len(text) || utf8.RuneStart(text[at]) {
		return false
	}
	for start := at - 1; start >= 0 && at-start < utf8.UTFMax; start-- {
		if utf8.RuneStart(text[start]) {
			_, n := utf8.DecodeRuneInString(text[start:])
			return start+n > at
		}
	}
	return false
}
