package twin

import "copydesk/lexicon"

// parsed is a word that was parsed as a syllable of Vietnamese.
type parsed struct {
	key      lexicon.Key
	syllable lexicon.Syllable
	ok       bool // it is one
	whole    bool // it is none, and no syllable with misplaced marks either
}

// syllableSlots is for how many words the index remembers, from one article to the next, what the grammar makes of
// them. News of Vietnamese is written in some 2,500 syllables.
const syllableSlots = 2048

func (x *Index) parse(key lexicon.Key, word string) *parsed {
	s := &x.syllables[uint64(key)%syllableSlots]
	if s.key != key {
		*s = parsed{key: key}
		s.syllable, s.ok = lexicon.ParseSyllable(word)
	}
	return s
}

// Syllable reports whether a word is a syllable of Vietnamese.
func (x *Index) Syllable(w *Word) bool { return x.parse(w.entry.Key, w.Text).ok }

// Syllables calls yield for every place of a word with a mark that is a syllable of Vietnamese.
func (x *Index) Syllables(yield func(token int, s lexicon.Syllable)) {
	x.eachMarked(func(token int, s *parsed) {
		if s.ok {
			yield(token, s.syllable)
		}
	})
}

// Misplaced calls yield for every place of a word that is no syllable of Vietnamese, but has the letters and marks of some:
// its readings, as [lexicon.MendSyllable] has them.
func (x *Index) Misplaced(yield func(token int, readings []string)) {
	x.eachMarked(func(token int, s *parsed) {
		if s.ok || s.whole {
			return
		}
		readings := lexicon.MendSyllable(x.art.Of(token))
		if s.whole = len(readings) == 0; !s.whole {
			yield(token, readings)
		}
	})
}

func (x *Index) eachMarked(yield func(token int, s *parsed)) {
	for i := range x.survey.sights {
		if s := &x.survey.sights[i]; s.marks > 0 {
			yield(int(s.token), x.parse(x.entries[s.token].Key, x.art.Of(int(s.token))))
		}
	}
}
