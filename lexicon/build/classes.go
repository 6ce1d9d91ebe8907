package main

import (
	"math"
	"sort"

	"copydesk/lexicon"
	"copydesk/lexicon/internal/pack"
)

// Numbers of classes. A class is a byte; the matrix has classes² bytes.
const (
	wordClasses   = 110 // commonest function words
	suffixClasses = 100
)

// classModel assigns classes and counts which follows which.
type classModel struct {
	byKey map[uint64]uint8
	n     int
}

// newClasses makes a class of each of the commonest function words of the unigram, and of the
// suffixes that cover most of the other words' occurrences in running text.
func newClasses(v *vocab, function map[string]bool, prob func(string) float64) *classModel {
	m := &classModel{byKey: map[uint64]uint8{}, n: int(lexicon.NumFixedClasses)}
	words := sortedKeys(function)
	sort.SliceStable(words, func(i, j int) bool { return prob(words[i]) > prob(words[j]) })
	for _, w := range words[:min(wordClasses, len(words))] {
		m.byKey[uint64(lexicon.KeyOf(w))] = m.next()
	}
	for _, s := range commonSuffixes(v, m, prob) {
		m.byKey[pack.SuffixKey([]rune(s))] = m.next()
	}
	return m
}

func (m *classModel) next() uint8 {
	m.n++
	return uint8(m.n - 1)
}

// minStem is how many letters a word must have before a suffix for the suffix to count.
const minStem = 2

// commonSuffixes returns reversed suffixes. A longer suffix is worth a class when the words
// that have it are many types, for it is types that inflection produces.
func commonSuffixes(v *vocab, m *classModel, prob func(string) float64) []string {
	weight := map[string]float64{}
	for _, w := range sortedKeys(v.running) {
		if _, own := m.byKey[uint64(lexicon.KeyOf(w))]; own {
			continue
		}
		rs := []rune(w)
		var reversed []rune
		for n := 1; n <= lexicon.LongestSuffix && n+minStem <= len(rs); n++ {
			reversed = append(reversed, rs[len(rs)-n])
			// The square root stands between types and occurrences; longer suffixes say more.
			weight[string(reversed)] += math.Sqrt(v.running[w]) * math.Sqrt(float64(n))
		}
	}
	suffixes := sortedKeys(weight)
	sort.SliceStable(suffixes, func(i, j int) bool { return weight[suffixes[i]] > weight[suffixes[j]] })
	return suffixes[:min(suffixClasses, len(suffixes))]
}

// table writes which key has which class.
func (m *classModel) table() ([]byte, error) {
	var entries []pack.Entry
	for k, c := range m.byKey {
		entries = append(entries, pack.Entry{Key: k, Value: uint32(c)})
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Key < entries[j].Key })
	out, _, err := pack.AppendTable(nil, entries, fpWords, 1)
	return out, err
}

// matrix counts class bigrams with the classes of the pack that holds m, and smooths them
// with Witten-Bell interpolation (Witten and Bell 1991) towards the class unigram.
func (m *classModel) matrix(c *corpus, classOf func(k lexicon.Key, word string) lexicon.Class) []byte {
	prior := make([]float64, m.n)
	counts := make([][]float64, m.n)
	for i := range counts {
		counts[i] = make([]float64, m.n)
		prior[i] = 1
	}
	total := float64(m.n)
	for _, tokens := range c.paragraphs {
		last := lexicon.ClassStart
		for i, t := range tokens {
			class := classOf(lexicon.Key(t.key()), t.text)
			prior[class]++
			total++
			if i > 0 {
				counts[last][class]++
			}
			last = class
		}
	}
	out := []byte{byte(m.n)}
	for i := range prior {
		prior[i] /= total
		out = append(out, pack.Quantise(math.Log(prior[i]), pack.ClassStep))
	}
	for _, row := range counts {
		out = append(out, smoothedRow(row, prior)...)
	}
	return out
}

func smoothedRow(row, prior []float64) []byte {
	sum, types := 0.0, 1.0
	for _, n := range row {
		sum += n
		if n > 0 {
			types++
		}
	}
	out := make([]byte, len(row))
	for i, n := range row {
		p := (n + types*prior[i]) / (sum + types)
		out[i] = pack.Quantise(math.Log(p), pack.ClassStep)
	}
	return out
}
