package spacing

import (
	_ "embed"
	"fmt"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/spacing/fusion"
)

//go:embed split-word.txtar
var splitWordExamples string

// SplitWord finds blanks inside words, and blanks a letter or two too early or too late.
var SplitWord = &rules.Rule{
	Name:     "spacing/split-word",
	Severity: rules.Warning,
	Native:   true,
	Doc: rules.Doc{
		Summary: "A blank stands inside a word, or beside its place",
		Why: "Old typesetting systems, text taken from PDF and lost soft hyphens put blanks into words: `coopera ción`, `clara mente`; now and then one slips by a letter: `lo sniños`. " +
			"Both halves become words of their own in any count.",
		Fix: "The blank goes out, or moves. The model of fused words read the other way decides: how likely the whole is against the two halves where they stand, and how many wrong blanks the article has. " +
			"The fix is safe only where 99.5 % of such fixes were right on held-back news.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: splitWordExamples,
	},
	Run: runSplitWord,
}

func runSplitWord(p *rules.Pass) {
	for _, s := range fusionOf(p).Splices() {
		reportSplice(p, s)
	}
}

func reportSplice(p *rules.Pass, s fusion.Splice) {
	level := fixers.Unsafe
	if s.Safe {
		level = fixers.Safe
	}
	was, is := p.At(s.Span), p.Text[s.Span.Start:s.Blank.Start]+p.Text[s.Blank.End:s.Span.End]
	edits := []fixers.Edit{{Span: s.Blank}}
	message := "join the word"
	if s.At >= 0 {
		message = "move the blank"
		is = moved(p.Text, s)
		edits = append(edits, fixers.Edit{Span: article.Span{Start: s.At, End: s.At}, New: " "})
		if s.At < s.Blank.Start {
			edits[0], edits[1] = edits[1], edits[0]
		}
	}
	evidence := []string{fmt.Sprintf("“%s” is %s than “%s”", is, likelier(s.Gain), was)}
	if s.Kind == fusion.JoinUnknown {
		evidence = append(evidence, fmt.Sprintf("“%s” is known, and its halves are not both words", is))
	}
	p.Report(rules.Finding{
		Span:       s.Span,
		Message:    fmt.Sprintf("“%s” should be “%s”", was, is),
		Evidence:   evidence,
		Confidence: s.Confidence,
		Fix:        &fixers.Fix{Message: message, Applicability: level, Keeps: fixers.KeepsInk, Edits: edits},
	})
}

// moved returns the two words with the blank in its new place.
func moved(text string, s fusion.Splice) string {
	left, right := text[s.Span.Start:s.Blank.Start], text[s.Blank.End:s.Span.End]
	if s.At < s.Blank.Start {
		cut := s.At - s.Span.Start
		return left[:cut] + " " + left[cut:] + right
	}
	cut := s.At - s.Blank.End
	return left + right[:cut] + " " + right[cut:]
}
