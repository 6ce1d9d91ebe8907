package lexicon

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Letters whose base is one look into an array: up to Latin Extended-B, and Latin Extended
// Additional with the Vietnamese letters.
const (
	lowEnd    = 0x250
	highStart = 0x1E00
	highEnd   = 0x1F00
)

var (
	lowBase  = baseTable(0, lowEnd)
	highBase = baseTable(highStart, highEnd)
)

func baseTable(from, to rune) []rune {
	t := make([]rune, to-from)
	for i := range t {
		t[i] = slowBase(from + rune(i))
	}
	return t
}

// BaseLetter returns a letter in small form without its marks and stroke: d for Đ, o for ổ. A code
// point that is no letter is returned as [Fold] has it. It allocates nothing for letters below
// U+0250 and in Latin Extended Additional.
func BaseLetter(r rune) rune {
	switch {
	case r < 0:
		return utf8.RuneError
	case r < lowEnd:
		return lowBase[r]
	case r >= highStart && r < highEnd:
		return highBase[r-highStart]
	}
	return slowBase(r)
}

// strokes are the letters whose stroke is no combining mark in Unicode.
var strokes = map[rune]rune{'đ': 'd', 'ð': 'd', 'ɖ': 'd', 'ł': 'l', 'ø': 'o', 'ı': 'i', 'ħ': 'h', 'ŧ': 't'}

func slowBase(r rune) rune {
	base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(Fold(r))))
	if s, ok := strokes[base]; ok { // ǿ has an accent as well
		return s
	}
	return base
}
