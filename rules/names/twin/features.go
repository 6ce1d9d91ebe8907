package twin

import (
	"math"

	"copydesk/article"
	"copydesk/lexicon"
)

// The features of a suspicion, in the order of the weights. Those of slips and of what is known
// of the two forms are 0 or 1; the others are scaled to about -2 … 2.
const (
	fBias      = iota
	fSlip                               // one of slipKinds
	fSlipKnown = fSlip + slipKinds      // the same, when the odd form is a word of the language
	fKnown     = fSlipKnown + slipKinds // one of 3×3: odd form, whole form
	fNumeric   = fKnown + 9
)

// The numeric features, from fNumeric on.
const (
	fProb          = fNumeric + iota // how much commoner the whole form is, by the pack
	fProbKnown                       // the same where both are words
	fSpelling                        // how much likelier the spelling of the whole form is, a letter
	fContext                         // how much likelier the words around make the whole form
	fContextKnown                    // the same where both are words
	fOwnContext                      // the whole form has a neighbour of this place elsewhere in the article
	fOddContext                      // so has the odd form
	fNameContext                     // a capitalised neighbour is shared
	fStrange                         // capitalised neighbours differ
	fWholeCount                      // how often the whole form stands in the article
	fOddCount                        // and the odd form
	fOddCountKnown                   // the same when it is a word
	fLength                          // of the whole form
	fLastLetter                      // the dropped or doubled letter is the last one
	fLastKnown                       // … and the odd form is known
	fPairLetter                      // the dropped letter is one of a pair of equal ones
	fSyllableBoth                    // both forms are Vietnamese syllables, the whole one with marks
	fSyllableWhole                   // only the whole form is
	fSyllableOdd                     // only the odd form is
	fStart                           // the odd form opens a sentence
	fRunning                         // the odd form is of running text or a dictionary, not of scraped lists
	fCapital                         // the odd form has a capital
	fElided                          // an apostrophe joins the odd form to the next word
	fStop                            // a stop follows and the odd form is a known abbreviation, or short
	fHyphen                          // a hyphen joins it to a neighbour
	fFirstMark                       // the mark of a capital at the front
	fOddName                         // the odd form is listed as the name of a person or place
	fWholeName                       // the whole form is
	fForeign                         // a neighbour in small letters is no word of the language
	numFeatures
)

const slipKinds = 2 * int(NumSlips)

// kind numbers the slip, of a name or of another word.
func (s *Suspicion) kind() int {
	if s.Name() {
		return int(s.Slip) + int(NumSlips)
	}
	return int(s.Slip)
}

// known says how well a spelling is known.
type known int

const (
	unknown   known = iota // to no pack
	elsewhere              // to the pack of another language, or as a shared name
	ownWord                // to the pack of the article's language
)

// Features describe a suspicion by numbers, for the model.
type Features [numFeatures]float64

// Suspicion is one place at which the odd form of a pair stands.
type Suspicion struct {
	Pair
	Token    int     // in Article.Tokens
	Prob     float64 // that the place holds the whole form, damaged
	Features Features
	rivalled bool // another whole form is possible
	x        *Index
}

// spelled is what the packs know of a spelling.
type spelled struct {
	known known
	word  lexicon.Word
	prob  float64 // log-probability
	each  float64 // log-probability of the spelling, a letter
	key   lexicon.Key
}

func look(pack *lexicon.Pack, w *Word) spelled {
	s := spelled{key: lexicon.KeyOf(w.Text)}
	s.each = pack.Unknown(w.Text) / float64(len(w.letters)+1)
	var found bool
	if s.word, found = pack.Word(s.key); found {
		s.known, s.prob = ownWord, float64(s.word.LogProb)
		if s.word.Flags.Has(lexicon.Foreign) {
			s.known = elsewhere
		}
		return s
	}
	s.prob = pack.Floor() + pack.Unknown(w.Text)
	if capital(w) {
		for _, tag := range lexicon.Languages() {
			if _, found := lexicon.For(tag).Word(s.key); found {
				s.known = elsewhere
				break
			}
		}
	}
	return s
}

func (s *Suspicion) measure() {
	odd, whole := look(s.x.pack, s.Odd), look(s.x.pack, s.Whole)
	f := &s.Features
	*f = Features{fBias: 1}
	kind := s.kind()
	f[fSlip+kind] = 1
	bothKnown := odd.known == ownWord && whole.known == ownWord
	if odd.known == ownWord {
		f[fSlipKnown+kind] = 1
	}
	f[fKnown+3*int(odd.known)+int(whole.known)] = 1
	set := func(i int, v float64, also int, when bool) {
		f[i] = v
		if when {
			f[also] = v
		}
	}
	set(fProb, clip((whole.prob-odd.prob)/5, 3), fProbKnown, bothKnown)
	f[fSpelling] = clip(whole.each-odd.each, 2)
	set(fContext, clip(s.context(odd, whole)/5, 3), fContextKnown, bothKnown)
	f[fOwnContext] = s.companions(s.Whole)
	f[fOddContext] = s.companions(s.Odd)
	shared, strange := s.company()
	if shared {
		f[fNameContext] = 1
	}
	if strange {
		f[fStrange] = 1
	}
	f[fWholeCount] = math.Log2(float64(s.Whole.Count)) / 3
	set(fOddCount, math.Log2(float64(s.Odd.Count))/3, fOddCountKnown, odd.known == ownWord)
	f[fLength] = float64(len(s.Whole.letters))/5 - 1
	last := len(s.Whole.letters) - 1
	if (s.Slip == Dropped || s.Slip == Doubled || s.Slip == MarkedDropped) && s.At == last {
		set(fLastLetter, 1, fLastKnown, odd.known > unknown)
	}
	if s.Slip == Dropped && (s.At > 0 && sameFold(s.Whole.letters[s.At], s.Whole.letters[s.At-1]) || s.At < last && sameFold(s.Whole.letters[s.At], s.Whole.letters[s.At+1])) {
		f[fPairLetter] = 1
	}
	s.syllables()
	if s.opensSentence() {
		f[fStart] = 1
	}
	if odd.known == ownWord && odd.word.Flags.Any(lexicon.Running|lexicon.Listed) {
		f[fRunning] = 1
	}
	s.set(fCapital, capital(s.Odd))
	s.set(fFirstMark, capital(s.Odd) && s.At == 0)
	s.set(fOddName, odd.word.Flags.Any(someName))
	s.set(fWholeName, whole.word.Flags.Any(someName))
	s.joints()
}

