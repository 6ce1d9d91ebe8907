package main

import (
	"fmt"
	"io"
	"math"
	"os"

	"copydesk/lexicon/profile"
)

// growth is how many different facts a corpus of the generator has, by kind: a closed form of
// what article draws at random. A fact that is drawn with the probability p in each of n draws is
// met at least once with 1-exp(-np) (Poisson), and the facts of a kind are summed in bins of
// neighbouring ranks, within which p hardly differs.
type growth map[profile.Kind]float64

// bin holds neighbouring ranks of a law.
type bin struct{ count, p float64 } // how many there are, and the probability of each

// bins returns the ranks of zipf(n, shift) in bins that grow by a tenth, with probabilities that
// add up to weight.
func bins(n, shift, weight float64) []bin {
	const step = 1.1
	var list []bin
	for low := 0.0; low < n; {
		high := math.Min(n, math.Max(low+1, math.Floor(low*step)))
		p := math.Log((high+shift)/(low+shift)) / math.Log((n+shift)/shift)
		list = append(list, bin{high - low, weight * p / (high - low)})
		low = high
	}
	return list
}

// met returns how many of the facts with a part of a and one of b are met in n draws of both.
func met(n float64, a, b []bin) float64 {
	sum := 0.0
	for _, x := range a {
		for _, y := range b {
			sum += x.count * y.count * -math.Expm1(-n*x.p*y.p)
		}
	}
	return sum
}

// What article and sentence draw, and what learning makes of it.
const (
	openWords   = 1.0 / 150 // of the words that are no names
	openRanks   = 1e9       // of the tail without end
	openShift   = 1e4
	commonShift = 2.7 // of the common words
	persons     = 1e8
	personShift = 30
	castSize    = 6 // persons of an article

	meanBlocks = 5.35 // paragraphs of an article, since the last is filled up
	perArticle = paragraph * (sentence - 1) * meanBlocks * nameShare

	// Fitted to what was learned of 10,000 articles: words of one syllable are drawn more than
	// once, names take in capitals that stand beside them, and have words beside them.
	differentWords  = 0.85
	formsOfName     = 2.7
	besideName      = 40 // an article
	bandsPerArticle = 8
)

// expect returns the growth of a corpus of n articles.
func expect(n float64) growth {
	n *= 1 - copies // another one sent again has no facts of its own but its signature
	running := n * meanBlocks * paragraph * sentence
	words := append(bins(commonWords, commonShift, 1-openWords), bins(openRanks, openShift, openWords)...)
	ofSource := bins(sources, 1, 1)
	people := bins(persons, personShift, 1)
	return growth{
		profile.WordOf:    differentWords * met(running*(1-nameShare), words, ofSource),
		profile.BigramOf:  met(running*(1-2*nameShare), words, words),
		profile.NameOf:    formsOfName * met(n*castMentioned(), people, ofSource),
		profile.Companion: met(n*besideName, people, words),
		profile.LineOf:    sources, // the one line that all articles of a source share; paragraphs are too long
		profile.Signature: n / (1 - copies),
		profile.Band:      n / (1 - copies) * bandsPerArticle,
	}
}

// castMentioned returns how many persons of its cast an article mentions on average.
func castMentioned() float64 {
	sum := 0.0
	for _, b := range bins(castSize, 1, 1) {
		sum += b.count * -math.Expm1(-perArticle*b.p)
	}
	return sum
}

// total returns how many facts there are.
func (g growth) total() float64 {
	sum := 0.0
	for _, n := range g {
		sum += n
	}
	return sum
}

// factsOf counts the facts of the partial profile at path by kind.
func factsOf(path string) (growth, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	g := growth{}
	return g, profile.Facts(f, func(fact *profile.Fact) error { g[fact.Kind]++; return nil })
}

// kinds are those that growth knows and that are many, in the order of the table.
var kinds = []profile.Kind{profile.WordOf, profile.BigramOf, profile.NameOf, profile.Companion, profile.Signature, profile.Band}

// bytesPerFact is what a fact takes in a partial profile, compressed: 7.9 to 8.2 were measured
// on 10,000 to 1,000,000 articles.
const bytesPerFact = 8

// printGrowth writes what corpora of 10,000 to 1,000,000,000 articles have.
func printGrowth(w io.Writer) {
	fmt.Fprintln(w, "articles        words        pairs        names       beside   signatures        bands        total   partial, GB")
	for n := 1e4; n <= 1e9; n *= 10 {
		g := expect(n)
		fmt.Fprintf(w, "%8.0e", n)
		for _, k := range kinds {
			fmt.Fprintf(w, " %12.3g", g[k])
		}
		fmt.Fprintf(w, " %12.3g %13.3g\n", g.total(), g.total()*bytesPerFact/1e9)
	}
}
