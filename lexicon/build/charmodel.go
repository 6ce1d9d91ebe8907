package main

import (
	"math"
	"sort"

	"copydesk/lexicon"
	"copydesk/lexicon/internal/pack"
)

// charModel is an interpolated character n-gram model with absolute discounting, written as a
// back-off model: stored n-grams, and a weight for each context that has any.
type charModel struct {
	prob    map[gram]float64
	backoff map[gram]float64
	base    float64 // log-probability of a letter never seen
}

// gram is a context, latest letter first, and a letter.
type gram struct {
	context [lexicon.CharOrder - 1]rune
	n       int8 // letters of context that count
	r       rune
}

const (
	charDiscount = 0.7 // of every n-gram count; the usual value for long-tailed counts
	charMinCount = 3   // rarer n-grams than this are not stored above order 2
	charAlphabet = 200 // letters a language's words may hold, for the uniform floor
)

// trainChars trains the model on words, each once.
func trainChars(words []string, maxGrams int) *charModel {
	counts := countGrams(words)
	m := &charModel{prob: map[gram]float64{}, backoff: map[gram]float64{}, base: -math.Log(charAlphabet)}
	for n := range lexicon.CharOrder {
		m.addOrder(counts[n])
	}
	m.prune(counts, maxGrams)
	m.setBackoff()
	return m
}

func countGrams(words []string) [lexicon.CharOrder]map[gram]float64 {
	var counts [lexicon.CharOrder]map[gram]float64
	for n := range counts {
		counts[n] = map[gram]float64{}
	}
	for _, w := range words {
		eachGram(w, func(g gram) {
			for n := range counts {
				counts[n][g.cut(n)]++
			}
		})
	}
	return counts
}

// eachGram calls yield with the letters of a word and its end, in their full contexts.
func eachGram(word string, yield func(gram)) {
	var g gram
	g.n = lexicon.CharOrder - 1
	next := func(r rune) {
		g.r = r
		yield(g)
		copy(g.context[1:], g.context[:lexicon.CharOrder-2])
		g.context[0] = r
	}
	for _, r := range word {
		next(r)
	}
	next(0)
}

// cut returns the gram with a context of n letters.
func (g gram) cut(n int) gram {
	for i := n; i < len(g.context); i++ {
		g.context[i] = 0
	}
	g.n = int8(n)
	return g
}

func (g gram) head() gram { g.r = 0; return g }

// addOrder sets the interpolated probabilities of one order from those of the order below.
func (m *charModel) addOrder(counts map[gram]float64) {
	total, types := map[gram]float64{}, map[gram]float64{}
	for g, n := range counts {
		total[g.head()] += n
		types[g.head()]++
	}
	for g, n := range counts {
		h := g.head()
		lower := math.Exp(m.base)
		if g.n > 0 {
			lower = m.prob[g.cut(int(g.n)-1)]
		}
		m.prob[g] = (n-charDiscount)/total[h] + charDiscount*types[h]/total[h]*lower
	}
}

// prune keeps the n-grams that matter most: all of the lowest orders, and of the others the
// ones with the largest count times log ratio to their back-off.
func (m *charModel) prune(counts [lexicon.CharOrder]map[gram]float64, maxGrams int) {
	type scored struct {
		g    gram
		gain float64
	}
	var all []scored
	for n := range counts {
		for g, c := range counts[n] {
			if n > 1 && (c < charMinCount || m.prob[g] <= m.prob[g.cut(n-1)]) {
				delete(m.prob, g)
				continue
			}
			if n < 2 {
				all = append(all, scored{g, math.Inf(1)})
				continue
			}
			all = append(all, scored{g, c * math.Log(m.prob[g]/m.prob[g.cut(n-1)])})
		}
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].gain != all[j].gain {
			return all[i].gain > all[j].gain
		}
		return all[i].g.less(all[j].g)
	})
	for _, s := range all[min(maxGrams, len(all)):] {
		delete(m.prob, s.g)
	}
}

func (g gram) less(o gram) bool {
	if g.n != o.n {
		return g.n < o.n
	}
	for i := range g.context {
		if g.context[i] != o.context[i] {
			return g.context[i] < o.context[i]
		}
	}
	return g.r < o.r
}

// setBackoff gives each context the weight that makes its probabilities sum to one.
func (m *charModel) setBackoff() {
	grams := make([]gram, 0, len(m.prob))
	for g := range m.prob {
		grams = append(grams, g)
	}
	sort.Slice(grams, func(i, j int) bool { return grams[i].less(grams[j]) })
	kept, lower := map[gram]float64{}, map[gram]float64{}
	flush := func(n int8) {
		for h := range kept {
			if h.n == n {
				m.backoff[h] = math.Log(math.Max(1-kept[h], 1e-6) / math.Max(1-lower[h], 1e-6))
			}
		}
	}
	for i, g := range grams { // lowest order first: the orders above need its weights
		if i > 0 && grams[i-1].n != g.n {
			flush(grams[i-1].n)
		}
		kept[g.head()] += m.prob[g]
		if g.n > 0 {
			lower[g.head()] += math.Exp(m.char(g.cut(int(g.n) - 1)))
		} else {
			lower[g.head()] += math.Exp(m.base)
		}
	}
	flush(lexicon.CharOrder - 1)
}

// char is the log-probability of a letter, as the reader computes it.
func (m *charModel) char(g gram) float64 {
	cost := 0.0
	for n := int(g.n); n >= 0; n-- {
		h := g.cut(n)
		if p, ok := m.prob[h]; ok {
			return cost + math.Log(p)
		}
		cost += m.backoff[h.head()]
	}
	return cost + m.base
}

// logProb is the log-probability of a folded word.
func (m *charModel) logProb(word string) float64 {
	sum := 0.0
	eachGram(word, func(g gram) { sum += m.char(g) })
	return sum
}

// key is the key of a letter after the context of g.
func (g gram) key(r rune) uint64 {
	h := pack.CharContext()
	for _, c := range g.context[:g.n] {
		h = h.Add(c)
	}
	return pack.CharKey(h, r)
}

// table writes the model.
func (m *charModel) table() ([]byte, error) {
	var entries []pack.Entry
	add := func(g gram, r rune, logProb float64) {
		entries = append(entries, pack.Entry{
			Key:   g.key(r),
			Value: uint32(pack.Quantise(logProb, pack.CharStep)),
		})
	}
	for g, p := range m.prob {
		add(g, g.r, math.Log(p))
	}
	for h, w := range m.backoff {
		if math.Abs(w) >= pack.CharStep/2 {
			add(h, pack.CharBackoff, w)
		}
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Key < entries[j].Key })
	out, _, err := pack.AppendTable(nil, entries, 2, 1)
	return out, err
}
