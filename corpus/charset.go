package corpus

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// What a text in a single-byte encoding looks like, as shares of its bytes. Of
// the letters of French or Portuguese 3–5 % are above 0xC0 in windows-1252, of
// those of a single heavy sentence some 12 %; of Cyrillic nearly all, of
// Vietnamese in windows-1258 20–25 %, with tone marks behind vowels.
const (
	mostHighLatin    = 0.20 // of letters in windows-1252
	leastTones       = 0.10 // of high bytes that are a tone mark behind a vowel, in windows-1258
	mostControls     = 0.002
	leastNULs        = 0.30 // of every second byte in UTF-16 of a language with some ASCII
	mostUTF8         = 0.10 // sequences of UTF-8 for each byte that is none: more is damaged UTF-8
	detectionSampled = 64 << 10
)

// utf16ByNULs returns the encoding of UTF-16 without a byte-order mark, known
// by the zero bytes of its ASCII characters, and nil when data is none.
func utf16ByNULs(data string) *Encoding {
	if len(data)%2 != 0 {
		return nil
	}
	sample := data[:min(len(data), detectionSampled)]
	var zeros [2]int
	for i := range len(sample) {
		if sample[i] == 0 {
			zeros[i%2]++
		}
	}
	half := float64(len(sample)) / 2
	switch {
	case zeros[0] == 0 && float64(zeros[1]) > leastNULs*half:
		return utf16LE
	case zeros[1] == 0 && float64(zeros[0]) > leastNULs*half:
		return utf16BE
	}
	return nil
}

// bytesSeen counts the bytes of a text that is no UTF-8.
type bytesSeen struct {
	high      int // bytes above 0x7F
	accented  int // bytes from 0xC0 up: the letters of windows-1252
	letters   int // ASCII letters
	controls  int // C0 controls that no text has
	sequences int // valid UTF-8 of more than one byte
	strays    int // bytes that are no part of any
	tones     int // tone marks of windows-1258 behind a vowel
	undefined int // bytes that windows-1252 has not
}

func look(data string) bytesSeen {
	var s bytesSeen
	for i := range len(data) {
		c := data[i]
		switch {
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f':
			s.controls++
		case c|0x20 >= 'a' && c|0x20 <= 'z' && c < utf8.RuneSelf:
			s.letters++
		case c >= utf8.RuneSelf:
			s.high++
			if c >= 0xC0 {
				s.accented++
			}
			if isTone(c) && i > 0 && vowel1258(data[i-1]) {
				s.tones++
			}
			if charmap.Windows1252.DecodeByte(c) == utf8.RuneError {
				s.undefined++
			}
		}
	}
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRuneInString(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			s.strays++
		case n > 1:
			s.sequences++
		}
		i += n
	}
	return s
}

// singleByte returns the single-byte encoding of data, which is no UTF-8, or
// nil when nothing speaks for one. A file of UTF-8 with a few damaged bytes is
// not one in windows-1252: reading it so would garble all the rest.
func singleByte(data string) *Encoding {
	s := look(data)
	if float64(s.controls) > mostControls*float64(len(data)) || float64(s.sequences) > mostUTF8*float64(s.strays) {
		return nil
	}
	if float64(s.tones) > leastTones*float64(s.high) {
		return windows1258
	}
	if s.undefined == 0 && float64(s.accented) < mostHighLatin*float64(s.letters+s.accented) {
		return windows1252
	}
	return nil
}

// vowel1258 reports whether c is a vowel of windows-1258 that can carry a tone mark.
func vowel1258(c byte) bool {
	switch c | 0x20 {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return c < utf8.RuneSelf
	case 0xE2, 0xE3, 0xEA, 0xF4, 0xF5, 0xFD: // â ă ê ô ơ ư and their capitals
		return true
	}
	return false
}
