package structure

import (
	_ "embed"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/structure/heading"
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
		if par.End <= p.Header.End {
			continue
		}
		why := ""
		if par.Len() <= maxCaption {
			why = credit{Pass: p, par: par}.read()
		}
		switch {
		case why == "" && i < leadParagraphs:
			captionInFront(p, par)
		case why == "":
		case i == 0 && len(p.Paragraphs) == 1: // an article that is nothing but a caption
		default:
			reportCaption(p, par.Span, paragraphCut(p, par), why)
		}
	}
}

func reportCaption(p *rules.Pass, span, cut article.Span, why string) {
	p.Report(rules.Finding{
		Span:       span,
		Message:    "caption or photo credit",
		Evidence:   []string{why},
		Confidence: chanceCaption,
		Fix:        fixers.Replace(cut, "", "take it out", fixers.Unsafe, fixers.KeepsRest),
	})
}

const chanceCaption = 0.95 // no alarm on clean news of seven languages

// closing is how a credit in front of a dateline ends.
var closing = article.SignsOf(")")

// captionInFront finds a caption whose credit runs into the dateline: "… the
// meeting. (Photo: VNA)Hanoi (VNA) - The".
func captionInFront(p *rules.Pass, par *article.Paragraph) {
	if !p.MayHave(&closing) {
		return
	}
	end := par.Start + strings.IndexByte(p.Text[par.Start:min(par.End, par.Start+maxCaption)], ')')
	for i := max(par.First+1, p.TokenAt(end)); i < par.Last && int(p.Tokens[i].Start) < par.Start+maxCaption && end >= par.Start; i++ {
		if p.Of(i) != ")" || i+1 >= par.Last || !p.Tokens[i+1].Glued || p.Tokens[i+1].Kind != article.Word || p.Tokens[i+1].Case == article.Lower {
			continue
		}
		c := credit{Pass: p, par: par}
		why := c.brackets(i)
		if d, ok := heading.ReadDateline(p.Article, i+1, p.Pack); why != "" && ok && !d.Agency.Empty() {
			s := article.Span{Start: par.Start, End: int(p.Tokens[i].End)}
			reportCaption(p, s, s, why+" and runs into the dateline")
		}
		return
	}
}
