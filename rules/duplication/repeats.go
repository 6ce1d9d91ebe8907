package duplication

import (
	"math/bits"
	"slices"

	"copydesk/lexicon"
)

// mayRepeat reports whether two paragraphs or two sentences of the article can be the same, as far as their first words and
// their last ones tell. In most articles no two are, and nothing else need be looked at.
func (f *finder) mayRepeat() bool {
	words := f.Words()
	f.digests.reset(len(f.Marks) + 2*len(f.Paragraphs)) // no sentence ends without a mark but the last one
	for _, par := range f.Paragraphs {
		if par.Len() < minAdjacentBytes {
			continue
		}
		twice := f.digests.add(digest(ofParagraph, words[par.First:par.Last]))
		f.split(par, func(first, end int, _ bool) {
			twice = f.digests.add(digest(ofSentence, words[first:end])) || twice
		})
		if twice {
			return true
		}
	}
	return false
}

// Seeds of digest. The one sentence of a paragraph is no copy of it.
const (
	ofParagraph = 0xC2B2AE3D27D4EB4F
	ofSentence  = 0x165667B19E3779F9
)

// leastWords is how many words the longest sentence of a copy has, at the least: one of maxTandem sentences with
// minAdjacentWords in all.
const leastWords = 2

// digest is a hash of the first words of a stretch and the last one: stretches that are the same have the same. It is zero when
// there are too few for a copy.
func digest(seed uint64, words []lexicon.Entry) uint64 {
	const golden = 0x9E3779B97F4A7C15 // 2⁶⁴ over the golden ratio
	h, n := seed, 0
	for i := 0; i < len(words) && n < signatureWords; i++ {
		if k := uint64(words[i].Key); k != 0 {
			h = (h ^ k) * golden
			n++
		}
	}
	if n < leastWords {
		return 0
	}
	last := len(words) - 1
	for words[last].Key == 0 {
		last--
	}
	return (h^uint64(words[last].Key))*golden | 1
}

// digests is a set of digests, by open addressing. Zero is a free slot.
type digests struct {
	slots []uint64
	shift int
}

// reset empties the set and makes room for n.
func (d *digests) reset(n int) {
	size := bits.Len(uint(2 * n))
	d.slots = slices.Grow(d.slots[:0], 1<<size)[:1<<size]
	d.shift = 64 - size
	clear(d.slots)
}

// maxProbes bounds a search, so that words that were made to collide cost no more than others.
const maxProbes = 32

// add adds h and reports whether it may have been there before.
func (d *digests) add(h uint64) bool {
	if h == 0 {
		return false
	}
	mask := len(d.slots) - 1
	for i := range maxProbes {
		slot := &d.slots[(int(h>>d.shift)+i)&mask]
		switch *slot {
		case 0:
			*slot = h
			return false
		case h:
			return true
		}
	}
	return true
}
