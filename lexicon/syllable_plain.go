package lexicon

import "strings"

// plainRhymes maps the base letters of rhymes to the rhymes that are written with them.
var plainRhymes = func() map[string][]string {
	table := make(map[string][]string)
	for text := range rhymes {
		plain := withoutMarks(text)
		table[plain] = append(table[plain], text)
	}
	return table
}()

// withoutMarks takes the marks off the letters of Vietnamese, in lower case.
func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		base, _ := toneOf(Fold(r))
		if base == 'đ' {
			return 'd'
		}
		if s, ok := shapesOf[base]; ok {
			return s.base
		}
		return base
	}, s)
}

// PlainSyllable reports whether a word in ASCII could be a Vietnamese syllable that lost its
// marks: "Nguyen", "thep", "doan".
func PlainSyllable(word string) bool {
	if len(word) == 0 || len(word) > maxSyllable {
		return false
	}
	word = strings.ToLower(word)
	for i := range onsets {
		o := &onsets[i]
		text := withoutMarks(o.text)
		if !strings.HasPrefix(word, text) {
			continue
		}
		for _, rhyme := range plainRhymes[word[len(text):]] {
			if o.ok(rhyme) {
				return true
			}
		}
	}
	return false
}
