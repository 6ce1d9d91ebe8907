package diacritics

import (
	"unicode/utf8"

	"copydesk/lexicon"

	"golang.org/x/text/language"
)

// alphabet holds the letters with marks by the letter they look like without.
type alphabet [utf8.RuneSelf]string

// alphabets are those of each language. Vietnamese is not among them: there nearly every letter can have marks, and the
// grammar of syllables tells more.
var alphabets = map[language.Tag]*alphabet{
	language.Spanish:    {'a': "á", 'e': "é", 'i': "í", 'o': "ó", 'u': "úü", 'n': "ñ"},
	language.French:     {'a': "àâ", 'c': "ç", 'e': "éèêë", 'i': "îï", 'o': "ô", 'u': "ùûü"},
	language.Portuguese: {'a': "áâãà", 'c': "ç", 'e': "éê", 'i': "í", 'o': "óôõ", 'u': "ú"},
	language.Italian:    {'a': "à", 'e': "èé", 'i': "ì", 'o': "ò", 'u': "ù"},
	language.German:     {'a': "ä", 'o': "ö", 'u': "ü"},
}

// longestReading is the number of letters of the longest word that is read with marks.
const longestReading = 30

// reading is a word of the pack that another word could be with one mark more.
type reading struct {
	lexicon.Word
	at   int // the letter
	with rune
}

// of spells the reading of a word.
func (r *reading) of(word string) string { return word[:r.at] + string(r.with) + word[r.at+1:] }

// markedReadings calls yield for the words of the pack, from a dictionary or from running text, that word could be with one
// mark more, as long as it says true. word is in small letters and ASCII.
func markedReadings(pack *lexicon.Pack, word string, yield func(reading) bool) {
	marked := alphabets[pack.Lang()]
	if marked == nil || len(word) > longestReading {
		return
	}
	before := lexicon.NewHash() // of what stands before the letter
	for i := 0; i < len(word) && word[i] < utf8.RuneSelf; i++ {
		for _, with := range marked[word[i]] {
			w, ok := commonWord(pack, withLetter(before, with, word[i+1:]))
			if ok && !yield(reading{w, i, with}) {
				return
			}
		}
		before = before.Add(rune(word[i]))
	}
}

// withLetter returns the key of a word by the hash of what stands before a letter, the letter, and the rest.
func withLetter(before lexicon.Hash, letter rune, rest string) lexicon.Key {
	h := before.Add(letter)
	for i := range len(rest) {
		h = h.Add(rune(rest[i]))
	}
	return h.Key()
}

// commonWord returns the word when the pack has it from a dictionary or from running text.
func commonWord(pack *lexicon.Pack, key lexicon.Key) (lexicon.Word, bool) {
	if !pack.Holds(key) {
		return lexicon.Word{}, false
	}
	w, ok := pack.Word(key)
	return w, ok && w.Flags.Any(lexicon.Running|lexicon.Listed)
}

// muchCommoner is by how much, as a natural logarithm, a reading with marks must be commoner than
// the word as it stands, where that is in the lists at all, for it to be a misspelling there.
const muchCommoner = 3.0

// lostReading returns a reading with marks of a word, with the entry e, that no dictionary has without them.
func lostReading(pack *lexicon.Pack, word string, e *lexicon.Entry) (first reading, lost bool) {
	if e.Flags.Has(lexicon.Listed) {
		return first, false
	}
	markedReadings(pack, word, func(r reading) bool {
		first, lost = r, !e.Known() || r.LogProb-e.LogProb > muchCommoner
		return false
	})
	return first, lost
}
