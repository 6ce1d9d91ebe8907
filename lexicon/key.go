package lexicon

import (
	"unicode"
	"unicode/utf8"
)

// Key stands for a word folded to lower case: a 64-bit hash of its code points. Text is
// expected in NFC; two spellings of one word that differ in normalisation have two keys.
// Zero is no word.
//
// Folding is [unicode.ToLower] code point by code point, and ’ (U+2019) counts as '.
type Key uint64

// Keys that are not words, for the contexts of [Pack.Bigram]. No word has them.
const (
	Start  Key = 1 // beginning of a sentence: after . ? ! : … or a line break
	Break  Key = 2 // after , ; ( ) [ ] quotes or a dash inside a sentence
	Number Key = 3 // any word that begins with a digit
)

// KeyOf returns the key of a word. It allocates nothing. Invalid UTF-8 hashes as U+FFFD.
// The empty word has key zero.
func KeyOf(word string) Key {
	h := NewHash()
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			h = h.mix(uint64(asciiLower[c]))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		h = h.mix(uint64(Fold(r)))
		i += size
	}
	return h.Key()
}

// A Hash is the state of a key over a growing prefix: the keys of all prefixes of a run of
// n code points cost n steps, of all its substrings n²/2.
//
//	h := lexicon.NewHash()
//	for _, r := range word { h = h.Add(r); use(h.Key()) }
type Hash uint64

// NewHash returns the state before the first code point.
func NewHash() Hash { return hashSeed }

// Add returns the state after one more code point, which is folded.
func (h Hash) Add(r rune) Hash { return h.mix(uint64(Fold(r))) }

// Key returns the key of what was added; zero when nothing was.
func (h Hash) Key() Key {
	if h == hashSeed {
		return 0
	}
	k := finish(uint64(h))
	if k <= uint64(Number) {
		k += 1 << 32 // keep the reserved keys free
	}
	return Key(k)
}

const (
	hashSeed  Hash = 0x9E3779B97F4A7C15
	hashPrime      = 0x100000001B3 // of FNV-1a
)

func (h Hash) mix(x uint64) Hash { return (h ^ Hash(x)) * hashPrime }

// finish is the finaliser of SplitMix64 (Steele, Lea, Flood 2014); it spreads every bit of
// the running hash over bucket number and fingerprint.
func finish(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// Fold returns the lower-case form of a code point as [KeyOf] sees it.
func Fold(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return rune(asciiLower[byte(r)])
	case r < 0x100: // Latin-1: À–Þ but ×
		if r >= 0xC0 && r <= 0xDE && r != 0xD7 {
			return r + 0x20
		}
		return r
	case r >= 0x1EA0 && r <= 0x1EFF: // Vietnamese: pairs, upper first
		return r | 1
	case r == '’':
		return '\''
	}
	return unicode.ToLower(r)
}

var asciiLower = func() (t [256]byte) {
	for i := range t {
		t[i] = byte(i)
		if 'A' <= i && i <= 'Z' {
			t[i] = byte(i) + 'a' - 'A'
		}
	}
	return t
}()

// pairKey is the key of b after a in the bigram table; pairKey(a, 0) holds a's back-off weight.
func pairKey(a, b Key) uint64 {
	return finish(uint64(a)*0x9E3779B97F4A7C15 + uint64(b))
}
