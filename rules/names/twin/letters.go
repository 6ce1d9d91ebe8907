package twin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letter is a letter taken apart: folded to lower case, and folded to its base letter as well.
type letter struct {
	fold, base rune
}

// marked reports whether the letter has a mark or stroke.
func (l letter) marked() bool { return l.fold != l.base }

// Tables of the letters that texts in Latin letters are made of, so that taking a letter apart
// is one look into an array: up to Latin Extended-B, and Latin Extended Additional.
const (
	lowEnd    = 0x250
	highStart = 0x1E00
	highEnd   = 0x1F00
)

var (
	lowLetters  = letterTable(0, lowEnd)
	highLetters = letterTable(highStart, highEnd)
)

func letterTable(from, to rune) []letter {
	t := make([]letter, to-from)
	for i := range t {
		t[i] = slowLetter(from + rune(i))
	}
	return t
}

func letterOf(r rune) letter {
	switch {
	case r < lowEnd:
		return lowLetters[r]
	case r >= highStart && r < highEnd:
		return highLetters[r-highStart]
	}
	return slowLetter(r)
}

// strokes are letters whose stroke Unicode does not take for a mark.
var strokes = map[rune]rune{'đ': 'd', 'ð': 'd', 'ɖ': 'd', 'ł': 'l', 'ø': 'o', 'ı': 'i', 'ħ': 'h', 'ŧ': 't'}

func slowLetter(r rune) letter {
	fold := unicode.ToLower(r)
	if s, ok := strokes[fold]; ok {
		return letter{fold, s}
	}
	base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(fold)))
	return letter{fold, base}
}

// maxLetters is the number of letters of the longest word that is compared; longer ones are
// chemical names and fused lines.
const maxLetters = 40

// spell appends the letters of word to buf. It returns nil for a word of more than maxLetters
// and for one that is no valid UTF-8 or holds combining marks: those are for other rules.
func spell(word string, buf []letter) []letter {
	for _, r := range word {
		if len(buf) == maxLetters || r == utf8.RuneError || r >= lowEnd && r < highStart && unicode.Is(unicode.M, r) {
			return nil
		}
		buf = append(buf, letterOf(r))
	}
	return buf
}

// weight is what a base letter adds to the bag of a word. Bags of words with the same letters
// in any order are equal, and taking a letter out of a word is one subtraction. It is the
// finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func weight(base rune) uint64 {
	if base < utf8.RuneSelf {
		return byteWeights[base]
	}
	return mix(uint64(base) << 8)
}

func mix(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// byteWeights holds the weights of bytes; an ASCII capital weighs as its small letter.
var byteWeights = func() (w [256]uint64) {
	for i := range w {
		c := uint64(i)
		if 'A' <= i && i <= 'Z' {
			c += 'a' - 'A'
		}
		w[i] = mix(c)
	}
	return w
}()

// byteBag returns the sum of the weights of the bytes of a word: its bag when it is ASCII, and
// a hash of it in any case.
func byteBag(word string) (bag uint64) {
	for i := range len(word) {
		bag += byteWeights[word[i]]
	}
	return bag
}

func isASCII(word string) bool {
	seen := byte(0)
	for i := range len(word) {
		seen |= word[i]
	}
	return seen < utf8.RuneSelf
}

// BaseLetters returns the letters of s without marks, in small letters, and nothing else of it.
func BaseLetters(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if base := letterOf(r).base; unicode.IsLetter(base) {
			b.WriteRune(base)
		}
	}
	return b.String()
}
