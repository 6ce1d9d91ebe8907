package diacritics

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
	"copydesk/rules/names/twin"

	"golang.org/x/text/language"
)

// memo remembers words that no dictionary has and that were found to be whole, from one article to the
// next. It is a cache and nothing more;
// a word that fell out of it is judged again.
type memo struct {
	pack  *lexicon.Pack
	whole [memoSlots]lexicon.Key
	found []alone // of one article
}

// memoSlots makes the memo 64 KiB, which stay in the second-level cache.
const memoSlots = 8192

// shortestAlone is the number of letters of the shortest word that is judged without a twin:
// shorter ones are abbreviations and foreign words.
const shortestAlone = 4

// markedShare is the share of tokens that are words with a mark in news of each language, measured
// on 720 articles, of which fewer than one in twenty had less than half of it.
var markedShare = map[language.Tag]float64{
	language.Spanish: 0.098, language.French: 0.145, language.Portuguese: 0.131, language.Italian: 0.034, language.German: 0.086,
}

// losesMarks reports whether the article has fewer words with marks than half of what is usual,
// or a word that lost them beside its twin. Only such articles are searched word by word.
func losesMarks(p *rules.Pass) bool {
	if !p.Has(article.NonASCII) {
		return true
	}
	x := twin.Of(p)
	if 2*float64(x.MarkedPlaces()) < markedShare[p.Pack.Lang()]*float64(len(p.Tokens)) {
		return true
	}
	suspicions := x.Suspicions()
	for i := range suspicions {
		if isLost(&suspicions[i]) {
			return true
		}
	}
	return false
}

// lostAlone reports the words in small letters that exist only with a mark and have no twin in
// the article.
func lostAlone(p *rules.Pass) {
	if !losesMarks(p) {
		return
	}
	m := p.Scratch(func() any { return new(memo) }).(*memo)
	if m.pack != p.Pack {
		*m = memo{pack: p.Pack}
	}
	twins := twin.Of(p).Suspicions()
	m.found = m.found[:0]
	words := p.Words()
	for i := range p.Tokens {
		t := &p.Tokens[i]
		if words[i].Flags.Has(lexicon.Listed) || t.Kind != article.Word || t.Case != article.Lower || t.Verbatim || t.End-t.Start < shortestAlone {
			continue
		}
		slot := &m.whole[uint64(words[i].Key)%memoSlots]
		if *slot == words[i].Key || !ascii(p.Of(i)) {
			continue
		}
		reading, ok := onlyReading(p.Pack, p.Of(i), &words[i])
		if !ok {
			*slot = words[i].Key
			continue
		}
		if !slices.ContainsFunc(twins, func(s twin.Suspicion) bool { return s.Token == i }) {
			m.found = append(m.found, alone{i, reading.of(p.Of(i))})
		}
	}
	for _, f := range m.found {
		reportAlone(p, f, len(m.found))
	}
}

// alone is a word that lost a mark and has no twin.
type alone struct {
	token   int
	reading string
}

func ascii(word string) bool {
	seen := byte(0)
	for i := range len(word) {
		seen |= word[i]
	}
	return seen < utf8.RuneSelf
}

// onlyReading returns the one word that word, with the entry e, could be with one mark more. There is none when
// a dictionary, of this language or another, has the word as it stands.
func onlyReading(pack *lexicon.Pack, word string, e *lexicon.Entry) (only reading, ok bool) {
	if e.Flags.Has(lexicon.Listed) {
		return only, false
	}
	n, french := 0, pack.Lang() == language.French
	markedReadings(pack, word, func(r reading) bool {
		if !french || !strings.ContainsRune(optional, r.with) {
			only = r
			n++
		}
		return n < maxReadings
	})
	if n != 1 || elsewhere(pack, e.Key) {
		return only, false
	}
	return only, !e.Known() || only.LogProb-e.LogProb > muchCommoner
}

// optional are the letters that French writes with or without a circumflex since 1990.
const optional = "îû"

// maxReadings is one more than the number of readings that can be repaired.
const maxReadings = 2

// elsewhere reports whether another language has the word from a dictionary.
func elsewhere(own *lexicon.Pack, key lexicon.Key) bool {
	for _, tag := range lexicon.Languages() {
		pack := lexicon.For(tag)
		if w, ok := pack.Word(key); ok && pack != own && w.Flags.Any(lexicon.Listed|lexicon.Running) && !w.Flags.Has(lexicon.Foreign) {
			return true
		}
	}
	return false
}

// aloneConfidence was measured on 620 articles in seven languages, where 13 of 15 such words had
// lost a mark.
const aloneConfidence = 0.87

// habit is how many such words an article must have for their repair to be offered. One or two
// are a typist's, or words that no list has; with more the article loses marks.
const habit = 3

func reportAlone(p *rules.Pass, f alone, all int) {
	span := p.Tokens[f.token].Span()
	level := fixers.Display
	if all >= habit {
		level = fixers.Unsafe
	}
	p.Report(rules.Finding{
		Span:    span,
		Message: fmt.Sprintf("“%s” is probably “%s”", p.At(span), f.reading),
		Evidence: []string{
			fmt.Sprintf("no dictionary has “%s”; “%s” is the only word of the language with one mark more", p.At(span), f.reading),
			fmt.Sprintf("words of this kind in the article: %d", all),
		},
		Confidence: aloneConfidence,
		Fix: &fixers.Fix{
			Message: fmt.Sprintf("write “%s”", f.reading), Applicability: level, Keeps: fixers.KeepsBase,
			Edits: []fixers.Edit{twin.Tight(span, p.At(span), f.reading)},
		},
	})
}
