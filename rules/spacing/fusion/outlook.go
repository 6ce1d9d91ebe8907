package fusion

import (
	"unicode/utf8"

	"copydesk/article"
	"copydesk/lexicon"

	"github.com/cespare/xxhash/v2"
)

// Nearly all words that nobody knows are names and rare words, and no blanks can mend them. What such a word can be read
// as hardly depends on the article: its neighbours and the other words of the article only add to it. So the best that a
// word comes to without them is found once and remembered for all articles, and what has nothing to hope for is passed over.

// outlook is what is remembered of a word as it is written.
type outlook struct {
	text    uint64  // its hash: two words have the same one with probability 2⁻⁶⁴
	odds    float32 // log-odds of its best reading at doubtRate, neighbours and article left out
	witness float32 // those of the best reading that would say something of the rate of the article
}

// outlooks remembers outlooks. News repeats its names: of the odd words of a corpus most are remembered in 512 KiB.
type outlooks [1 << outlookBits]outlookSet

const outlookBits = 13

// outlookSet fills a line of a processor's cache, the latest outlook first.
type outlookSet [4]outlook

// find returns what is remembered of a text; nil for nothing.
func (s *outlookSet) find(text uint64) *outlook {
	for i := range s {
		if s[i].text == text {
			return &s[i]
		}
	}
	return nil
}

// add remembers an outlook in the place of the oldest.
func (s *outlookSet) add(o outlook) {
	copy(s[1:], s[:])
	s[0] = o
}

// certain is a promise with which a run is searched in any article: its outlook need not be known better.
const certain = 6

// never is the outlook of a word that has no other reading at all.
const never = -99

// setting is what an outlook depends on beside the text.
type setting uint64

const (
	aloneSetting   setting = 0       // of a word that nothing is joined to
	wrappedSetting setting = 1 << 32 // of a known word in an article whose lines may be wrapped
)

// settingOf returns that of a run of words and marks: the habits of the article and the quotation marks before it.
func (w *Worker) settingOf(r *run) setting {
	return 1 + setting(uint64(r.quotes&1)<<numSpacedMarks|w.habits.signature())
}

// outlookOf returns the outlook of the run r in a setting.
func (w *Worker) outlookOf(r *run, s setting) outlook {
	text := xxhash.Sum64String(w.art.At(w.spanOf(r))) ^ uint64(s)
	set := &w.outlooks[text>>(64-outlookBits)]
	if o := set.find(text); o != nil {
		return *o
	}
	var o outlook
	if s == wrappedSetting {
		o = w.lookAtWrap(r)
	} else {
		o = w.lookAhead(r)
	}
	o.text = text
	set.add(o)
	return o
}

// wordOutlook is outlookOf for token i.
func (w *Worker) wordOutlook(i int, s setting) outlook {
	return w.outlookOf(&run{first: int32(i), last: int32(i) + 1}, s)
}

// lookAhead finds the outlook of the run r, as at the beginning of a sentence, where capitals tell least. The article's own
// words must not be known yet.
func (w *Worker) lookAhead(r *run) outlook {
	o := outlook{odds: never, witness: never}
	if r.width = w.widthOf(r.first, r.last); r.width > maxRun {
		return o
	}
	w.begin(r)
	if !w.worthSearch(&w.lat, r) {
		return o
	}
	switch odds := w.promise(&w.lat); {
	case odds < -unseen:
		return o
	case odds >= certain:
		return outlook{odds: float32(odds), witness: float32(odds)}
	}
	for _, alt := range w.readAlone(r) {
		odds := float32(alt.evidence + alt.prior + cutPrior(len(alt.cuts), firstOdds+moreOdds, moreOdds))
		o.odds = max(o.odds, odds)
		if int(alt.witnesses) == len(alt.cuts) {
			o.witness = max(o.witness, odds)
		}
	}
	return o
}

// readAlone returns the other readings of the run r, which the lattice has begun with, by themselves. They are valid until
// the next search.
func (w *Worker) readAlone(r *run) []reading {
	para, kept := w.para, len(w.alts)
	w.secluded, w.para = true, paragraph{r.first, r.last}
	w.searchRun(r)
	w.secluded, w.para = false, para
	read := w.alts[kept:]
	w.alts = w.alts[:kept]
	n := r.n
	r.searched, r.n = false, 0
	if n == 0 {
		return nil
	}
	return read[1:n]
}

