package rules

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"

	"golang.org/x/text/unicode/norm"
)

// contextInk is how many characters on each side of a match enter its
// fingerprint, white space not counted: about three words, enough to tell two
// matches apart and little enough to survive an edit in the next sentence.
const contextInk = 16

// contextReach bounds in bytes how far that context is looked for, so that an
// article of nothing but blanks takes no quadratic time.
const contextReach = 256

// fingerprint sets the Text and the Fingerprint of each finding of a. The
// latter is a hash of the rule, the matched text and the near text on its
// line, all normalised, and how many findings with the same hash came before
// it. Position takes no part, and neither does white space: most repairs
// change nothing else, and the repair of one defect must not give its
// neighbour another name.
func fingerprint(a *article.Article, findings []Finding) {
	seen := make(map[uint64]int, len(findings))
	var buf []byte
	for i := range findings {
		f := &findings[i]
		f.Text = a.Text
		sum := uint64(fnvBasis)
		for _, part := range [...]string{f.Rule, a.At(f.Span), inkBefore(a.Text[:f.Start]), inkAfter(a.Text[f.End:])} {
			buf = append(appendNormal(buf[:0], part), 0)
			for _, b := range buf {
				sum = (sum ^ uint64(b)) * fnvPrime
			}
		}
		f.Fingerprint = name(sum, seen[sum])
		seen[sum]++
	}
}

// FNV-1a with 64 bits, by Fowler, Noll and Vo.
const (
	fnvBasis = 0xCBF29CE484222325
	fnvPrime = 0x100000001B3
)

// name writes a fingerprint: 16 hexadecimal digits, a stop, and how many came before.
func name(sum uint64, before int) string {
	const digits, nibble = "0123456789abcdef", 4
	var buf [40]byte
	b := buf[:0]
	for shift := 64 - nibble; shift >= 0; shift -= nibble {
		b = append(b, digits[sum>>shift&0xF])
	}
	return string(strconv.AppendInt(append(b, '.'), int64(before), 10))
}

// inkBefore returns the end of the last line of text that holds contextInk
// characters that are no white space; all of the line when it has fewer.
func inkBefore(text string) string {
	at := len(text)
	for ink := 0; at > 0 && ink < contextInk && len(text)-at < contextReach; {
		r, n := utf8.DecodeLastRuneInString(text[:at])
		if r == '\n' {
			break
		}
		if at -= n; !unicode.IsSpace(r) {
			ink++
		}
	}
	return text[at:]
}

// inkAfter returns the start of the first line of text in the same way.
func inkAfter(text string) string {
	ink := 0
	for i, r := range text {
		if r == '\n' || ink == contextInk || i >= contextReach {
			return text[:i]
		}
		if !unicode.IsSpace(r) {
			ink++
		}
	}
	return text
}

// appendNormal appends s in NFC, in small letters and without white space.
func appendNormal(dst []byte, s string) []byte {
	start := len(dst)
	for _, r := range s {
		switch {
		case !composed(r):
			without := strings.Join(strings.Fields(s), "")
			return append(dst[:start], strings.ToLower(norm.NFC.String(without))...)
		case !unicode.IsSpace(r):
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
	}
	return dst
}

// composed reports whether r stays as it is in NFC, whatever stands beside it, as all letters and signs of the languages with a
// pack do.
func composed(r rune) bool {
	return r < 0x300 || r >= 0x1E00 && r < 0x1F00 || r >= 0x2010 && r < 0x2040
}
