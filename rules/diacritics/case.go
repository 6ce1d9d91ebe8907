package diacritics

import (
	"unicode"
	"unicode/utf8"
)

// inCaseOf returns word with the capitals of like, which has as many letters.
func inCaseOf(word, like string) string {
	out := make([]rune, 0, utf8.RuneCountInString(word))
	rest := like
	for _, r := range word {
		l, n := utf8.DecodeRuneInString(rest)
		rest = rest[n:]
		if unicode.IsUpper(l) {
			r = unicode.ToUpper(r)
		}
		out = append(out, r)
	}
	return string(out)
}
