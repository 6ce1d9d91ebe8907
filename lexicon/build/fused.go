package main

import (
	"fmt"
	"math"
	"os"
	"unicode/utf8"
)

// fusedGain is by how many nats two common words, one of them a function word, must be
// likelier than a list's entry that is the two run together, for the entry to be taken for a
// fault of the scraped text that was counted ("enla", "dela"). A fault in a thousand joints is
// 7 nats; words of the language that happen to divide so are far commoner than that.
const fusedGain = 6.5

// fusedPart is the least log-probability of both parts.
const fusedPart = -10.0

// withoutFused takes entries that are two words run together out of a list, or, when a
// spelling dictionary has them, down to what the dictionary alone gives them. Names and
// places stay as they are.
func (l *language) withoutFused(words []ranked) []ranked {
	common := map[string]float64{}
	for _, w := range words {
		if p := math.Log(w.p); p >= fusedPart {
			common[w.word] = p
		}
	}
	kept := words[:0]
	dropped := 0
	for _, w := range words {
		if !l.fused(w, common) {
			kept = append(kept, w)
			continue
		}
		if !l.v.listed[w.word] {
			dropped++
			continue
		}
		w.p = math.Exp(listedProb)
		kept = append(kept, w)
	}
	fmt.Fprintf(os.Stderr, "%s: %d entries dropped as two words run together\n", l.lang, dropped)
	return kept
}

// listedProb is the log-probability of a word that dictionaries have and no count can be
// trusted for.
const listedProb = -17.0

func (l *language) fused(w ranked, common map[string]float64) bool {
	if l.function[w.word] || l.names.first[w.word] || l.names.last[w.word] || l.phrases[w.word].kinds != 0 {
		return false
	}
	for i := range w.word {
		if i == 0 || utf8.RuneCountInString(w.word) < 3 {
			continue
		}
		a, b := w.word[:i], w.word[i:]
		pa, okA := common[a]
		pb, okB := common[b]
		if okA && okB && (l.function[a] || l.function[b]) && pa+pb-math.Log(w.p) > fusedGain {
			return true
		}
	}
	return false
}
