package twin

import (
	"cmp"
	"slices"
)

// Suspicions returns the places that probably hold a damaged form, in the order of the text,
// each with the likeliest whole form. They are judged at the first call. Below floor nothing is
// returned.
func (x *Index) Suspicions() []Suspicion {
	if x.judged {
		return x.found
	}
	x.judged = true
	x.each(func(s *Suspicion) {
		if !s.measureOn() {
			return
		}
		if s.Prob = s.Features.prob(); s.Plausible() {
			x.found = append(x.found, *s)
		}
	})
	x.found = x.settling.settle(x.found)
	for i := range x.found {
		x.found[i].others = Others(x.found, i)
	}
	for i := range x.found {
		x.found[i].Prob = x.found[i].inArticle()
	}
	x.found = slices.DeleteFunc(x.found, func(s Suspicion) bool { return s.Prob < s.floor() })
	return x.found
}

// Plausible reports whether the suspicion is worth comparing with others of its place.
func (s *Suspicion) Plausible() bool { return s.Prob >= rivalFloor && !s.excused() }

// Settle sorts plausible suspicions by place, leaves the likeliest of each place, whose odds it
// shares with its rivals, and one direction of each pair. It reuses the list.
func Settle(list []Suspicion) []Suspicion { return make(settling).settle(list) }

// settling holds the probability of the likeliest damage of each pair, in one direction.
type settling map[damage]float64

type damage struct{ odd, whole *Word }

func (likeliest settling) settle(list []Suspicion) []Suspicion {
	slices.SortStableFunc(list, func(a, b Suspicion) int {
		return cmp.Or(cmp.Compare(a.Token, b.Token), cmp.Compare(b.Prob, a.Prob))
	})
	return likeliest.oneWay(best(list))
}

// oneWay keeps of two forms that are each taken for damage of the other only the likelier
// damage: repairing both would swap them.
func (likeliest settling) oneWay(found []Suspicion) []Suspicion {
	if len(found) < 2 {
		return found
	}
	clear(likeliest)
	for i := range found {
		d := damage{found[i].Odd, found[i].Whole}
		likeliest[d] = max(likeliest[d], found[i].Prob)
	}
	return slices.DeleteFunc(found, func(s Suspicion) bool {
		here, back := likeliest[damage{s.Odd, s.Whole}], likeliest[damage{s.Whole, s.Odd}]
		return back > here || back == here && s.Odd.Text > s.Whole.Text
	})
}

// best keeps the likeliest suspicion of each token. Since only one of the whole forms can be the
// right one, its odds are shared with those of the others.
func best(sorted []Suspicion) []Suspicion {
	kept := sorted[:0]
	for len(sorted) > 0 {
		first, n, others := sorted[0], 1, 0.0
		for n < len(sorted) && sorted[n].Token == first.Token {
			if !sameWord(first.Whole, sorted[n].Whole) {
				others += odds(sorted[n].Prob)
			}
			n++
		}
		first.Prob = odds(first.Prob) / (1 + odds(first.Prob) + others)
		kept = append(kept, first)
		sorted = sorted[n:]
	}
	return kept
}

func odds(p float64) float64 { return p / max(1e-9, 1-p) }

func sameWord(a, b *Word) bool { return slices.EqualFunc(a.letters, b.letters, sameFold) }

// mostOdd is how often a form may stand in the article and still be taken for damage: what
// stands there more often is a word, or for the eyes of a person.
const mostOdd = 16

// Each calls yield for every place of every pair, measured but not judged. The suspicion is
// valid only during the call.
func (x *Index) Each(yield func(*Suspicion)) {
	x.each(func(s *Suspicion) {
		s.measureContext()
		s.measureLate()
		yield(s)
	})
}

// each is Each but for the steps of measuring that ask the packs.
func (x *Index) each(yield func(*Suspicion)) {
	s := &x.scratch
	x.candidates(func(p Pair) {
		if p.Odd.Count > mostOdd {
			return
		}
		*s = Suspicion{Pair: p, x: x}
		alone, measured := s.needsCompany(), false
		x.Places(p.Odd, func(token int) bool {
			s.stand(token)
			if alone && s.companions(s.Whole) == 0 {
				return true
			}
			if !measured {
				s.measurePair()
				measured = true
			}
			s.measurePlace()
			yield(s)
			return true
		})
	})
}

// needsCompany reports whether the odd form is a word of the language that differs in its
// letters from the whole one (America, American). Such words stand side by side in every
// article; only at a place that has the company of the whole form may one be the other.
func (s *Suspicion) needsCompany() bool {
	switch s.Slip {
	case Dropped, Doubled, Swapped, MarkAdded:
		return s.OddKnown()
	}
	return false
}

// rivalFloor is the probability below which a suspicion takes no odds from others.
const rivalFloor = 0.05

// The probabilities below which a suspicion is not worth anybody's time. Where the odd form has a
// right to stand as it is, it takes more: a word of the language, a word of another one, a name
// with a mark more than its twin.
const (
	floor         = 0.55
	floorKnown    = 0.65
	floorSyllabic = 0.5 // in Vietnamese, where both forms nearly always are words
	floorTwoReal  = 0.6 // for words in small letters, where both forms are words
	floorForeign  = 0.9
	floorGained   = 0.75
	floorListed   = 0.7 // for a name that lost a mark, where lists have it without
	floorUnmet    = 0.8 // for a name that stands before its twin, and may be the one with most care
)

func (s *Suspicion) floor() float64 {
	switch {
	case s.Slip == MarkAdded:
		return floorGained
	case s.international(), s.Features[fOddForeign] > 0 && s.Features[fForeign]+s.Features[fForeignNear] > 0:
		return floorForeign
	case s.Features[fSyllabic] > 0:
		return floorSyllabic
	case s.Name() && !s.Met():
		return floorUnmet
	case s.Name() && s.Slip == MarkLost && s.x.look(s.Odd).known != unknown && !s.syllable():
		return floorListed
	case s.OddKnown() && !s.Name():
		return floorTwoReal
	case s.OddKnown():
		return floorKnown
	}
	return floor
}

// syllable reports whether the whole form is a syllable of Vietnamese and one of the two has a mark.
func (s *Suspicion) syllable() bool {
	return s.Features[fSyllableBoth]+s.Features[fSyllableWhole] > 0
}

// prob is the logistic model, of which Vietnamese has its own weights.
func (f *Features) prob() float64 { return logistic(f.sum(f.weights())) }

func (f *Features) weights() *Features {
	if f[fSyllabic] > 0 {
		return &syllabicWeights
	}
	return &weights
}

func (f *Features) sum(w *Features) (sum float64) {
	for i, v := range f {
		if v != 0 {
			sum += v * w[i]
		}
	}
	return sum
}
