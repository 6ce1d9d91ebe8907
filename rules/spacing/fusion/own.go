package fusion

import (
	"math"

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
	keys   []lexicon.Key
	counts []int32
	mask   uint64
	total  int32
}

// reset makes room for n words.
func (o *ownWords) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	if len(o.keys) < size {
		o.keys, o.counts = make([]lexicon.Key, size), make([]int32, size)
	} else {
		clear(o.keys)
		clear(o.counts)
	}
	o.mask, o.total = uint64(len(o.keys)-1), 0
}

func (o *ownWords) slot(k lexicon.Key) uint64 {
	i := uint64(k) & o.mask
	for o.keys[i] != 0 && o.keys[i] != k {
		i = (i + 1) & o.mask
	}
	return i
}

func (o *ownWords) add(k lexicon.Key) {
	i := o.slot(k)
	o.keys[i] = k
	o.counts[i]++
	o.total++
}

func (o *ownWords) count(k lexicon.Key) int32 {
	if o.total == 0 {
		return 0
	}
	return o.counts[o.slot(k)]
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
			w.own.add(w.keyOf(i))
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
