package fusion

import (
	"math"

	"copydesk/lexicon"
)

// ending is where an unknown word ends, and what the character model says of it.
type ending struct {
	key      lexicon.Key
	at       int32 // code points of the run before its end
	spelling float64
}

// spelling is what the character model says of the beginnings of one token. The model sees only the last few
// letters, so that all other parts of the token differ from them by what their first letters cost.
type spelling struct {
	from   int                // the first code point of the token, -1 for none
	states []lexicon.Spelling // after each letter
	sums   []float64          // of the word that ends there; NaN when nobody has asked
}

// memory is how many letters before the next one the character model sees.
const memory = lexicon.CharOrder - 1

// spellAll asks the character model about l.ends, words that begin at code point i.
func (w *Worker) spellAll(l *lattice, i int) {
	if w.opt.NoUnknown {
		for k := range l.ends {
			l.ends[k].spelling = flatLetter * float64(int(l.ends[k].at)-i)
		}
		return
	}
	first := i
	for first > 0 && l.token[first-1] == l.token[i] {
		first--
	}
	if l.spelling.from != first {
		l.spelling = spelling{from: first, states: l.spelling.states[:0], sums: l.spelling.sums[:0]}
	}
	var s lexicon.Spelling
	at, shift := i, math.NaN()
	for k := range l.ends {
		end := int(l.ends[k].at)
		for ; at < min(end, i+memory) && i > first; at++ {
			s = w.pack.Spell(s, l.runes[at])
		}
		switch {
		case i == first:
			l.ends[k].spelling = w.beginning(l, end)
		case end <= i+memory:
			l.ends[k].spelling = w.pack.Spelled(s)
		default:
			if math.IsNaN(shift) {
				shift = w.pack.Spelled(s) - w.beginning(l, i+memory)
			}
			l.ends[k].spelling = shift + w.beginning(l, end)
		}
	}
}

// beginning returns what the character model says of the token up to the code point end.
func (w *Worker) beginning(l *lattice, end int) float64 {
	b := &l.spelling
	var s lexicon.Spelling
	if n := len(b.states); n > 0 {
		s = b.states[n-1]
	}
	for at := b.from + len(b.states); at < end; at++ {
		s = w.pack.Spell(s, l.runes[at])
		b.states, b.sums = append(b.states, s), append(b.sums, math.NaN())
	}
	k := end - b.from - 1
	if math.IsNaN(b.sums[k]) {
		b.sums[k] = w.pack.Spelled(b.states[k])
	}
	return b.sums[k]
}
