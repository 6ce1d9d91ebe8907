package fixers

import (
	"fmt"
	"strings"
	"unicode"

	"copydesk/article"

	"golang.org/x/text/unicode/norm"
)

// Invariant names what a fix promises to leave as it is. It is checked on
// every fix before it is applied, so that a mistake in a rule is refused
// instead of written.
type Invariant uint8

// What a fix can keep.
const (
	// KeepsNothing is for repairs that replace words. Their rules answer for them.
	KeepsNothing Invariant = iota
	// KeepsInk keeps the text without its white space: spacing fixes.
	KeepsInk
	// KeepsVisible keeps the text without format and control characters and white space.
	KeepsVisible
	// KeepsCanonical keeps the text up to canonical equivalence (NFC).
	KeepsCanonical
	// KeepsCompatible keeps the text up to compatibility equivalence (NFKC).
	KeepsCompatible
	// KeepsWords keeps the letters and digits in their order; punctuation and white space may change.
	KeepsWords
	// KeepsBase keeps the base letters: only marks, case and the strokes of đ and ł may change.
	KeepsBase
	// KeepsRest only deletes: what it leaves stands as it stood, in its order.
	KeepsRest
	// KeepsBaseWords keeps the base letters and digits: accents that stand beside their letters may join them.
	KeepsBaseWords
	// KeepsAll only inserts: nothing of the text changes.
	KeepsAll
)

var invariants = [...]string{"nothing", "ink", "visible", "canonical", "compatible", "words", "base", "rest", "base words", "whole text"}

// String returns the name without "Keeps", in lower case.
func (i Invariant) String() string { return invariants[i] }

// check returns an error when the edits taken together break i. The stretch
// from the first edit to the last is compared, before and after, so that a
// character may move within one fix.
func (i Invariant) check(text string, edits []Edit) error {
	switch i {
	case KeepsNothing:
		return nil
	case KeepsRest:
		return onlyDeletes(edits)
	case KeepsAll:
		return onlyInserts(edits)
	}
	span := edits[0].Span.Union(edits[len(edits)-1].Span)
	before := text[span.Start:span.End]
	after := applyWithin(text, span, edits)
	if form := i.form(); form(before) != form(after) {
		return fmt.Errorf("does not keep the %s of %q: makes %q", i, clip(before), clip(after))
	}
	return nil
}

func onlyDeletes(edits []Edit) error {
	for n, e := range edits {
		if strings.TrimSpace(e.New) != "" {
			return fmt.Errorf("edit %d writes %q, but the fix promises only to delete", n, clip(e.New))
		}
	}
	return nil
}

func onlyInserts(edits []Edit) error {
	for n, e := range edits {
		if !e.Empty() {
			return fmt.Errorf("edit %d replaces [%d,%d), but the fix promises only to insert", n, e.Start, e.End)
		}
	}
	return nil
}

// form returns the function whose result the invariant keeps equal.
func (i Invariant) form() func(string) string {
	switch i {
	case KeepsInk:
		return func(s string) string { return dropping(s, unicode.IsSpace) }
	case KeepsVisible:
		return func(s string) string { return dropping(s, hidden) }
	case KeepsWords:
		return func(s string) string { return dropping(s, notWord) }
	case KeepsBaseWords:
		return func(s string) string { return dropping(BaseLetters(s), notWord) }
	case KeepsCanonical:
		return norm.NFC.String
	case KeepsCompatible:
		return norm.NFKC.String
	}
	return BaseLetters
}

func hidden(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
}

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
}

func dropping(s string, drop func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		if drop(r) {
			return -1
		}
		return r
	}, s)
}

// strokes are the letters whose stroke is no combining mark in Unicode.
var strokes = strings.NewReplacer("đ", "d", "Đ", "D", "ð", "d", "Ð", "D", "ɖ", "d", "Ɖ", "D", "ł", "l", "Ł", "L", "ø", "o", "Ø", "O", "ı", "i")

// BaseLetters returns s without marks and strokes, in lower case: "Đổi" is "doi".
func BaseLetters(s string) string {
	s = norm.NFD.String(s)
	s = dropping(s, func(r rune) bool { return unicode.Is(unicode.M, r) })
	return strings.ToLower(strokes.Replace(s))
}

// applyWithin returns the part span of text after edits, all of which lie in span.
func applyWithin(text string, span article.Span, edits []Edit) string {
	var b strings.Builder
	at := span.Start
	for _, e := range edits {
		b.WriteString(text[at:e.Start])
		b.WriteString(e.New)
		at = e.End
	}
	b.WriteString(text[at:span.End])
	return b.String()
}

// clipLen is how much of a text an error message shows, in bytes.
const clipLen = 40

func clip(s string) string {
	if len(s) <= clipLen {
		return s
	}
	return strings.ToValidUTF8(s[:clipLen], "") + "…"
}
