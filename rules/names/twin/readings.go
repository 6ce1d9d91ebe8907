package twin

import (
	"copydesk/lexicon"

	"golang.org/x/text/language"
)

// vietnameseLetters are the letters of Vietnamese by the letter they look like without marks.
var vietnameseLetters = map[rune]string{
	'a': "aàáảãạăằắẳẵặâầấẩẫậ", 'd': "dđ", 'e': "eèéẻẽẹêềếểễệ", 'i': "iìíỉĩị",
	'o': "oòóỏõọôồốổỗộơờớởỡợ", 'u': "uùúủũụưừứửữự", 'y': "yỳýỷỹỵ",
}

// vietnameseBases are the keys of vietnameseLetters.
const vietnameseBases = "adeiouy"

// otherReading reports whether the odd form, whose letter At lost its marks, could as well be
// another syllable of Vietnamese than the whole one: Trưong is Trường as well as Trương. Where the
// place has the company of the whole form, that one is meant.
func (s *Suspicion) otherReading() bool {
	if !s.x.Vietnamese() || s.Features[fOwnContext] > 0 || s.Slip != MarkLost || !s.syllable() {
		return false
	}
	pack := lexicon.For(language.Vietnamese)
	letters := make([]rune, len(s.Odd.letters))
	for i, l := range s.Odd.letters {
		letters[i] = l.fold
	}
	odd := letters[s.At]
	for _, r := range vietnameseLetters[s.Odd.letters[s.At].base] {
		letters[s.At] = r
		if _, known := pack.Lookup(string(letters)); known && r != odd && r != s.Whole.letters[s.At].fold {
			return true
		}
	}
	return false
}
