package twin

import (
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

// Candidates calls yield for every pair of words in the article that one slip parts, in both
// directions where either could be the damaged one.
func (x *Index) candidates(yield func(Pair)) {
	for i := range x.words {
		w := &x.words[i]
		if len(w.letters) < shortestMarked {
			continue
		}
		if w.chain >= 0 || x.byBag.get(w.bag) != int32(i) {
			x.compare(w, w.bag, yield)
		}
		x.compareShorter(w, yield)
	}
}

// compareShorter compares w with the words that have one letter less.
func (x *Index) compareShorter(w *Word, yield func(Pair)) {
	name := capital(w) && len(w.letters) >= shortestName
	if !name && w.marks == 0 {
		return
	}
	for i, l := range w.letters {
		if !name && !l.marked() || i > 0 && w.letters[i-1].fold == l.fold {
			continue
		}
		x.compare(w, w.bag-weight(l.base), yield)
	}
}

// compare pairs w with the words of a bag.
func (x *Index) compare(w *Word, bag uint64, yield func(Pair)) {
	left := maxChain
	for n := x.byBag.get(bag); n >= 0 && left > 0; n = x.words[n].chain {
		left--
		if o := &x.words[n]; o != w {
			x.pair(o, w, yield)
			if len(o.letters) < len(w.letters) {
				x.pair(w, o, yield)
			}
		}
	}
}

func (x *Index) pair(odd, whole *Word, yield func(Pair)) {
	s, at := slip(odd.letters, whole.letters)
	p := Pair{Odd: odd, Whole: whole, Slip: s, At: at}
	if s == NoSlip || !p.fit() {
		return
	}
	yield(p)
}

// fit reports whether the pair is of a kind that rules repair. Lower-case words are held
// against one another only for lost marks and lost letters with marks.
func (p *Pair) fit() bool {
	if p.Odd.Case == article.Upper || p.Whole.Case == article.Upper {
		return false
	}
	switch p.Slip {
	case MarkLost, MarksLost, MarkedDropped:
		return len(p.Whole.letters) >= shortestMarked
	}
	return p.Name() && len(p.Whole.letters) >= shortestName
}