const someName = lexicon.FirstName | lexicon.Surname | lexicon.PlaceName

func (s *Suspicion) set(feature int, on bool) {
	if on {
		s.Features[feature] = 1
	}
}

// shortAbbreviation is the number of letters up to which a word before a stop is taken for an
// abbreviation.
const shortAbbreviation = 3

// joints sets the features of what touches the place.
func (s *Suspicion) joints() {
	a := s.x.art
	if next := s.Token + 1; next < len(a.Tokens) && a.Tokens[next].Glued {
		mark := a.Of(next)
		s.set(fElided, (mark == "'" || mark == "’") && next+1 < len(a.Tokens) && a.Tokens[next+1].Glued)
		s.set(fStop, mark == "." && (len(s.Odd.letters) <= shortAbbreviation || s.x.pack.Abbreviation(s.Odd.Text)))
		s.set(fHyphen, mark == "-")
	}
	if a.Tokens[s.Token].Glued && a.Of(s.Token-1) == "-" {
		s.Features[fHyphen] = 1
	}
	for _, step := range []int{-1, 1} {
		key, at := s.x.neighbour(s.Token, step)
		if at >= 0 && a.Tokens[at].Case == article.Lower {
			w, known := s.x.pack.Word(key)
			s.set(fForeign, !known || w.Flags.Has(lexicon.Foreign))
		}
	}
}

func clip(v, limit float64) float64 { return max(-limit, min(limit, v)) }

// syllables sets what the grammar of Vietnamese says of the two forms.
func (s *Suspicion) syllables() {
	if s.Whole.marks == 0 && s.Odd.marks == 0 {
		return
	}
	_, odd := lexicon.ParseSyllable(s.Odd.Text)
	_, whole := lexicon.ParseSyllable(s.Whole.Text)
	switch {
	case odd && whole:
		s.Features[fSyllableBoth] = 1
	case whole:
		s.Features[fSyllableWhole] = 1
	case odd:
		s.Features[fSyllableOdd] = 1
	}
}

// opensSentence reports whether nothing but an opening mark stands before the word on its line,
// or a stop does.
func (s *Suspicion) opensSentence() bool {
	key, _ := s.x.neighbour(s.Token, -1)
	return key == lexicon.Start
}

// neighbour returns the key of the word before (step -1) or behind (step 1) a token, as
// [lexicon.Pack.Bigram] wants it, and its token; -1 when it is no word.
func (x *Index) neighbour(token, step int) (lexicon.Key, int) {
	a := x.art
	for i := token + step; i >= 0 && i < len(a.Tokens); i += step {
		if x.apart(i, i-step) {
			return lexicon.Start, -1
		}
		t := &a.Tokens[i]
		switch t.Kind {
		case article.Word:
			return lexicon.KeyOf(a.Of(i)), i
		case article.Number:
			return lexicon.Number, -1
		case article.Format:
			continue
		}
		switch a.Text[t.Start] {
		case '.', '?', '!', ':':
			return lexicon.Start, -1
		case '\'':
			continue
		}
		return lexicon.Break, -1
	}
	return lexicon.Start, -1
}

// apart reports whether a line end lies between two neighbouring tokens.
func (x *Index) apart(i, j int) bool {
	l, r := x.art.Tokens[min(i, j)].End, x.art.Tokens[max(i, j)].Start
	for ; l < r; l++ {
		if x.art.Text[l] == '\n' {
			return true
		}
	}
	return false
}

// context returns how much likelier the whole form is than the odd one between its neighbours:
// a difference of log-probabilities beyond that of the words themselves.
func (s *Suspicion) context(odd, whole spelled) float64 {
	before, _ := s.x.neighbour(s.Token, -1)
	after, _ := s.x.neighbour(s.Token, 1)
	gain := s.x.pack.Bigram(before, whole.key) - s.x.pack.Bigram(before, odd.key)
	gain += s.x.pack.Bigram(whole.key, after) - s.x.pack.Bigram(odd.key, after)
	return gain - (unigram(s.x.pack, whole) - unigram(s.x.pack, odd))
}

func unigram(pack *lexicon.Pack, s spelled) float64 {
	if s.known == unknown {
		return pack.Floor()
	}
	return s.prob
}
