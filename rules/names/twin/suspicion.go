package twin

import (
	"math"

	"copydesk/lexicon"

	"golang.org/x/text/language"
)

// Suspicion is one place at which the odd form of a pair stands.
type Suspicion struct {
	Pair
	Token    int     // in Article.Tokens
	Prob     float64 // that the place holds the whole form, damaged
	Features Features
	others   float64 // see Others
	beside   [2]neighbour
	x        *Index
}

// neighbour is what stands before or behind a place.
type neighbour struct {
	key   lexicon.Key // of a word, or what [lexicon.Pack.Bigram] takes for something else
	token int         // of a word, else -1
}

// The indices of Suspicion.beside.
const (
	before = iota
	after
)

// stand sets the place.
func (s *Suspicion) stand(token int) {
	s.Token = token
	for side, step := range steps {
		s.beside[side].key, s.beside[side].token = s.x.neighbour(token, step)
	}
}

// steps lead from a place to its neighbours, in the order of Suspicion.beside.
var steps = [...]int{before: -1, after: 1}

// kind numbers the slip, of a name or of another word.
func (s *Suspicion) kind() int {
	if s.Name() {
		return int(s.Slip) + int(NumSlips)
	}
	return int(s.Slip)
}

// rareMisspelling is by how much, as a natural logarithm, the whole form must be commoner than
// the odd one for the odd one to be a misspelling in the texts that the pack was counted from:
// no dictionary has it, and it is one in 150 of the two.
const rareMisspelling = 5.0

// OddKnown reports whether the odd form is a word of the article's language: a dictionary has
// it, or running text, and too often for a misspelling.
func (s *Suspicion) OddKnown() bool {
	odd, whole := s.x.look(s.Odd), s.x.look(s.Whole)
	if odd.known != ownWord {
		return false
	}
	// Who has no umlaut writes ae, oe, ue: what word lists of German have without one is a word (mochte, fordern),
	// while those of Romance languages are full of words that lost their marks.
	believed := odd.word.Flags.Has(lexicon.Running) || s.Slip == MarkLost && s.x.pack.Lang() == language.German
	return odd.word.Flags.Has(lexicon.Listed) || believed && whole.prob-odd.prob < rareMisspelling
}

// measurePair sets the features that all places of the pair share.
func (s *Suspicion) measurePair() {
	s.Features = Features{fBias: 1}
	s.measureKnown()
	s.measureShape()
	s.measureSyllables()
}

// measurePlace sets those features of the place that ask no pack. The others, of another place, are taken away.
func (s *Suspicion) measurePlace() {
	s.Features.forget()
	s.measureCompany()
	s.measureJoints()
	s.measureSyllabic()
}

// bothKnown reports whether both forms are words of the language.
func (s *Suspicion) bothKnown() bool {
	return s.x.look(s.Odd).known == ownWord && s.x.look(s.Whole).known == ownWord
}

const someName = lexicon.FirstName | lexicon.Surname | lexicon.PlaceName

// measureKnown sets what the packs say of the two forms.
func (s *Suspicion) measureKnown() {
	odd, whole := s.x.look(s.Odd), s.x.look(s.Whole)
	f, kind, isWord := &s.Features, s.kind(), odd.known == ownWord
	f[fSlip+kind] = 1
	f[fKnown+3*int(odd.known)+int(whole.known)] = 1
	f[fProb] = clip((whole.prob-odd.prob)/5, 3)
	if isWord {
		f[fSlipKnown+kind] = 1
		if whole.known == ownWord {
			f[fProbKnown] = f[fProb]
		}
	}
	s.set(fRunning, isWord && odd.word.Flags.Any(lexicon.Running|lexicon.Listed))
	s.set(fListed, isWord && odd.word.Flags.Has(lexicon.Listed))
	s.set(fOddName, odd.word.Flags.Any(someName))
	s.set(fWholeName, whole.word.Flags.Any(someName))
}

// measureShape sets what the spellings and their counts say.
func (s *Suspicion) measureShape() {
	f, whole := &s.Features, s.Whole.letters
	f[fWholeCount] = math.Log2(float64(s.Whole.Count)) / 3
	f[fOddCount] = math.Log2(float64(s.Odd.Count)) / 3
	if s.x.look(s.Odd).known == ownWord {
		f[fOddCountKnown] = f[fOddCount]
	}
	f[fLength] = float64(len(whole))/5 - 1
	if s.Slip == Dropped || s.Slip == Doubled || s.Slip == MarkedDropped {
		s.set(fLastLetter, s.lastLetter())
		s.set(fLastKnown, s.lastLetter() && s.x.look(s.Odd).known > unknown)
	}
	s.set(fPairLetter, s.Slip == Dropped && (s.At > 0 && sameFold(whole[s.At], whole[s.At-1]) ||
		!s.lastLetter() && sameFold(whole[s.At], whole[s.At+1])))
	s.set(fCapital, capital(s.Odd))
	s.set(fFirstMark, capital(s.Odd) && s.At == 0)
}

func (s *Suspicion) lastLetter() bool { return s.At == len(s.Whole.letters)-1 }

// measureSyllables sets what the grammar of Vietnamese says of the two forms.
func (s *Suspicion) measureSyllables() {
	if s.Whole.form.marks == 0 && s.Odd.form.marks == 0 {
		return
	}
	odd, whole := s.x.Syllable(s.Odd), s.x.Syllable(s.Whole)
	s.set(fSyllableBoth, odd && whole)
	s.set(fSyllableWhole, whole && !odd)
	s.set(fSyllableOdd, odd && !whole)
}

// set sets a feature that is 0 or 1.
func (s *Suspicion) set(feature int, on bool) {
	s.Features[feature] = 0
	if on {
		s.Features[feature] = 1
	}
}

func clip(v, limit float64) float64 { return max(-limit, min(limit, v)) }
