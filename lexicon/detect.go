package lexicon

import (
	"iter"
	"math"
	"math/bits"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"copydesk/lexicon/internal/pack"
)

// Bounds of Detect, set on running text of the seven languages and of their neighbours.
const (
	detectWords    = 300 // words looked at; more change nothing
	detectMinWords = 4   // fewer are never enough
	rareWord       = -13 // natural log-probability given to a word that a language has not
	// minMargin is how many nats the best language must lead by in all, and minMarginWord by
	// each word.
	minMargin     = 6.0
	minMarginWord = 0.25
	// minKnown and minFunction are the least shares of known words, and of function words.
	minKnown    = 0.6
	minFunction = 0.18
	// Without that many function words, a language must know plainKnown of the words and lead
	// by plainMargin nats a word: headlines, and languages whose marks nobody else has.
	plainKnown  = 0.95
	plainMargin = 1.5
	// A neighbour is as good when it has nearFunction of the function words, and some words are
	// function words of its own: nearOwn and nearOwnShare of all, or fewer when there are many
	// strange words, its own and unknown ones.
	nearFunction     = 0.7
	nearOwn          = 2
	nearOwnShare     = 0.08
	nearStrange      = 3
	nearStrangeShare = 0.2
	// A text is mixed when more than maxForeign of its words are clearForeign nats likelier in
	// one other language.
	clearForeign = 3.0
	maxForeign   = 0.25
)

// Detect returns the language of running words, and how sure it is, 0 to 1. The words are
// weighed by the unigram tables of all packs and by the function words of some twenty
// languages without a pack; only the first 300 count. It returns [language.Und] and how sure
// it would have been when the words are too few, are in another language, or are mixed.
//
// Words that begin with a capital or a digit count for nothing: names belong to no language.
func Detect(words iter.Seq[string]) (tag language.Tag, confidence float64) {
	var e evidence
	for w := range words {
		if counts(w) {
			v := votesOf(KeyOf(w), afterElision(w), everyPack)
			e.add(&v)
		}
		if e.words >= detectWords {
			break
		}
	}
	return e.decide()
}

// counts reports whether a word belongs to a language: whether it begins with a letter that is no capital.
func counts(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(r) && !unicode.IsUpper(r)
}

// evidence sums what the words say for each language.
type evidence struct {
	words    int
	score    [len(packs)]float64
	known    [len(packs)]int
	function [len(packs)]int
	foreign  [len(packs)][rowOfPacks]int // words that are clearly likelier in j than in i
	// neighbours counts the function words of each neighbour, and of those the ones that are no
	// function words of pack i.
	neighbours [maxNeighbours]int
	exclusive  [len(packs)][maxNeighbours]int
}

// rowOfPacks is the number of packs, rounded up to a power of two so that a bit each fits into a byte.
const rowOfPacks = 8

// votes is what one word says for each language.
type votes struct {
	foreign         uint64            // bit rowOfPacks*i+j: the word is clearly likelier in j than in i
	prob            [len(packs)]uint8 // log-probability, in steps below zero; noProb of an unknown word
	known, function uint8             // a bit for each pack
	near            uint16            // the neighbours that have it as a function word, in neighbourSets
}

// everyPack is a bit for each pack.
const everyPack = 1<<len(packs) - 1

// votesOf returns what the word k says; rest is the key of what follows an elided article in it, zero without one. only are
// the packs that may have them.
func votesOf(k, rest Key, only uint8) votes {
	v := votes{near: neighbours()[k]}
	for i, p := range packs {
		if v.prob[i] = noProb; only>>i&1 == 0 {
			continue
		}
		entry, ok := p.words.Find(uint64(k))
		elided := !ok && rest != 0
		if elided {
			entry, ok = p.words.Find(uint64(rest))
		}
		if !ok {
			continue
		}
		v.prob[i] = uint8(entry)
		v.known |= 1 << i
		if elided || p.flags(entry>>8&0xFF).Has(FunctionWord) {
			v.function |= 1 << i
		}
	}
	scores := v.scores()
	for i, own := range scores {
		for j, other := range scores {
			if other > own+clearForeign {
				v.foreign |= 1 << (rowOfPacks*i + j)
			}
		}
	}
	return v
}

// noProb is as good as any probability below rareWord.
const noProb = math.MaxUint8

