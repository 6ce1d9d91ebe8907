// Package twin finds the words of an article that are likely one word spelled in two ways, of
// which one is damaged: "Cườn" beside "Cường", "Comit" beside "Comité". It gathers the words
// once for all rules that ask, pairs those that one slip of a letter or mark parts, and judges
// each pair by a logistic model of what is known of both spellings and of the damage.
package twin

import (
	"unicode/utf8"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules"
)

// Word is a spelling that stands in the article, with all its occurrences.
type Word struct {
	Text  string // as it is written, case included
	Count int
	Case  article.Case

	letters     []letter
	bag         uint64
	marks       int   // how many letters have a mark
	first, last int32 // occurrences, as indices into Index.places
	spelled     spelled
	chain       int32 // next word with the same bag, -1 at the end
}

// place is an occurrence of a word.
type place struct {
	token int32
	next  int32 // next occurrence of the same word, -1 at the end
}

// Index holds the words of an article that take part in comparisons: all capitalised ones, all
// with a mark, and those in small letters that have the letters of one with a mark.
type Index struct {
	art    *article.Article
	pack   *lexicon.Pack
	serial uint64

	words  []Word
	places []place
	pool   []letter // backs Word.letters
	bags   []uint64 // of the plain tokens, 0 for others
	plain  []int32  // the tokens that bags belong to
	bySpel table    // by spelling
	byBag  table    // by bag
	wanted bloom    // bags that a plain word would be compared for

	found  []Suspicion
	judged bool
}

type indexKey struct{}

// Of returns the index of the article that p checks. It is made at the first call and shared by
// the rules of a worker; it is valid while the article is.
func Of(p *rules.Pass) *Index {
	x := p.Shared(indexKey{}, func() any { return new(Index) }).(*Index)
	if x.serial != p.Serial() {
		x.build(p.Article, p.Pack)
		x.serial = p.Serial()
	}
	return x
}

// New returns the index of an article whose language has the given pack.
func New(a *article.Article, pack *lexicon.Pack) *Index {
	x := new(Index)
	x.build(a, pack)
	return x
}

func (x *Index) build(a *article.Article, pack *lexicon.Pack) {
	x.art, x.pack = a, pack
	x.words, x.places, x.pool = x.words[:0], x.places[:0], x.pool[:0]
	x.bags, x.plain, x.found, x.judged = x.bags[:0], x.plain[:0], x.found[:0], false
	x.bySpel.reset()
	x.byBag.reset()
	x.wanted.reset()
	for i := range a.Tokens {
		t := &a.Tokens[i]
		if t.Kind != article.Word || t.Verbatim || t.Case == article.Caseless {
			continue
		}
		bag, ascii := bagOf(a.Text[t.Start:t.End])
		if ascii && t.Case == article.Lower {
			x.bags = append(x.bags, bag)
			x.plain = append(x.plain, int32(i))
			continue
		}
		x.add(int32(i), bag, ascii)
	}
	x.addPlain()
}

// addPlain adds the words in small letters without marks that some word with a mark may have
// become.
func (x *Index) addPlain() {
	if x.wanted.empty {
		return
	}
	for n, bag := range x.bags {
		if x.wanted.has(bag) {
			x.add(x.plain[n], bag, true)
		}
	}
}

// bagOf returns the bag of a word and whether it is ASCII. For other words the bag is found
// letter by letter later on.
func bagOf(word string) (bag uint64, ascii bool) {
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			return 0, false
		}
		bag += asciiWeights[c]
	}
	return bag, true
}

// add counts an occurrence of the word at a token, and takes the word up when it is new.
func (x *Index) add(token int32, bag uint64, ascii bool) {
	text := x.art.Of(int(token))
	hash := hashOf(text)
	for slot := x.bySpel.find(hash); ; slot = x.bySpel.after(slot) {
		i := x.bySpel.at(slot)
		if i < 0 {
			x.take(token, text, bag, ascii, hash)
			return
		}
		if w := &x.words[i]; w.Text == text {
			x.places[w.last].next = int32(len(x.places))
			w.last = int32(len(x.places))
			w.Count++
			x.places = append(x.places, place{token, -1})
			return
		}
	}
}

// take adds a new word.
func (x *Index) take(token int32, text string, bag uint64, ascii bool, hash uint64) {
	from := len(x.pool)
	letters := spell(text, x.pool[from:from:cap(x.pool)])
	if letters == nil {
		return
	}
	if cap(x.pool)-from >= len(letters) {
		x.pool = x.pool[:from+len(letters)]
	} else {
		x.pool = append(make([]letter, 0, 2*cap(x.pool)+poolStep), letters...) // the old pool lives on in its words
		letters = x.pool[:len(letters):len(letters)]
	}
	at := int32(len(x.places))
	w := Word{Text: text, Count: 1, Case: x.art.Tokens[token].Case, letters: letters, bag: bag, first: at, last: at}
	if !ascii {
		w.bag = 0
		for _, l := range letters {
			w.bag += weight(l.base)
			if l.marked() {
				w.marks++
			}
		}
	}
	x.places = append(x.places, place{token, -1})
	n := int32(len(x.words))
	x.bySpel.put(hash, n)
	w.chain = x.byBag.link(w.bag, n)
	x.words = append(x.words, w)
	if w.marks > 0 {
		x.want(&x.words[n])
	}
}

// poolStep is how many letters the pool starts with: enough for most articles.
const poolStep = 4096

// want notes the bags of the plain words that w could have become.
func (x *Index) want(w *Word) {
	x.wanted.add(w.bag)
	for _, l := range w.letters {
		if l.marked() {
			x.wanted.add(w.bag - weight(l.base))
		}
	}
}

// Places calls yield for the tokens at which w stands, in order.
func (x *Index) Places(w *Word, yield func(token int) bool) {
	for i := w.first; i >= 0; i = x.places[i].next {
		if !yield(int(x.places[i].token)) {
			return
		}
	}
}

// WithBag calls yield for the words of the index whose letters, without marks and in any order,
// make the bag.
func (x *Index) WithBag(bag uint64, yield func(*Word)) {
	for n := x.byBag.get(bag); n >= 0; n = x.words[n].chain {
		yield(&x.words[n])
	}
}

// Bag returns the bag of a word, for [Index.WithBag].
func Bag(word string) uint64 {
	bag := uint64(0)
	for _, r := range word {
		bag += weight(letterOf(r).base)
	}
	return bag
}
