package rules

import (
	"fmt"
	"hash/fnv"
	"strings"

	"copydesk/article"
	"copydesk/fixers"

	"golang.org/x/text/unicode/norm"
)

// Finding is one defect in one article.
type Finding struct {
	Rule         string
	article.Span              // where it lies in the text that was checked
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

// contextBytes is how much text on each side of a match enters its
// fingerprint: about three words, enough to tell two matches apart and little
// enough to survive an edit in the next sentence.
const contextBytes = 20

// fingerprint sets the Fingerprint of each finding of a: a hash of the rule,
// the matched text and the near text on its line, all normalised, and how
// many findings with the same hash came before it. Position takes no part.
func fingerprint(a *article.Article, findings []Finding) {
	seen := make(map[uint64]int, len(findings))
	for i := range findings {
		f := &findings[i]
		h := fnv.New64a()
		for _, part := range []string{f.Rule, a.At(f.Span), near(a, f.Span)} {
			h.Write([]byte(normalise(part)))
			h.Write([]byte{0})
		}
		sum := h.Sum64()
		f.Fingerprint = fmt.Sprintf("%016x.%d", sum, seen[sum])
		seen[sum]++
	}
}

// near returns the text around s on its own lines.
func near(a *article.Article, s article.Span) string {
	before := a.Text[max(0, s.Start-contextBytes):s.Start]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after, _, _ := strings.Cut(a.Text[s.End:min(len(a.Text), s.End+contextBytes)], "\n")
	return strings.ToValidUTF8(before, "") + "\x00" + strings.ToValidUTF8(after, "")
}

func normalise(s string) string {
	return strings.ToLower(norm.NFC.String(strings.Join(strings.Fields(s), " ")))
}