// scoreOf are the log-probabilities by their steps, and rareWord where they are less.
var scoreOf = func() (scores [noProb + 1]float64) {
	for steps := range scores {
		scores[steps] = max(float64(-float32(steps)*pack.WordStep), rareWord)
	}
	return scores
}()

// scores returns the log-probability of the word in each language.
func (v *votes) scores() (scores [len(packs)]float64) {
	for i, steps := range v.prob {
		scores[i] = scoreOf[steps]
	}
	return scores
}

func (e *evidence) add(v *votes) {
	e.words++
	for i, score := range v.scores() {
		e.score[i] += score
		e.known[i] += int(v.known >> i & 1)
		e.function[i] += int(v.function >> i & 1)
	}
	for m := v.foreign; m != 0; m &= m - 1 {
		n := bits.TrailingZeros64(m)
		e.foreign[n/rowOfPacks][n%rowOfPacks]++
	}
	if v.near == 0 {
		return
	}
	for _, n := range neighbourSets()[v.near] {
		e.neighbours[n]++
		for i := range packs {
			e.exclusive[i][n] += 1 - int(v.function>>i&1)
		}
	}
}

// afterElision returns the key of what follows the first apostrophe, zero when there is none.
func afterElision(word string) Key {
	i := strings.IndexAny(word, "'’")
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(word[i:])
	return KeyOf(word[i+size:])
}

func (e *evidence) decide() (language.Tag, float64) {
	if e.words < detectMinWords {
		return language.Und, 0
	}
	best, second := e.ranking()
	margin := e.score[best] - e.score[second]
	confidence := 1 / (1 + math.Exp(-margin/2))
	if margin < minMargin || !e.plausible(best, margin) {
		return language.Und, confidence / 2
	}
	return packs[best].tag, confidence
}

// plausible reports whether the words look like running text of the best language, and not
// like that of a neighbour or of several.
func (e *evidence) plausible(best int, margin float64) bool {
	n := float64(e.words)
	known, function := float64(e.known[best])/n, float64(e.function[best])/n
	plain := known >= plainKnown && margin/n >= plainMargin
	switch {
	case margin/n < minMarginWord, known < minKnown,
		function < minFunction && !plain,
		e.neighbourOf(best) && !plain:
		return false
	}
	for _, votes := range e.foreign[best] {
		if float64(votes) > maxForeign*n {
			return false
		}
	}
	return true
}

func (e *evidence) ranking() (best, second int) {
	second = -1
	for i := range e.score {
		switch {
		case e.score[i] > e.score[best]:
			best, second = i, best
		case i != best && (second < 0 || e.score[i] > e.score[second]):
			second = i
		}
	}
	return best, second
}

// neighbourOf reports whether a language without a pack explains the function words about as
// well as the best one, and has some of its own among them.
func (e *evidence) neighbourOf(best int) bool {
	for n, count := range e.neighbours {
		own := e.exclusive[best][n]
		strange := own + e.words - e.known[best]
		if float64(count) < nearFunction*float64(e.function[best]) || own == 0 {
			continue
		}
		if own >= nearOwn && float64(own) >= nearOwnShare*float64(e.words) ||
			strange >= nearStrange && float64(strange) >= nearStrangeShare*float64(e.words) {
			return true
		}
	}
	return false
}

// maxNeighbours bounds the languages of data/shared/neighbours.txt.
const maxNeighbours = 32

// neighbours maps a function word to the languages without a pack that have it, which neighbourSets lists.
func neighbours() map[Key]uint16 { return readNeighbours().sets }

func neighbourSets() [][]uint8 { return readNeighbours().lists }

type neighbourWords struct {
	sets  map[Key]uint16
	lists [][]uint8 // the first one is empty
}

var readNeighbours = sync.OnceValue(func() (w neighbourWords) {
	w.sets, w.lists = map[Key]uint16{}, make([][]uint8, 1)
	for i, line := range shared.List("neighbours") {
		_, words, _ := strings.Cut(line, ":")
		for _, word := range strings.Fields(words) {
			k := KeyOf(word)
			if w.sets[k] == 0 {
				w.sets[k] = uint16(len(w.lists))
				w.lists = append(w.lists, nil)
			}
			w.lists[w.sets[k]] = append(w.lists[w.sets[k]], uint8(i))
		}
	}
	return w
})
