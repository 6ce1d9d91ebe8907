package rules

import (
	"copydesk/article"
	"copydesk/fixers"
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
