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
	key   lexicon.Key

	capital bool          // the spelling has one
	pack    *lexicon.Pack // that was asked

	foreign      int // how many other packs have the word, see foreignPacks
	foreignAsked bool
}

// look returns what the packs know of a word. It is looked up once for each word, and remembered for other articles.
func (x *Index) look(w *Word) *spelled {
	if w.spelled == 0 {
		slot := &x.known[uint64(w.entry.Key)%knownSlots]
		if slot.key != w.entry.Key || slot.capital != capital(w) || slot.pack != x.pack {
			*slot = x.lookUp(w)
		}
		x.spelled = append(x.spelled, *slot)
		w.spelled = int32(len(x.spelled))
	}
	return &x.spelled[w.spelled-1]
}

// knownSlots is for how many words the index remembers what the packs know of them: those that have a twin in one article
// mostly have it in another.
const knownSlots = 1024

// foreignOf returns how many other packs have the word. It is looked up once for each word.
func (x *Index) foreignOf(w *Word) int {
	s := x.look(w)
	if !s.foreignAsked {
		s.foreign, s.foreignAsked = foreignPacks(s.key, x.pack), true
		x.known[uint64(s.key)%knownSlots] = *s
	}
	return s.foreign
}

func (x *Index) lookUp(w *Word) spelled {
	s := spelled{key: w.entry.Key, capital: capital(w), pack: x.pack}
	switch {
	case w.entry.Known():
		s.word, s.known, s.prob = w.entry.Word, ownWord, float64(w.entry.LogProb)
		if s.word.Flags.Has(lexicon.Foreign) {
			s.known = elsewhere
		}
		return s
	case s.capital && packsWith(s.key) > 0:
		s.known = elsewhere
	}
	s.prob = x.pack.Floor() + x.pack.Unknown(w.Text)
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
