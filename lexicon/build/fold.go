package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/lexicon"
)

// fold folds a word as [lexicon.KeyOf] does.
func fold(word string) string { return strings.Map(lexicon.Fold, word) }

// isWord reports whether a list entry can be a word: letters, marks, inner apostrophes.
func isWord(s string) bool {
	if s == "" || len(s) > maxWordBytes {
		return false
	}
	for i, r := range s {
		if unicode.IsLetter(r) || i > 0 && (unicode.IsMark(r) || r == '\'' || r == '’') {
			continue
		}
		return false
	}
	return true
}

// maxWordBytes drops what lists hold of run-together lines and chemical names.
const maxWordBytes = 60

type shape uint8

const (
	lowerShape shape = iota
	capitalShape
	acronymShape
)

func shapeOf(word string) shape {
	r, size := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(r) {
		return lowerShape
	}
	if size == len(word) {
		return capitalShape
	}
	if strings.ToUpper(word) == word {
		return acronymShape
	}
	return capitalShape
}
