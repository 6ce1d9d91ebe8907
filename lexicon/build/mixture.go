package main

import (
	"math"
)

// mixture is a unigram model: the weighted sum of the relative frequencies of the sources,
// of the shared names, and of the character model for what none of them has.
type mixture struct {
	v       *vocab
	totals  []float64
	weights map[string]float64 // by source; sharedSource and unknownSource too; they sum to 1
	shared  map[string]float64 // probabilities of shared names, sum 1
	chars   *charModel
}

// Sources of every mixture beside those of its vocabulary.
const (
	sharedSource  = "shared"
	unknownSource = "unknown"
)

func newMixture(v *vocab, shared map[string]float64, chars *charModel, weights map[string]float64) *mixture {
	m := &mixture{v: v, weights: weights, shared: shared, chars: chars}
	for i := range v.counts {
		m.totals = append(m.totals, v.total(i))
	}
	return m
}

// parts calls yield with the probability of a word under each source that has it.
func (m *mixture) parts(word string, yield func(source string, p float64)) {
	for i, name := range m.v.names {
		if n := m.v.counts[i][word]; n > 0 {
			yield(name, n/m.totals[i])
		}
	}
	if p := m.shared[word]; p > 0 {
		yield(sharedSource, p)
	}
}

// prob is the probability of a word, zero when no source has it.
func (m *mixture) prob(word string) float64 {
	sum := 0.0
	m.parts(word, func(source string, p float64) { sum += m.weights[source] * p })
	return sum
}

// emRounds is more than the weights need to settle in three digits.
const emRounds = 60

// fit estimates the weights by expectation-maximisation on the words of dev, which are used
// for nothing else (Jelinek and Mercer 1980), and returns the cross-entropy in nats a word.
func (m *mixture) fit(dev map[string]float64) float64 {
	sources := append(append([]string(nil), m.v.names...), sharedSource, unknownSource)
	m.weights = map[string]float64{}
	for _, s := range sources {
		m.weights[s] = 1 / float64(len(sources))
	}
	rows, total := m.rows(dev)
	entropy := 0.0
	for range emRounds {
		expected := map[string]float64{}
		entropy = 0
		for _, r := range rows {
			entropy -= r.count / total * math.Log(r.share(m.weights, expected))
		}
		for _, s := range sources {
			m.weights[s] = expected[s] / total
		}
	}
	return entropy
}

// devRow is a word of dev with its probability under each source that has it.
type devRow struct {
	count float64
	parts []devPart
}

type devPart struct {
	source string
	p      float64
}

func (m *mixture) rows(dev map[string]float64) (rows []devRow, total float64) {
	for _, w := range sortedKeys(dev) {
		r := devRow{count: dev[w], parts: []devPart{{unknownSource, math.Exp(m.chars.logProb(w))}}}
		m.parts(w, func(source string, p float64) { r.parts = append(r.parts, devPart{source, p}) })
		rows = append(rows, r)
		total += dev[w]
	}
	return rows, total
}

// share adds to expected what each source contributes to the word's occurrences, and returns
// the word's probability.
func (r devRow) share(weights, expected map[string]float64) float64 {
	sum := 0.0
	for _, p := range r.parts {
		sum += weights[p.source] * p.p
	}
	for _, p := range r.parts {
		expected[p.source] += r.count * weights[p.source] * p.p / sum
	}
	return sum
}
