package twin

import (
	"math"

	"copydesk/lexicon"

	"golang.org/x/text/language"
)

// measureSyllabic sets the features of Vietnamese, where chance and context have other weights:
// what is no word elsewhere is one there, with or without its marks.
func (s *Suspicion) measureSyllabic() {
	f := &s.Features
	if s.x.pack.Lang() != language.Vietnamese {
		return
	}
	odd, whole := s.x.look(s.Odd), s.x.look(s.Whole)
	f[fSyllabic] = 1
	f[fSyllabicProb] = f[fProb]
	f[fSyllabicOwn], f[fSyllabicOdd] = f[fOwnContext], f[fOddContext]
	f[fSyllabicCounts] = math.Log2(float64(s.Whole.Count)/float64(s.Odd.Count)) / 3
	s.set(fSyllabicMarked, s.Odd.form.marks > 0)
	s.set(fSyllabicSeen, odd.word.Flags.Has(lexicon.Running))
	s.set(fSyllabicWholeSeen, whole.word.Flags.Has(lexicon.Running))
	f[fSyllabicOddProb] = clip((odd.prob-s.x.pack.Mean())/5, 2)
}

// pairs returns on how many sides a word makes a pair with the neighbour of the place that the pack
// has stored: most words of Vietnamese are two syllables.
func (s *Suspicion) pairs(key lexicon.Key) (n float64) {
	if b := &s.beside[before]; b.token >= 0 && s.x.pack.HasBigram(b.key, key) {
		n++
	}
	if b := &s.beside[after]; b.token >= 0 && s.x.pack.HasBigram(key, b.key) {
		n++
	}
	return n
}

// share returns the logarithm of the share that the whole form has among all syllables that the
// odd form could be, by how likely each is between the neighbours of the place.
func (s *Suspicion) share(whole *spelled) float64 {
	own := s.between(whole.key)
	sum := math.Exp(own)
	s.readings(func(key lexicon.Key) {
		if key != whole.key {
			sum += math.Exp(s.between(key))
		}
	})
	return own - math.Log(sum)
}

// between returns the log-probability of a word between the neighbours of the place, but for
// what is the same for all words.
func (s *Suspicion) between(key lexicon.Key) float64 {
	return s.x.pack.Bigram(s.beside[before].key, key) + s.x.pack.Bigram(key, s.beside[after].key)
}

// readings calls yield with the words of the pack that the damage at the place could have made
// the odd form of: its letter with other marks, or another letter with a mark in its gap.
func (s *Suspicion) readings(yield func(lexicon.Key)) {
	gap := s.Slip == MarkedDropped
	if s.Slip != MarkLost && !gap {
		return
	}
	try := func(variants string) {
		for _, r := range variants {
			h := lexicon.NewHash()
			for i, l := range s.Whole.letters {
				if i == s.At {
					l.fold = r
				}
				h = h.Add(l.fold)
			}
			if _, known := s.x.pack.Word(h.Key()); known && letterOf(r).marked() {
				yield(h.Key())
			}
		}
	}
	if !gap {
		try(vietnameseLetters[s.Whole.letters[s.At].base])
		return
	}
	for _, base := range vietnameseBases { // in a fixed order: the sum of many small numbers depends on it
		try(vietnameseLetters[base])
	}
}
