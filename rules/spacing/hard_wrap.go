package spacing

import (
	_ "embed"
	"fmt"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed hard-wrap.txtar
var hardWrapExamples string

// HardWrap finds line ends inside a sentence.
var HardWrap = &rules.Rule{
	Name:     "spacing/hard-wrap",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary:  "A line ends inside a sentence",
		Why:      "Text that was wrapped for a screen or an e-mail keeps its line ends. Readers of a corpus that take a line for a paragraph get pieces of sentences.",
		Fix:      "The line end becomes a blank. For review: verse, addresses and lists have such lines as well.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: hardWrapExamples,
	},
	Run: runHardWrap,
}

// Lengths of a wrapped line in code points. Shorter ones are headings and
// verse, longer ones were never wrapped.
const (
	minWrapped = 50
	maxWrapped = 110
)

func runHardWrap(p *rules.Pass) {
	for i := 0; i+1 < len(p.Paragraphs); i++ {
		a, b := &p.Paragraphs[i], &p.Paragraphs[i+1]
		if p.Text[a.End:b.Start] != "\n" || a.Len() < minWrapped || a.Len() > maxWrapped*utf8.UTFMax {
			continue
		}
		last, first := &p.Tokens[a.Last-1], &p.Tokens[b.First]
		if last.Kind != article.Word && p.Of(a.Last-1) != "," || first.Kind != article.Word || first.Case != article.Lower {
			continue
		}
		n := utf8.RuneCountInString(p.At(a.Span))
		if n < minWrapped || n > maxWrapped {
			continue
		}
		gap := article.Span{Start: a.End, End: b.Start}
		p.Report(rules.Finding{
			Span:       article.Span{Start: int(last.Start), End: int(first.End)},
			Message:    "the line ends inside a sentence",
			Evidence:   []string{fmt.Sprintf("a line of %d characters without a stop", n), "the next line begins with a small letter"},
			Confidence: likelyConfidence,
			Fix:        fixers.Replace(gap, " ", "join the lines", fixers.Unsafe, fixers.KeepsInk),
		})
	}
}
