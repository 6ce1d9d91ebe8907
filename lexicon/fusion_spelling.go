package lexicon

// A Spelling is the state of the character model over a growing word: the
// log-probabilities of all prefixes of a run of n letters cost n steps, as
// [Hash] does for keys. The zero value stands before the first letter.
type Spelling struct {
	context [CharOrder - 1]rune // latest first
	sum     float64
}

// Spell returns the state after one more letter, which is folded.
func (p *Pack) Spell(s Spelling, r rune) Spelling {
	r = Fold(r)
	s.sum += p.char(&s.context, r)
	copy(s.context[1:], s.context[:CharOrder-2])
	s.context[0] = r
	return s
}

// Spelled returns the log-probability that a word is spelled so and ends
// here: what [Pack.Unknown] returns for the letters given to Spell.
func (p *Pack) Spelled(s Spelling) float64 { return s.sum + p.char(&s.context, charEnd) }
