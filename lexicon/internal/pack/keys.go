package pack

import (
	"unicode"
	"unicode/utf8"
)

// Hash is the running hash of code points that every key of a pack is made from.
type Hash uint64

// Seeds keep the keys of different kinds apart.
const (
	WordSeed   Hash = 0x9E3779B97F4A7C15
	suffixSeed Hash = 0xC1A55
	charSeed   Hash = 0xC4A2
	phraseSeed Hash = 0x9A5E
)

// ReservedKeys are the word keys below this number that no word has.
const ReservedKeys = 4

const hashPrime = 0x100000001B3 // of FNV-1a

// Add returns the hash after one more folded code point.
func (h Hash) Add(r rune) Hash { return (h ^ Hash(uint32(r))) * hashPrime }

// finish is the finaliser of SplitMix64 (Steele, Lea, Flood 2014); it spreads every bit of
// the running hash over bucket number and fingerprint.
func (h Hash) finish() uint64 {
	x := uint64(h)
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// WordKey returns the key of a word from its hash; zero when nothing was added.
func (h Hash) WordKey() uint64 {
	if h == WordSeed {
		return 0
	}
	k := h.finish()
	if k < ReservedKeys {
		k += 1 << 32
	}
	return k
}

// WordKey returns the key of a word in any case. It allocates nothing.
func WordKey(word string) uint64 {
	h := WordSeed
	for i := 0; i < len(word); {
		if c := word[i]; c < utf8.RuneSelf {
			h = (h ^ Hash(asciiLower[c])) * hashPrime
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		h = h.Add(Fold(r))
		i += size
	}
	return h.WordKey()
}

// PairKey is the key of b after a in the bigram table; PairKey(a, 0) has a's back-off weight.
func PairKey(a, b uint64) uint64 { return Hash(a*0x9E3779B97F4A7C15 + b).finish() }

// SuffixKey is the key of a suffix, last code point first.
func SuffixKey(reversed []rune) uint64 {
	h := suffixSeed
	for _, r := range reversed {
		h = h.Add(r)
	}
	return h.finish()
}

// CharContext is the hash of the empty context of the character model; letters are added
// latest first.
func CharContext() Hash { return charSeed }

// CharBackoff stands for the back-off weight of a context, CharEnd for the end of a word.
const (
	CharEnd     rune = 0
	CharBackoff rune = -1
)

// CharKey is the key of a letter after a context.
func CharKey(context Hash, r rune) uint64 { return context.Add(r + 1).finish() }

// PhraseKey is the key of a phrase: folded, outer space dropped, inner space one blank.
func PhraseKey(phrase string) uint64 {
	h, blank := phraseSeed, false
	for i := 0; i < len(phrase); {
		r, size := rune(phrase[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(phrase[i:])
		}
		i += size
		if (r <= ' ' || r >= utf8.RuneSelf) && unicode.IsSpace(r) {
			blank = h != phraseSeed
			continue
		}
		if blank {
			h, blank = h.Add(' '), false
		}
		h = h.Add(Fold(r))
	}
	return h.finish()
}

// Fold returns the lower-case form of a code point; ’ (U+2019) becomes '.
func Fold(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if r < 0 {
			return utf8.RuneError
		}
		return rune(asciiLower[r])
	case r < 0x100: // Latin-1: À to Þ but ×
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

var asciiLower = func() (t [utf8.RuneSelf]byte) {
	for i := range t {
		t[i] = byte(i)
		if 'A' <= i && i <= 'Z' {
			t[i] = byte(i) + 'a' - 'A'
		}
	}
	return t
}()
