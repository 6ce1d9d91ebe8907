package main

import (
	"sort"
)

// vocab gathers what the sources say of each folded word of a language.
type vocab struct {
	lang    string
	names   []string             // of the unigram sources, in the order they were added
	counts  []map[string]float64 // per source
	cases   map[string]*caseCount
	running map[string]float64 // words of running text, for Flags
	listed  map[string]bool    // in a spelling dictionary
}

// caseCount says how often the sources that keep case have a word in each shape.
type caseCount struct {
	lower, capital, acronym float64
}

func newVocab(lang string) *vocab {
	return &vocab{lang: lang, cases: map[string]*caseCount{}, running: map[string]float64{}, listed: map[string]bool{}}
}

// source returns the counts of a new unigram source.
func (v *vocab) source(name string) map[string]float64 {
	m := map[string]float64{}
	v.names = append(v.names, name)
	v.counts = append(v.counts, m)
	return m
}

// see notes the case of a word in a source that keeps case.
func (v *vocab) see(folded string, s shape) {
	c := v.cases[folded]
	if c == nil {
		c = &caseCount{}
		v.cases[folded] = c
	}
	switch s {
	case lowerShape:
		c.lower++
	case capitalShape:
		c.capital++
	case acronymShape:
		c.acronym++
	}
}

func (v *vocab) total(i int) float64 {
	// Sum in a fixed order: floating point addition is not associative, and the packs must
	// come out the same twice.
	sum := 0.0
	for _, w := range sortedKeys(v.counts[i]) {
		sum += v.counts[i][w]
	}
	return sum
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
