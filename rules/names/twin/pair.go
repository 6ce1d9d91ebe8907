package twin

import (
	"slices"
	"strings"

	"copydesk/article"
)

// Pair is a word of the article and the one it may have become by damage.
type Pair struct {
	Odd, Whole *Word
	Slip       Slip
	At         int // the letter of Whole that the slip happened to
}

// Name reports whether the pair is one of names: both forms begin with a capital, wherever
// they stand.
func (p *Pair) Name() bool { return capital(p.Odd) && capital(p.Whole) }

func capital(w *Word) bool { return w.Case == article.Title || w.Case == article.Mixed }

// shortestName is the number of letters of the shortest name that is compared for other slips
// than those of marks: shorter ones are too often one letter apart.
const shortestName = 4

// shortestMarked is the number of letters of the shortest word with a mark that is compared.
const shortestMarked = 3

// maxChain bounds how many words with the same letters are compared with one word, so that a
// list of anagrams costs no more than other text.
const maxChain = 32

// candidates calls yield for every pair of words in the article that one slip parts, in both
// directions where either could be the damaged one.
func (x *Index) candidates(yield func(Pair)) {
	for i := range x.words {
		w := &x.words[i]
		if w.form.length < shortestMarked {
			continue
		}
		if w.crowded {
			x.compare(w, w.form.bag, yield)
		}
		x.compareShorter(w, yield)
	}
}

// compareShorter compares w with the words that have one letter less.
func (x *Index) compareShorter(w *Word, yield func(Pair)) {
	name, f := w.Case > article.Lower && w.form.length >= shortestName, &w.form
	switch {
	case !name && f.marks == 0:
	case !name && f.marks == 1:
		if bag := f.bag - f.cut; x.present.has(bag) {
			x.compare(w, bag, yield)
		}
	case w.ascii:
		for i := range len(w.Text) {
			if bag := f.bag - byteWeights[w.Text[i]]; x.present.has(bag) && strings.IndexByte(w.Text[:i], w.Text[i]) < 0 {
				x.compare(w, bag, yield)
			}
		}
	default:
		letters := x.lettersOf(w)
		for i, l := range letters {
			if bag := f.bag - weight(l.base); x.present.has(bag) && (name || l.marked()) && !slices.Contains(letters[:i], l) {
				x.compare(w, bag, yield)
			}
		}
	}
}

// compare pairs w with the words of a bag.
func (x *Index) compare(w *Word, bag uint64, yield func(Pair)) {
	left := maxChain
	for n := x.byBag.get(bag); n >= 0 && left > 0; n = x.words[n].chain {
		left--
		if o := &x.words[n]; o != w && o.Case != article.Upper && w.Case != article.Upper && o.form.length > 1 {
			x.pair(o, w, yield)
			if o.form.length < w.form.length {
				x.pair(w, o, yield)
			}
		}
	}
}

func (x *Index) pair(odd, whole *Word, yield func(Pair)) {
	s, at := slip(x.lettersOf(odd), x.lettersOf(whole))
	p := Pair{Odd: odd, Whole: whole, Slip: s, At: at}
	if s != NoSlip && p.fit() {
		yield(p)
	}
}

// fit reports whether the pair is of a kind that rules repair. Lower-case words are held
// against one another only for lost marks and lost letters with marks.
func (p *Pair) fit() bool {
	switch p.Slip {
	case MarkLost, MarksLost, MarkedDropped:
		return p.Whole.form.length >= shortestMarked
	}
	return p.Name() && p.Whole.form.length >= shortestName
}
