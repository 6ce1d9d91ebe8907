package main

import (
	"fmt"
	"io"
	"math"
)

// report prints what each source is worth: the share of dev words that no source has, and the
// cross-entropy, with all sources and with each left out and the weights estimated again.
func report(w io.Writer, langs []*language) error {
	fmt.Fprintf(w, "| language | without | words | weight | out of vocabulary %% | cross-entropy, nats a word |\n|---|---|---|---|---|---|\n")
	for _, l := range langs {
		fmt.Fprintf(w, "| %s | nothing | | | %.2f | %.3f |\n", l.lang, 100*l.oov(l.mix), l.entropy)
		for i, name := range l.v.names {
			m := l.mix.without(i)
			h := m.fit(l.dev.words)
			fmt.Fprintf(w, "| %s | %s | %d | %.3f | %.2f | %.3f |\n", l.lang, name, len(l.v.counts[i]), l.mix.weights[name], 100*l.oov(m), h)
		}
		m := *l.mix
		m.shared = nil
		h := m.fit(l.dev.words)
		fmt.Fprintf(w, "| %s | %s | %d | %.3f | %.2f | %.3f |\n", l.lang, sharedSource, len(l.mix.shared), l.mix.weights[sharedSource], 100*l.oov(&m), h)
	}
	return nil
}

// without returns the mixture with an empty source i.
func (m *mixture) without(i int) *mixture {
	c := *m
	v := *m.v
	v.counts = append([]map[string]float64(nil), m.v.counts...)
	v.counts[i] = nil
	c.v = &v
	return &c
}

// oov is the share of the running words of dev that no source of the mixture has.
func (l *language) oov(m *mixture) float64 {
	missing, total := 0.0, 0.0
	for _, w := range sortedKeys(l.dev.words) {
		n := l.dev.words[w]
		total += n
		if !m.has(w) {
			missing += n
		}
	}
	return missing / math.Max(total, 1)
}

func (m *mixture) has(word string) bool {
	found := false
	m.parts(word, func(string, float64) { found = true })
	return found
}
