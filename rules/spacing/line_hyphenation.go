package spacing

import (
	_ "embed"
	"fmt"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
)

//go:embed line-hyphenation.txtar
var lineHyphenationExamples string

// LineHyphenation finds a word that was hyphenated at the end of a line and
// never put together again.
var LineHyphenation = &rules.Rule{
	Name:     "spacing/line-hyphenation",
	Severity: rules.Warning,
	Native:   true,
	Doc: rules.Doc{
		Summary: "A word is still hyphenated where a line once ended",
		Why:     "Text from a PDF or a newspaper column parts words at the end of a line: `coopera- ción`. Joined with a blank, both halves are no words.",
		Fix: "The hyphen and the white space are taken out when the language has the whole word and its halves are not both as common. Safe when neither is; for review when one is. " +
			"A hyphen that stands for a shared part (`Haus- und Gartenbesitzer`, `pre- and post-war`) is left alone.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: lineHyphenationExamples,
	},
	Run: runLineHyphenation,
}

func runLineHyphenation(p *rules.Pass) {
	for _, m := range p.MarksIn(1, len(p.Tokens)-1) {
		i := int(m)
		t := &p.Tokens[i]
		if t.Kind != article.Punct || !t.Glued || p.Tokens[i+1].Glued || t.Verbatim {
			continue
		}
		if mark := p.Of(i); mark != "-" && mark != "‐" {
			continue
		}
		l, r := &p.Tokens[i-1], &p.Tokens[i+1]
		if l.Kind == article.Word && r.Kind == article.Word && r.Case == article.Lower && (i < 2 || !l.Glued) {
			hyphenatedWord(p, i)
		}
	}
}

// maxGap is the longest white space between the halves, in bytes: a blank, or a line end.
const maxGap = 2

// stands reports whether half is a word in its own right: one at least about
// as common as the whole. Lists of words hold pieces such as "tion" too.
func stands(pack *lexicon.Pack, half string, whole lexicon.Word) bool {
	w, ok := pack.Lookup(half)
	return ok && w.LogProb > whole.LogProb-rarer
}

// rarer is how much rarer than the whole word a half may be and still stand
// for itself, as a difference of log-probabilities.
const rarer = 2

func hyphenatedWord(p *rules.Pass, i int) {
	gap := article.Span{Start: int(p.Tokens[i].Start), End: int(p.Tokens[i+1].Start)}
	left, right := p.Of(i-1), p.Of(i+1)
	whole, ok := p.Pack.Lookup(left + right)
	if !ok || whole.Flags.Any(lexicon.Foreign|lexicon.CaseUnknown) || gap.Len()-len(p.Of(i)) > maxGap {
		return
	}
	r := sideOf(p, i+1)
	standsLeft, standsRight := stands(p.Pack, left, whole), stands(p.Pack, right, whole)
	if r.serves || standsLeft && standsRight {
		return
	}
	level, confidence := fixers.Safe, sureConfidence
	if standsLeft || standsRight {
		level, confidence = fixers.Unsafe, likelyConfidence
	}
	p.Report(rules.Finding{
		Span:       article.Span{Start: int(p.Tokens[i-1].Start), End: int(p.Tokens[i+1].End)},
		Message:    fmt.Sprintf("“%s” is one word, parted at the end of a line", left+right),
		Evidence:   []string{"“" + left + right + "” is a known word, and its halves are no words or rare ones"},
		Confidence: confidence,
		Fix:        fixers.Replace(gap, "", "join the halves", level, fixers.KeepsWords),
	})
}
