package characters

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// kind is what an invisible character is for.
type kind uint8

const (
	visible    kind = iota // or no business of this rule
	softHyphen             // marks where a word may be hyphenated
	space                  // parts words without a gap
	joiner                 // binds what it stands between, or keeps letters from joining
	zwj                    // joins emoji and letters of some scripts
	direction              // sets the direction of writing
)

// kindOf returns the kind of r.
func kindOf(r rune) kind {
	switch {
	case r == 0x00AD:
		return softHyphen
	case r == 0x200B, r == 0xFEFF:
		return space
	case r == 0x200D:
		return zwj
	case r == 0x200C, r >= 0x2060 && r <= 0x2064, r >= 0xFFF9 && r <= 0xFFFB:
		return joiner
	case r == 0x061C, r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x206F:
		return direction
	}
	return visible
}

var names = map[rune]string{
	0x00AD: "soft hyphen", 0x200B: "zero-width space", 0x200C: "zero-width non-joiner", 0x200D: "zero-width joiner",
	0x2060: "word joiner", 0xFEFF: "byte-order mark", 0x200E: "left-to-right mark", 0x200F: "right-to-left mark",
}

// describe names the invisible characters of s for a message.
func describe(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	name := names[r]
	switch {
	case n < len(s):
		return fmt.Sprintf("%d invisible characters", utf8.RuneCountInString(s))
	case name == "" && kindOf(r) == direction:
		name = "direction mark"
	case name == "":
		name = "invisible character"
	}
	return fmt.Sprintf("%s (U+%04X)", name, r)
}

// spellsWith reports whether r belongs to a script whose spelling needs
// zero-width characters: one in which letters join, or that writes no blanks.
// Those of the packs and their near relatives are not among them.
func spellsWith(r rune) bool {
	return r >= firstRightToLeft && unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hangul) ||
		r >= firstRightToLeft && unicode.Is(unicode.Mc, r) ||
		r >= firstRightToLeft && unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Inherited, r)
}

// firstRightToLeft is the first letter of Hebrew: no script in front of it
// runs from right to left or needs zero-width characters.
const firstRightToLeft = 0x0590

var rightToLeftScripts = []*unicode.RangeTable{
	unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam, unicode.Samaritan, unicode.Mandaic,
}

// symbolic reports whether r can be part of an emoji sequence.
func symbolic(r rune) bool {
	const variation, keycap = 0xFE0F, 0x20E3
	return r == variation || r == keycap || r >= 0x2000 && unicode.In(r, unicode.So, unicode.Sk)
}
