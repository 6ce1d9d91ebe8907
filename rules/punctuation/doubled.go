package punctuation

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed doubled.txtar
var doubledExamples string

// Doubled finds two marks where one belongs.
var Doubled = &rules.Rule{
	Name:     "punctuation/doubled",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary: "Two punctuation marks in a row where one belongs",
		Why:     "Editing leaves a mark behind, and so does a template that adds a stop of its own: `,,`, `.,`, `;,`.",
		Fix: "One mark is left: the first of two equal commas, semicolons or colons, which is safe, or the stronger of two different ones, which is for review. " +
			"An abbreviation with its comma (`Inc.,`), ellipses, `?!` and sign-offs such as `./.` are left alone.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: doubledExamples,
	},
	Run: runDoubled,
}

// strength orders the marks: of two in a row the stronger one is meant.
const strength = ",;:."

func runDoubled(p *rules.Pass) {
	if !p.Has(article.PausePause) {
		return
	}
	for _, m := range p.MarksIn(1, len(p.Tokens)-1) {
		i := int(m)
		if !mark(p, i) || !mark(p, i+1) || !p.Tokens[i].Glued || !p.Tokens[i+1].Glued || mark(p, i-1) {
			continue
		}
		first, second := p.Of(i), p.Of(i+1)
		if i+2 < len(p.Tokens) && p.Tokens[i+2].Glued && p.Tokens[i+2].Kind != article.Word || first == "." && second == "." {
			continue // a longer row: an ellipsis, a sign-off, a rule of dots
		}
		if first == "." && abbreviated(p, i) {
			continue
		}
		reportDoubled(p, i, first, second)
	}
}

func mark(p *rules.Pass, i int) bool {
	t := &p.Tokens[i]
	return t.Kind == article.Punct && t.End-t.Start == 1 && !t.Verbatim && strings.Contains(strength, p.Of(i))
}

// abbreviated reports whether the stop at token i ends an abbreviation, an
// initial, an initialism or a number.
func abbreviated(p *rules.Pass, i int) bool {
	t := &p.Tokens[i-1]
	word := p.Of(i - 1)
	return t.Kind != article.Word || t.Case == article.Upper || len(word) <= maxShort || p.Pack.Abbreviation(word) ||
		i >= 2 && t.Glued && p.Of(i-2) == "."
}

// maxShort is the length in bytes up to which any word may be an abbreviation.
const maxShort = 5

func reportDoubled(p *rules.Pass, i int, first, second string) {
	level, confidence, drop := fixers.Safe, 0.997, i+1
	if first != second {
		level, confidence = fixers.Unsafe, 0.9
		if strings.Index(strength, second) > strings.Index(strength, first) {
			drop = i
		}
	}
	s := article.Span{Start: int(p.Tokens[i].Start), End: int(p.Tokens[i+1].End)}
	p.Report(rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("two marks in a row: “%s”", p.At(s)),
		Confidence: confidence,
		Fix:        fixers.Replace(p.Tokens[drop].Span(), "", "leave one", level, fixers.KeepsRest),
	})
}
