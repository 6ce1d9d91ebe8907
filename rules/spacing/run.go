package spacing

import (
	_ "embed"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed run.txtar
var runExamples string

// Run finds more than one blank between two words.
var Run = &rules.Rule{
	Name:     "spacing/run",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Runs of blanks or tabs inside a line",
		Why:      "HTML folds white space and text does not: the indentation of a page and the blanks around its tags stay behind. They inflate token counts and hide that two articles are the same.",
		Fix:      "One blank is left. Always safe: only white space goes. A no-break space is left to `characters/odd-space`.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: runExamples,
	},
	Run: runRun,
}

func runRun(p *rules.Pass) {
	for _, g := range p.Gaps {
		text := p.At(g.Span)
		if g.Newlines > 0 || g.Start == p.Begin() || g.End == len(p.Text) || strings.Trim(text, " \t") != "" {
			continue
		}
		p.Report(rules.Finding{
			Span:       g.Span,
			Message:    "more than one blank in a row",
			Confidence: 1,
			Fix:        fixers.Replace(article.Span{Start: g.Start, End: g.End}, " ", "leave one blank", fixers.Safe, fixers.KeepsInk),
		})
	}
}
