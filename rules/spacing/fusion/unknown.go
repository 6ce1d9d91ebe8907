package fusion

import (
	"math"
	"unicode"

	"copydesk/article"
	"copydesk/lexicon"
)

// unknownArcs adds the words from code point i that nobody knows, to the end of the
// token and to places where a known word begins, and returns them.
func (w *Worker) unknownArcs(l *lattice, i int) arcs {
	w.unknownEnds(l, i)
	if len(l.ends) > 0 {
		w.spellAll(l, i)
		w.weighEnds(l, i)
	}
	first := int32(len(l.arcs))
	for _, e := range l.ends {
		l.arcs = append(l.arcs, arc{
			from: int32(i), to: e.at, text: article.Span{Start: l.byteAt(i), End: l.byteAt(int(e.at))}, compound: e.compound,
			word: word{key: e.key, logProb: e.logProb, flags: e.flags, letters: e.at - int32(i)},
		})
	}
	return arcs{first, int32(len(l.arcs))}
}

// weighEnds sets the log-probabilities of l.ends, words that begin at code point i.
func (w *Worker) weighEnds(l *lattice, i int) {
	for k := range l.ends {
		e := &l.ends[k]
		e.logProb = mix(w.pack.Floor()+e.spelling, 0, w.own.total)
		if w.compounds {
			w.asCompound(l, i, e)
		}
	}
}

// unknownEnds fills l.ends with the ends of the words from code point i that nobody knows.
func (w *Worker) unknownEnds(l *lattice, i int) {
	l.ends = l.ends[:0]
	tok := &w.art.Tokens[l.token[i]]
	if tok.Kind != article.Word || tok.Verbatim || i > 0 && l.joints[i] == NoJoint && !l.glue[i] {
		return
	}
	if !w.oddWord(int(l.token[i])) {
		return // a known word: it is read whole, or as two others
	}
	stop := l.tokenEnd(i)
	h := lexicon.NewHash()
	whole := i == 0 || l.token[i-1] != l.token[i]
	known := l.known[i]
	for j := i; j < stop && (whole || j < i+maxWord); j++ {
		h = h.Add(l.runes[j])
		end := j+1 == stop
		if !(whole && end) && (!w.mayBeUnknown(l, i, j+1, end) || end && w.endingSet[h.Key()]) || l.hasArc(known, j+1) {
			continue
		}
		l.ends = append(l.ends, ending{key: h.Key(), at: int32(j + 1)})
	}
}

// The log-probability that a writer makes a compound of two words, beside those of the words: of the usual ones, nouns and
// verbs with a particle before them (vorbeischleichen), and of the others, adjectives and what ends in a particle. Only the
// difference matters, for the regression finds how far compounds are to be believed. A part has at least shortestInner letters.
const (
	compoundCost  = -3
	oddCompound   = -6
	shortestInner = 3
)

// asCompound gives an unknown word that can be read as two others that are no function words the probability of a
// compound, if that is the greater. Without it, the longer a new compound is, the surer it would seem to be two words:
// its spelling costs more with every letter.
func (w *Worker) asCompound(l *lattice, i int, e *ending) {
	for k := i + shortestInner; k <= int(e.at)-shortestInner; k++ {
		if l.joints[k] != LetterLetter {
			continue
		}
		tail, flags, ok := w.contentArc(l, k, e.at)
		if !ok {
			continue
		}
		head, _, ok := w.contentArc(l, i, int32(k))
		if !ok && l.runes[k-1] == 's' {
			head, _, ok = w.contentArc(l, i, int32(k-1)) // Rechts|anwalt, Regierung|s|chef
		}
		if cost := head + tail + w.compounding(l, i, k, int(e.at)); ok && cost > e.logProb {
			e.logProb, e.compound, e.flags = cost, true, flags&lexicon.OnlyCapitalised
		}
	}
}

// compounding returns what a compound of the code points [from,k) and [k,to) costs.
func (w *Worker) compounding(l *lattice, from, k, to int) float64 {
	noun := unicode.IsUpper(l.runes[from])
	particle := w.art.Text[l.byteAt(from):l.byteAt(k)]
	if noun {
		particle = w.art.Text[l.byteAt(k):l.byteAt(to)]
	}
	if w.prefixes[lexicon.KeyOf(particle)] == noun {
		return oddCompound
	}
	return compoundCost
}

