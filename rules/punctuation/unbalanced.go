package punctuation

import (
	_ "embed"
	"fmt"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed unbalanced.txtar
var unbalancedExamples string

// Unbalanced finds a bracket without its partner.
var Unbalanced = &rules.Rule{
	Name:     "punctuation/unbalanced",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary:  "A bracket has no partner in its paragraph",
		Why:      "Where a scraper cuts a caption, a link or the end of a paragraph, half of a pair of brackets stays behind: a sign that text was lost.",
		Fix:      "None: where the partner stood only a person can tell.",
		Best:     fixers.Display,
		Since:    "0.1.0",
		Examples: unbalancedExamples,
	},
	Run: runUnbalanced,
}

var brackets = article.SignsOf("()")

func runUnbalanced(p *rules.Pass) {
	if !p.MayHave(&brackets) {
		return
	}
	for i := range p.Paragraphs {
		unbalancedIn(p, &p.Paragraphs[i])
	}
}

// unbalancedIn reports the first bracket of the paragraph that has no partner.
func unbalancedIn(p *rules.Pass, par *article.Paragraph) {
	open, depth := -1, 0
	for _, m := range p.MarksIn(par.First, par.Last) {
		i := int(m)
		t := &p.Tokens[i]
		if t.Kind != article.Punct || t.Verbatim || t.End-t.Start != 1 {
			continue
		}
		switch p.Of(i) {
		case "(":
			if depth == 0 {
				open = i
			}
			depth++
		case ")":
			if depth == 0 && !listMarker(p, par, i) && !emoticon(p, i) {
				reportUnbalanced(p, i)
				return
			}
			depth = max(0, depth-1)
		}
	}
	if depth > 0 && !emoticon(p, open) && !continues(p, par) {
		reportUnbalanced(p, open)
	}
}

// listMarker reports whether the bracket at token i closes a marker such as
// "a)" or "12)" that stands apart from the text before it.
func listMarker(p *rules.Pass, par *article.Paragraph, i int) bool {
	if i == par.First || !p.Tokens[i].Glued {
		return i == par.First
	}
	t := &p.Tokens[i-1]
	return t.End-t.Start <= maxMarker && !t.Glued && (t.Kind == article.Number || t.Kind == article.Word && t.Case == article.Lower)
}

// maxMarker is the length of a list marker in bytes: "12", "iv", "a".
const maxMarker = 3

// emoticon reports whether the bracket at token i is a mouth.
func emoticon(p *rules.Pass, i int) bool {
	if i < 1 || !p.Tokens[i].Glued {
		return false
	}
	eyes := p.Of(i - 1)
	return eyes == ":" || eyes == ";" || eyes == "-"
}

// continues reports whether a later paragraph may close what par opened:
// whole paragraphs in brackets are rare, but no defect.
func continues(p *rules.Pass, par *article.Paragraph) bool {
	return p.Of(par.First) == "("
}

func reportUnbalanced(p *rules.Pass, i int) {
	p.Report(rules.Finding{
		Span:       p.Tokens[i].Span(),
		Message:    fmt.Sprintf("“%s” has no partner in its paragraph", p.Of(i)),
		Confidence: 0.9,
	})
}
