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
	words, total := sortedKeys(dev), 0.0
	for _, w := range words {
		total += dev[w]
	}
	entropy := 0.0
	for range emRounds {
		expected := map[string]float64{}
		entropy = 0
		for _, w := range words {
			entropy -= dev[w] / total * math.Log(m.share(w, dev[w], expected))
		}
		for _, s := range sources {
			m.weights[s] = expected[s] / total
		}
	}
	return entropy
}

// share adds to expected what each source contributes to n occurrences of a word, and returns
// the word's probability.
func (m *mixture) share(word string, n float64, expected map[string]float64) float64 {
	unknown := m.weights[unknownSource] * math.Exp(m.chars.logProb(word))
	sum := unknown + m.prob(word)
	m.parts(word, func(source string, p float64) { expected[source] += n * m.weights[source] * p / sum })
	expected[unknownSource] += n * unknown / sum
	return sum
}
