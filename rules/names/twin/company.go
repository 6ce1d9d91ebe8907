package twin

import (
	"copydesk/article"
	"copydesk/lexicon"

	"golang.org/x/text/language"
)

// maxPlaces is how many places of a word are looked at for its company.
const maxPlaces = 24

// companions returns on how many sides the neighbour of the place stands beside w elsewhere in
// the article: 0 to 2. Function words are company for names (del Kremlin) and for the syllables of
// Vietnamese, of which they make words: beside other
// words they say nothing.
func (s *Suspicion) companions(w *Word) (n float64) {
	for side, b := range s.beside {
		if b.token < 0 || !s.Name() && s.x.pack.Lang() != language.Vietnamese && !s.x.content(b.token) {
			continue
		}
		if s.x.stands(w, s.x.art.Of(b.token), steps[side], s.Token) {
			n += s.x.tells(b.token)
		}
	}
	return n
}

// Words of this log-probability and more are no company in Vietnamese; those of rareCompany and
// less are company in full.
const (
	commonCompany = -4.5
	rareCompany   = -8.0
)

// tells returns how much a word says as a companion. In Vietnamese, where all words count, the
// commonest say nothing.
func (x *Index) tells(token int) float64 {
	if x.pack.Lang() != language.Vietnamese || !x.entries[token].Known() {
		return 1
	}
	return max(0, min(1, (commonCompany-float64(x.entries[token].LogProb))/(commonCompany-rareCompany)))
}

func (x *Index) content(token int) bool { return !x.entries[token].Flags.Has(lexicon.FunctionWord) }

// stands reports whether a word stands before or behind w anywhere but at the token but.
func (x *Index) stands(w *Word, word string, step, but int) (found bool) {
	seen := 0
	x.Places(w, func(token int) bool {
		seen++
		if token != but {
			at := x.neighbourWord(token, step)
			found = at >= 0 && x.art.Of(at) == word
		}
		return !found && seen < maxPlaces
	})
	return found
}

// company compares the capitalised neighbours of the place with those of the whole form.
// shared: one of them stands there as well. strange: on a side where both have some, none is
// the same.
func (s *Suspicion) company() (shared, strange bool) {
	for side, b := range s.beside {
		if b.token < 0 || s.x.art.Tokens[b.token].Case < article.Title {
			continue
		}
		same, others, seen := false, false, 0
		s.x.Places(s.Whole, func(token int) bool {
			seen++
			k, i := s.x.neighbour(token, steps[side])
			switch {
			case k == b.key:
				same = true
			case i >= 0 && s.x.art.Tokens[i].Case >= article.Title:
				others = true
			}
			return seen < maxPlaces && !same
		})
		shared = shared || same
		strange = strange || others && !same
	}
	return shared, strange && !shared
}

// namesakes reports whether the two forms are likely the names of two people: both have a
// given name in front of them, and never the same.
func (s *Suspicion) namesakes() bool {
	given := func(token int) (lexicon.Key, bool) {
		key, at := s.x.neighbour(token, -1)
		if at < 0 || s.x.art.Tokens[at].Case < article.Title {
			return 0, false
		}
		return key, s.x.entries[at].Flags.Has(lexicon.FirstName)
	}
	key, ok := given(s.Token)
	if !ok {
		return false
	}
	same, other, seen := false, false, 0
	s.x.Places(s.Whole, func(token int) bool {
		seen++
		k, ok := given(token)
		same, other = same || k == key, other || ok && k != key
		return seen < maxPlaces && !same
	})
	return other && !same
}

// oneBreath is how far apart, in tokens, nobody names the same person twice in full.
const oneBreath = 6

// inOneBreath reports whether both forms stand close together, each behind the same name: "Nguyễn
// Phú and Nguyễn Phúc" are two people, for nobody is named twice in full in one breath.
func (s *Suspicion) inOneBreath() (two bool) {
	b := s.beside[before]
	if b.token < 0 || s.x.art.Tokens[b.token].Case < article.Title {
		return false
	}
	s.x.Places(s.Whole, func(token int) bool {
		if max(token-s.Token, s.Token-token) <= oneBreath {
			k, _ := s.x.neighbour(token, -1)
			two = k == b.key
		}
		return !two && token <= s.Token+oneBreath
	})
	return two
}

// besideTwin reports whether the whole form stands close to the place: who names both in one breath may mean two, as a
// country and its people.
func (s *Suspicion) besideTwin() (beside bool) {
	s.x.Places(s.Whole, func(token int) bool {
		beside = max(token-s.Token, s.Token-token) <= oneBreath
		return !beside && token <= s.Token+oneBreath
	})
	return beside
}

// stranger reports whether the odd form is a listed name that stands beside another name, with
// which the whole form never stands: Martin Amis beside the mayor Martín. A Vietnamese name is
// somebody else's when the names beside it have no marks either: Tran Van Tho beside Trần Lưu.
func (s *Suspicion) stranger() bool {
	if s.Features[fOddName] == 0 || s.Features[fNameContext] > 0 {
		return false
	}
	for _, b := range s.beside {
		at := b.token
		if at < 0 || s.x.art.Tokens[at].Case < article.Title {
			continue
		}
		if !s.syllable() || lexicon.PlainSyllable(s.x.art.Of(at)) {
			return true
		}
	}
	return false
}

// introduced reports whether the odd form can only be the whole one of which a letter lost its mark, in
// an article that writes Vietnamese names with their marks. News name a person in full at first and by
// one name later: a name that stands once and alone, or beside marked names, is of somebody
// named before. Beside a name without marks it may be of somebody else (Carrie Lam, Tô Lâm), and a
// word of a dictionary (Thai) may be no name at all.
func (s *Suspicion) introduced() bool {
	if !s.Name() || s.Odd.Count > 1 || !s.lostMark() || !s.x.Vietnamese() {
		return false
	}
	if !s.x.Syllable(s.Whole) || s.otherWord() {
		return false
	}
	for _, b := range s.beside {
		if b.token >= 0 && s.x.plainName(b.token) {
			return false
		}
	}
	return true
}

// otherWord reports whether the odd form may be a word of a dictionary. Within a sentence, where only names have a capital, it
// takes one that always has.
func (s *Suspicion) otherWord() bool {
	odd := s.x.look(s.Odd)
	if odd.known != ownWord || !odd.word.Flags.Has(lexicon.Listed) {
		return false
	}
	return s.beside[before].token < 0 || odd.word.Flags.Has(lexicon.OnlyCapitalised) || s.Prob < safeOtherWord
}

// commonWord is the log-probability from which a word is hardly known as a name: "Later" has -7.0 in
// English, "Mark" -10.1.
const commonWord = -8.5

// plainWord reports whether a token is ASCII.
func (x *Index) plainWord(token int) bool {
	t := &x.art.Tokens[token]
	return isASCII(x.art.Text, int(t.Start), int(t.End))
}

// plainName reports whether a token is a word without marks that its capital makes a person's name: not
// "Park" or "University", nor "Later" at the start of a sentence, but "Will" within one.
func (x *Index) plainName(token int) bool {
	if x.art.Tokens[token].Case < article.Title || !x.plainWord(token) {
		return false
	}
	w := &x.entries[token]
	if !w.Known() || w.Flags.Has(lexicon.OnlyCapitalised) || w.LogProb < commonWord {
		return true
	}
	key, _ := x.neighbour(token, -1)
	return key != lexicon.Start && w.Flags.Any(lexicon.FirstName|lexicon.FunctionWord)
}
