package punctuation

import (
	_ "embed"
	"fmt"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/structure/heading"
)

//go:embed dash-style.txtar
var dashStyleExamples string

// DashStyle finds dashes that are set in another way than those of the article.
var DashStyle = &rules.Rule{
	Name:     "punctuation/dash-style",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary: "A dash is set in another way than in the rest of the article",
		Why:     "The dash between two parts of a sentence is written — or –, with blanks or without, or as a hyphen. One article with several of them was pasted together, or converted by halves.",
		Fix: "The dash is set as most dashes of the article are, at least three and four of five. Never safe: it is a matter of style. " +
			"Dashes beside a number (ranges, scores), between two capitals (routes, pairs of teams), at the start of a paragraph (lists, dialogues) and of a dateline, and those that are glued on one side only are left alone.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: dashStyleExamples,
	},
	Run: runDashStyle,
}

// dashes are the ways to set a dash between two words.
var dashes = [...]string{" — ", " – ", " - ", "—", " -- "}

// dash is a dash between two words, with the blanks around it.
type dash struct {
	article.Span
	style int // in dashes
}

func runDashStyle(p *rules.Pass) {
	var counts [len(dashes)]int
	first := len(p.Text)
	eachDash(p, func(d dash) {
		counts[d.style]++
		first = min(first, d.Start)
	})
	if _, ok := clearly(counts[:]); !ok {
		return
	}
	after := datelineDash(p)
	if first < after { // the dash of the dateline was counted
		eachDash(p, func(d dash) {
			if d.End <= after {
				counts[d.style]--
			}
		})
	}
	best, ok := clearly(counts[:])
	if !ok {
		return
	}
	eachDash(p, func(d dash) {
		if d.style != best && d.End > after {
			p.Report(rules.Finding{
				Span:       d.Span,
				Message:    fmt.Sprintf("“%s” where the article writes “%s”", p.At(d.Span), dashes[best]),
				Evidence:   []string{fmt.Sprintf("%d other dashes are set so", counts[best])},
				Confidence: chanceStyle,
				Fix:        fixers.Replace(d.Span, dashes[best], "set it as the others", fixers.Unsafe, fixers.KeepsWords),
			})
		}
	})
}

// eachDash calls yield with the dashes between words.
func eachDash(p *rules.Pass, yield func(dash)) {
	for _, m := range p.MarksIn(1, len(p.Tokens)-1) {
		if d, ok := dashAt(p, int(m)); ok {
			yield(d)
		}
	}
}

// datelineDash returns the offset behind the dash of the dateline; 0 without one.
func datelineDash(p *rules.Pass) int {
	for i := range min(len(p.Paragraphs), 3) {
		if d, ok := heading.ReadDateline(p.Article, p.Paragraphs[i].First, p.Pack); ok && !d.Dash.Empty() {
			return d.Dash.End + 1
		}
	}
	return 0
}

// dashAt returns the dash that begins with token i, when it stands between two
// words of one line.
func dashAt(p *rules.Pass, i int) (dash, bool) {
	mark := p.Of(i)
	end := i + 1
	switch mark {
	case "—", "–":
	case "-":
		if p.Of(end) == "-" && p.Tokens[end].Glued {
			end++
		}
	default:
		return dash{}, false
	}
	if end >= len(p.Tokens) || p.Tokens[i].Verbatim {
		return dash{}, false
	}
	l, r := &p.Tokens[i-1], &p.Tokens[end]
	if !between(l, r) {
		return dash{}, false
	}
	s := article.Span{Start: int(l.End), End: int(r.Start)}
	for style, set := range dashes {
		if p.At(s) == set {
			return dash{s, style}, true
		}
	}
	return dash{}, false
}

// between reports whether a dash between l and r parts a sentence: words stand
// on both sides, of which one begins with a small letter.
func between(l, r *article.Token) bool {
	return l.Kind == article.Word && r.Kind == article.Word && !l.Verbatim && !r.Verbatim && (l.Case == article.Lower || r.Case == article.Lower)
}
