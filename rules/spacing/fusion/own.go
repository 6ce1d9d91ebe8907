package fusion

import (
	"math"
	"slices"

	"copydesk/article"
	"copydesk/lexicon"
)

// cacheWeight is the share of the article's own words in the probability of
// a word: P = (1-w)·P(pack) + w·P(article).
const cacheWeight = 0.1

// packShare is the log of what is left for the pack.
var packShare = math.Log1p(-cacheWeight)

// word is what the model knows of one candidate word.
type word struct {
	key     lexicon.Key
	logProb float64 // of pack and article together
	flags   lexicon.Flags
	known   bool  // in the pack, and vouched for
	weak    bool  // in the pack, and not vouched for
	seen    int32 // other occurrences in the article
	letters int32 // code points
}

// ownWords counts the words of one article. It is open addressing over a
// slice that is kept from article to article.
type ownWords struct {
	slots []ownWord
	mask  uint64
	total int32
	odd   keyBits // the words that the pack may not have
}

// noOwnWords are those of no article.
var noOwnWords ownWords

type ownWord struct {
	key   lexicon.Key
	count int32
}

// keyBits is a set of words that holds a few others as well: a Bloom filter of two bits a word. With the 500 words of a long
// article, one key in a thousand is taken for one of them.
type keyBits [512]uint64

func (b *keyBits) add(k lexicon.Key) {
	b[k>>6%keyWords] |= 1 << (k & 63)
	b[k>>26%keyWords] |= 1 << (k >> 20 & 63)
}

func (b *keyBits) holds(k lexicon.Key) bool {
	return b[k>>6%keyWords]>>(k&63)&1 != 0 && b[k>>26%keyWords]>>(k>>20&63)&1 != 0
}

const keyWords = lexicon.Key(len(keyBits{}))

// reset makes room for n words.
func (o *ownWords) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	o.slots = slices.Grow(o.slots[:0], size)[:size]
	clear(o.slots)
	o.odd = keyBits{}
	o.mask, o.total = uint64(size-1), 0
}

func (o *ownWords) slot(k lexicon.Key) *ownWord {
	i := uint64(k) & o.mask
	for o.slots[i].key != 0 && o.slots[i].key != k {
		i = (i + 1) & o.mask
	}
	return &o.slots[i]
}

func (o *ownWords) add(k lexicon.Key, known bool) {
	s := o.slot(k)
	s.key = k
	s.count++
	o.total++
	if !known {
		o.odd.add(k)
	}
}

func (o *ownWords) count(k lexicon.Key) int32 {
	if o.total == 0 {
		return 0
	}
	return o.slot(k).count
}

// learnOwn counts the words of the article.
func (w *Worker) learnOwn() {
	n := 0
	for i := range w.art.Tokens {
		if w.art.Tokens[i].Kind == article.Word {
			n++
		}
	}
	w.own.reset(n)
	for i := range w.art.Tokens {
		if t := &w.art.Tokens[i]; t.Kind == article.Word && !t.Verbatim {
			w.own.add(w.words[i].Key, w.words[i].Known())
		}
	}
}

// mix adds what the article says of a word to what the pack says.
func mix(logProb float64, seen, total int32) float64 {
	if total == 0 {
		return logProb
	}
	if seen == 0 {
		return logProb + packShare
	}
	own := float64(seen) / float64(total)
	return math.Log((1-cacheWeight)*math.Exp(logProb) + cacheWeight*own)
}
