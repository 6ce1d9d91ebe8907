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

// plausible are the other characters that news has, and what may stand beside text.
var plausible = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0xA0, Hi: 0x148, Stride: 1},
		{Lo: 0x14A, Hi: 0x17E, Stride: 1},
		{Lo: 0x218, Hi: 0x21B, Stride: 1},
		{Lo: 0x200B, Hi: 0x200B, Stride: 1},
		{Lo: 0x2010, Hi: 0x2044, Stride: 1},
		{Lo: 0x20A0, Hi: 0x20BF, Stride: 1},
		{Lo: 0x2190, Hi: 0x2BFF, Stride: 1},
		{Lo: 0xFB00, Hi: 0xFB04, Stride: 1},
		{Lo: 0xFE0F, Hi: 0xFE0F, Stride: 1},
		{Lo: 0xFEFF, Hi: 0xFEFF, Stride: 1},
		{Lo: 0xFFFD, Hi: 0xFFFD, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0x1F000, Hi: 0x1FAFF, Stride: 1}},
}

// likely says how likely it is that a sound text has r.
func likely(r rune) Points {
	switch {
	case strings.ContainsRune(commonSigns, r), strings.ContainsRune(commonLetters, unicode.ToLower(r)):
		return 2
	case unicode.Is(plausible, r):
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

// blocks are the ranges of the letters that are in daily use, by script.
var blocks = []struct {
	first, last rune
	script      int
}{
	{0xC0, 0xD6, latin},
	{0xD8, 0xF6, latin},
	{0xF8, 0x148, latin},
	{0x14A, 0x17E, latin},
	{'Ơ', 'ơ', latin},
	{'Ư', 'ư', latin},
	{0x218, 0x21B, latin},
	{0x250, 0x2AF, phonetic},
	{'ˈ', 'ˈ', phonetic},
	{'ˌ', 'ˌ', phonetic},
	{'ː', 'ː', phonetic},
	{0x386, 0x3CE, greek},
	{0x400, 0x491, cyrillic},
	{0x531, 0x587, armenian},
	{0x5D0, 0x5EA, hebrew},
	{0x600, 0x6FF, arabic},
	{0x900, 0x97F, devanagari},
	{0x980, 0xDFF, indic},
	{0xE01, 0xE5B, thai},
	{0x1EA0, 0x1EF9, latin},
	{0x3001, 0x30FF, cjk},
	{0x4E00, 0x9FFF, cjk},
	{0xAC00, 0xD7A3, hangul},
	{0xFF01, 0xFF5E, cjk},
}

// script returns the script of the letter or mark r, noScript for others and
// for letters that are hardly ever written.
func script(r rune) int {
	for _, b := range blocks {
		if r <= b.last {
			if r >= b.first {
				return b.script
			}
			return noScript
		}
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
