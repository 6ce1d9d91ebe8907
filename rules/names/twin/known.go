package twin

import (
	"sync"

	"copydesk/lexicon"
)

// allPacks are the packs of all languages.
var allPacks = sync.OnceValue(func() (packs []*lexicon.Pack) {
	for _, tag := range lexicon.Languages() {
		packs = append(packs, lexicon.For(tag))
	}
	return packs
})

// known says how well a spelling is known.
type known int

const (
	unknown   known = iota // to no pack
	elsewhere              // to the pack of another language, or as a shared name
	ownWord                // to the pack of the article's language
)

var knownNames = [...]string{"in no word list", "known from other languages or as a name", "a word of the language"}

// String says it in words.
func (k known) String() string { return knownNames[k] }

// spelled is what the packs know of a spelling.
type spelled struct {
	known known
	word  lexicon.Word
	prob  float64 // log-probability
	each  float64 // log-probability of the spelling, a letter
	key   lexicon.Key

	foreign      int // how many other packs have the word, see foreignPacks
	foreignAsked bool
}

// look returns what the packs know of a word. It is looked up once for each word.
func (x *Index) look(w *Word) *spelled {
	if w.spelled.key == 0 {
		w.spelled = lookUp(x.pack, w)
	}
	return &w.spelled
}

// foreignOf returns how many other packs have the word. It is looked up once for each word.
func (x *Index) foreignOf(w *Word) int {
	s := x.look(w)
	if !s.foreignAsked {
		s.foreign, s.foreignAsked = foreignPacks(s.key, x.pack), true
	}
	return s.foreign
}

func lookUp(pack *lexicon.Pack, w *Word) spelled {
	spelling := pack.Unknown(w.Text)
	s := spelled{key: lexicon.KeyOf(w.Text), each: spelling / float64(len(w.letters)+1), prob: pack.Floor() + spelling}
	word, found := pack.Word(s.key)
	switch {
	case found:
		s.word, s.known, s.prob = word, ownWord, float64(word.LogProb)
		if word.Flags.Has(lexicon.Foreign) {
			s.known = elsewhere
		}
	case capital(w) && packsWith(s.key) > 0:
		s.known = elsewhere
	}
	return s
}

// packsWith returns how many packs have the word.
func packsWith(key lexicon.Key) (n int) {
	for _, pack := range allPacks() {
		if _, found := pack.Word(key); found {
			n++
		}
	}
	return n
}

// foreignPacks returns how many packs other than own have the word from running text or a
// dictionary.
func foreignPacks(key lexicon.Key, own *lexicon.Pack) (n int) {
	for _, pack := range allPacks() {
		if pack == own {
			continue
		}
		w, ok := pack.Word(key)
		if ok && w.Flags.Any(lexicon.Running|lexicon.Listed) && !w.Flags.Has(lexicon.OnlyCapitalised) {
			n++
		}
	}
	return n
}
