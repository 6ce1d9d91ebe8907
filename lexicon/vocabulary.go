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
	sets [vocabularySets]vocabularySet // first, so that none lies across two lines of the cache
	pack *Pack
	warm uint64
}

// vocabularySet are the two words that a place has room for, the one that was asked for last in front.
type vocabularySet [2]vocabularySlot

// vocabularySlot is a word that is remembered, packed so that many fit into the cache. mark is what tells it from
// others of its set and, in the low bits, where the pack has it and the value there. A spelling is told by 45 bits of its
// hash, beside those that choose the set: of 10¹³ new words one passes for an old one, where the tables
// of a pack let one in ten million pass.
type vocabularySlot struct {
	Key
	mark uint64
}

// vocabularySets make 512 KiB. Of words of clean news that were read before, 97 in 100 are remembered.
const (
	vocabularyBits = 14
	vocabularySets = 1 << vocabularyBits
)

// The low bits of a mark.
const (
	valueBits  = 16 // of a table of words
	sourceBits = 2  // where it stands
	markBits   = valueBits + sourceBits
	remembered = uint64(1) << markBits // set in the mark of every word
)

// NewVocabulary returns a vocabulary of the pack.
func NewVocabulary(p *Pack) *Vocabulary { return &Vocabulary{pack: p} }

// Pack returns the pack that is asked.
func (v *Vocabulary) Pack() *Pack { return v.pack }

// At returns what is known of the word text[start:end], which is not empty.
func (v *Vocabulary) At(text string, start, end int) Entry {
	return v.at(spelling(text, start, end), text[start:end])
}

// at returns what is known of a word by the hash of its spelling.
func (v *Vocabulary) at(h uint64, word string) Entry {
	set := v.set(h)
	if !set[0].holds(h) {
		set[0], set[1] = set[1], set[0]
		if !set[0].holds(h) {
			k := KeyOf(word)
			from, value := v.pack.search(k)
			set[0] = vocabularySlot{k, h<<markBits | remembered | uint64(from)<<valueBits | uint64(value)}
		}
	}
	return set[0].entry(v.pack)
}

// holds reports whether the word whose spelling has the hash h is in the slot.
func (s *vocabularySlot) holds(h uint64) bool {
	return (s.mark^(h<<markBits|remembered))>>markBits == 0
}

func (v *Vocabulary) set(h uint64) *vocabularySet { return &v.sets[h>>(64-vocabularyBits)] }

// entry returns what the slot says of its word.
func (s *vocabularySlot) entry(p *Pack) Entry {
	from := source(s.mark >> valueBits & (1<<sourceBits - 1))
	if from == ofNone {
		return Entry{s.Key, Word{LogProb: missing}}
	}
	return Entry{s.Key, p.decode(from, uint32(s.mark&(1<<valueBits-1)))}
}

// A Place is where a word stands in a text, in bytes. The zero Place holds none.
type Place struct{ Start, End int32 }

// lookAhead is how many words are looked up together.
const lookAhead = 32

// Look appends to entries what is known of the words at the places in text: zero for a place that holds none. It is At
// for many words, which need not wait for one another: the slots of some are fetched before the first is looked at.
func (v *Vocabulary) Look(entries []Entry, text string, places []Place) []Entry {
	var hashes [lookAhead]uint64
	for len(places) > 0 {
		n := min(len(places), lookAhead)
		for i, p := range places[:n] {
			hashes[i] = spelling(text, int(p.Start), int(p.End))
		}
		for _, h := range hashes[:n] {
			v.warm += v.set(h)[0].mark // whatever it is, it is at hand now
		}
		for i, p := range places[:n] {
			var e Entry
			switch s := &v.set(hashes[i])[0]; {
			case p.Start == p.End:
			case s.holds(hashes[i]):
				e = s.entry(v.pack)
			default:
				e = v.at(hashes[i], text[p.Start:p.End])
			}
			entries = append(entries, e)
		}
		places = places[n:]
	}
	return entries
}
