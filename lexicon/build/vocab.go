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
	dict    map[string]cases   // how the dictionary writes it
	inner   map[string]float64 // lower-case occurrences in running text
	totals  map[int]float64    // of counts, once they are complete
}

// caseCount says how often the sources that keep case have a word in each shape.
type caseCount struct {
	lower, capital, acronym float64
}

// cases says which shapes a dictionary has a word in.
type cases struct{ lower, capital bool }

func (v *vocab) list(word string) {
	w := fold(word)
	c := v.dict[w]
	if shapeOf(word) == lowerShape {
		c.lower = true
	} else {
		c.capital = true
	}
	v.dict[w] = c
	v.listed[w] = true
}

func newVocab(lang string) *vocab {
	return &vocab{lang: lang, cases: map[string]*caseCount{}, running: map[string]float64{}, listed: map[string]bool{}, dict: map[string]cases{}, inner: map[string]float64{}, totals: map[int]float64{}}
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

// total is the sum of the counts of a source that is complete.
func (v *vocab) total(i int) float64 {
	if sum, ok := v.totals[i]; ok {
		return sum
	}
	// In a fixed order: floating point addition is not associative, and the packs must come
	// out the same twice.
	sum := 0.0
	for _, w := range sortedKeys(v.counts[i]) {
		sum += v.counts[i][w]
	}
	v.totals[i] = sum
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
