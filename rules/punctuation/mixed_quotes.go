package punctuation

import (
	_ "embed"
	"fmt"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed mixed-quotes.txtar
var mixedQuotesExamples string

// MixedQuotes finds quotation marks of another style than those of the article.
var MixedQuotes = &rules.Rule{
	Name:     "punctuation/mixed-quotes",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary: "Quotation marks of another style than in the rest of the article",
		Why: "A page that passed through several editors and converters has “curly” marks here, \"straight\" ones there, and pairs of both: “so\". " +
			"Quotations can then not be found by their marks.",
		Fix: "The pair gets the marks that most quotations of the article have, at least three and four of five; a pair whose two marks differ gets those of its opening one. " +
			"Never safe: it is a matter of style, and a title inside may keep its own. Quotations within quotations, single marks, and paragraphs where a mark has no partner are left alone.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: mixedQuotesExamples,
	},
	Run: runMixedQuotes,
}

// pairs are the marks of the styles, as most languages have them.
var pairs = [numQuoteStyles][2]string{straightQuote: {`"`, `"`}, curlyQuote: {"“", "”"}, lowQuote: {"„", "“"}, angleQuote: {"«", "»"}}

// The style of an article: at least so many quotations, and so many times more
// than of another style.
const (
	minQuotations = 3
	clearStyle    = 4
)

// quoteSigns are the marks of all styles.
var quoteSigns = article.SignsOf(`"“”„«»`)

func runMixedQuotes(p *rules.Pass) {
	if !p.MayHave(&quoteSigns) {
		return
	}
	var counts [numQuoteStyles]int
	for i := range p.Paragraphs {
		quotations(p, &p.Paragraphs[i], func(q quotation) {
			switch {
			case !matches(q):
				reportPair(p, q)
			case q.depth == 0:
				counts[q.open.style]++
			}
		})
	}
	best, ok := clearly(counts[:])
	if !ok {
		return
	}
	for i := range p.Paragraphs {
		quotations(p, &p.Paragraphs[i], func(q quotation) {
			if matches(q) && q.depth == 0 && q.open.style != quoteStyle(best) && !spaced(p, q) {
				reportStyle(p, q, quoteStyle(best), counts[best])
			}
		})
	}
}

// clearly returns the style of an article by how often it has each, and whether
// it has others as well, but few.
func clearly(counts []int) (best int, ok bool) {
	total := 0
	for style, n := range counts {
		total += n
		if n > counts[best] {
			best = style
		}
	}
	others := total - counts[best]
	return best, counts[best] >= minQuotations && others > 0 && counts[best] >= clearStyle*others
}

// matches reports whether the marks of q belong together.
func matches(q quotation) bool {
	if q.open.mark == "„" {
		return q.close.mark == "“" || q.close.mark == "”"
	}
	if q.open.style == straightQuote || q.close.style == straightQuote {
		return q.open.style == q.close.style
	}
	return q.open.style == q.close.style && q.open.mark != q.close.mark
}

// spaced reports whether blanks stand inside the marks of q, as in French.
func spaced(p *rules.Pass, q quotation) bool {
	return !p.Tokens[q.open.token+1].Glued || !p.Tokens[q.close.token].Glued
}

// reportPair reports a quotation whose marks do not belong together.
func reportPair(p *rules.Pass, q quotation) {
	want := pairs[q.open.style]
	if q.open.style == angleQuote || q.close.style == angleQuote || q.open.mark == "”" {
		return // which of them is wrong, or whether they are a pair at all, cannot be told
	}
	s := p.Tokens[q.close.token].Span()
	p.Report(rules.Finding{
		Span:       p.Tokens[q.open.token].Span().Union(s),
		Message:    fmt.Sprintf("%s opens a quotation that %s closes", q.open.mark, q.close.mark),
		Confidence: chancePair,
		Fix:        fixers.Replace(s, want[1], "close it as it was opened", fixers.Unsafe, fixers.KeepsWords),
	})
}

// Chances that a person would make the change. Read on clean news of seven languages.
const (
	chancePair  = 0.9
	chanceStyle = 0.7
)

// reportStyle reports a quotation of another style than best, that of n others.
func reportStyle(p *rules.Pass, q quotation, best quoteStyle, n int) {
	want := pairs[best]
	if best == angleQuote && german(p) {
		want[0], want[1] = want[1], want[0]
	}
	open, end := p.Tokens[q.open.token].Span(), p.Tokens[q.close.token].Span()
	p.Report(rules.Finding{
		Span:       article.Span{Start: open.Start, End: end.End},
		Message:    fmt.Sprintf("%s…%s where the article writes %s…%s", q.open.mark, q.close.mark, want[0], want[1]),
		Evidence:   []string{fmt.Sprintf("%d other quotations stand in %s…%s", n, want[0], want[1])},
		Confidence: chanceStyle,
		Fix: &fixers.Fix{
			Message: "use the article's own marks", Applicability: fixers.Unsafe, Keeps: fixers.KeepsWords,
			Edits: []fixers.Edit{{Span: open, New: want[0]}, {Span: end, New: want[1]}},
		},
	})
}
