package main

import (
	"math"
	"sort"

	"copydesk/lexicon"
	"copydesk/lexicon/internal/pack"
)

// bigramModel is P(b|a) by interpolated absolute discounting (Ney, Essen, Kneser 1994) over
// running text, with the unigram mixture as the lower order. Running text of one technical
// domain says much about which words follow function words and little about how common
// content words are; so each count is first scaled by the ratio of the mixture unigram to the
// text's own, to a power (unigram rescaling: Kneser, Peters, Klakow 1997), and the weight
// that a history's counts get is what they keep in a second interpolation.
type bigramModel struct {
	counts map[uint64]map[uint64]float64 // history → word → count
	own    map[uint64]float64            // unigram counts of the text
	total  float64
	names  map[uint64]string
	prob   func(word uint64) float64 // mixture unigram, by key
}

// Parameters of the bigrams, chosen by cross-entropy on dev texts, see SOURCES.md.
const (
	bigramDiscount = 0.75
	bigramTrust    = 0.8 // share of a history's mass that the text's counts may take
	rescalePower   = 0.5
)

func newBigrams(c *corpus, known func(word string) (float64, bool)) *bigramModel {
	m := &bigramModel{counts: map[uint64]map[uint64]float64{}, own: map[uint64]float64{}, names: map[uint64]string{}}
	probs := map[uint64]float64{}
	for _, tokens := range c.paragraphs {
		for i, t := range tokens {
			k := t.key()
			m.own[k]++
			m.total++
			if p, ok := known(fold(t.text)); ok && t.kind == wordToken {
				probs[k] = p
			}
			if i == 0 {
				continue
			}
			a := tokens[i-1].key()
			if m.counts[a] == nil {
				m.counts[a] = map[uint64]float64{}
			}
			m.counts[a][k]++
		}
	}
	m.prob = func(k uint64) float64 { return probs[k] }
	return m
}

func (t token) key() uint64 {
	switch t.kind {
	case numberToken:
		return uint64(lexicon.Number)
	case breakToken:
		return uint64(lexicon.Break)
	case startToken:
		return uint64(lexicon.Start)
	}
	return uint64(lexicon.KeyOf(t.text))
}

// row is the distribution after one history: the seen words that are worth storing, and the
// weight of the unigram for all others.
type row struct {
	prob    map[uint64]float64
	backoff float64
	gain    map[uint64]float64
}

// row computes P(·|a) over the words that have a unigram. Numbers and punctuation, which have
// none, are counted out of the history: the model says which word follows, given that one does.
func (m *bigramModel) row(a uint64) row {
	words := make([]uint64, 0, len(m.counts[a]))
	for b := range m.counts[a] {
		if m.prob(b) > 0 {
			words = append(words, b)
		}
	}
	sort.Slice(words, func(i, j int) bool { return words[i] < words[j] })
	scaled, sum, raw := map[uint64]float64{}, 0.0, 0.0
	for _, b := range words {
		n := m.counts[a][b]
		raw += n
		ratio := m.prob(b) / (m.own[b] / m.total)
		scaled[b] = math.Max(n-bigramDiscount, 0) * math.Pow(ratio, rescalePower)
		sum += math.Max(n, bigramDiscount) * math.Pow(ratio, rescalePower)
	}
	r := row{prob: map[uint64]float64{}, gain: map[uint64]float64{}, backoff: 1}
	if sum == 0 {
		return r
	}
	// Histories seen once or twice have little to say whatever the discount leaves them.
	trust := bigramTrust * raw / (raw + 2)
	mass := 0.0
	for _, b := range words {
		mass += trust * scaled[b] / sum
	}
	for _, b := range words {
		p := trust*scaled[b]/sum + (1-mass)*m.prob(b)
		r.prob[b] = p
		r.gain[b] = m.counts[a][b] * math.Log(p/((1-mass)*m.prob(b)))
	}
	r.backoff = 1 - mass
	return r
}

// bigramEntries chooses the bigrams that say most and returns the entries of the table.
func (m *bigramModel) entries(limit int) []pack.Entry {
	type scored struct {
		a, b uint64
		p    float64
		gain float64
	}
	rows := map[uint64]row{}
	var all []scored
	for a := range m.counts {
		r := m.row(a)
		rows[a] = r
		for b, p := range r.prob {
			if m.counts[a][b] > 1 && r.gain[b] > 0 {
				all = append(all, scored{a, b, p, r.gain[b]})
			}
		}
	}
	sort.Slice(all, func(i, j int) bool {
		x, y := all[i], all[j]
		switch {
		case x.gain != y.gain:
			return x.gain > y.gain
		case x.a != y.a:
			return x.a < y.a
		}
		return x.b < y.b
	})
	all = all[:min(limit, len(all))]
	kept, lower := map[uint64]float64{}, map[uint64]float64{}
	var entries []pack.Entry
	for _, s := range all {
		kept[s.a] += s.p
		lower[s.a] += m.prob(s.b)
		entries = append(entries, pack.Entry{Key: pack.PairKey(s.a, s.b), Value: uint32(pack.Quantise(math.Log(s.p), pack.WordStep))})
	}
	for a := range kept { // what the stored words leave, over the unigram of all others
		w := math.Max(1-kept[a], 1e-6) / math.Max(1-lower[a], 1e-6)
		entries = append(entries, pack.Entry{Key: pack.PairKey(a, 0), Value: uint32(pack.Quantise(math.Log(w), pack.WordStep))})
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Key < entries[j].Key })
	return entries
}
