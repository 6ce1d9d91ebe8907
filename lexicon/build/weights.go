package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// weightsFile is the committed result of the estimation, so that building needs no dev text.
const weightsFile = "build/weights.txt"

// weigh sets the mixture of each language: with -dev estimated anew and written, else as read.
func weigh(langs []*language, shared *sharedPack, o options) error {
	var committed map[string]map[string]float64
	if o.dev == "" || o.only != "" {
		var err error
		if committed, err = readWeights(filepath.Join(o.out, weightsFile)); err != nil {
			return err
		}
	}
	for _, l := range langs {
		if o.dev == "" || !o.writes(l) {
			l.mix = newMixture(l.v, shared.prob, l.chars, committed[l.lang])
			l.entropy = committed[l.lang]["entropy"]
			delete(committed[l.lang], "entropy") // it is no weight
			continue
		}
		dev, err := l.readDev(o.dev)
		if err != nil {
			return err
		}
		l.dev = dev
		l.mix = newMixture(l.v, shared.prob, l.chars, nil)
		l.entropy = l.mix.fit(dev.words)
		fmt.Fprintf(os.Stderr, "%s: %d words of dev, cross-entropy %.3f nats a word\n", l.lang, dev.total, l.entropy)
	}
	return nil
}

// Names of the estimated parameters that are no weights of unigram sources.
const (
	classWeight  = "class-bigrams"
	bigramPower  = "bigram-power"
	bigramWeight = "bigrams-%d"
)

func (l *language) bigramFit() bigramFit {
	f := bigramFit{power: l.mix.weights[bigramPower]}
	for i := range f.weight {
		f.weight[i] = l.mix.weights[fmt.Sprintf(bigramWeight, i)]
	}
	return f
}

func (l *language) keepBigramFit(f bigramFit) {
	l.mix.weights[bigramPower] = f.power
	for i, w := range f.weight {
		l.mix.weights[fmt.Sprintf(bigramWeight, i)] = w
	}
}

// devText is clean text of news as the estimation and the report use it.
type devText struct {
	words  map[string]float64
	total  int
	corpus *corpus
}

func (l *language) readDev(dir string) (*devText, error) {
	names, err := filepath.Glob(filepath.Join(dir, l.lang, "*.txt"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("read dev texts: no %s/%s/*.txt", dir, l.lang)
	}
	dev := &devText{words: map[string]float64{}, corpus: &corpus{}}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read dev text: %w", err)
		}
		dev.corpus.add(l.tok.tokens(string(data)))
	}
	for _, tokens := range dev.corpus.paragraphs {
		for _, t := range tokens {
			if t.kind == wordToken {
				dev.words[fold(t.text)]++
				dev.total++
			}
		}
	}
	return dev, nil
}

func writeWeights(file string, langs []*language) error {
	var b strings.Builder
	b.WriteString("# Mixture weights of the unigram sources, estimated by build -dev. language source weight\n" +
		"# bigrams-N is the weight of the bigrams of histories in bucket N, class-bigrams that of class bigrams.\n" +
		"# entropy is the cross-entropy of the texts the weights were estimated from, nats a word.\n")
	for _, l := range langs {
		names := sortedKeys(l.mix.weights)
		sort.SliceStable(names, func(i, j int) bool { return l.mix.weights[names[i]] > l.mix.weights[names[j]] })
		for _, n := range names {
			fmt.Fprintf(&b, "%s %s %.6f\n", l.lang, n, l.mix.weights[n])
		}
		fmt.Fprintf(&b, "%s entropy %.3f\n", l.lang, l.entropy)
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return nil
}

func readWeights(file string) (map[string]map[string]float64, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read weights: %w (estimate them with -dev)", err)
	}
	all := map[string]map[string]float64{}
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		if len(f) != 3 || f[0] == "#" {
			continue
		}
		w, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			return nil, fmt.Errorf("read weights: %s: %w", strings.TrimSpace(line), err)
		}
		if all[f[0]] == nil {
			all[f[0]] = map[string]float64{}
		}
		all[f[0]][f[1]] = w
	}
	return all, nil
}
