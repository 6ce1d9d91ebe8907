package diacritics

import (
	"strings"

	"copydesk/lexicon"

	"golang.org/x/text/language"
)

// alphabets are the letters with marks of each language, by the letter they look like without.
// Vietnamese is not among them: there nearly every letter can have marks, and the grammar of
// syllables tells more.
var alphabets = map[language.Tag]map[rune]string{
	language.Spanish:    {'a': "á", 'e': "é", 'i': "í", 'o': "ó", 'u': "úü", 'n': "ñ"},
	language.French:     {'a': "àâ", 'c': "ç", 'e': "éèêë", 'i': "îï", 'o': "ô", 'u': "ùûü"},
	language.Portuguese: {'a': "áâãà", 'c': "ç", 'e': "éê", 'i': "í", 'o': "óôõ", 'u': "ú"},
	language.Italian:    {'a': "à", 'e': "èé", 'i': "ì", 'o': "ò", 'u': "ù"},
	language.German:     {'a': "ä", 'o': "ö", 'u': "ü"},
}

// longestReading is the number of letters of the longest word that is read with marks.
const longestReading = 30

// markedReadings returns the words of the pack that word could be with one mark more, at most
// limit of them. word is in small letters and ASCII.
func markedReadings(pack *lexicon.Pack, word string, limit int) (found []string) {
	alphabet := alphabets[pack.Lang()]
	if alphabet == nil || len(word) > longestReading {
		return nil
	}
	for i, plain := range word {
		for _, with := range alphabet[plain] {
			if reading := word[:i] + string(with) + word[i+1:]; common(pack, reading) {
				if found = append(found, reading); len(found) == limit {
					return found
				}
			}
		}
	}
	return found
}

func containsAny(s, chars string) bool { return strings.ContainsAny(s, chars) }

// common reports whether the pack has the word from a dictionary or from running text.
func common(pack *lexicon.Pack, word string) bool {
	w, ok := pack.Lookup(word)
	return ok && w.Flags.Any(lexicon.Running|lexicon.Listed)
}

// muchCommoner is by how much, as a natural logarithm, a reading with marks must be commoner than
// the word as it stands, where that is in the lists at all, for it to be a misspelling there.
const muchCommoner = 3.0

// lostReading returns a reading with marks of a word that no dictionary has without them.
func lostReading(pack *lexicon.Pack, word string) (string, bool) {
	w, known := pack.Lookup(word)
	if known && w.Flags.Has(lexicon.Listed) {
		return "", false
	}
	readings := markedReadings(pack, word, 1)
	if len(readings) == 0 {
		return "", false
	}
	r, _ := pack.Lookup(readings[0])
	return readings[0], !known || r.LogProb-w.LogProb > muchCommoner
}
