package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"copydesk/article"

	"golang.org/x/text/language"
)

// corpus makes articles whose words, names and sources follow Zipf's law, as those of news do.
// An article depends on its number and the seed alone, so that any worker can make it.
type corpus struct {
	seed  uint64
	words []string
}

// The sizes of a simulated corpus.
const (
	commonWords = 150_000 // words of the language; beyond them new words go on to come, see word
	meanWords   = 320     // of an article: the mean of the agencies that the rules were made for
	sentence    = 22      // words of a sentence
	paragraph   = 3       // sentences of a paragraph
	nameShare   = 0.04    // of the running words begin a name
	givenNames  = 3_000
	sources     = 40
	copies      = 0.01 // of the articles are another one sent again
)

func newCorpus(seed uint64) *corpus {
	c := &corpus{seed: seed}
	r := rand.New(rand.NewPCG(seed, 0))
	for range commonWords {
		c.words = append(c.words, syllables(r, 1+r.IntN(4)))
	}
	return c
}

var (
	onsets = strings.Fields("b c d f g h l m n p qu r s t v tr pr ch ll br cl")
	nuclei = strings.Fields("a e i o u a e o á é í ó ú ia ie ue ió")
	codas  = strings.Fields(". . . . n s r l")
)

func syllables(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(onsets[r.IntN(len(onsets))] + nuclei[r.IntN(len(nuclei))] + strings.Trim(codas[r.IntN(len(codas))], "."))
	}
	return b.String()
}

// zipf returns a rank from 0 by the density 1/(rank+shift), up to n.
func zipf(r *rand.Rand, n, shift float64) int {
	return int(shift*math.Pow((n+shift)/shift, r.Float64()) - shift)
}

// word returns a running word. One in about 150 is from a tail without end: numbers of products,
// slips, rare words.
func (c *corpus) word(r *rand.Rand) string {
	const openTail = 1.0 / 150
	if r.Float64() < openTail {
		return syllables(rand.New(rand.NewPCG(c.seed, uint64(zipf(r, 1e9, 1e4)))), 4)
	}
	return c.words[zipf(r, commonWords, 2.7)]
}

// name returns the name of a person: a family name by Zipf's law without end, and a given name
// that belongs to the family name's bearer.
func (c *corpus) name(r *rand.Rand) string {
	person := uint64(zipf(r, 1e8, 30))
	own := rand.New(rand.NewPCG(c.seed+1, person))
	given := rand.New(rand.NewPCG(c.seed+2, uint64(zipf(own, givenNames, 5))))
	return title(syllables(given, 2)) + " " + title(syllables(own, 1+own.IntN(3)))
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// article returns article n.
func (c *corpus) article(n int) article.Input {
	text := uint64(n)
	if luck := rand.New(rand.NewPCG(c.seed+4, uint64(n))); luck.Float64() < copies && n > 0 {
		text = luck.Uint64N(uint64(n)) // of another article
	}
	r := rand.New(rand.NewPCG(c.seed+3, text))
	var b strings.Builder
	source := zipf(r, sources, 1)
	cast := make([]string, 6)
	for i := range cast {
		cast[i] = c.name(r)
	}
	for words := int(meanWords * (0.3 + 1.4*r.Float64())); words > 0; words -= sentence * paragraph {
		for s := range paragraph {
			if s > 0 {
				b.WriteByte(' ')
			}
			c.sentence(&b, r, cast)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "Más noticias de la fuente %d\n", source)
	return article.Input{
		Name: fmt.Sprintf("shard-%05d.jsonl#%d", n/1000, n), Lang: language.Spanish, Text: b.String(),
		Meta: article.Meta{Source: fmt.Sprintf("source%02d.example", source)},
	}
}

func (c *corpus) sentence(b *strings.Builder, r *rand.Rand, cast []string) {
	for i := range sentence {
		switch {
		case i == 0:
			b.WriteString(title(c.words[zipf(r, commonWords, 2.7)]))
		case r.Float64() < nameShare:
			b.WriteString(" " + cast[zipf(r, float64(len(cast)), 1)])
		default:
			b.WriteString(" " + c.word(r))
		}
	}
	b.WriteByte('.')
}
