package structure

import (
	_ "embed"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed caption.txtar
var captionExamples string

// Caption finds captions and photo credits that were taken for paragraphs.
var Caption = &rules.Rule{
	Name:     "structure/caption",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Caption or photo credit among the paragraphs",
		Why:      "A caption is an element of the page like any paragraph, and scrapers take it for one: `The two leaders at the meeting. (Photo: VNA)`. It repeats what the text says, without a picture to belong to.",
		Fix:      "The paragraph is taken out. Unsafe, since a corpus may want its captions. A credit inside a long paragraph is only shown.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: captionExamples,
	},
	Run: runCaption,
}

// maxCaption is the longest paragraph that is taken for a caption, in bytes.
const maxCaption = 500

func runCaption(p *rules.Pass) {
	for i := range p.Paragraphs {
		par := &p.Paragraphs[i]
		if par.Len() > maxCaption {
			continue
		}
		if why := creditIn(p, par); why != "" {
			p.Report(rules.Finding{
				Span:       par.Span,
				Message:    "caption or photo credit",
				Evidence:   []string{why},
				Confidence: 0.9,
				Fix:        fixers.Replace(paragraphCut(p, par), "", "take the paragraph out", fixers.Unsafe, fixers.KeepsRest),
			})
		}
	}
}

// creditIn says what makes par a caption, "" when nothing does.
func creditIn(p *rules.Pass, par *article.Paragraph) string {
	end := par.Last - 1
	if p.Of(end) == "." && end > par.First {
		end--
	}
	if p.Of(end) == ")" {
		for i := end - 1; i > par.First && end-i <= maxCreditTokens; i-- {
			if p.Of(i) == "(" {
				return creditWords(p, i+1, end)
			}
		}
	}
	return ""
}

// maxCreditTokens bounds a credit between brackets.
const maxCreditTokens = 16

// creditWords says what makes the tokens [i,end) a credit: "Fuente: VNA".
func creditWords(p *rules.Pass, i, end int) string {
	for j := i; j < end && j < i+maxLabelWords; j++ {
		if p.Of(j+1) != ":" {
			continue
		}
		label := p.Text[p.Tokens[i].Start:p.Tokens[j].End]
		if p.Pack.Caption(label) {
			return "it ends with the credit " + strings.TrimSpace(p.Text[p.Tokens[i-1].Start:p.Tokens[end].End])
		}
		return ""
	}
	return ""
}

// maxLabelWords bounds the label of a credit: "Crédits photo".
const maxLabelWords = 4
