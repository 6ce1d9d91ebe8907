package characters

import (
	"unicode"
	"unicode/utf8"

	"copydesk/article"
)

// halfOfMojibake reports whether the character s of text (a soft hyphen or a
// no-break space) is likely a byte of a broken one, as in "MarÃ\u00ADa" and
// "áº\u00A0". encoding/mojibake needs it to put the character together, so
// the rules of this family leave it alone.
//
// It is one when the letters of Latin-1 and its kin before it begin a
// sequence of UTF-8 that it goes on with, and they do not stand in a word in
// capitals ("IRMÃ\u00A0MARIA", "PRÉ\u00ADVISION").
func halfOfMojibake(text string, s article.Span) bool {
	before, n := utf8.DecodeLastRuneInString(text[:s.Start])
	second, m := utf8.DecodeLastRuneInString(text[:s.Start-n])
	after, _ := utf8.DecodeRuneInString(text[s.End:])
	switch {
	case isC1(after), isC1(before):
		return true
	case leadOfThree(second) && inByteRange(before):
		return true
	case leadOfThree(before) && inByteRange(after):
		return true
	case leadOfTwo(before):
		return (!unicode.IsUpper(second) || m <= 0) && !unicode.IsUpper(after)
	}
	return false
}

func isC1(r rune) bool { return r >= 0x80 && r < 0xA0 }

// leadOfTwo reports whether r is how Latin-1, or the Central European,
// Vietnamese or Cyrillic code page, show the first byte of a two-byte sequence
// that stands for a Latin, Greek or Cyrillic letter.
func leadOfTwo(r rune) bool {
	return r >= 0xC2 && r <= 0xD1 || r == 'Ă' || r == 'Ĺ' || r == 'Г' || r == 'В'
}

// leadOfThree reports the same of the longer sequences.
func leadOfThree(r rune) bool { return r >= 0xE0 && r <= 0xF4 || r == 'đ' }

// inByteRange reports whether r is one of the signs, and no letter, that
// Windows-1252 has for the bytes that go on a sequence.
func inByteRange(r rune) bool {
	return r >= 0xA1 && r <= 0xBF || r == '€' || r == '™' || r == 'ˆ' || r == '˜' || r == '†' || r == '‡' || r == '‰' || r == '‚' || r == '„' || r == '‹'
}
