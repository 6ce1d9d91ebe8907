package pack

import (
	"iter"
	"math/bits"
)

// A Sieve tells most keys that no table has from the rest by a look at one word of memory, where
// a search in two tables reads four places far apart. It is made from the fingerprints
// of the tables when they are first searched: a Bloom filter with two bits an entry, both in one
// word (Putze, Sanders, Singler 2007). The zero value lets every key through.
//
// With SieveLoad entries a word and fingerprints of 24 bits, about one key in twenty-five that no
// table has passes all the same; none that a table has is held back.
type Sieve struct {
	words []uint64
}

// SieveLoad bounds the number of entries for each word of 64 bits; half as many are usual. The sieve of the largest
// pack takes 512 KiB, which is half of a second-level cache.
const SieveLoad = 7

// sieveFingerprint is how many bytes of fingerprint a table must have to be put into a sieve.
const sieveFingerprint = 3

// NewSieve returns a sieve of all keys of the tables; the zero Sieve when their fingerprints are too short for one.
// It takes about 3 ns an entry.
func NewSieve(tables ...*Table) Sieve {
	n := 0
	for _, t := range tables {
		if t.n > 0 && t.fpBytes != sieveFingerprint {
			return Sieve{}
		}
		n += t.Len()
	}
	s := Sieve{make([]uint64, 1<<bits.Len(uint(n/SieveLoad)))}
	for _, t := range tables {
		for fp := range t.Fingerprints() {
			s.words[s.slot(fp)] |= sieveBits(fp)
		}
	}
	return s
}

// Fingerprints yields the fingerprints of all entries: the low bits of their keys, 24 in a table of words.
func (t *Table) Fingerprints() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for at, end := 0, int(t.n)*t.size; at < end; at += t.size {
			if !yield(load32(t.entries, at) & t.mask) {
				return
			}
		}
	}
}

// Holds reports whether a table of the sieve may have the key.
func (s *Sieve) Holds(key uint64) bool {
	if len(s.words) == 0 {
		return true
	}
	fp := uint32(key)
	b := sieveBits(fp)
	return s.words[s.slot(fp)]&b == b
}

func (s *Sieve) slot(fp uint32) int { return int(fp) & (len(s.words) - 1) }

// sieveBits takes two bits from the eight of a fingerprint that choose no word.
func sieveBits(fp uint32) uint64 { return 1<<(fp>>16&63) | 1<<(fp>>18&63) }
