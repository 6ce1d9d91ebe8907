package structure

import (
	_ "embed"
	"fmt"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/structure/heading"
)

//go:embed byline.txtar
var bylineExamples string

// Byline finds the name of the author among the paragraphs.
var Byline = &rules.Rule{
	Name:     "structure/byline",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary:  "Byline among the paragraphs",
		Why:      "`By Ana Ruiz`, `Por Ana Ruiz`, `Theo VnExpress`: the name of the author belongs to the metadata. In the text it teaches names of people who are no part of the story.",
		Fix:      "The line is taken out; a byline that runs into the dateline is cut off. Unsafe, since a corpus may want its authors.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: bylineExamples,
	},
	Run: runByline,
}

// How many paragraphs from the top and from the end can be bylines.
const (
	bylineFromTop = 5
	bylineFromEnd = 2
)

func runByline(p *rules.Pass) {
	top := 0
	for i := range p.Paragraphs {
		par := &p.Paragraphs[i]
		if par.End <= p.Header.End {
			continue
		}
		if top++; top > bylineFromTop && i < len(p.Paragraphs)-bylineFromEnd {
			continue
		}
		if b, ok := heading.ReadByline(p.Article, i, p.Pack); ok {
			reportByline(p, par, &b)
		}
	}
}

func reportByline(p *rules.Pass, par *article.Paragraph, b *heading.Byline) {
	cut, why, chance := paragraphCut(p, par), fmt.Sprintf("it opens with “%s” and goes on with names alone", b.Phrase), chanceByline
	if b.Glued {
		cut, why, chance = b.Span, "it runs into the dateline", chanceGluedByline
	}
	p.Report(rules.Finding{
		Span:       b.Span,
		Message:    "byline among the paragraphs",
		Evidence:   []string{why},
		Confidence: chance,
		Fix:        fixers.Replace(cut, "", "take it out", fixers.Unsafe, fixers.KeepsRest),
	})
}

// Chances that a byline is one: hand-made shapes of seven languages, and no
// alarm on clean news.
const (
	chanceByline      = 0.93
	chanceGluedByline = 0.97
)
