package twin

import (
	"strings"

	"copydesk/fixers"
	"copydesk/lexicon"
)

// never is a threshold that no probability reaches.
const never = 2

// safeNames and safeWords hold the probability from which a fix is safe, by slip. They were read
// off articles that the model was not fitted to (fit -report, 620 articles in seven languages,
// damaged several times): above them no more than 0.5 % of the suspicions were wrong, when the
// slips that the articles had of their own are not counted as wrong. A slip that was not
// planted there is never safe.
var (
	safeNames = [NumSlips]float64{
		MarkLost: 0.93, MarksLost: never, MarkAdded: 0.75, MarkChanged: never, MarkMoved: never,
		Dropped: 0.88, MarkedDropped: 0.85, Doubled: 0.9, Swapped: 0.88,
	}
	safeWords = [NumSlips]float64{
		MarkLost: 0.85, MarksLost: never, MarkAdded: never, MarkChanged: never, MarkMoved: never,
		Dropped: never, MarkedDropped: 0.87, Doubled: never, Swapped: never,
	}
)

const (
	// safeLastLetter holds where the last letter is missing: endings differ by language and
	// by case, as Confederació does from Confederación.
	safeLastLetter = 0.995
	// safeGained holds where the twin without the mark is no common word of the language: then
	// the mark may be right, as those of Wikimédia and Nílson.
	safeGained = 0.98
	// safeDoubled holds where the twin with one letter is no word of the language: two
	// spellings of a name often differ so, as Verrazzano and Verrazano.
	safeDoubled = 0.99
	// safeSyllabic holds for words in small letters of Vietnamese, where nearly every form is a
	// syllable that some word has, and safeNoWord for those that the pack does not know.
	safeSyllabic = 0.98
	safeNoWord   = 0.93
	// safeSyllabicName holds for names and first words of sentences of Vietnamese that lost a mark.
	safeSyllabicName = 0.99
	// safeIntroduced holds for marks lost by a Vietnamese name whose bearer was named before:
	// all of 469 were right, 29 of them below 0.9.
	safeIntroduced = 0.8
	// safeSyllable holds where the whole form is a marked syllable of Vietnamese, which has
	// no endings, and the odd one cannot be a syllable or is one that no word has.
	safeSyllable = 0.85
)

// safeFrom returns the probability from which a fix of the suspicion is safe.
func (s *Suspicion) safeFrom() float64 {
	switch {
	case !s.Name() && s.Features[fSyllabic] > 0 && s.OddKnown():
		return max(safeSyllabic, safeWords[s.Slip])
	case !s.Name() && s.Features[fSyllabic] > 0:
		return max(safeNoWord, safeWords[s.Slip])
	case !s.Name():
		return safeWords[s.Slip]
	case s.Slip != MarkAdded && s.noSyllable():
		return min(safeSyllable, safeNames[s.Slip])
	case s.Slip == Dropped && s.lastLetter():
		return safeLastLetter
	case s.Slip == Doubled && s.x.look(s.Whole).known != ownWord:
		return safeDoubled
	case s.Slip == MarkAdded && !s.commonWhole():
		return safeGained
	}
	return safeNames[s.Slip]
}

// noSyllable reports whether the odd form cannot be Vietnamese, and the whole one is.
func (s *Suspicion) noSyllable() bool {
	if !s.x.Vietnamese() {
		return false
	}
	return s.Features[fSyllableWhole] > 0 ||
		s.Features[fSyllableBoth] > 0 && s.x.look(s.Odd).known == unknown && strings.IndexFunc(s.Whole.Text, lexicon.VietnameseLetter) >= 0
}

// clearMajority is how often a whole form that no list has must stand in the article beside one
// odd form, for the count to tell which of the two is right.
const clearMajority = 3

// undecided reports whether nothing tells which of two unknown names is the right one.
func (s *Suspicion) undecided() bool {
	return s.x.look(s.Whole).known == unknown && s.Whole.Count < clearMajority*s.Odd.Count
}

// commonWhole reports whether the whole form is a word of the language, or a place in it, and no
// name of people.
func (s *Suspicion) commonWhole() bool {
	w := s.x.look(s.Whole)
	return w.known == ownWord && w.word.Flags.Any(lexicon.Running|lexicon.Listed|lexicon.PlaceName) && !w.word.Flags.Any(lexicon.FirstName|lexicon.Surname)
}

// applicability is Safe when the probability reaches the threshold of the slip and nothing but the
// twin speaks for damage: where the odd form is a word of the language, one that many languages
// share, or somebody's name, a person has to read the sentence.
func (s *Suspicion) applicability() fixers.Applicability {
	switch {
	case s.Prob >= safeIntroduced && s.introduced():
		return fixers.Safe
	case s.Prob < s.safeFrom(), s.undecided():
		return fixers.Unsafe
	case s.Features[fSyllabic] > 0 && (!s.Name() || s.lostMark() && s.Prob >= safeSyllabicName):
		return fixers.Safe
	case s.OddKnown(), s.international(), s.Slip == MarkAdded && s.x.look(s.Odd).known != unknown:
		return fixers.Unsafe
	case s.Features[fOddName] > 0, s.ownName(), s.otherReading():
		return fixers.Unsafe
	}
	return fixers.Safe
}

// lostMark reports whether a letter lost its mark, or was lost with it.
func (s *Suspicion) lostMark() bool { return s.Slip == MarkLost || s.Slip == MarkedDropped }

// ownName reports whether the odd form is a name without a mark that the language has as well:
// Botanico may be Italian.
func (s *Suspicion) ownName() bool {
	return s.Name() && s.Slip == MarkLost && s.x.look(s.Odd).known == ownWord
}

// manyLanguages is the number of other languages from which on a word that the article's own
// language is not known to have is taken for an international one: memorandum.
const manyLanguages = 3

func (s *Suspicion) international() bool {
	odd := s.x.look(s.Odd)
	return !s.Name() && odd.known != ownWord && packsWith(odd.key) >= manyLanguages
}
