package structure

import (
	_ "embed"
	"fmt"

	"copydesk/article"
	"copydesk/rules"
)

//go:embed too-short.txtar
var tooShortExamples string

// TooShortOptions are the options of TooShort.
type TooShortOptions struct {
	MinWords int `yaml:"min-words" doc:"the fewest words of an article, header and dateline included"`
}

// TooShort finds texts that are no article.
var TooShort = &rules.Rule{
	Name:     "structure/too-short",
	Severity: rules.Info,
	Options:  &TooShortOptions{MinWords: 20},
	Doc: rules.Doc{
		Summary:  "Text too short for an article",
		Why:      "An empty page, a page with nothing but a video, a cookie wall: what the scraper kept is a title or a line. Such records add nothing and distort counts.",
		Fix:      "None: a person, or a filter on the report, decides.",
		Since:    "0.1.0",
		Examples: tooShortExamples,
	},
	Run: runTooShort,
}

func runTooShort(p *rules.Pass) {
	least := p.Options.(*TooShortOptions).MinWords
	words := 0
	for i := range p.Tokens {
		if p.Tokens[i].Kind == article.Word {
			if words++; words >= least {
				return
			}
		}
	}
	p.Report(rules.Finding{
		Span:       article.Span{Start: 0, End: len(p.Text)},
		Message:    fmt.Sprintf("%d words are too few for an article", words),
		Evidence:   []string{fmt.Sprintf("structure.too-short.min-words is %d", least)},
		Confidence: 1,
	})
}
