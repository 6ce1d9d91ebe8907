package twin

import (
	"strings"
	"unicode"

	"copydesk/fixers"
	"copydesk/lexicon"
)

// thresholds hold the probability from which a fix is safe, by slip; a slip without one is never safe. They were read
// off articles that the model was not fitted to (fit -report, 851 articles in seven languages,
// damaged five times): above them no more than 0.5 % of the suspicions were wrong, when the
// slips that the articles had of their own are not counted as wrong.
type thresholds [NumSlips]float64

// News introduce a name when they first name it, and there it is spelled with most care. So it counts for much
// whether the whole form stands before the odd one (safeMet) or behind it (safeUnmet).
var (
	safeMet   = thresholds{MarkLost: 0.9, MarkAdded: 0.85, Dropped: 0.86, MarkedDropped: 0.78, Doubled: 0.82, Swapped: 0.88}
	safeUnmet = thresholds{MarkLost: 0.96, Dropped: 0.93, MarkedDropped: 0.85, Doubled: 0.96, Swapped: 0.88}
	safeWords = thresholds{MarkLost: 0.85, MarkedDropped: 0.78}
	// safeSyllabic holds for words in small letters of Vietnamese, where nearly every form is a
	// syllable that some word has, and safeNoWord for those that the pack does not know.
	safeSyllabic = thresholds{MarkLost: 0.95, MarkedDropped: 0.88}
	safeNoWord   = thresholds{MarkLost: 0.92, MarkedDropped: 0.86}
)

// of returns the threshold of a slip, one that no probability reaches where there is none.
func (t *thresholds) of(s Slip) float64 {
	const never = 2
	if t[s] == 0 {
		return never
	}
	return t[s]
}

const (
	// safeLastLetter holds where the last letter is missing: endings differ by language and
	// by case, as Confederació does from Confederación.
	safeLastLetter = 0.95
	// safeEven holds where a mark was gained and nothing but their order tells the two forms apart.
	safeEven = 0.93
	// safeListed holds where the odd form is the name of somebody or some place, or of another language: Botanico
	// may be Italian.
	safeListed = 0.96
	// safeSyllabicName holds for names and first words of sentences of Vietnamese that lost a mark.
	safeSyllabicName = 0.98
	// safeIntroduced holds for marks lost by a Vietnamese name whose bearer was named before:
	// all of 469 were right, 29 of them below 0.9.
	safeIntroduced = 0.8
	// safeOtherWord holds for the same, where the name without marks is spelled as a word of the language (Dung).
	safeOtherWord = 0.95
	// safeSyllable holds where the whole form is a marked syllable of Vietnamese, which has
	// no endings, and the odd one cannot be a syllable or is one that no word has.
	safeSyllable = 0.85
)

// safeFrom returns the probability from which a fix of the suspicion is safe.
func (s *Suspicion) safeFrom() float64 {
	switch {
	case !s.Name() && s.Features[fSyllabic] > 0 && s.OddKnown():
		return safeSyllabic.of(s.Slip)
	case !s.Name() && s.Features[fSyllabic] > 0:
		return safeNoWord.of(s.Slip)
	case !s.Name():
		return safeWords.of(s.Slip)
	}
	from := safeUnmet.of(s.Slip)
	if s.Met() {
		from = safeMet.of(s.Slip)
	}
	switch {
	case s.Slip != MarkAdded && s.noSyllable():
		return min(safeSyllable, from)
	case s.Features[fOddName] > 0, s.ownName():
		return max(safeListed, from)
	case s.Slip == Dropped && s.lastLetter():
		return max(safeLastLetter, from)
	case s.Slip == MarkAdded && s.Whole.Count == s.Odd.Count:
		return max(safeEven, from)
	}
	return from
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

// undecided reports whether nothing tells which of two unknown names is the right one. Where the whole one is met first, a
// letter more or less is no matter of style, as a mark can be: Etienne, Étienne.
func (s *Suspicion) undecided() bool {
	if s.x.look(s.Whole).known != unknown || s.Whole.Count >= clearMajority*s.Odd.Count {
		return false
	}
	return !s.Met() || s.Name() && s.Slip == MarkLost
}

// ownMark reports whether the mark that the odd form has more may be its own: of a name that lists have with it, or in a
// form that is the commoner one here.
func (s *Suspicion) ownMark() bool {
	return s.x.look(s.Odd).known != unknown || s.Whole.Count < s.Odd.Count
}

// alienMark reports whether the letter that gained a mark is none of the languages of Western Europe or of Vietnamese: it stands
// there on purpose.
func (s *Suspicion) alienMark() bool {
	r := s.Odd.letters[s.At].fold
	return r > unicode.MaxLatin1 && !lexicon.VietnameseLetter(r) && !strings.ContainsRune(commonMarks, r)
}

// commonMarks are the letters with marks beyond Latin-1 that Windows-1252 has, and those of Vietnamese that other alphabets
// share.
const commonMarks = "šžœăđĩũ"

// Applicability is Safe when the probability reaches the threshold of the slip and nothing but the
// twin speaks for damage: where the odd form is a word of the language, or one that many languages
// share, a person has to read the sentence.
func (s *Suspicion) Applicability() fixers.Applicability {
	switch {
	case s.Prob >= safeIntroduced && s.introduced():
		return fixers.Safe
	case s.Prob < s.safeFrom(), s.undecided():
		return fixers.Unsafe
	case s.Features[fSyllabic] > 0 && (!s.Name() || s.lostMark() && s.Prob >= safeSyllabicName):
		return fixers.Safe
	case s.OddKnown(), s.international(), s.otherReading(), s.Name() && s.Slip == Dropped && s.besideTwin():
		return fixers.Unsafe
	case s.Slip == MarkAdded && s.ownMark(), s.Slip == Swapped && s.x.look(s.Odd).known == ownWord:
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
	return !s.Name() && s.Slip == MarkLost && odd.known != ownWord && packsWith(odd.key) >= manyLanguages
}
