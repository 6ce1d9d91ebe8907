// Package rules is the engine that judges articles. A Rule is a documented
// value with one function; the Engine runs the selected ones over an article
// that was parsed once, and gives Findings, each with its evidence, a
// calibrated confidence and, where the repair is known, a fix.
//
// Checking is a pure function of the article, the configuration and the
// language packs: it is the same in any order, on any number of workers.
package rules

import (
	"fmt"
	"strings"

	"copydesk/fixers"

	"golang.org/x/text/language"
)

// Rule is one kind of defect: what it is called, what people must know of
// it, and the function that finds it. Rules are values of package level in
// rules/<family>, listed once in rules/catalogue.
type Rule struct {
	Name     string // family/rule, in lower case with hyphens
	Doc      Doc
	Severity Severity
	Optional bool            // runs only when selected by name: it did not earn its place on clean text
	Langs    []language.Base // the languages it speaks; nil for all
	Native   bool            // judges by the words or habits of the article's language: what it finds in paragraphs of another is dropped
	Options  any             // pointer to a struct with the defaults; nil without options
	Run      func(*Pass)     // finds the defects of one article; must not keep the Pass
}

// Family returns the part of the name before the slash.
func (r *Rule) Family() string {
	family, _, _ := strings.Cut(r.Name, "/")
	return family
}

// Doc is all that is said of a rule, in Markdown. It feeds `copydesk
// explain`, the pages under docs/rules and the rule's own tests.
type Doc struct {
	Summary  string               // what it finds, in one line without a full stop
	Why      string               // why that is a defect, and how it comes about
	Fix      string               // what the fix does, and when it is safe
	Best     fixers.Applicability // the highest applicability that its fixes can have
	Since    string               // the version that brought it
	Examples string               // a txtar archive, see ParseExamples
}

// Severity says how much a defect harms a corpus.
type Severity uint8

// The severities, from the least to the most.
const (
	Info Severity = iota + 1
	Warning
	Error
)

var severities = [...]string{"", "info", "warning", "error"}

// String returns "info", "warning" or "error".
func (s Severity) String() string { return severities[s] }

// MarshalText returns String.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity returns the severity called name.
func ParseSeverity(name string) (Severity, error) {
	for i, s := range severities {
		if s == name && i > 0 {
			return Severity(i), nil
		}
	}
	return 0, fmt.Errorf("no severity is called %q; there are info, warning and error", name)
}
