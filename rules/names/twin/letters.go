package twin

import (
	"math/bits"
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

// spell appends the letters of word to buf. It returns nil for a word of more than maxLetters
// and for one that is no valid UTF-8 or holds combining marks: those are for other rules.
func spell(word string, buf []letter) []letter {
	for _, r := range word {
		if len(buf) == maxLetters || unspelled(r) {
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

// nextWide returns the offset of the first byte from an offset on that is not ASCII, or the length of the text.
func nextWide(text string, from int) int {
	for ; from+8 <= len(text); from += 8 {
		if high := load64(text[from:]) & highBits; high != 0 {
			return from + bits.TrailingZeros64(high)/8
		}
	}
	for from < len(text) && text[from] < utf8.RuneSelf {
		from++
	}
	return from
}

// load64 reads eight bytes, little endian.
func load64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// Bag returns the bag of a word, as [Index.Sights] has it.
func Bag(word string) (bag uint64) {
	for _, r := range word {
		bag += weight(letterOf(r).base)
	}
	return bag
}

// BaseKey returns a hash of the letters of s without marks, in small letters, and of nothing else of it.
func BaseKey(s string) uint64 {
	h := lexicon.NewHash()
	for _, r := range s {
		if base := letterOf(r).base; unicode.IsLetter(base) {
			h = h.Add(base)
		}
	}
	return uint64(h.Key())
}
