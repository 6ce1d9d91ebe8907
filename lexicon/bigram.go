package lexicon

import "copydesk/lexicon/internal/pack"

// Bigram returns log P(b|a), the probability that word b follows word a, natural log. It is
// always defined: for a pair that is not stored it is a's back-off weight and the unigram of
// b, for a b that is not in the pack the back-off weight and Floor; the caller adds
// [Pack.Unknown] of the spelling then. a may be [Start] or [Break], and either may be [Number].
//
// The model is absolute discounting (Ney, Essen, Kneser 1994) over running text, interpolated
// with the mixture unigram of the pack by weights that depend on how often a was seen (Jelinek
// and Mercer 1980), pruned by entropy (Stolcke 1998). The running text is technical: its counts
// are rescaled to the unigram, so that it says which words follow and not what it is about.
func (p *Pack) Bigram(a, b Key) float64 {
	if v, ok := p.Pair(a, b); ok {
		return v
	}
	return p.backoff(a) + p.unigram(b)
}

// Pair returns log P(b|a) of a pair that was seen in running text often enough to be stored, false for all others.
func (p *Pack) Pair(a, b Key) (float64, bool) {
	v, ok := p.bigrams.Find(pack.PairKey(uint64(a), uint64(b)))
	if !ok {
		return 0, false
	}
	return pack.Value(uint8(v), pack.WordStep), true
}

// HasBigram reports whether [Pack.Pair] has the pair.
func (p *Pack) HasBigram(a, b Key) bool {
	_, ok := p.Pair(a, b)
	return ok
}

func (p *Pack) backoff(a Key) float64 {
	v, ok := p.bigrams.Find(pack.PairKey(uint64(a), 0))
	if !ok {
		return 0
	}
	return pack.Value(uint8(v), pack.WordStep)
}

func (p *Pack) unigram(k Key) float64 {
	if w, ok := p.Word(k); ok {
		return float64(w.LogProb)
	}
	return p.floor
}
