package diacritics

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
	"copydesk/rules/names/twin"

	"golang.org/x/text/unicode/norm"
)

//go:embed spacing-accent.txtar
var spacingAccentExamples string

// SpacingAccent finds accents that stand beside their letter.
var SpacingAccent = &rules.Rule{
	Name:     "diacritics/spacing-accent",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary: "An accent that stands beside its letter: Comit´e",
		Why:     "PDF and TeX files hold an accent as a character of its own, in front of its letter or behind it. A scraper copies the two one after the other.",
		Fix: "The accent is put on the letter with which it makes a word. Safe when only one of the two letters does. " +
			"An accent that stands for an apostrophe (l´eau, don´t) makes no word and is left alone.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: spacingAccentExamples,
	},
	Run: runSpacingAccent,
}

// spacingAccents are the accents that occupy a place of their own, and the combining mark that
// each of them is meant to be.
var spacingAccents = map[string]rune{"´": 0x301, "`": 0x300, "¨": 0x308, "^": 0x302, "~": 0x303, "˜": 0x303, "¸": 0x327, "˚": 0x30A}

// accentSigns are the keys of spacingAccents in a fixed order.
var accentSigns = slices.Sorted(maps.Keys(spacingAccents))

func runSpacingAccent(p *rules.Pass) {
	done := 0
	for _, accent := range accentSigns {
		for at := 0; ; {
			i := strings.Index(p.Text[at:], accent)
			if i < 0 {
				break
			}
			at += i + len(accent)
			done++
			if done > maxAccents {
				return
			}
			judgeChunk(p, p.TokenAt(at-len(accent)))
		}
	}
}

// maxAccents is how many such signs of an article are looked at: one with more of them is a
// table, a program or a poem.
const maxAccents = 500

// maxAccentsInWord bounds the readings of one word: each accent may belong to either neighbour.
const maxAccentsInWord = 4

// judgeChunk looks at the word and accents that token i is part of. Only the first accent of
// them speaks for all.
func judgeChunk(p *rules.Pass, i int) {
	if i >= len(p.Tokens) || p.Tokens[i].Verbatim {
		return
	}
	first, last := i, i
	for first > 0 && p.Tokens[first].Glued && part(p, first-1) {
		first--
		if isAccent(p, first) {
			return
		}
	}
	for last+1 < len(p.Tokens) && p.Tokens[last+1].Glued && part(p, last+1) {
		last++
	}
	var accents []int
	for j := first; j <= last; j++ {
		if isAccent(p, j) {
			accents = append(accents, j)
		}
	}
	if first == i || len(accents) > maxAccentsInWord {
		return
	}
	span := article.Span{Start: int(p.Tokens[first].Start), End: int(p.Tokens[last].End)}
	var words []string
	readings(p, first, last, "", func(word string) {
		if isWord(p.Pack, word) && !slices.Contains(words, word) {
			words = append(words, word)
		}
	})
	if len(words) > 0 {
		reportAccent(p, span, words)
	}
}

func isAccent(p *rules.Pass, i int) bool {
	_, ok := spacingAccents[p.Of(i)]
	return ok
}

func part(p *rules.Pass, i int) bool {
	return !p.Tokens[i].Verbatim && (p.Tokens[i].Kind == article.Word || isAccent(p, i))
}

// readings calls yield for every word that the tokens make when each accent goes to the letter
// on one side of it. done is what the tokens before have made.
func readings(p *rules.Pass, i, last int, done string, yield func(string)) {
	if i > last {
		yield(done)
		return
	}
	if !isAccent(p, i) {
		readings(p, i+1, last, done+p.Of(i), yield)
		return
	}
	mark := spacingAccents[p.Of(i)]
	r, n := utf8.DecodeLastRuneInString(done)
	if with, ok := marked(r, mark); ok {
		readings(p, i+1, last, done[:len(done)-n]+with, yield)
	}
	if i == last || isAccent(p, i+1) {
		return
	}
	next := p.Of(i + 1)
	r, n = utf8.DecodeRuneInString(next)
	if with, ok := marked(r, mark); ok {
		readings(p, i+2, last, done+with+next[n:], yield)
	}
}

// isWord reports whether the pack has the word itself, not only as a name of other languages.
func isWord(pack *lexicon.Pack, word string) bool {
	w, ok := pack.Lookup(word)
	return ok && !w.Flags.Has(lexicon.Foreign)
}

// marked returns the letter with the mark, when they make one character. A dotless i is one
// that was written to carry a mark.
func marked(r, mark rune) (string, bool) {
	if r == 'ı' {
		r = 'i'
	}
	with := norm.NFC.String(string([]rune{r, mark}))
	return with, unicode.IsLetter(r) && utf8.RuneCountInString(with) == 1
}

// accentConfidence is an estimate: two signs that make a word of the language together, and no
// other, are that word.
const accentConfidence = 0.995

func reportAccent(p *rules.Pass, span article.Span, words []string) {
	f := rules.Finding{
		Span:       span,
		Message:    fmt.Sprintf("the accent of “%s” stands beside its letter", p.At(span)),
		Evidence:   []string{fmt.Sprintf("with its accent “%s” is in the word list as “%s”", p.At(span), strings.Join(words, "” or “"))},
		Confidence: accentConfidence,
		Fix: &fixers.Fix{
			Message: fmt.Sprintf("write “%s”", words[0]), Applicability: fixers.Safe, Keeps: fixers.KeepsBaseWords,
			Edits: []fixers.Edit{twin.Tight(span, p.At(span), words[0])},
		},
	}
	if len(words) > 1 {
		f.Fix.Applicability, f.Confidence = fixers.Unsafe, f.Confidence/float64(len(words))
	}
	p.Report(f)
}
