package fusion

import (
	"iter"
	"math/bits"
	"slices"
)

// tokenSet is a set of tokens of an article: a bit for each.
type tokenSet []uint64

// reset empties the set and makes room for n tokens.
func (s *tokenSet) reset(n int) {
	words := (n + 63) / 64
	*s = slices.Grow((*s)[:0], words)[:words]
	clear(*s)
}

func (s tokenSet) add(i int) { s[i>>6] |= 1 << (uint(i) & 63) }

func (s tokenSet) has(i int) bool { return s[i>>6]>>(uint(i)&63)&1 != 0 }

// union makes s what is in a or b, two sets of the same article.
func (s *tokenSet) union(a, b tokenSet) {
	*s = append((*s)[:0], a...)
	for k, word := range b {
		(*s)[k] |= word
	}
}

// all yields the tokens of the set in their order.
func (s tokenSet) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for k, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(k<<6 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}
