package diacritics

import (
	_ "embed"
	"fmt"

	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
	"copydesk/rules/names/twin"

	"golang.org/x/text/language"
)

//go:embed tone-placement.txtar
var tonePlacementExamples string

// TonePlacement finds tone marks that are not placed as in the rest of the article.
var TonePlacement = &rules.Rule{
	Name:     "diacritics/tone-placement",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary: "A tone mark that is not placed as in the rest of the article: hòa, hoà",
		Why: "In the syllables that end in oa, oe and uy the tone mark is written on the first vowel (hòa, khỏe, thủy) or on the second (hoà, khoẻ, thuỷ). " +
			"Both are right; one text with both has two forms of one word.",
		Fix: "The mark is moved to where most such syllables of the article, or the option `style`, have it. Never safe: it is a matter of style. " +
			"The u of qu and the i of gi are consonants and never carry a mark (quý, già).",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: tonePlacementExamples,
	},
	Options: &ToneOptions{Style: "majority"},
	Run:     runTonePlacement,
}

// ToneOptions are the options of TonePlacement.
type ToneOptions struct {
	Style string `yaml:"style" doc:"where the mark belongs: majority (as in most syllables of the article), old (hòa) or new (hoà)"`
}

// Validate refuses a style that does not exist.
func (o *ToneOptions) Validate() error {
	switch o.Style {
	case "majority", "old", "new":
		return nil
	}
	return fmt.Errorf("style %q is none of majority, old and new", o.Style)
}

// clearHabit is how many times more often one style must be used than the other to be the
// article's habit.
const clearHabit = 3

func runTonePlacement(p *rules.Pass) {
	x := twin.Of(p)
	if !x.Vietnamese() {
		return
	}
	var counts [lexicon.NewStyle + 1]int
	x.Syllables(func(_ int, s lexicon.Syllable) {
		if s.Style != lexicon.AnyStyle && vietnameseWord(p, s) {
			counts[s.Style]++
		}
	})
	want := wantedStyle(p.Options.(*ToneOptions).Style, counts)
	if want == lexicon.AnyStyle || counts[lexicon.OldStyle+lexicon.NewStyle-want] == 0 {
		return
	}
	x.Syllables(func(token int, s lexicon.Syllable) {
		if s.Style != lexicon.AnyStyle && s.Style != want && vietnameseWord(p, s) {
			word := p.Of(token)
			reportTone(p, token, word, inCaseOf(s.Spell(want), word), counts)
		}
	})
}

// vietnameseWord reports whether the syllable stands in Vietnamese text, or is a word of Vietnamese.
func vietnameseWord(p *rules.Pass, s lexicon.Syllable) bool {
	if p.Pack.Lang() == language.Vietnamese {
		return true
	}
	pack := lexicon.For(language.Vietnamese)
	_, old := pack.Lookup(s.Spell(lexicon.OldStyle))
	_, changed := pack.Lookup(s.Spell(lexicon.NewStyle))
	return old || changed
}

func wantedStyle(option string, counts [lexicon.NewStyle + 1]int) lexicon.ToneStyle {
	old, changed := counts[lexicon.OldStyle], counts[lexicon.NewStyle]
	switch {
	case option == "old", option == "majority" && old >= clearHabit*changed && old > 1:
		return lexicon.OldStyle
	case option == "new", option == "majority" && changed >= clearHabit*old && changed > 1:
		return lexicon.NewStyle
	}
	return lexicon.AnyStyle
}

func reportTone(p *rules.Pass, token int, word, want string, counts [lexicon.NewStyle + 1]int) {
	span := p.Tokens[token].Span()
	p.Report(rules.Finding{
		Span:       span,
		Message:    fmt.Sprintf("“%s” has its tone mark where the rest of the article has not", word),
		Evidence:   []string{fmt.Sprintf("mark on the first vowel (hòa) %d×, on the second (hoà) %d×", counts[lexicon.OldStyle], counts[lexicon.NewStyle])},
		Confidence: toneConfidence,
		Fix: &fixers.Fix{
			Message: fmt.Sprintf("write “%s”", want), Applicability: fixers.Unsafe, Keeps: fixers.KeepsBase,
			Edits: []fixers.Edit{twin.Tight(span, word, want)},
		},
	})
}

// toneConfidence is an estimate: the two forms are one word, but the house may want neither.
const toneConfidence = 0.9
