package spacing

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed stray-space.txtar
var straySpaceExamples string

// StraySpace finds a blank beside an apostrophe that joins two words.
var StraySpace = &rules.Rule{
	Name:     "spacing/stray-space",
	Severity: rules.Warning,
	Native:   true,
	Doc: rules.Doc{
		Summary: "A blank parts an apostrophe from its word",
		Why: "Where a name was a link, its possessive stands outside the markup and a blank comes in between: `Chile 's leader`. " +
			"Text that went through a tokeniser and back has the same blank at contractions (`do n't`, `they 're`) and elisions (`l' accord`).",
		Fix: "The blank is taken out. Safe for the English possessive and contractions, and for elisions that the language has. " +
			"In other languages a possessive is for review; German `geht 's` and Dutch `'s-Hertogenbosch` are left alone.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: straySpaceExamples,
	},
	Run: runStraySpace,
}

func runStraySpace(p *rules.Pass) {
	base, _ := p.Pack.Lang().Base()
	for _, m := range p.MarksIn(1, len(p.Tokens)-1) {
		i := int(m)
		t := &p.Tokens[i]
		if t.Kind != article.Punct || t.Verbatim {
			continue
		}
		if mark := p.Of(i); mark != "'" && mark != "’" {
			continue
		}
		switch {
		case !t.Glued && p.Tokens[i+1].Glued:
			possessive(p, i, base.String())
		case t.Glued && !p.Tokens[i+1].Glued:
			elision(p, i)
		}
	}
}

// contractions are what English writes behind an apostrophe.
var contractions = map[string]bool{"s": true, "re": true, "ve": true, "ll": true, "d": true, "m": true}

// possessive looks at an apostrophe with a blank in front of it and a word
// glued behind: "Chile 's". The n of "do n't" stands in front of the apostrophe.
func possessive(p *rules.Pass, i int, lang string) {
	l, r := sideOf(p, i-1), sideOf(p, i+1)
	joined := i+2 < len(p.Tokens) && p.Tokens[i+2].Glued && p.Tokens[i+2].Kind != article.Punct
	if !oneBlank(p, i) || !l.word && !l.number && !l.closes || !contractions[strings.ToLower(r.text)] || joined || hyphenated(p, i+2) {
		return
	}
	if quoted(p, i) {
		return
	}
	level := fixers.Unsafe
	switch {
	case lang == "en" && l.word && (r.text == "s" || l.known):
		level = fixers.Safe
	case lang == "de" || r.text != "s":
		return
	}
	reportStray(p, i, i, level, fmt.Sprintf("“%s%s” belongs to the word before it", p.Of(i), r.text))
}

// hyphenated reports whether a hyphen is glued at token i, as in 's-Hertogenbosch.
func hyphenated(p *rules.Pass, i int) bool {
	return i < len(p.Tokens) && p.Tokens[i].Glued && p.Of(i) == "-"
}

// maxQuotation is how far a closing quotation mark is looked for, in tokens.
const maxQuotation = 48

// quoted reports whether the apostrophe at token i opens a quotation: one
// that closes it follows, glued to a word and with nothing glued behind.
func quoted(p *rules.Pass, i int) bool {
	for k := i + 2; k < len(p.Tokens) && k-i < maxQuotation; k++ {
		if p.Of(k) != p.Of(i) || !p.Tokens[k].Glued {
			continue
		}
		if k+1 == len(p.Tokens) || !p.Tokens[k+1].Glued || p.Tokens[k+1].Kind == article.Punct {
			return true
		}
	}
	return false
}

// elision looks at an apostrophe glued to a word and a blank behind: "l' accord".
func elision(p *rules.Pass, i int) {
	elided := p.Text[p.Tokens[i-1].Start:p.Tokens[i].End]
	if p.Tokens[i-1].Kind != article.Word || p.Tokens[i+1].Kind != article.Word || !oneBlank(p, i+1) {
		return
	}
	first, _ := utf8.DecodeRuneInString(p.Of(i + 1))
	if !p.Pack.ElidedPrefix(elided) || !strings.ContainsRune(beginsSoft, first) {
		return
	}
	reportStray(p, i+1, i, fixers.Safe, "“"+elided+"” joins the word behind it")
}

// beginsSoft are the letters before which French and Italian elide.
const beginsSoft = "aeiouyhàâæçéèêëîïôœùûüÿìòáíóúAEIOUYHÀÂÆÉÈÊËÎÏÔŒÙÛÜÌÒÁÍÓÚ"

// reportStray reports the blank in front of token i; mark is the apostrophe.
func reportStray(p *rules.Pass, i, mark int, level fixers.Applicability, why string) {
	confidence := sureConfidence
	if level != fixers.Safe {
		confidence = likelyConfidence
	}
	from, to := min(i-1, mark-1), max(i, mark+1)
	p.Report(rules.Finding{
		Span:       article.Span{Start: int(p.Tokens[from].Start), End: int(p.Tokens[to].End)},
		Message:    fmt.Sprintf("a stray blank at “%s”", p.Of(mark)),
		Evidence:   []string{why},
		Confidence: confidence,
		Fix:        fixers.Replace(article.Span{Start: int(p.Tokens[i-1].End), End: int(p.Tokens[i].Start)}, "", "take the blank out", level, fixers.KeepsInk),
	})
}
