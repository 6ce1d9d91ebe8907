package rules

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"

	"golang.org/x/text/unicode/norm"
)

// Finding is one defect in one article.
type Finding struct {
	Rule         string
	Text         string       // the text that was checked; set by the Engine
	article.Span              // where it lies in that text
	Origin       article.Span // the same place in the text as it was first read, before any pass of fixing
	Severity     Severity
	Message      string
	Evidence     []string    // what speaks for it, in words and numbers
	Confidence   float64     // calibrated: of findings at 0.98, 98 % are right
	Fix          *fixers.Fix // nil when only a person can repair it
	Fingerprint  string      // the same for the same defect after lines were moved; set by the Engine
}

// Applicability returns that of the fix; Display without one.
func (f *Finding) Applicability() fixers.Applicability {
	if f.Fix == nil {
		return fixers.Display
	}
	return f.Fix.Applicability
}

// contextInk is how many characters on each side of a match enter its
// fingerprint, white space not counted: about three words, enough to tell two
// matches apart and little enough to survive an edit in the next sentence.
const contextInk = 16

// contextReach bounds in bytes how far that context is looked for, so that an
// article of nothing but blanks takes no quadratic time.
const contextReach = 256

// fingerprint sets the Text and the Fingerprint of each finding of a. The
// latter is a hash of the rule, the matched text and the near text on its
// line, all normalised, and how many findings with the same hash came before
// it. Position takes no part, and neither does white space: most repairs
// change nothing else, and the repair of one defect must not give its
// neighbour another name.
func fingerprint(a *article.Article, findings []Finding) {
	seen := make(map[uint64]int, len(findings))
	for i := range findings {
		f := &findings[i]
		f.Text = a.Text
		h := fnv.New64a()
		for _, part := range []string{f.Rule, a.At(f.Span), inkBefore(a.Text[:f.Start]), inkAfter(a.Text[f.End:])} {
			h.Write([]byte(normalise(part)))
			h.Write([]byte{0})
		}
		sum := h.Sum64()
		f.Fingerprint = fmt.Sprintf("%016x.%d", sum, seen[sum])
		seen[sum]++
	}
}

// inkBefore returns the end of the last line of text that holds contextInk
// characters that are no white space; all of the line when it has fewer.
func inkBefore(text string) string {
	at := len(text)
	for ink := 0; at > 0 && ink < contextInk && len(text)-at < contextReach; {
		r, n := utf8.DecodeLastRuneInString(text[:at])
		if r == '\n' {
			break
		}
		if at -= n; !unicode.IsSpace(r) {
			ink++
		}
	}
	return text[at:]
}

// inkAfter returns the start of the first line of text in the same way.
func inkAfter(text string) string {
	ink := 0
	for i, r := range text {
		if r == '\n' || ink == contextInk || i >= contextReach {
			return text[:i]
		}
		if !unicode.IsSpace(r) {
			ink++
		}
	}
	return text
}

func normalise(s string) string {
	return strings.ToLower(norm.NFC.String(strings.Join(strings.Fields(s), "")))
}
