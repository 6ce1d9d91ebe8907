package article

import (
	"unicode"
	"unicode/utf8"
)

// class is what the tokeniser must know of a character.
type class uint8

const (
	cSymbol class = iota
	cSpace
	cLower
	cUpper
	cLetter // a letter without case
	cMark
	cDigit
	cPunct
	cFormat
	cControl
	cWide // of a byte: it belongs to a character outside ASCII
)

// tableSize covers ASCII to Latin Extended-B, tableExtra the Latin Extended
// Additional block with the Vietnamese letters: nearly all letters of the
// languages with a pack are classified by one look into an array.
const (
	tableSize  = 0x250
	extraStart = 0x1E00
	extraSize  = 0x100
)

var (
	classes      = classTable(0, tableSize)
	extraClasses = classTable(extraStart, extraSize)
)

// byteClasses are the classes of the bytes of UTF-8.
var byteClasses = func() (t [256]class) {
	for i := range t {
		t[i] = cWide
		if i < utf8.RuneSelf {
			t[i] = slowClass(rune(i))
		}
	}
	return t
}()

func classTable(first rune, n int) []class {
	t := make([]class, n)
	for i := range t {
		t[i] = slowClass(first + rune(i))
	}
	return t
}

// classOf returns the class of r.
func classOf(r rune) class {
	if r < tableSize {
		return classes[r]
	}
	if i := r - extraStart; i >= 0 && i < extraSize {
		return extraClasses[i]
	}
	return slowClass(r)
}

func slowClass(r rune) class {
	switch {
	case unicode.IsSpace(r):
		return cSpace
	case unicode.IsLower(r):
		return cLower
	case unicode.IsUpper(r), unicode.IsTitle(r):
		return cUpper
	case unicode.IsLetter(r):
		return cLetter
	case unicode.Is(unicode.M, r):
		return cMark
	case unicode.IsDigit(r):
		return cDigit
	case unicode.IsPunct(r):
		return cPunct
	case unicode.Is(unicode.Cf, r):
		return cFormat
	case unicode.IsControl(r):
		return cControl
	}
	return cSymbol
}

// firstForeign is below the first letter of every script but Latin: Greek begins at U+0370.
const firstForeign = 0x370

// Latin reports whether r is no letter of another script than Latin. Marks, digits and signs
// belong to every script.
func Latin(r rune) bool {
	if r < firstForeign || extraStart <= r && r < extraStart+extraSize {
		return true
	}
	return unicode.Is(unicode.Latin, r) || !unicode.IsLetter(r)
}
