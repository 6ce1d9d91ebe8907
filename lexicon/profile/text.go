package profile

import (
	"strings"
	"unicode"

	"copydesk/lexicon"
)

// Base returns the letters of a word or name without marks and strokes, in small letters, with
// one blank for white space: "Lương  Cường" is "luong cuong". Spellings that differ in marks and
// case alone have one base.
func Base(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		case unicode.Is(unicode.M, r):
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(lexicon.BaseLetter(r))
	}
	return b.String()
}

// Fold returns a word in small letters as lexicon.KeyOf sees it.
func Fold(s string) string { return strings.Map(lexicon.Fold, s) }

// clean takes the byte that parts items out of a text.
func clean(s string) string {
	if strings.IndexByte(s, partEnd) < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\x00", "")
}

// AppendItem appends an item of the given parts to dst.
func AppendItem(dst []byte, parts ...string) []byte {
	for i, p := range parts {
		if i > 0 {
			dst = append(dst, partEnd)
		}
		dst = append(dst, clean(p)...)
	}
	return dst
}

// cutPart returns the first part of an item and what follows it.
func cutPart(item []byte) (first, rest []byte) {
	for i, c := range item {
		if c == partEnd {
			return item[:i], item[i+1:]
		}
	}
	return item, nil
}

// Hash returns a hash of a text that is the same on every machine: FNV-1a over its bytes,
// finished by SplitMix64 (Steele, Lea, Flood 2014).
func Hash(s string) uint64 {
	h := uint64(0xCBF29CE484222325)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 0x100000001B3
	}
	return Mix(h)
}

// Mix is the finaliser of SplitMix64: every bit of x changes half of the result.
func Mix(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// bag returns a number that words with the same letters in any order share; letters add to it,
// so that leaving one out is a subtraction. Blanks count for nothing.
func bag(base string) uint64 {
	sum := uint64(0)
	for _, r := range base {
		if r != ' ' {
			sum += Mix(uint64(r))
		}
	}
	return sum
}
