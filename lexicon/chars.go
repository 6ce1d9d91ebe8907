package lexicon

import "copydesk/lexicon/internal/pack"

// CharOrder is the order of the character model: the next letter given the CharOrder-1 before.
const CharOrder = 5

// charEnd ends a word in the character model, and stands before its first letter.
const charEnd = pack.CharEnd

// recent holds the last CharOrder-1 letters, the latest in the lowest 16 bits; zero before a word.
type recent uint64

const recentBits = 64 / (CharOrder - 1)

// with returns what is recent after one more letter.
func (c recent) with(r rune) recent { return c<<recentBits | recent(narrow(r)) }

// narrow maps the letters beyond the first plane, which no model knows, to one that is none.
func narrow(r rune) rune { return min(r, 1<<recentBits-1) }

// Unknown returns the log-probability of the spelling of a word under the character model of
// the language, its end included, natural log; the probabilities of all spellings sum to one.
// Case is ignored. It costs a few look-ups a letter: for words that are not in the pack. In a
// pack without a model every letter costs ln 30.
//
// The model backs off in the manner of Katz from 5-grams, with absolute discounting, and is
// trained on the rarer words of the pack, for those are what unknown words look like.
func (p *Pack) Unknown(word string) float64 {
	var before recent
	sum := 0.0
	for _, r := range word {
		r = Fold(r)
		sum += p.char(before, r)
		before = before.with(r)
	}
	return sum + p.char(before, charEnd)
}

// char is log P(r | before): the longest stored n-gram, and the back-off weights of the
// longer contexts that are stored.
func (p *Pack) char(before recent, r rune) float64 {
	var states [CharOrder]pack.Hash
	states[0] = pack.CharContext()
	for i := range CharOrder - 1 {
		states[i+1] = states[i].Add(rune(before >> (i * recentBits) & (1<<recentBits - 1)))
	}
	cost := 0.0
	for n := CharOrder - 1; n >= 0; n-- {
		if v, ok := p.chars.Find(pack.CharKey(states[n], r)); ok {
			return cost + pack.Value(uint8(v), pack.CharStep)
		}
		if v, ok := p.chars.Find(pack.CharKey(states[n], pack.CharBackoff)); ok {
			cost += pack.Value(uint8(v), pack.CharStep)
		}
	}
	return cost + p.char0
}
