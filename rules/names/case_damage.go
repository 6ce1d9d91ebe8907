package names

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/names/twin"
)

//go:embed case-damage.txtar
var caseDamageExamples string

// CaseDamage finds words whose letters with marks have another case than the rest.
var CaseDamage = &rules.Rule{
	Name:     "names/case-damage",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary: "A word whose letters with marks have another case than its other letters: NộI, EspaÑa",
		Why: "A program that knows capitals of ASCII alone turns \"Nội\" into \"NộI\", and \"NGUYỄN\" into \"NguyỄn\". " +
			"Such a word equals no other spelling of it, whether case is folded by that program or not.",
		Fix: "The letters with marks get the case of the others: capitals when a neighbour is in capitals, small letters behind the first one otherwise. " +
			"Never safe, for the case that the source meant is a guess.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: caseDamageExamples,
	},
	Run: runCaseDamage,
}

func runCaseDamage(p *rules.Pass) {
	if !p.Has(article.MixedCase) || !p.Has(article.NonASCII) {
		return
	}
	for i := range p.Tokens {
		t := &p.Tokens[i]
		if t.Kind != article.Word || t.Case != article.Mixed || t.Verbatim {
			continue
		}
		if want := repairedCase(p, i); want != "" && want != p.Of(i) {
			reportCase(p, i, want)
		}
	}
}

// letterCases counts the letters behind the first one by case and by whether they are ASCII.
type letterCases struct {
	upperASCII, lowerASCII, upperWide, lowerWide int
	firstUpper                                   bool
	upperAfterLower                              bool // a capital of ASCII stands behind a small letter with a mark
}

func countCases(word string) (c letterCases) {
	for i, r := range word {
		if i == 0 {
			c.firstUpper = unicode.IsUpper(r)
			if c.firstUpper {
				continue
			}
		}
		switch wide, upper := r >= utf8.RuneSelf, unicode.IsUpper(r); {
		case wide && upper:
			c.upperWide++
		case wide:
			c.lowerWide++
		case upper:
			c.upperASCII++
			c.upperAfterLower = c.upperAfterLower || c.lowerWide > 0
		default:
			c.lowerASCII++
		}
	}
	return c
}

// repairedCase returns the word with one case, or "" when its cases do not follow the line
// between ASCII and other letters.
func repairedCase(p *rules.Pass, i int) string {
	word := p.Of(i)
	c := countCases(word)
	switch {
	case c.lowerASCII == 0 && c.upperWide == 0 && c.lowerWide > 0 && c.upperASCII > 0:
		if !c.upperAfterLower && !known(p, word) {
			return "" // an ending behind an acronym
		}
		if inCapitals(p, i) {
			return strings.ToUpper(word)
		}
		return title(word)
	case c.upperASCII == 0 && c.upperWide > 0 && c.lowerWide == 0 && c.lowerASCII > 1 && known(p, word):
		return title(word)
	}
	return ""
}

func known(p *rules.Pass, word string) bool { _, ok := p.Pack.Lookup(word); return ok }

func title(word string) string {
	_, n := utf8.DecodeRuneInString(word)
	return strings.ToUpper(word[:n]) + strings.ToLower(word[n:])
}

// inCapitals reports whether a neighbour of the token on its line is a word of two or more
// letters in capitals, or another word damaged in the same way.
func inCapitals(p *rules.Pass, i int) bool {
	for _, step := range []int{-1, 1} {
		n := neighbourWord(p, i, step)
		if n < 0 {
			continue
		}
		if p.Tokens[n].Case == article.Upper {
			return true
		}
	}
	return false
}

// caseConfidence is an estimate: no word is spelled so, but which case was meant is a guess.
const caseConfidence = 0.9

func reportCase(p *rules.Pass, i int, want string) {
	span := p.Tokens[i].Span()
	p.Report(rules.Finding{
		Span:       span,
		Message:    fmt.Sprintf("the letters of “%s” have two cases", p.At(span)),
		Evidence:   []string{"its letters with marks have one case, its letters without marks the other"},
		Confidence: caseConfidence,
		Fix: &fixers.Fix{
			Message: fmt.Sprintf("write “%s”", want), Applicability: fixers.Unsafe, Keeps: fixers.KeepsBase,
			Edits: []fixers.Edit{twin.Tight(span, p.At(span), want)},
		},
	})
}
