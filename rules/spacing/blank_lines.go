package spacing

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed blank-lines.txtar
var blankLinesExamples string

// BlankLines finds more than one empty line between two paragraphs, and empty
// lines in front of the first.
var BlankLines = &rules.Rule{
	Name:     "spacing/blank-lines",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary:  "More than one empty line between two paragraphs",
		Why:      "Empty elements of a page (advertisements, shares, embedded posts) leave empty lines behind. How many there are says nothing about the text, and paragraph splitters that count them go wrong.",
		Fix:      "One empty line is left, with the line end that the article uses; in front of the text and behind it none. Always safe: only white space goes.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: blankLinesExamples,
	},
	Run: runBlankLines,
}

// Line ends between two paragraphs: one empty line has two.
const (
	maxBetween = 2
	maxAtEnd   = 1
)

func runBlankLines(p *rules.Pass) {
	for _, g := range p.Gaps {
		allowed := maxBetween
		switch {
		case g.Start == p.Begin():
			allowed = 0
		case g.End == len(p.Text):
			allowed = maxAtEnd
		}
		if g.Newlines <= allowed || len(p.Tokens) == 0 {
			continue
		}
		s := surplus(p.Text, g, allowed)
		p.Report(rules.Finding{
			Span:       s,
			Message:    fmt.Sprintf("%d empty lines in a row", g.Newlines-min(1, allowed)),
			Confidence: 1,
			Fix:        fixers.Replace(s, "", "leave one", fixers.Safe, fixers.KeepsInk),
		})
	}
}

// surplus returns the part of g behind its first `allowed` line ends, up to
// and with its last one: blanks in front of the next paragraph are not its business.
func surplus(text string, g article.Gap, allowed int) article.Span {
	s := article.Span{Start: g.Start, End: g.Start + strings.LastIndexByte(text[g.Start:g.End], '\n') + 1}
	for range allowed {
		s.Start += strings.IndexByte(text[s.Start:s.End], '\n') + 1
	}
	return s
}
