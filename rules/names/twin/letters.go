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

func letterOf(r rune) letter { return letter{lexicon.Fold(r), lexicon.BaseLetter(r)} }

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
