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
	for _, s := range commonSuffixes(v, m) {
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
func commonSuffixes(v *vocab, m *classModel) []string {
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

// classCounts says which class follows which in a corpus.
type classCounts struct {
	n     int
	prior []float64
	pairs [][]float64
	last  []float64
}

func (m *classModel) count(c *corpus, classOf func(k lexicon.Key, word string) lexicon.Class) *classCounts {
	cc := &classCounts{n: m.n, prior: make([]float64, m.n), last: make([]float64, m.n)}
	for range m.n {
		cc.pairs = append(cc.pairs, make([]float64, m.n))
	}
	for _, tokens := range c.paragraphs {
		last := lexicon.ClassStart
		for i, t := range tokens {
			class := classOf(lexicon.Key(t.key()), t.text)
			if i > 0 {
				cc.prior[class]++
				cc.pairs[last][class]++
				cc.last[last]++
			}
			last = class
		}
	}
	return cc
}

// distributions smooths class bigrams with Witten-Bell interpolation (Witten and Bell 1991)
// towards the class unigram.
func (cc *classCounts) distributions() (prior []float64, rows [][]float64) {
	total := float64(cc.n)
	for _, n := range cc.prior {
		total += n
	}
	for _, n := range cc.prior {
		prior = append(prior, (n+1)/total)
	}
	for a := range cc.pairs {
		types := 1.0
		for _, n := range cc.pairs[a] {
			if n > 0 {
				types++
			}
		}
		row := make([]float64, cc.n)
		for b, n := range cc.pairs[a] {
			row[b] = (n + types*prior[b]) / (cc.last[a] + types)
		}
		rows = append(rows, row)
	}
	return prior, rows
}

// fitClassWeight estimates how far class bigrams of the running text hold for dev text: the
// weight they get beside the class unigram, by expectation-maximisation.
func (cc *classCounts) fitClassWeight(dev *classCounts) float64 {
	prior, rows := cc.distributions()
	w := 0.5
	for range emRounds {
		taken, all := 0.0, 0.0
		for a := range rows {
			for b, n := range dev.pairs[a] {
				taken += n * w * rows[a][b] / (w*rows[a][b] + (1-w)*prior[b])
				all += n
			}
		}
		w = taken / math.Max(all, 1)
	}
	return w
}

// matrix writes the class bigrams with weight w, and the class unigram.
func (cc *classCounts) matrix(w float64) []byte {
	prior, rows := cc.distributions()
	out := []byte{byte(cc.n)}
	for _, p := range prior {
		out = append(out, pack.Quantise(math.Log(p), pack.ClassStep))
	}
	for _, row := range rows {
		for b, p := range row {
			out = append(out, pack.Quantise(math.Log(w*p+(1-w)*prior[b]), pack.ClassStep))
		}
	}
	return out
}
