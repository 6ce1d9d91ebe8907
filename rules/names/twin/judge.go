package twin

import (
	"cmp"
	"math"
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
	x.Each(func(s *Suspicion) {
		if s.Prob = s.Features.prob(); s.Prob >= rivalFloor && !(s.Name() && s.namesakes()) {
			x.found = append(x.found, *s)
		}
	})
	slices.SortStableFunc(x.found, func(a, b Suspicion) int {
		return cmp.Or(cmp.Compare(a.Token, b.Token), cmp.Compare(b.Prob, a.Prob))
	})
	x.found = best(x.found)
	return x.found
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
		if first.Prob = odds(first.Prob) / (1 + odds(first.Prob) + others); first.Prob >= floor {
			kept = append(kept, first)
		}
		sorted = sorted[n:]
	}
	return kept
}

func odds(p float64) float64 { return p / max(1e-9, 1-p) }

func sameWord(a, b *Word) bool { return slices.EqualFunc(a.letters, b.letters, sameFold) }

// safeAt is the probability from which a fix is safe, by the kind of slip: the one at which, on
// articles left out of the fitting, 99.5 % of the suspicions were right.
var safeAt = [slipKinds]float64{}

func init() {
	for i := range safeAt {
		safeAt[i] = 0.99
	}
}

// Each calls yield for every place of every pair, measured but not judged. The suspicion is
// valid only during the call.
func (x *Index) Each(yield func(*Suspicion)) {
	x.candidates(func(p Pair) {
		s := Suspicion{Pair: p, x: x}
		x.Places(p.Odd, func(token int) bool {
			s.Token = token
			s.measure()
			yield(&s)
			return true
		})
	})
}

// rivalFloor is the probability below which a suspicion takes no odds from others.
const rivalFloor = 0.05

// floor is the probability below which a suspicion is not worth anybody's time.
const floor = 0.5

// prob is the logistic model.
func (f *Features) prob() float64 {
	sum := 0.0
	for i, v := range f {
		if v != 0 {
			sum += v * weights[i]
		}
	}
	return 1 / (1 + math.Exp(-sum))
}
