package lexicon

// A Spelling is the state of the character model over a growing word: the
// log-probabilities of all prefixes of a run of n letters cost n steps, as
// [Hash] does for keys. The zero value stands before the first letter.
type Spelling struct {
	before recent
	sum    float64
}

// A Speller asks the character model of a pack and remembers its answers: the letters of a language follow
// one another in few ways, and a step of the model takes up to ten look-ups. Its answers are those of
// [Pack.Unknown]. It must not be used by two goroutines at a time.
type Speller struct {
	pack  *Pack
	slots [spellerSlots]spellerSlot
}

// spellerSlot holds a step of the model. Its letters are known by their hash: two sequences of five have the same
// one with probability 2⁻⁶⁴.
type spellerSlot struct {
	hash uint64
	cost float64
}

// spellerSlots make 64 KiB. Of the steps that the search for fused words asks for in clean news, three in five are
// remembered; with four times as many slots it would be one in fifty more.
const (
	spellerBits  = 12
	spellerSlots = 1 << spellerBits
)

// NewSpeller returns a speller of the pack.
func NewSpeller(p *Pack) *Speller { return &Speller{pack: p} }

// Next returns the state after one more letter, which is folded.
func (sp *Speller) Next(s Spelling, r rune) Spelling {
	r = Fold(r)
	return Spelling{s.before.with(r), s.sum + sp.step(s.before, r)}
}

// End returns the log-probability that a word is spelled so and ends
// here: what [Pack.Unknown] returns for the letters given to Next.
func (sp *Speller) End(s Spelling) float64 { return s.sum + sp.step(s.before, charEnd) }

// Unknown is [Pack.Unknown].
func (sp *Speller) Unknown(word string) float64 {
	var s Spelling
	for _, r := range word {
		s = sp.Next(s, r)
	}
	return sp.End(s)
}

func (sp *Speller) step(before recent, r rune) float64 {
	h := spellerHash(before, r)
	s := &sp.slots[h>>(64-spellerBits)]
	if s.hash != h {
		*s = spellerSlot{h, sp.pack.char(before, r)}
	}
	return s.cost
}

// spellerHash mixes the letters by multiplication with an odd number without pattern (2⁶⁴ over the golden ratio). It
// is not 0, which an empty slot has, but for one sequence in 2⁶⁴.
func spellerHash(before recent, r rune) uint64 {
	const golden = 0x9E3779B97F4A7C15
	h := (uint64(before) + golden) ^ uint64(r+1)*golden
	return (h ^ h>>32) * golden
}
