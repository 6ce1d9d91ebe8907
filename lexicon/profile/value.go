package profile

import "math/bits"

// Counts in hash tables are small floating-point numbers, rounded down: a mantissa of some bits
// with a hidden one, and an exponent above it. With m bits of mantissa counts up to 2^(m+1) are
// exact, and greater ones are less than one part in 2^m too small.
const (
	wordBits, wordMantissa       = 11, 6 // occurrences: below 1.6 % too small
	articleBits, articleMantissa = 8, 3  // articles: below 12.5 %
	shareBits                    = 5     // share of capitals, in 31sts
	bigramMantissa               = 11    // in 16 bits: below 0.05 %
)

// shrink returns a count as a floating-point number of the given bits.
func shrink(count uint64, width, mantissa int) uint64 {
	if count < 1<<mantissa {
		return count
	}
	exponent := bits.Len64(count) - mantissa - 1
	small := uint64(exponent+1)<<mantissa | count>>exponent&(1<<mantissa-1)
	return min(small, 1<<width-1)
}

// expand is the inverse of shrink.
func expand(small uint64, mantissa int) uint64 {
	exponent := small >> mantissa
	if exponent == 0 {
		return small
	}
	return (small&(1<<mantissa-1) | 1<<mantissa) << (exponent - 1)
}

// packWord returns the value of a word in its hash table.
func packWord(c *Counts) uint32 {
	share := uint64(0)
	if c[0] > 0 {
		share = min(c[1], c[0]) * (1<<shareBits - 1) / c[0]
	}
	v := shrink(c[0], wordBits, wordMantissa)
	v = v<<articleBits | shrink(c[2], articleBits, articleMantissa)
	return uint32(v<<shareBits | share)
}

// unpackWord is the inverse of packWord.
func unpackWord(v uint32) Word {
	share := v & (1<<shareBits - 1)
	articles := v >> shareBits & (1<<articleBits - 1)
	return Word{
		Count:    expand(uint64(v>>(shareBits+articleBits)), wordMantissa),
		Articles: expand(uint64(articles), articleMantissa),
		Capital:  float32(share) / (1<<shareBits - 1),
	}
}
