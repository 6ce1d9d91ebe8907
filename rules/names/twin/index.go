// Package twin finds the words of an article that are likely one word spelled in two ways, of
// which one is damaged: "Cườn" beside "Cường", "Comit" beside "Comité". It gathers the words
// once for all rules that ask, pairs those that one slip of a letter or mark parts, and judges
// each pair by a logistic model of what is known of both spellings and of the damage.
package twin

import (
	"slices"
	"strings"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules"

	"golang.org/x/text/language"
)

// Word is a spelling that stands in the article, with all its occurrences.
type Word struct {
	Text  string // as it is written, case included
	Count int
	Case  article.Case

	letters     []letter // nil until they are asked for
	spelled     spelled  // nothing until it is asked for
	syllable    lexicon.Syllable
	isSyllable  answer
	bag         uint64
	length      int   // letters; 0 for a word that is not compared
	marks       int   // how many letters have a mark
	ascii       bool  //
	first, last int32 // occurrences, as indices into Index.places
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

	words   []Word
	places  []place
	pool    []letter // backs Word.letters
	bySpell table    // by the bytes of the spelling
	byBag   table    // by bag
	present bloom    // bags in byBag
	wanted  bloom    // bags that a plain word would be compared for
	shapes  bloom    // the shapes of such words

	vietnamese answer
	found      []Suspicion
	judged     bool
	scratch    Suspicion
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

// Bounds of the index. An article of news has some hundreds of words that are compared; one with
// more than these is a list or no text at all, of which the first part is compared.
const (
	maxWords      = 100_000
	maxPlacesKept = 1_000_000
	// usualWords is the number of words whose buffers are kept for the next article.
	usualWords = 20_000
)

func (x *Index) build(a *article.Article, pack *lexicon.Pack) {
	if len(x.words) > usualWords {
		*x = Index{}
	}
	x.art, x.pack = a, pack
	x.words, x.places, x.pool = x.words[:0], x.places[:0], x.pool[:0]
	x.found, x.judged, x.vietnamese = x.found[:0], false, undecided
	x.bySpell.reset()
	x.byBag.reset()
	x.present.reset()
	x.wanted.reset()
	x.shapes.reset()
	marks, torn := a.Has(article.NonASCII), a.Has(article.Replacement)
	for i := range a.Tokens {
		t := &a.Tokens[i]
		if t.Kind != article.Word || t.Verbatim || t.Case == article.Caseless || torn && x.torn(t) {
			continue
		}
		if t.Case > article.Lower || marks && !isASCII(a.Text[t.Start:t.End]) {
			text := a.Text[t.Start:t.End]
			x.add(int32(i), text, byteBag(text))
		}
	}
	if !x.wanted.empty {
		x.addPlain()
	}
}

// torn reports whether a replacement character stands beside t: what is left of the word is no
// form of its own.
func (x *Index) torn(t *article.Token) bool {
	const lost = "\uFFFD"
	return strings.HasPrefix(x.art.Text[t.End:], lost) || strings.HasSuffix(x.art.Text[:t.Start], lost)
}

// addPlain adds the words in small letters without marks that some word with a mark may have
// become.
func (x *Index) addPlain() {
	a := x.art
	for i := range a.Tokens {
		t := &a.Tokens[i]
		if t.Kind != article.Word || t.Case != article.Lower || t.Verbatim {
			continue
		}
		text := a.Text[t.Start:t.End]
		if !x.shapes.has(shape(len(text), text[0], text[len(text)-1])) {
			continue
		}
		if bag := byteBag(text); x.wanted.has(bag) && isASCII(text) {
			x.add(int32(i), text, bag)
		}
	}
}

// add counts an occurrence of a word at a token, and takes the word up when it is new.
func (x *Index) add(token int32, text string, hash uint64) {
	if len(x.places) == maxPlacesKept {
		return
	}
	at := int32(len(x.places))
	for slot := x.bySpell.find(hash); ; slot = x.bySpell.after(slot) {
		i := x.bySpell.at(slot)
		if i < 0 {
			break
		}
		if w := &x.words[i]; w.Text == text {
			x.places[w.last].next = at
			w.last = at
			w.Count++
			x.places = append(x.places, place{token, -1})
			return
		}
	}
	if len(x.words) == maxWords {
		return
	}
	x.places = append(x.places, place{token, -1})
	x.take(Word{Text: text, Count: 1, Case: x.art.Tokens[token].Case, bag: hash, first: at, last: at, ascii: isASCII(text)}, hash)
}

// take adds a new word.
func (x *Index) take(w Word, hash uint64) {
	n := int32(len(x.words))
	x.bySpell.put(hash, n)
	if w.ascii {
		w.length = len(w.Text)
	} else {
		x.takeMarked(&w)
	}
	w.chain = -1
	if w.length <= maxLetters && w.length > 0 {
		w.chain = x.byBag.link(w.bag, n)
		x.present.add(w.bag)
	}
	x.words = append(x.words, w)
}

// takeMarked finds the bag of a word that is not ASCII letter by letter.
func (x *Index) takeMarked(w *Word) {
	x.spellWord(w)
	w.length, w.bag = len(w.letters), 0
	for _, l := range w.letters {
		w.bag += weight(l.base)
		if l.marked() {
			w.marks++
		}
	}
	if w.marks > 0 {
		x.want(w)
	}
}

// poolStep is how many letters the pool starts with: enough for most articles.
const poolStep = 4096

// lettersOf returns the letters of a word.
func (x *Index) lettersOf(w *Word) []letter {
	if w.letters == nil {
		x.spellWord(w)
	}
	return w.letters
}

func (x *Index) spellWord(w *Word) {
	from := len(x.pool)
	if cap(x.pool)-from < maxLetters {
		x.pool, from = make([]letter, 0, 2*cap(x.pool)+poolStep), 0 // the old pool lives on in its words
	}
	w.letters = spell(w.Text, x.pool[from:from:cap(x.pool)])
	x.pool = x.pool[:from+len(w.letters)]
}

// want notes the bags and shapes of the plain words that w could have become: all its marks
// lost, or its only letter with a mark left out.
func (x *Index) want(w *Word) {
	n := len(w.letters)
	x.wanted.add(w.bag)
	x.shapes.add(shape(n, byte(w.letters[0].base), byte(w.letters[n-1].base)))
	if w.marks > 1 || n < 2 {
		return
	}
	cut := slices.IndexFunc(w.letters, letter.marked)
	x.wanted.add(w.bag - weight(w.letters[cut].base))
	first, last := w.letters[0], w.letters[n-1]
	switch cut {
	case 0:
		first = w.letters[1]
	case n - 1:
		last = w.letters[n-2]
	}
	x.shapes.add(shape(n-1, byte(first.base), byte(last.base)))
}

// shape is a number for the length, the first and the last letter of a word: a look at three
// bytes that spares the sum over all of them for nearly every word.
func shape(length int, first, last byte) uint64 {
	return uint64(length)<<10 ^ uint64(first)<<5 ^ uint64(last)
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
	if !x.present.has(bag) {
		return
	}
	for n := x.byBag.get(bag); n >= 0; n = x.words[n].chain {
		yield(&x.words[n])
	}
}

// Bag returns the bag of a word, for [Index.WithBag].
func Bag(word string) (bag uint64) {
	for _, r := range word {
		bag += weight(letterOf(r).base)
	}
	return bag
}

// Marked calls yield for the words that have a letter with a mark.
func (x *Index) Marked(yield func(*Word)) {
	if x.wanted.empty {
		return
	}
	for i := range x.words {
		if x.words[i].marks > 0 {
			yield(&x.words[i])
		}
	}
}

// Vietnamese reports whether the article is Vietnamese or has a word with a letter that hardly
// another language uses.
func (x *Index) Vietnamese() bool {
	if x.vietnamese == undecided {
		x.vietnamese = no
		if x.pack.Lang() == language.Vietnamese {
			x.vietnamese = yes
		}
		x.Marked(func(w *Word) {
			if x.vietnamese == no && slices.ContainsFunc(w.letters, func(l letter) bool { return lexicon.VietnameseLetter(l.fold) }) {
				x.vietnamese = yes
			}
		})
	}
	return x.vietnamese == yes
}

// answer is a question that is asked once for each article.
type answer uint8

const (
	undecided answer = iota
	yes
	no
)

// Syllable returns what the grammar of Vietnamese makes of a word. It is parsed once.
func (x *Index) Syllable(w *Word) (lexicon.Syllable, bool) {
	if w.isSyllable == undecided {
		w.isSyllable = no
		var ok bool
		if w.syllable, ok = lexicon.ParseSyllable(w.Text); ok {
			w.isSyllable = yes
		}
	}
	return w.syllable, w.isSyllable == yes
}