// mayPart reports whether token i, a known word, could be two words at a wrap.
func (w *Worker) mayPart(i int) bool {
	return w.opt.Everywhere || float64(w.wordOutlook(i, wrappedSetting).odds) >= hopeful-byNeighbours || w.hasRepeated(i)
}

// lookAtWrap finds what its words say at best for another reading of the run r.
func (w *Worker) lookAtWrap(r *run) outlook {
	o := outlook{odds: never}
	own := w.own
	w.own = &noOwnWords
	w.begin(r)
	for _, alt := range w.readAlone(r) {
		o.odds = max(o.odds, float32(alt.evidence))
	}
	w.own = own
	return o
}

// byNeighbours is how much, in nats, the words on either side of a known word may add to the evidence of a reading: with it
// every blank of wrapped news is found that is found when all known words are searched.
const byNeighbours = 2

// foresee fills w.doubtful with the odd words that could be read otherwise, and w.foresights with the outlooks of those of
// them that nothing joins to another word.
func (w *Worker) foresee() {
	w.own.reset(0)
	w.doubtful.reset(len(w.art.Tokens))
	w.foresights = w.foresights[:0]
	for i := range w.odd.all() {
		switch t := &w.art.Tokens[i]; {
		case t.End-t.Start < shortestSuspect:
		case w.opt.Thorough || t.Case == article.Mixed || w.besideJoiner(i):
			w.doubtful.add(i)
		default:
			if o := w.wordOutlook(i, aloneSetting); o.odds >= -unseen {
				w.foresights = append(w.foresights, foresight{int32(i), o})
				w.doubtful.add(i)
			} else if w.hasRepeated(i) {
				w.doubtful.add(i)
			}
		}
	}
}

// besideJoiner reports whether an apostrophe or a hyphen joins token i to a word: dansl'école.
func (w *Worker) besideJoiner(i int) bool {
	joins := func(mark int) bool {
		r := firstRune(w.art.Of(mark))
		return isApostrophe(r) || r == '-'
	}
	return gluedBehind(w.art, i) && joins(i+1) || i > 0 && w.art.Tokens[i].Glued && joins(i-1)
}

// rareMost is the log-probability up to which the article's own use of a word adds more than a nat to it.
const rareMost = -9

// listRare fills w.rare with the rare words of the article unless that is done.
func (w *Worker) listRare() {
	if w.listed {
		return
	}
	w.rare, w.listed = keyBits{}, true
	if w.opt.NoOwnWords {
		return
	}
	for i := range w.art.Tokens {
		if e := &w.words[i]; e.Key != 0 && (!e.Known() || e.LogProb < rareMost) {
			w.rare.add(e.Key)
		}
	}
}

// hasRepeated reports whether token i may be a rare word of the article and others.
func (w *Worker) hasRepeated(i int) bool {
	s := w.art.Of(i)
	if len(s) > maxRun {
		return false // no prose, and parts of it are many
	}
	w.listRare()
	for from := range s {
		if from > 0 && !w.longEnough(s[:from]) {
			continue
		}
		h, n := lexicon.NewHash(), 0
		for to, r := range s[from:] {
			h = h.Add(r)
			if n++; n >= unknownLeast && w.rare.holds(h.Key()) && w.leavesWords(s[:from], s[from+to+utf8.RuneLen(r):]) {
				return true
			}
		}
	}
	return false
}

// leavesWords reports whether what a word has before and behind a part are words of the language or the article, one of
// them at least.
func (w *Worker) leavesWords(before, behind string) bool {
	return (before != "" || behind != "") && w.isWordOrNone(before) && w.isWordOrNone(behind)
}

func (w *Worker) isWordOrNone(s string) bool {
	if s == "" {
		return true
	}
	k := lexicon.KeyOf(s)
	return w.longEnough(s) && (w.has(k) || w.rare.holds(k))
}
