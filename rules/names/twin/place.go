package twin

import (
	"copydesk/article"
	"copydesk/lexicon"
)

// shortAbbreviation is the number of letters up to which a word before a stop is taken for an
// abbreviation.
const shortAbbreviation = 3

// measureContext sets what the pack says of the words around the place.
func (s *Suspicion) measureContext() {
	odd, whole, f := s.x.look(s.Odd), s.x.look(s.Whole), &s.Features
	context, worst := s.context(odd, whole)
	class, classWorst := s.classes(odd, whole)
	f[fContext], f[fClass] = clip(context/contextScale, mostContext), clip(class, mostContext)
	if s.bothKnown() {
		f[fContextKnown], f[fClassKnown] = f[fContext], f[fClass]
		if f[fSyllabic] == 0 {
			f[fWorst], f[fClassWorst] = clip(worst/contextScale, mostContext), clip(classWorst, mostContext)
		}
	}
	if f[fSyllabic] > 0 {
		f[fSyllabicContext] = f[fContext]
		f[fSyllabicPair], f[fSyllabicOddPair] = s.pairs(whole.key), s.pairs(odd.key)
	}
}

// measureCompany sets what the article has around the place and around other places of the two forms.
func (s *Suspicion) measureCompany() {
	f := &s.Features
	f[fOwnContext], f[fOddContext] = s.companions(s.Whole), s.companions(s.Odd)
	shared, strange := s.company()
	s.set(fNameContext, shared)
	s.set(fStrange, strange)
	s.set(fStart, s.beside[before].key == lexicon.Start)
	s.set(fRaised, capital(s.Odd) && s.Whole.Case == article.Lower && s.beside[before].token >= 0)
	s.set(fUnmet, !s.Met())
	s.set(fUnmetName, s.Name() && !s.Met())
}

// Met reports whether the whole form stands before the place: the reader knows it already.
func (s *Suspicion) Met() bool { return int(s.x.places[s.Whole.first].token) < s.Token }

// context returns how much likelier the whole form is than the odd one between its neighbours:
// a difference of log-probabilities beyond that of the words themselves, and the part of the side that says less.
func (s *Suspicion) context(odd, whole *spelled) (gain, worst float64) {
	key := [...]lexicon.Key{s.beside[before].key, s.beside[after].key}
	own := s.unigram(whole) - s.unigram(odd)
	left := s.x.pack.Bigram(key[before], whole.key) - s.x.pack.Bigram(key[before], odd.key) - own
	right := s.x.pack.Bigram(whole.key, key[after]) - s.x.pack.Bigram(odd.key, key[after])
	return left + right, min(left, right)
}

// classes returns the same by the classes of the words: their endings, for most.
func (s *Suspicion) classes(odd, whole *spelled) (gain, worst float64) {
	pack := s.x.pack
	before, after := s.classBeside(before), s.classBeside(after)
	o, w := pack.Class(odd.key, s.Odd.Text), pack.Class(whole.key, s.Whole.Text)
	left := pack.ClassBigram(before, w) - pack.ClassBigram(before, o) - pack.ClassProb(w) + pack.ClassProb(o)
	right := pack.ClassBigram(w, after) - pack.ClassBigram(o, after)
	return left + right, min(left, right)
}

func (s *Suspicion) classBeside(side int) lexicon.Class {
	b := &s.beside[side]
	if b.token < 0 {
		return s.x.pack.Class(b.key, "")
	}
	return s.x.pack.Class(b.key, s.x.art.Of(b.token))
}

func (s *Suspicion) unigram(w *spelled) float64 {
	if w.known == unknown {
		return s.x.pack.Floor()
	}
	return w.prob
}

// measureJoints sets the features of what touches the place.
func (s *Suspicion) measureJoints() {
	a, next := s.x.art, ""
	if n := s.Token + 1; n < len(a.Tokens) && a.Tokens[n].Glued {
		next = a.Of(n)
	}
	elided := (next == "'" || next == "’") && s.Token+2 < len(a.Tokens) && a.Tokens[s.Token+2].Glued
	s.set(fElided, elided)
	s.set(fStop, next == "." && (len(s.Odd.letters) <= shortAbbreviation || s.x.pack.Abbreviation(s.Odd.Text)))
	s.set(fHyphen, next == "-" || a.Tokens[s.Token].Glued && a.Of(s.Token-1) == "-")
}

// foreignAt reports whether the word so many words before or behind a token is none of the
// article's language, but a common one of another.
func (x *Index) foreignAt(token, distance int) bool {
	for _, step := range [...]int{-1, 1} {
		at := token
		for n := 0; n < distance && at >= 0; n++ {
			_, at = x.neighbour(at, step)
		}
		if at >= 0 && x.foreign(at) {
			return true
		}
	}
	return false
}

func (x *Index) foreign(token int) bool {
	e := &x.entries[token]
	if e.Known() && !e.Flags.Has(lexicon.Foreign) {
		return false
	}
	return foreignPacks(e.Key, x.pack) > 0
}

// maxReach is how many tokens away the next word is looked for.
const maxReach = 6

// neighbour returns the key of the word before (step -1) or behind (step 1) a token, as
// [lexicon.Pack.Bigram] wants it, and its token; -1 when it is no word.
func (x *Index) neighbour(token, step int) (lexicon.Key, int) {
	i, key := x.beside(token, step)
	if i >= 0 {
		key = x.entries[i].Key
	}
	return key, i
}

// neighbourWord returns the token of the word before or behind a token, -1 when it is none.
func (x *Index) neighbourWord(token, step int) int {
	i, _ := x.beside(token, step)
	return i
}

// beside returns the next word before or behind a token, or -1 and what stands there instead.
func (x *Index) beside(token, step int) (int, lexicon.Key) {
	a := x.art
	for i := token + step; i >= 0 && i < len(a.Tokens) && i != token+maxReach*step; i += step {
		if x.apart(i, i-step) {
			return -1, lexicon.Start
		}
		t := &a.Tokens[i]
		switch t.Kind {
		case article.Word:
			return i, 0
		case article.Number:
			return -1, lexicon.Number
		case article.Format:
			continue
		}
		switch a.Text[t.Start] {
		case '.', '?', '!', ':':
			return -1, lexicon.Start
		case '\'':
			continue
		}
		return -1, lexicon.Break
	}
	return -1, lexicon.Start
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
