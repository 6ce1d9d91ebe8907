package diacritics

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
	"copydesk/rules/names/twin"

	"golang.org/x/text/language"
)

//go:embed misplaced.txtar
var misplacedExamples string

// Misplaced finds Vietnamese syllables whose marks stand on the wrong letters.
var Misplaced = &rules.Rule{
	Name:     "diacritics/misplaced",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary: "A Vietnamese syllable with its marks on the wrong letters",
		Why: "Vietnamese is typed by keystrokes that put marks on letters, and a stroke too early or too late puts them on the wrong one: " +
			"\"lựơng\" for \"lượng\", \"tóan\" for \"toán\". No syllable is written so, and no search finds it.",
		Fix: "The marks are put where the grammar of the syllable allows them. Safe when only one syllable can be meant and the word list of Vietnamese or " +
			"the rest of the article has it; with two readings the finding is only shown.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: misplacedExamples,
	},
	Run: runMisplaced,
}

func runMisplaced(p *rules.Pass) {
	x := twin.Of(p)
	if !x.Vietnamese() {
		return
	}
	vietnamese := lexicon.For(language.Vietnamese)
	native := p.Pack.Lang() == language.Vietnamese
	x.Misplaced(func(token int, readings []string) {
		if e := &p.Words()[token]; !native && e.Known() && !e.Flags.Has(lexicon.Foreign) {
			return // a word of the article's language
		}
		_, attested := vietnamese.Lookup(readings[0])
		attested = attested && !swapMakesWord(vietnamese, p.Of(token))
		reportMisplaced(p, token, readings, attested)
	})
}

// swapMakesWord reports whether two neighbouring letters in the wrong order explain the word as
// well: Thiá may be Thái.
func swapMakesWord(vietnamese *lexicon.Pack, word string) bool {
	letters := []rune(word)
	for i := 0; i+1 < len(letters); i++ {
		letters[i], letters[i+1] = letters[i+1], letters[i]
		_, known := vietnamese.Lookup(string(letters))
		letters[i], letters[i+1] = letters[i+1], letters[i]
		if known {
			return true
		}
	}
	return false
}

// Probabilities that the one reading is what was meant: estimates, for no text with such slips
// and a gold was at hand. The grammar leaves no other reading, so that what is left is a foreign
// word that looks Vietnamese.
const (
	attestedConfidence   = 0.995
	unattestedConfidence = 0.8
)

func reportMisplaced(p *rules.Pass, token int, readings []string, attested bool) {
	word := p.Of(token)
	f := rules.Finding{
		Span:       p.Tokens[token].Span(),
		Message:    fmt.Sprintf("no syllable of Vietnamese is written “%s”", word),
		Evidence:   []string{fmt.Sprintf("with the marks on other letters it is “%s”", strings.Join(readings, "” or “"))},
		Confidence: unattestedConfidence,
	}
	if len(readings) > 1 {
		p.Report(f)
		return
	}
	level := fixers.Unsafe
	if attested {
		level, f.Confidence = fixers.Safe, attestedConfidence
		f.Evidence = append(f.Evidence, fmt.Sprintf("the word list of Vietnamese has “%s”", readings[0]))
	}
	f.Fix = &fixers.Fix{
		Message: fmt.Sprintf("write “%s”", readings[0]), Applicability: level, Keeps: fixers.KeepsBase,
		Edits: []fixers.Edit{twin.Tight(f.Span, word, readings[0])},
	}
	p.Report(f)
}
