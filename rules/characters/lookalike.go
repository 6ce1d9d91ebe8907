package characters

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"

	"golang.org/x/text/language"
)

//go:embed lookalike.txtar
var lookalikeExamples string

//go:embed confusables.txt
var confusablesText string

// Lookalike finds letters of another script, or of another language, in the place of the letter
// they look like.
var Lookalike = &rules.Rule{
	Name:     "characters/lookalike",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary: "A Greek or Cyrillic letter in a Latin word, or Ð and Ɖ for the Vietnamese Đ",
		Why: "Typists take the letter that looks right, filters are deceived with others, and old Vietnamese fonts have the Icelandic Ð for Đ. " +
			"The word looks whole and no search finds it.",
		Fix: "The Latin letter takes its place, by the confusables of Unicode Technical Standard 39. Safe when one replacement makes a word of the language, " +
			"or a Vietnamese syllable of Ð; otherwise unsafe for Cyrillic letters and silent for Greek ones, which stand in names of genes and units (TNFα, kΩ). Words that are " +
			"Greek or Cyrillic as a whole are left alone, as is the Ð of Icelandic and Faroese.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: lookalikeExamples,
	},
	Run: runLookalike,
}

// lookalikeStarts are how Greek and Cyrillic letters and Ð, ð, Ɖ and ɖ begin in UTF-8. Latin text
// of the languages with a pack has none of them, but for ð in Icelandic names.
var lookalikeStarts = []string{"\xCE", "\xCF", "\xD0", "\xD1", "\xD2", "\xD3", "\xD4", "Ð", "ð", "Ɖ", "ɖ"}

// lookalikes are the characters that begin so.
var lookalikes = article.SignsOf("ÐðƉɖ").And(0x380, 0x53F)

func runLookalike(p *rules.Pass) {
	if !p.MayHave(&lookalikes) {
		return
	}
	last := -1
	for _, start := range lookalikeStarts {
		for at := strings.Index(p.Text, start); at >= 0; {
			i := p.TokenAt(at)
			if i == len(p.Tokens) {
				break
			}
			if t := &p.Tokens[i]; i != last && t.Kind == article.Word && !t.Verbatim && !seenBefore(p.Of(i), start) {
				judgeLookalike(p, i)
			}
			last = i
			next := strings.Index(p.Text[p.Tokens[i].End:], start)
			if next < 0 {
				break
			}
			at = int(p.Tokens[i].End) + next
		}
	}
}

// seenBefore reports whether a word has an earlier one of lookalikeStarts, for which it was judged.
func seenBefore(word, start string) bool {
	for _, s := range lookalikeStarts {
		if s == start {
			return false
		}
		if strings.Contains(word, s) {
			return true
		}
	}
	return false
}

// confusables returns the Latin letters that a letter looks like. The table is read at the
// first article that has such a letter.
var confusables = sync.OnceValue(func() map[rune][]rune {
	table := map[rune][]rune{'Ð': {'Đ'}, 'Ɖ': {'Đ'}, 'ð': {'đ'}, 'ɖ': {'đ'}}
	for line := range strings.Lines(confusablesText) {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		if len(fields) != 2 {
			continue
		}
		if code, err := strconv.ParseUint(fields[0], 16, 32); err == nil {
			table[rune(code)] = []rune(fields[1])
		}
	}
	return table
})

// foreignLetters says which letters a word has beside Latin ones.
type foreignLetters struct{ latin, greek, cyrillic, eth, other bool }

func lettersOf(word string) (f foreignLetters) {
	for _, r := range word {
		switch {
		case strings.ContainsRune("ÐðƉɖ", r):
			f.eth = true
		case unicode.Is(unicode.Latin, r):
			f.latin = true
		case unicode.Is(unicode.Greek, r):
			f.greek = true
		case unicode.Is(unicode.Cyrillic, r):
			f.cyrillic = true
		default:
			f.other = true
		}
	}
	return f
}

func judgeLookalike(p *rules.Pass, i int) {
	word := p.Of(i)
	f := lettersOf(word)
	switch {
	case f.other:
	case f.eth && !f.greek && !f.cyrillic:
		judgeEth(p, i)
	case f.latin && (f.greek || f.cyrillic):
		judgeMixed(p, i, f)
	}
}

// judgeEth judges Ð, ð, Ɖ and ɖ: the word with Đ must be a Vietnamese syllable. Where Ð alone speaks
// for Vietnamese, the word list must have it.
func judgeEth(p *rules.Pass, i int) {
	word := p.Of(i)
	want := strings.Map(func(r rune) rune {
		if with := confusables()[r]; with != nil {
			return with[0]
		}
		return r
	}, word)
	if _, ok := lexicon.ParseSyllable(want); !ok {
		return
	}
	_, known := lexicon.For(language.Vietnamese).Lookup(want)
	if p.Pack.Lang() != language.Vietnamese && !known {
		return
	}
	level, confidence := fixers.Unsafe, unknownConfidence
	if known {
		level, confidence = fixers.Safe, knownConfidence
	}
	reportLookalike(p, i, want, fmt.Sprintf("“%s” is a syllable of Vietnamese", want), level, confidence)
}

// maxMixed bounds the readings of a word: few letters look like two.
const maxMixed = 16

// judgeMixed judges a word of two scripts.
func judgeMixed(p *rules.Pass, i int, f foreignLetters) {
	readings := latinReadings(p.Of(i))
	var known []string
	for _, r := range readings {
		if _, ok := p.Pack.Lookup(r); ok && !slices.Contains(known, r) {
			known = append(known, r)
		}
	}
	switch {
	case len(known) == 1:
		reportLookalike(p, i, known[0], fmt.Sprintf("“%s” is in the word list", known[0]), fixers.Safe, knownConfidence)
	case len(readings) > 0 && f.cyrillic && mostlyLatin(p.Of(i)):
		reportLookalike(p, i, readings[0], "the other letters are Latin", fixers.Unsafe, unknownConfidence)
	}
}

// mostlyLatin reports whether more letters are Latin than not: otherwise the Latin ones may be
// those that look alike.
func mostlyLatin(word string) bool {
	n := 0
	for _, r := range word {
		if unicode.Is(unicode.Latin, r) {
			n++
		} else {
			n--
		}
	}
	return n > 0
}

// latinReadings returns the words that a word looks like in Latin letters; none when a letter of
// it looks like no Latin one.
func latinReadings(word string) []string {
	readings := []string{""}
	for _, r := range word {
		with := []rune{r}
		if !unicode.Is(unicode.Latin, r) {
			if with = confusables()[r]; with == nil || len(readings)*len(with) > maxMixed {
				return nil
			}
		}
		var next []string
		for _, w := range with {
			for _, done := range readings {
				next = append(next, done+string(w))
			}
		}
		readings = next
	}
	return readings
}

// Probabilities that the Latin word is meant: estimates. A word of two scripts that is a word of
// one when its lookalikes are read as that script has no other reading.
const (
	knownConfidence   = 0.998
	unknownConfidence = 0.8
)

func reportLookalike(p *rules.Pass, i int, want, evidence string, level fixers.Applicability, confidence float64) {
	span := p.Tokens[i].Span()
	p.Report(rules.Finding{
		Span:       span,
		Message:    fmt.Sprintf("“%s” has a letter that only looks like the right one", p.At(span)),
		Evidence:   []string{evidence},
		Confidence: confidence,
		Fix:        fixers.Replace(span, want, fmt.Sprintf("write “%s” in Latin letters", want), level, fixers.KeepsNothing),
	})
}
