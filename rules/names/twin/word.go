package twin

import (
	"copydesk/article"
	"copydesk/lexicon"
)

// Word is a spelling that stands in the article, with all its occurrences.
type Word struct {
	Text  string // as it is written, case included
	Count int
	Case  article.Case

	ascii       bool
	crowded     bool          // another word of the index has the same bag
	entry       lexicon.Entry // of the pack of the article's language
	form        form
	letters     []letter // nil until they are asked for
	spelled     int32    // index into Index.spelled, from 1; 0 until it is asked for
	first, last int32    // occurrences, as indices into Index.places
	chain       int32    // next word with the same bag, -1 at the end
}

// place is an occurrence of a word.
type place struct {
	token int32
	next  int32 // next occurrence of the same word, -1 at the end
}

// add counts an occurrence of a word at a token, and takes the word up when it is new.
func (x *Index) add(token int, f *form) {
	if len(x.places) == maxPlacesKept {
		return
	}
	at, t := int32(len(x.places)), &x.art.Tokens[token]
	text, entry := x.art.Of(token), x.entries[token]
	hash := mix(uint64(entry.Key) + uint64(t.Case))
	for slot := x.bySpell.find(hash); ; slot = x.bySpell.after(slot) {
		i := x.bySpell.at(slot)
		if i < 0 {
			break
		}
		if w := &x.words[i]; w.Text == text {
			x.places[w.last].next = at
			w.last = at
			w.Count++
			x.places = append(x.places, place{int32(token), -1})
			return
		}
	}
	if len(x.words) == maxWords {
		return
	}
	x.places = append(x.places, place{int32(token), -1})
	x.bySpell.put(hash, int32(len(x.words)))
	x.take(Word{Text: text, Count: 1, Case: t.Case, entry: entry, form: *f, first: at, last: at, ascii: isASCII(x.art.Text, int(t.Start), int(t.End))})
}

// take adds a new word.
func (x *Index) take(w Word) {
	n := int32(len(x.words))
	if w.chain = x.byBag.link(w.form.bag, n); w.chain >= 0 {
		w.crowded, x.words[w.chain].crowded = true, true
	}
	x.present.add(w.form.bag)
	x.words = append(x.words, w)
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

// Places calls yield for the tokens at which w stands, in order.
func (x *Index) Places(w *Word, yield func(token int) bool) {
	for i := w.first; i >= 0; i = x.places[i].next {
		if !yield(int(x.places[i].token)) {
			return
		}
	}
}
