package twin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/lexicon"
)

// letter is a letter taken apart: folded to lower case, and folded to its base letter as well.
type letter struct {
	fold, base rune
}

// marked reports whether the letter has a mark or stroke.
func (l letter) marked() bool { return l.fold != l.base }

// Letters up to Latin Extended-B and in Latin Extended Additional, where those of Vietnamese are, are taken apart by one
// look into an array.
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

func slowLetter(r rune) letter { return letter{lexicon.Fold(r), lexicon.BaseLetter(r)} }

func letterOf(r rune) letter {
	switch {
	case uint32(r) < lowEnd:
		return lowLetters[r]
	case r >= highStart && r < highEnd:
		return highLetters[r-highStart]
	}
	return slowLetter(r)
}

// maxLetters is the number of letters of the longest word that is compared; longer ones are
// chemical names and fused lines.
const maxLetters = 40

// Combining marks of the letters that words are compared by lie between firstMark and Latin Extended
// Additional, whose letters are many in Vietnamese.
const (
	firstMark = 0x300
	pastMarks = 0x1E00
)

// spell appends the letters of word to buf. It returns nil for a word of more than maxLetters
// and for one that is no valid UTF-8 or holds combining marks: those are for other rules.
func spell(word string, buf []letter) []letter {
	for _, r := range word {
		if len(buf) == maxLetters || r == utf8.RuneError || r >= firstMark && r < pastMarks && unicode.Is(unicode.M, r) {
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

const highBits = 0x8080808080808080

// isASCII reports whether text[start:end] is ASCII. Of a word of up to 16 bytes it reads the first eight and the last
// eight at once, and shifts out what is not of the word.
func isASCII(text string, start, end int) bool {
	if n := end - start; n <= 16 && n > 0 && end >= 8 && start+8 <= len(text) {
		around := 8 * uint(max(0, 8-n))
		return (load64(text[start:])<<around|load64(text[end-8:])>>around)&highBits == 0
	}
	seen := byte(0)
	for ; start < end; start++ {
		seen |= text[start]
	}
	return seen < utf8.RuneSelf
}

// load64 reads eight bytes, little endian.
func load64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
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
