package spacing

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
)

//go:embed letter-spaced.txtar
var letterSpacedExamples string

// LetterSpaced finds a word whose letters are set apart by blanks.
var LetterSpaced = &rules.Rule{
	Name:     "spacing/letter-spaced",
	Severity: rules.Warning,
	Native:   true,
	Doc: rules.Doc{
		Summary:  "A word is set with a blank between all its letters",
		Why:      "Headings that were set wide on paper come out of a PDF as single letters: `N O T I C I A`.",
		Fix:      "The blanks are taken out when the letters make a known word. For review: enumerations of letters look the same.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: letterSpacedExamples,
	},
	Run: runLetterSpaced,
}

// Lengths of a row of single letters, in letters: shorter rows are initials
// and grades, longer ones are tables.
const (
	minSpaced = 5
	maxSpaced = 40
)

func runLetterSpaced(p *rules.Pass) {
	for i, floor := minSpaced-1, 0; i < len(p.Tokens); i += minSpaced { // each row has one of these tokens
		if i < floor || !singleLetter(p, i) {
			continue
		}
		first, end := i, i+1
		for first > floor && singleLetter(p, first-1) && oneBlank(p, first) {
			first--
		}
		for end < len(p.Tokens) && singleLetter(p, end) && oneBlank(p, end) {
			end++
		}
		if n := end - first; n >= minSpaced && n <= maxSpaced {
			spacedWord(p, first, end)
		}
		floor = end
	}
}

func singleLetter(p *rules.Pass, i int) bool {
	t := &p.Tokens[i]
	if t.Kind != article.Word || t.End-t.Start > utf8.UTFMax {
		return false
	}
	if n := t.End - t.Start; n == 1 || p.Text[t.Start] < utf8.RuneSelf {
		return n == 1
	}
	_, size := utf8.DecodeRuneInString(p.Of(i))
	return size == int(t.End-t.Start)
}

// alphabet reports whether the letters of s follow one another in the
// alphabet: a list of grades or columns.
func alphabet(s string) bool {
	last := rune(-1)
	for _, r := range s {
		if last >= 0 && r != last+1 {
			return false
		}
		last = r
	}
	return true
}

func spacedWord(p *rules.Pass, first, end int) {
	var word strings.Builder
	fix := &fixers.Fix{Message: "join the letters", Applicability: fixers.Unsafe, Keeps: fixers.KeepsInk}
	for i := first; i < end; i++ {
		word.WriteString(p.Of(i))
		if i > first {
			fix.Edits = append(fix.Edits, fixers.Edit{Span: article.Span{Start: int(p.Tokens[i-1].End), End: int(p.Tokens[i].Start)}})
		}
	}
	w, ok := p.Pack.Lookup(word.String())
	if !ok || alphabet(word.String()) || w.Flags.Any(lexicon.Foreign|lexicon.Acronym|lexicon.CaseUnknown) {
		return
	}
	p.Report(rules.Finding{
		Span:       article.Span{Start: int(p.Tokens[first].Start), End: int(p.Tokens[end-1].End)},
		Message:    fmt.Sprintf("“%s” is set with blanks between its letters", word.String()),
		Evidence:   []string{"“" + word.String() + "” is a known word"},
		Confidence: likelyConfidence,
		Fix:        fix,
	})
}
