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
	steps [spellerSteps]spellerStep
}

type spellerStep struct {
	before recent
	next   rune // -1 in an empty slot
	cost   float64
}

// spellerSteps make 96 KiB. Of the steps that the search for fused words asks for in clean news, three in five are
// remembered.
const (
	spellerBits  = 12
	spellerSteps = 1 << spellerBits
)

// NewSpeller returns a speller of the pack.
func NewSpeller(p *Pack) *Speller {
	sp := &Speller{pack: p}
	for i := range sp.steps {
		sp.steps[i].next = -1
	}
	return sp
}

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
	const golden = 0x9E3779B97F4A7C15 // 2⁶⁴ over the golden ratio: an odd number without pattern
	slot := &sp.steps[(uint64(before)^uint64(r)*golden)*golden>>(64-spellerBits)]
	if slot.before != before || slot.next != r {
		*slot = spellerStep{before, r, sp.pack.char(before, r)}
	}
	return slot.cost
}
