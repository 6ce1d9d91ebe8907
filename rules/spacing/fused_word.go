package spacing

import (
	_ "embed"
	"fmt"
	"math"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/spacing/fusion"
)

//go:embed fused-word.txtar
var fusedWordExamples string

// FusedWord finds words that lost the blank between them.
var FusedWord = &rules.Rule{
	Name:     "spacing/fused-word",
	Severity: rules.Warning,
	Native:   true,
	Doc: rules.Doc{
		Summary: "Words are written together that lost the blank between them",
		Why: "Scrapers drop the newline of a hard-wrapped page, or the blank beside an inline tag: `realizóuna visita`, `delCOVID-19`. " +
			"Tokenisers see a word that does not exist, or worse, another that does: `ampliarla cooperación`, `sobretodo la ONU`.",
		Fix: "A blank is put in. Three sources of evidence decide: the words in their context, how many blanks the article has lost, and whether the place is the end of a line of the lost page. " +
			"The fix is safe from the posterior at which 99.5 % of such fixes were right on held-back news, by kind of joint; the rest is for review, and so is a run that the article writes together everywhere, or that stands in a manual and not in prose. docs/fused-words.md explains the model.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: fusedWordExamples,
	},
	Run: runFusedWord,
}

func runFusedWord(p *rules.Pass) {
	s := sharedOf(p)
	for _, g := range s.fusions(p) {
		if g.kind == fusedWords {
			reportFused(p, s.Summary(), g.ds)
		}
	}
}

func reportFused(p *rules.Pass, s fusion.Summary, ds []fusion.Decision) {
	level, confidence := fixers.Safe, 1.0
	edits := make([]fixers.Edit, 0, len(ds))
	for _, d := range ds {
		if !d.Safe {
			level = fixers.Unsafe
		}
		confidence = min(confidence, d.Confidence)
		edits = append(edits, fixers.Edit{Span: article.Span{Start: d.At, End: d.At}, New: " "})
	}
	was, is := p.At(ds[0].Span), apart(p.Text, ds)
	if level == fixers.Safe && !ds[0].Kind.Geometric() && termOf(p.Text, was, is) {
		level = fixers.Unsafe
	}
	p.Report(rules.Finding{
		Span:       ds[0].Span,
		Message:    fmt.Sprintf("“%s” should be “%s”", was, is),
		Evidence:   fusedEvidence(was, is, s, ds),
		Confidence: confidence,
		Fix:        &fixers.Fix{Message: "insert a blank", Applicability: level, Keeps: fixers.KeepsInk, Edits: edits},
	})
}

// apart returns the run with the blanks put in.
func apart(text string, ds []fusion.Decision) string {
	var b strings.Builder
	from := ds[0].Span.Start
	for _, d := range ds {
		b.WriteString(text[from:d.At])
		b.WriteByte(' ')
		from = d.At
	}
	b.WriteString(text[from:ds[0].Span.End])
	return b.String()
}

func fusedEvidence(was, is string, s fusion.Summary, ds []fusion.Decision) []string {
	d := ds[0]
	out := []string{fmt.Sprintf("“%s” is %s than “%s”", is, likelier(d.Evidence), was)}
	if d.Joint <= fusion.AcronymEdge && !d.Known {
		out = append(out, fmt.Sprintf("“%s” is no known word", was))
	}
	for _, d := range ds {
		if !d.Kind.Geometric() || s.Width == 0 {
			continue
		}
		if d.Line > 0 && d.Line <= s.Width {
			out = append(out, fmt.Sprintf("column %d of a page whose lines held %d", d.Line, s.Width))
		} else {
			out = append(out, fmt.Sprintf("lines of this page held %d columns", s.Width))
		}
	}
	if s.Lost > 1 {
		out = append(out, fmt.Sprintf("%d lost blanks in this article", s.Lost))
	}
	return out
}

// likelier puts log-odds into words.
func likelier(odds float64) string {
	const million = 1e6
	switch x := math.Exp(math.Abs(odds)); {
	case x > million:
		return word(odds, "over a million times")
	case x > 10:
		return word(odds, fmt.Sprintf("%.0f×", x))
	default:
		return word(odds, fmt.Sprintf("%.1f×", x))
	}
}

func word(odds float64, times string) string {
	if odds < 0 {
		return times + " less likely by its words"
	}
	return times + " likelier"
}
