package lexicon

import (
	"iter"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"copydesk/lexicon/internal/pack"
)

// DetectWords is how many words Detect looks at; more change nothing.
const DetectWords = 300

// Bounds of Detect, set on running text of the seven languages and of their neighbours.
const (
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
		if counts(w) && !e.add(voiceOf(KeyOf(w), afterElision(w), everyPack)) {
			break
		}
	}
	return e.decide()
}

// counts reports whether a word belongs to a language: whether it begins with a letter that is no capital.
func counts(word string) bool {
	if word == "" {
		return false
	}
	if c := word[0]; c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z'
	}
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(r) && !unicode.IsUpper(r)
}

// voice is what one word says for each language.
type voice struct {
	costs           uint64 // a byte for each pack: the log-probability, in steps below zero; mostCost for rare and unknown words
	known, function uint8  // a bit for each pack
	near            uint16 // the neighbours that have it as a function word, in neighbourSets
}

// everyPack is a bit for each pack.
const everyPack = 1<<len(packs) - 1

// mostCost is the cost of a word that a language has not, or rarely.
const mostCost = -rareWord / pack.WordStep

// voiceOf returns what the word k says; rest is the key of what follows an elided article in it, zero without one. only are
// the packs that may have them.
func voiceOf(k, rest Key, only uint8) voice {
	v := voice{near: neighbours()[k]}
	for i, p := range packs {
		cost := uint64(mostCost)
		if only>>i&1 != 0 {
			entry, ok := p.words.Find(uint64(k))
			elided := !ok && rest != 0
			if elided {
				entry, ok = p.words.Find(uint64(rest))
			}
			if ok {
				cost = min(cost, uint64(entry&0xFF))
				v.known |= 1 << i
			}
			if ok && (elided || p.flags(entry>>8&0xFF).Has(FunctionWord)) {
				v.function |= 1 << i
			}
		}
		v.costs |= cost << (8 * i)
	}
	return v
}

const curly = "’"

// afterElision returns the key of what follows the first apostrophe, zero when there is none.
func afterElision(word string) Key {
	for i := range len(word) {
		switch {
		case word[i] == '\'':
			return KeyOf(word[i+1:])
		case word[i] == curly[0] && strings.HasPrefix(word[i:], curly):
			return KeyOf(word[i+len(curly):])
		}
	}
	return 0
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
