package lexicon

// An Entry is what a pack says of a word of a text. The zero Entry is that of a token that is no word.
type Entry struct {
	Key
	Word
}

// missing is the LogProb of a word that the pack has not: no probability.
const missing = 1

// Known reports whether the pack has the word. Its Flags are zero if not.
func (e *Entry) Known() bool { return e.Key != 0 && e.LogProb <= 0 }

// A Vocabulary says what a pack knows of the words of texts. It remembers those that it was asked for as
// they are written, so that most words of running text need neither be hashed letter by letter nor sought in the
// pack. Its answers are those of [KeyOf] and [Pack.Word]. It must not be used by two goroutines at a time.
type Vocabulary struct {
	pack  *Pack
	slots [vocabularySlots]vocabularySlot
}

type vocabularySlot struct {
	spelled
	Entry
}

// vocabularySlots make 256 KiB. Of the words of clean news, three in four are remembered; most of the others stand
// there once.
const (
	vocabularyBits  = 13
	vocabularySlots = 1 << vocabularyBits
)

// NewVocabulary returns a vocabulary of the pack.
func NewVocabulary(p *Pack) *Vocabulary { return &Vocabulary{pack: p} }

// Pack returns the pack that is asked.
func (v *Vocabulary) Pack() *Pack { return v.pack }

// At returns what is known of the word text[start:end], which is not empty.
func (v *Vocabulary) At(text string, start, end int) Entry {
	x, ok := spelledAt(text, start, end-start)
	if !ok {
		return v.ask(text[start:end])
	}
	s := &v.slots[x.slot()]
	if s.spelled != x {
		s.spelled, s.Entry = x, v.ask(text[start:end])
	}
	return s.Entry
}

func (v *Vocabulary) ask(word string) Entry {
	k := KeyOf(word)
	w, ok := v.pack.Word(k)
	if !ok {
		w.LogProb = missing
	}
	return Entry{k, w}
}

// spelled is a word as it is written, filled up with zeros.
type spelled struct{ low, high uint64 }

// spelledAt returns the n bytes of text at the offset; false when they are too many or too near the end of the text.
func spelledAt(text string, at, n int) (spelled, bool) {
	if n > 16 || at+16 > len(text) {
		return spelled{}, false
	}
	s := text[at : at+16]
	low, high := load64(s[:8]), uint64(0)
	if n <= 8 {
		low &= ^uint64(0) >> (64 - 8*uint(n))
	} else {
		high = load64(s[8:]) & (^uint64(0) >> (128 - 8*uint(n)))
	}
	return spelled{low, high}, true
}

// load64 reads eight bytes, little endian.
func load64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// slot mixes the bytes by multiplication with an odd number without pattern (2⁶⁴ over the golden ratio).
func (x spelled) slot() uint64 {
	const golden = 0x9E3779B97F4A7C15
	return (x.low ^ x.high*golden) * golden >> (64 - vocabularyBits)
}
