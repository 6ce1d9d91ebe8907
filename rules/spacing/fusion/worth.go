package fusion

import (
	"copydesk/article"
	"copydesk/lexicon"
)

// worthSearch reports whether a run that the lattice has begun with can be read otherwise at all: a joint at which a blank may
// be lost, a capital inside a word, or an odd word that is a chain of words of the language or the article.
func (w *Worker) worthSearch(l *lattice, r *run) bool {
	first := 0 // code points before token i
	for i := int(r.first); i < int(r.last); i++ {
		t, stop := &w.art.Tokens[i], l.tokenEnd(first)
		switch {
		case t.Verbatim:
		case t.Case == article.Mixed, l.joints[first] != NoJoint:
			return true
		case t.Kind != article.Word || t.End-t.Start < shortestSuspect || !w.oddWord(i):
		case w.besideApostrophe(r, i), w.chains(l, first, stop):
			return true
		}
		first = stop
	}
	return false
}

// besideApostrophe reports whether token i of the run stands next to an apostrophe: dansl'école.
func (w *Worker) besideApostrophe(r *run, i int) bool {
	return i+1 < int(r.last) && isApostrophe(firstRune(w.art.Of(i+1))) || i > int(r.first) && isApostrophe(firstRune(w.art.Of(i-1)))
}

// longestChain is the length in bytes from which a token is searched without looking for a chain.
const longestChain = 2 * maxWord

// chains reports whether the token [first,stop) is a chain of two known words or more.
func (w *Worker) chains(l *lattice, first, stop int) bool {
	if l.byteAt(stop)-l.byteAt(first) >= longestChain {
		return true
	}
	reached := uint64(1) // a bit for each code point behind the first
	for i := first; i < stop; i++ {
		if reached>>(i-first)&1 != 0 {
			reached |= w.links(l, first, i, stop) << (i - first)
		}
	}
	return reached>>(stop-first)&1 != 0
}

// links returns the ends of the known words that begin at code point i of the token [first,stop), as bits for the code
// points behind i.
func (w *Worker) links(l *lattice, first, i, stop int) (ends uint64) {
	h := lexicon.NewHash()
	may := w.mayKnow(l, i)
	for j := i; j < stop && may>>(j-i) != 0; j++ {
		h = h.Add(l.runes[j])
		if may>>(j-i)&1 == 0 || i == first && j+1 == stop || !w.longEnough(w.art.Text[l.byteAt(i):l.byteAt(j+1)]) {
			continue
		}
		if k := h.Key(); w.has(k) || w.own.count(k) > 0 {
			ends |= 1 << (j + 1 - i)
		}
	}
	return ends
}

// row says which words that begin at one code point may be known, a bit for each end: neither the language nor the
// article knows the others. It is made when it is first asked for.
type row uint64

const (
	rowBits = 63
	rowMade = row(1) << rowBits
)

// mayKnow returns the row of code point i, without rowMade.
func (w *Worker) mayKnow(l *lattice, i int) row {
	if l.rows[i] == 0 {
		l.rows[i] = rowMade | w.makeRow(l, i)
	}
	return l.rows[i] &^ rowMade
}

func (w *Worker) makeRow(l *lattice, i int) (may row) {
	h := lexicon.NewHash()
	for j := i; j < len(l.runes) && j-i < rowBits; j++ {
		if l.token[j] != l.token[i] && !w.joinsWord(l, j) {
			break
		}
		h = h.Add(l.runes[j])
		if k := h.Key(); w.pack.Holds(k) || w.own.odd.holds(k) || w.corpus != nil && w.inCorpus(k) {
			may |= 1 << (j - i)
		}
	}
	return may
}