// contentArc returns the log-probability and the flags of the known word [i,j), false when there is none or it is a function word.
func (w *Worker) contentArc(l *lattice, i int, j int32) (float64, lexicon.Flags, bool) {
	known := w.knownFrom(l, i)
	for k := known.first; k < known.last; k++ {
		if a := &l.arcs[k]; a.to == j && a.letters >= shortestInner && (a.known || a.weak) && !a.flags.Has(lexicon.FunctionWord) {
			return a.logProb, a.flags, true
		}
	}
	return 0, 0, false
}

// mayBeUnknown reports whether [i,j) may be a word that nobody knows: long enough, or in
// capitals up to the end of its token, and followed by a known word.
func (w *Worker) mayBeUnknown(l *lattice, i, j int, end bool) bool {
	if j-i > maxWord || !end && l.joints[j] == NoJoint {
		return false
	}
	if j-i < unknownLeast && !l.mayBeShort(i, j, end) && !(w.digits && w.initial(l, i, j, 0)) {
		return false
	}
	if end || w.digits && l.joints[j] == LowerUpper {
		return true
	}
	known := w.knownFrom(l, j)
	return known.first < known.last
}

// mayBeShort reports whether the one or two letters [i,j) are capitals that may be a word nobody knows.
func (l *lattice) mayBeShort(i, j int, end bool) bool {
	for k := i; k < j; k++ {
		if !unicode.IsUpper(l.runes[k]) {
			return false
		}
	}
	return end && (j-i == 2 || j < len(l.runes)) || j < len(l.runes) && l.joints[j] == AcronymEdge
}

// tokenEnd returns where the token of code point i ends.
func (l *letters) tokenEnd(i int) int {
	j := i + 1
	for j < len(l.token) && l.token[j] == l.token[i] {
		j++
	}
	return j
}

func (l *lattice) hasArc(known arcs, j int) bool {
	for k := known.first; k < known.last; k++ {
		if int(l.arcs[k].to) == j {
			return true
		}
	}
	return false
}

// ending is where an unknown word ends, and what the character model says of it.
type ending struct {
	key      lexicon.Key
	at       int32 // code points of the run before its end
	spelling float64
	logProb  float64
	compound bool          // of two known words
	flags    lexicon.Flags // OnlyCapitalised if the second of them is a noun: so is the compound then
}

// spelling is what the character model says of the beginnings of one token. The model sees only the last few
// letters, so that all other parts of the token differ from them by what their first letters cost.
type spelling struct {
	from   int                // the first code point of the token, -1 for none
	states []lexicon.Spelling // after each letter
	sums   []float64          // of the word that ends there; NaN when nobody has asked
}

// memory is how many letters before the next one the character model sees.
const memory = lexicon.CharOrder - 1

// spellAll asks the character model about l.ends, words that begin at code point i.
func (w *Worker) spellAll(l *lattice, i int) {
	if w.opt.NoUnknown {
		for k := range l.ends {
			l.ends[k].spelling = flatLetter * float64(int(l.ends[k].at)-i)
		}
		return
	}
	first := i
	for first > 0 && l.token[first-1] == l.token[i] {
		first--
	}
	if l.spelling.from != first {
		l.spelling = spelling{from: first, states: l.spelling.states[:0], sums: l.spelling.sums[:0]}
	}
	var s lexicon.Spelling
	at, shift := i, math.NaN()
	for k := range l.ends {
		end := int(l.ends[k].at)
		for ; at < min(end, i+memory) && i > first; at++ {
			s = w.speller.Next(s, l.runes[at])
		}
		switch {
		case i == first:
			l.ends[k].spelling = w.beginning(l, end)
		case end <= i+memory:
			l.ends[k].spelling = w.speller.End(s)
		default:
			if math.IsNaN(shift) {
				shift = w.speller.End(s) - w.beginning(l, i+memory)
			}
			l.ends[k].spelling = shift + w.beginning(l, end)
		}
	}
}

// beginning returns what the character model says of the token up to the code point end.
func (w *Worker) beginning(l *lattice, end int) float64 {
	b := &l.spelling
	var s lexicon.Spelling
	if n := len(b.states); n > 0 {
		s = b.states[n-1]
	}
	for at := b.from + len(b.states); at < end; at++ {
		s = w.speller.Next(s, l.runes[at])
		b.states, b.sums = append(b.states, s), append(b.sums, math.NaN())
	}
	k := end - b.from - 1
	if math.IsNaN(b.sums[k]) {
		b.sums[k] = w.speller.End(b.states[k])
	}
	return b.sums[k]
}
