package main

import (
	"math"
	"sort"

	"copydesk/lexicon"
	"copydesk/lexicon/internal/pack"
)

// bigramModel is P(b|a) from running text, discounted absolutely (Ney, Essen, Kneser 1994) and
// interpolated with the unigram mixture by weights that depend on how often the history was
// seen (Jelinek and Mercer 1980).
//
// The running text is of one technical domain. It says much about which words follow function
// words and little about how common content words are; so each count is scaled by the ratio
// of the mixture unigram to the text's own, to a power (unigram rescaling: Kneser, Peters,
// Klakow 1997). Power and weights are estimated from dev text, and committed.
type bigramModel struct {
	counts map[uint64]map[uint64]float64 // history → word → count
	own    map[uint64]float64            // unigram counts of the text
	total  float64
	probs  map[uint64]float64 // mixture unigram, by key
	bigramFit
}

// bigramFit holds what is estimated from dev text.
type bigramFit struct {
	power  float64
	weight [len(historyBounds) + 1]float64 // by how often the history was seen
}

// historyBounds part histories by their count in the running text.
var historyBounds = [...]float64{2, 5, 15, 50, 200, 1000}

const bigramDiscount = 0.75 // of every count

func bucket(n float64) int {
	for i, bound := range historyBounds {
		if n <= bound {
			return i
		}
	}
	return len(historyBounds)
}

func newBigrams(known map[string]float64, fit bigramFit, texts ...*corpus) *bigramModel {
	m := &bigramModel{
		counts: map[uint64]map[uint64]float64{}, own: map[uint64]float64{},
		probs: map[uint64]float64{}, bigramFit: fit,
	}
	for w, p := range known {
		m.probs[pack.WordKey(w)] = p
	}
	for _, text := range texts {
		text.eachPair(m.count)
	}
	return m
}

func (m *bigramModel) count(a, b uint64) {
	m.own[b]++
	m.total++
	if m.counts[a] == nil {
		m.counts[a] = map[uint64]float64{}
	}
	m.counts[a][b]++
}

// eachPair calls yield with the keys of each token and the one before it.
func (c *corpus) eachPair(yield func(a, b uint64)) {
	for _, tokens := range c.paragraphs {
		for i := 1; i < len(tokens); i++ {
			yield(tokens[i-1].key(), tokens[i].key())
		}
	}
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
	return pack.WordKey(t.text)
}

// row is what running text says of the words after one history: their discounted shares, and
// the share that the discount leaves to the unigram.
type row struct {
	share map[uint64]float64
	left  float64
	seen  float64
}

// row counts only words that have a unigram: the model says which word follows, given that one
// does, and not a number or a comma.
func (m *bigramModel) row(a uint64) row {
	r := row{share: map[uint64]float64{}, left: 1}
	sum := 0.0
	for _, b := range sortedWords(m.counts[a]) {
		p := m.probs[b]
		if p == 0 {
			continue
		}
		n := m.counts[a][b]
		r.seen += n
		scale := math.Pow(p/(m.own[b]/m.total), m.power)
		r.share[b] = math.Max(n-bigramDiscount, 0) * scale
		sum += n * scale
	}
	for _, b := range sortedWords(r.share) {
		r.share[b] /= sum
		r.left -= r.share[b]
	}
	return r
}

func sortedWords(m map[uint64]float64) []uint64 {
	keys := make([]uint64, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

// fit estimates the power, by trial, and the weights, by expectation-maximisation. It returns
// the entropy of dev, nats a word.
func (m *bigramModel) fit(dev *corpus) (best float64) {
	best = math.Inf(1)
	var chosen bigramFit
	for _, power := range []float64{0, 0.25, 0.5, 0.75, 1} {
		m.power = power
		if h := m.fitWeights(dev); h < best {
			best, chosen = h, m.bigramFit
		}
	}
	m.bigramFit = chosen
	return best
}

// devPair is what one pair of dev text has by running text and by unigram.
type devPair struct {
	bucket       int
	text, single float64
}

func (m *bigramModel) fitWeights(dev *corpus) (entropy float64) {
	var pairs []devPair
	rows := map[uint64]row{}
	dev.eachPair(func(a, b uint64) {
		if m.probs[b] == 0 || m.counts[a] == nil {
			return
		}
		r, ok := rows[a]
		if !ok {
			r = m.row(a)
			rows[a] = r
		}
		if r.seen > 0 {
			pairs = append(pairs, devPair{bucket(r.seen), r.share[b] + r.left*m.probs[b], m.probs[b]})
		}
	})
	for i := range m.weight {
		m.weight[i] = 0.5
	}
	for range emRounds {
		var taken, all [len(m.weight)]float64
		entropy = 0
		for _, p := range pairs {
			w := m.weight[p.bucket]
			sum := w*p.text + (1-w)*p.single
			taken[p.bucket] += w * p.text / sum
			all[p.bucket]++
			entropy -= math.Log(sum) / float64(len(pairs))
		}
		for i := range m.weight {
			if all[i] > 0 {
				m.weight[i] = taken[i] / all[i]
			}
		}
	}
	return entropy
}

// scored is a bigram with its probability and what storing it gains.
type scored struct {
	a, b    uint64
	p, gain float64
}

// entries chooses the bigrams that lower the entropy of news most (after Stolcke 1998: the
// history's probability times the pair's times the log ratio to its back-off) and returns the
// entries of the table.
func (m *bigramModel) entries(limit int) []pack.Entry {
	var all []scored
	for a := range m.counts {
		all = append(all, m.gains(a)...)
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
		lower[s.a] += m.probs[s.b]
		entries = append(entries, pack.Entry{Key: pack.PairKey(s.a, s.b), Value: uint32(pack.Quantise(math.Log(s.p), pack.WordStep))})
	}
	for a := range kept { // what the stored words leave, over the unigram of all others
		w := math.Max(1-kept[a], 1e-6) / math.Max(1-lower[a], 1e-6)
		entries = append(entries, pack.Entry{Key: pack.PairKey(a, 0), Value: uint32(pack.Quantise(math.Log(w), pack.WordStep))})
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Key < entries[j].Key })
	return entries
}

func (m *bigramModel) gains(a uint64) []scored {
	r := m.row(a)
	if r.seen == 0 {
		return nil
	}
	history := m.probs[a]
	if a < pack.ReservedKeys {
		history = m.own[a] / m.total
	}
	w := m.weight[bucket(r.seen)]
	rest := 1 - w + w*r.left
	var out []scored
	for b, share := range r.share {
		p := w*share + rest*m.probs[b]
		if gain := history * p * math.Log(p/(rest*m.probs[b])); gain > 0 {
			out = append(out, scored{a, b, p, gain})
		}
	}
	return out
}
