package mojibake

import (
	"strings"
	"unicode"
)

// Points are the currency of evidence: about the natural logarithm of how
// much likelier something is in broken text than in sound text, set by hand
// on articles of seven languages and checked on others.
type Points float64

// afterLetter says how odd it is that r, which is no letter, stands right
// behind a letter in sound text. The idea and most of the classes are those
// of the badness heuristic of ftfy.
func afterLetter(r rune) Points {
	switch {
	case r >= 0x80 && r < 0xA0: // C1 controls have no use
		return 4
	case strings.ContainsRune("…’”»›–—\u00A0\u00AD·", r):
		return 0
	case strings.ContainsRune("¡¿°ºª±×«“‘‹©®™´‐", r):
		return 2
	case unicode.IsLetter(r) && r != 'ƒ': // the florin sign
		return 0
	}
	return 3
}

// commonLetters are the letters outside ASCII of the languages that copydesk
// has packs for, in small.
const commonLetters = "áéíóúñüàèìòùâêîôûãõçëïäößœýăđơư" +
	"ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ"

// commonMarks are the combining marks of Vietnamese and its neighbours, and
// the stroke that crosses words out.
const commonMarks = "\u0300\u0301\u0302\u0303\u0304\u0306\u0308\u0309\u030C\u031B\u0323\u0327\u0336"

// commonSigns are the signs outside ASCII that news is full of.
const commonSigns = "“”‘’„‚«»‹›–—…•·¿¡ºª°€£¥$©®™§½¼¾²³×´−\u00A0\u2011\u2010\u202F\u2009"

// likely says how likely it is that a sound text has r.
func likely(r rune) Points {
	switch {
	case strings.ContainsRune(commonSigns, r), strings.ContainsRune(commonLetters, unicode.ToLower(r)):
		return 2
	case r == 'ſ' || r == 'ŉ':
		return -4
	case r >= 0xA0 && r < 0x180, r >= 0x218 && r <= 0x21B, r == '\uFEFF', r == 0xFFFD, r >= 0xFB00 && r <= 0xFB04:
		return 1
	case r >= 0x1F000 && r < 0x1FB00, r >= 0x2010 && r <= 0x2044, r >= 0x2190 && r < 0x2C00, r >= 0x20A0 && r <= 0x20BF, r == 0x200B, r == 0xFE0F:
		return 1
	case r >= 0x2C6 && r <= 0x2DD && script(r) != phonetic, strings.ContainsRune(commonMarks, r):
		return 0
	case r >= 0x300 && r < 0x370:
		return -1
	}
	return foreign(r)
}

// foreign is likely for other scripts: one letter of one is no evidence.
func foreign(r rune) Points {
	switch script(r) {
	case greek:
		return 0
	case cyrillic:
		return -1
	case noScript:
		return -4
	}
	return -2
}

// The scripts that are told apart. A word has letters of one of them.
const (
	noScript = iota
	latin
	greek
	cyrillic
	hebrew
	arabic
	devanagari
	indic
	thai
	cjk
	hangul
	armenian
	phonetic
)

// script returns the script of the letter or mark r, noScript for others and
// for letters that are hardly ever written.
func script(r rune) int {
	switch {
	case r == 'ˈ' || r == 'ˌ' || r == 'ː':
		return phonetic
	case r < 0x250:
		if unicode.IsLetter(r) && (r < 0x180 || r >= 0x218 && r <= 0x21B || r == 'ơ' || r == 'ư' || r == 'Ơ' || r == 'Ư') {
			return latin
		}
	case r < 0x2B0:
		return phonetic
	case r >= 0x386 && r <= 0x3CE:
		return greek
	case r >= 0x400 && r <= 0x491:
		return cyrillic
	case r >= 0x531 && r <= 0x587:
		return armenian
	case r >= 0x5D0 && r <= 0x5EA:
		return hebrew
	case r >= 0x600 && r <= 0x6FF:
		return arabic
	case r >= 0x900 && r <= 0x97F:
		return devanagari
	case r >= 0x980 && r <= 0xDFF:
		return indic
	case r >= 0xE01 && r <= 0xE5B:
		return thai
	case r >= 0x1EA0 && r <= 0x1EF9:
		return latin
	case r >= 0x3001 && r <= 0x30FF, r >= 0x4E00 && r <= 0x9FFF, r >= 0xFF01 && r <= 0xFF5E:
		return cjk
	case r >= 0xAC00 && r <= 0xD7A3:
		return hangul
	}
	return noScript
}

// writing returns the script of any letter for the comparison of neighbours.
func writing(r rune) int {
	switch {
	case unicode.Is(unicode.Latin, r):
		return latin
	case unicode.Is(unicode.Greek, r):
		return greek
	case unicode.Is(unicode.Cyrillic, r):
		return cyrillic
	}
	return noScript
}
