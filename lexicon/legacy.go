package lexicon

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Legacy is a way of writing Vietnamese from before Unicode.
type Legacy uint8

// The encodings.
const (
	TCVN3       Legacy = iota // TCVN 5712:1993 in the fonts named .Vn (ABC)
	VNI                       // VNI-Windows: a letter, then a letter for its marks
	Windows1258               // windows-1258 read as windows-1252
	VIQR                      // RFC 1456: a^, o+, dd, and ' ` ? ~ . for the tones
	NumLegacies               // how many there are
)

var legacyNames = [NumLegacies]string{"TCVN3", "VNI", "windows-1258", "VIQR"}

// String returns the common name.
func (l Legacy) String() string { return legacyNames[l] }

// Decode returns text, which was decoded as windows-1252, as Vietnamese in NFC. What the encoding
// does not have stays as it is. Whether the text was written in l is for [VietnameseShare] of
// the two to tell.
func (l Legacy) Decode(text string) string {
	switch l {
	case TCVN3:
		return tcvn3().Replace(text)
	case VNI:
		return vni().Replace(text)
	case Windows1258:
		return decode1258(text)
	}
	return decodeVIQR(text)
}

// tcvn3Pairs are the letters of TCVN3 as windows-1252 shows them, and what they are. Capitals with
// a tone have the letters of the small ones, in a font of capitals.
const tcvn3Pairs = "µà¸á¶ả·ã¹ạ¨ă»ằ¾ắ¼ẳ½ẵÆặ©âÇầÊấÈẩÉẫËậÌèÐéÎẻÏẽÑẹªêÒềÕếÓểÔễÖệ×ìÝíØỉÜĩÞịßòãóáỏâõäọ«ôåồèốæổçỗéộ¬ơêờíớëởìỡîợïùóúñủòũôụ\u00adưõừøứöử÷ữùựúỳýýûỷüỹþỵ®đ¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ"

var tcvn3 = sync.OnceValue(func() *strings.Replacer {
	var pairs []string
	for rest := tcvn3Pairs; rest != ""; {
		_, from := utf8.DecodeRuneInString(rest)
		_, to := utf8.DecodeRuneInString(rest[from:])
		pairs = append(pairs, rest[:from], rest[from:from+to])
		rest = rest[from+to:]
	}
	return strings.NewReplacer(pairs...)
})

// vniMarks are the second letters of VNI, and the marks they stand for on a, e, o and u.
var vniMarks = map[string]string{
	"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
	"â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
	"ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}

// vniLetters are the letters of VNI that stand alone.
var vniLetters = map[string]string{"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "í": "í", "ì": "ì"}

var vni = sync.OnceValue(func() *strings.Replacer {
	var pairs []string
	add := func(from, to string) {
		to = norm.NFC.String(to)
		if utf8.RuneCountInString(to) == 1 {
			pairs = append(pairs, from, to, strings.ToUpper(from), strings.ToUpper(to))
		}
	}
	for mark, marks := range vniMarks {
		for base, letter := range map[string]string{"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"} {
			add(base+mark, letter+marks)
		}
	}
	for from, to := range vniLetters {
		add(from, to)
	}
	return strings.NewReplacer(pairs...)
})

// decode1258 reads text as windows-1258, rune by rune, so that what windows-1252 does not have
// stays.
func decode1258(text string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if b, ok := charmap.Windows1252.EncodeRune(r); ok {
			return charmap.Windows1258.DecodeByte(b)
		}
		return r
	}, text))
}

// viqrMarks are the signs of VIQR behind a vowel.
var viqrMarks = map[byte]rune{'^': 0x302, '(': 0x306, '+': 0x31B, '\'': 0x301, '`': 0x300, '?': 0x309, '~': 0x303, '.': 0x323}

// decodeVIQR replaces the signs behind vowels, at most one shape and one tone each. A stop,
// question mark or apostrophe is a mark only where a letter or another sign follows or the word
// is a syllable with it and none without.
func decodeVIQR(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); {
		end := viqrWord(text, i)
		if end == i {
			out.WriteByte(text[i])
			i++
			continue
		}
		out.WriteString(viqrSyllable(text[i:end]))
		i = end
	}
	return out.String()
}

// viqrWord returns the end of the letters and signs at offset i.
func viqrWord(text string, i int) int {
	if i >= len(text) || !isASCIILetter(text[i]) {
		return i
	}
	for i < len(text) && (isASCIILetter(text[i]) || viqrMarks[text[i]] != 0 && isVowelOrSign(text[i-1])) {
		i++
	}
	return i
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isVowelOrSign(c byte) bool {
	return strings.IndexByte("aeiouy", c|0x20) >= 0 && isASCIILetter(c) || c == '^' || c == '(' || c == '+'
}

// viqrSyllable decodes a word. A sign at its end that makes no syllable is punctuation.
func viqrSyllable(word string) string {
	whole := viqrLetters(word)
	last := word[len(word)-1]
	if _, ok := ParseSyllable(whole); ok || viqrMarks[last] == 0 {
		return whole
	}
	if short := viqrLetters(word[:len(word)-1]); short != "" {
		if _, ok := ParseSyllable(short); ok {
			return short + string(last)
		}
	}
	return whole
}

func viqrLetters(word string) string {
	var out strings.Builder
	for i := 0; i < len(word); i++ {
		c := word[i]
		switch {
		case viqrMarks[c] != 0:
			out.WriteRune(viqrMarks[c])
		case c|0x20 == 'd' && i+1 < len(word) && word[i+1]|0x20 == 'd':
			out.WriteRune(map[bool]rune{true: 'Đ', false: 'đ'}[unicode.IsUpper(rune(c))])
			i++
		default:
			out.WriteByte(c)
		}
	}
	return norm.NFC.String(out.String())
}
