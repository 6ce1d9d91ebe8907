package lexicon

import (
	"golang.org/x/text/unicode/norm"
)

// plainVowels are the vowel letters of Vietnamese without tones.
const plainVowels = "aăâeêioôơuưy"

// toneMarks are the combining marks of the tones.
var toneMarks = [NumTones]rune{Grave: 0x300, Acute: 0x301, HookAbove: 0x309, Tilde: 0x303, DotBelow: 0x323}

// toned is a letter taken apart.
type toned struct {
	base rune
	tone Tone
}

// tonedLow and tonedHigh hold the lower-case letters with a tone: à to ỹ lie below U+0180 and
// in the block U+1EA0. Arrays, for they are asked for every letter.
const (
	tonedLowEnd    = 0x180
	tonedHighStart = 0x1EA0
	tonedHighEnd   = 0x1F00
)

var tonedLow, tonedHigh, withToneOf = tonedTables()

func tonedTables() (low [tonedLowEnd]toned, high [tonedHighEnd - tonedHighStart]toned, back map[toned]rune) {
	back = make(map[toned]rune)
	for _, base := range plainVowels {
		for t := Grave; t < NumTones; t++ {
			for _, r := range norm.NFC.String(string([]rune{base, toneMarks[t]})) {
				back[toned{base, t}] = r
				if r < tonedLowEnd {
					low[r] = toned{base, t}
				} else if r >= tonedHighStart {
					high[r-tonedHighStart] = toned{base, t}
				}
			}
		}
	}
	return low, high, back
}

// toneOf takes the tone off a lower-case letter.
func toneOf(r rune) (rune, Tone) {
	var t toned
	switch {
	case r < 0x80:
		return r, Level
	case r < tonedLowEnd:
		t = tonedLow[r]
	case r >= tonedHighStart && r < tonedHighEnd:
		t = tonedHigh[r-tonedHighStart]
	}
	if t.base == 0 {
		return r, Level
	}
	return t.base, t.tone
}

// withTone puts a tone on a lower-case vowel.
func withTone(r rune, t Tone) rune {
	if t == Level {
		return r
	}
	return withToneOf[toned{r, t}]
}
