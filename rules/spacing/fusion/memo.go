package fusion

import (
	"unicode"

	"copydesk/lexicon"
)

// memoSize is the number of words of which the worker remembers what the pack says of them, a power
// of two. Running text repeats itself, and so do the beginnings and ends of its words: most look-ups need not
// leave the cache.
const memoSize = 1 << 12

// memo is what the pack says of one word, as far as anybody has asked.
type memo struct {
	key     lexicon.Key
	flags   lexicon.Flags
	logProb float32
	backoff float32
	class   lexicon.Class
	state   memoState
}

type memoState uint16

const (
	asked      memoState = 1 << iota // flags and log-probability hold
	inPack                           // the pack has the word
	vouchedFor                       // and something vouches for it
	classed                          // the class holds
	backedOff                        // the back-off weight holds
	sought                           // looked for in the other languages
	foreign                          // and found there
	compared                         // compared with other forms
	derived                          // and one of them is known
)

// recall returns what is known of a word. It is valid until the next call.
func (w *Worker) recall(k lexicon.Key) *memo {
	m := &w.memo[uint64(k)%memoSize]
	if m.key != k || m.state == 0 {
		e, ok := w.pack.Word(k)
		*m = memo{key: k, flags: e.Flags, logProb: e.LogProb, state: asked}
		if ok {
			if w.corpus != nil {
				m.logProb = w.blend(k, m.logProb)
			}
			m.state |= inPack
			if w.vouched(e) {
				m.state |= vouchedFor
			}
		}
	}
	return m
}

// has reports whether the pack has the word and something vouches for it.
func (w *Worker) has(k lexicon.Key) bool {
	return w.pack.Holds(k) && w.recall(k).state&vouchedFor != 0
}

// word is what [lexicon.Pack.Word] says.
func (w *Worker) word(k lexicon.Key) (lexicon.Word, bool) {
	if !w.pack.Holds(k) {
		return lexicon.Word{}, false // most parts of words are none, and are not worth a place in the memo
	}
	m := w.recall(k)
	return lexicon.Word{LogProb: m.logProb, Flags: m.flags}, m.state&inPack != 0
}

// unigram returns the log-probability of a word, that of all unknown words together for one of them.
func (w *Worker) unigram(k lexicon.Key) float64 {
	if e, ok := w.word(k); ok {
		return float64(e.LogProb)
	}
	return w.pack.Floor()
}

// classOf is what [lexicon.Pack.Class] says. Only words that begin with a plain small letter are
// remembered: the class of the others depends on their capitals.
func (w *Worker) classOf(k lexicon.Key, s string) lexicon.Class {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return w.pack.Class(k, s)
	}
	m := w.recall(k)
	if m.state&classed == 0 {
		m.class = w.pack.Class(k, s)
		m.state |= classed
	}
	return m.class
}

// isForeign reports whether another language has the word.
func (w *Worker) isForeign(k lexicon.Key) bool {
	m := w.recall(k)
	if m.state&sought == 0 {
		m.state |= sought
		for _, p := range w.others {
			if e, ok := p.Word(k); ok && e.LogProb > foreignLeast {
				m.state |= foreign
				break
			}
		}
	}
	return m.state&foreign != 0
}

// inflected is isInflected for a word whose key is k. It is remembered for words in small letters behind the
// first: endings are compared as they are written.
func (w *Worker) inflected(k lexicon.Key, s string) bool {
	for i, r := range s {
		if i > 0 && unicode.IsUpper(r) {
			return w.isInflected(s)
		}
	}
	if m := w.recall(k); m.state&compared != 0 {
		return m.state&derived != 0
	}
	is := w.isInflected(s) // which asks for other words
	m := w.recall(k)
	m.state |= compared
	if is {
		m.state |= derived
	}
	return is
}

// backoff returns the log of the weight with which word a gives way to the probability of the next word alone.
func (w *Worker) backoff(a lexicon.Key) float64 {
	m := w.recall(a)
	if m.state&backedOff == 0 {
		m.backoff = float32(w.pack.Bigram(a, noWord) - w.pack.Floor())
		m.state |= backedOff
	}
	return float64(m.backoff)
}

// noWord is the key of no word, nor of anything else that stands in a table of pairs.
const noWord lexicon.Key = lexicon.Number + 1
