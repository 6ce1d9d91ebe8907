package fusion

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"copydesk/article"
	"copydesk/lexicon"
)

// maxReadings is how many readings of a run are kept for judgement, and
// maxPartial how many ways to read the run up to a place.
const (
	maxReadings = 10
	maxPartial  = 8
)

// cutCost is the log-prior of a lost blank with which the lattice is searched. It only
// decides which readings are judged at all, so it is milder than any real prior.
const cutCost = -2.0

// unknownLeast is the shortest unknown word, in letters, that may be part of a
// reading beside the run as it stands.
const unknownLeast = 3

// arc is a word, a number or a mark of the run from one code point to another.
type arc struct {
	from, to int32
	word
	text     article.Span
	mark     bool // a number, a mark or a symbol: not judged as a word
	compound bool // unknown, and likeliest a compound of two known words
	classed  bool // class holds
	class    lexicon.Class
}

// partial is a way to read the run up to some code point.
type partial struct {
	score float64
	back  int32 // index in lattice.partials, -1 at the start
	arc   int32
	blank bool // a blank was put in before the arc
	cuts  int8 // blanks put in so far
}

// arcs is a range of lattice.arcs; one that nobody asked for has first < 0.
type arcs struct{ first, last int32 }

// lattice finds the most probable readings of a run: words chained from its
// first to its last code point by Viterbi search that keeps the best few at
// each place (k-best; Schwartz, Chow 1990). It keeps its buffers.
type lattice struct {
	letters
	arcs     []arc
	rows     []row  // which words may be known that begin at each code point
	known    []arcs // the known arcs that begin at each code point, once they are asked for
	partials []partial
	at       [][]int32 // partials that end before code point i, best first
	plain    []int32   // the best of those that put no blank in, -1 without one
	edge     []int32   // the best of those that put one or more in between tokens and none inside, -1 without one
	ends     []ending  // the unknown words that begin at one code point
	spelling spelling
	floor    float64 // the least score of a reading that is wanted, once the run as it stands has one
}

// begin makes l ready for a search of the run that l.letters holds.
func (l *lattice) begin() {
	n := len(l.runes)
	l.arcs, l.spelling.from = l.arcs[:0], -1
	l.known = slices.Grow(l.known[:0], n)[:n]
	for i := range l.known {
		l.known[i].first = -1
	}
	l.rows = slices.Grow(l.rows[:0], n)[:n]
	clear(l.rows)
}

// search fills l.at[n] with the best readings of the run that l has begun with.
func (w *Worker) search(l *lattice) {
	n := len(l.runes)
	l.partials = l.partials[:0]
	l.floor = math.Inf(-1)
	for len(l.at) <= n {
		l.at = append(l.at, nil)
	}
	l.plain, l.edge = slices.Grow(l.plain[:0], n+1)[:n+1], slices.Grow(l.edge[:0], n+1)[:n+1]
	for i := range n + 1 {
		l.at[i], l.plain[i], l.edge[i] = l.at[i][:0], -1, -1
	}
	for i := range n {
		if i > 0 && len(l.at[i]) == 0 && l.plain[i] < 0 {
			continue
		}
		w.extendAll(l, i, w.knownFrom(l, i))
		if i == 0 || l.best(i)+w.pack.Floor() >= l.floor { // no spelling is certain
			w.extendAll(l, i, w.unknownArcs(l, i))
		}
	}
}

func (w *Worker) extendAll(l *lattice, i int, from arcs) {
	for k := from.first; k < from.last; k++ {
		w.extend(l, i, k)
	}
}

// best returns the best score of a reading up to code point i.
func (l *lattice) best(i int) float64 {
	score := math.Inf(-1)
	if len(l.at[i]) > 0 {
		score = l.partials[l.at[i][0]].score
	}
	if b := l.plain[i]; b >= 0 {
		score = max(score, l.partials[b].score)
	}
	return score
}

// knownFrom returns the known arcs that begin at code point i.
func (w *Worker) knownFrom(l *lattice, i int) arcs {
	if l.known[i].first < 0 {
		first := int32(len(l.arcs))
		w.knownArcs(l, i)
		l.known[i] = arcs{first, int32(len(l.arcs))}
	}
	return l.known[i]
}

// knownArcs appends the arcs from code point i that need no character model:
// known words, words of the article, numbers and marks.
func (w *Worker) knownArcs(l *lattice, i int) {
	tok := &w.art.Tokens[l.token[i]]
	apostrophe := i > 0 && isApostrophe(l.runes[i]) && i+1 < len(l.runes) && w.art.Tokens[l.token[i+1]].Kind == article.Word
	if tok.Kind != article.Word || tok.Verbatim {
		w.markArc(l, i)
		if !apostrophe {
			return
		}
	}
	if i > 0 && l.joints[i] == NoJoint && !l.glue[i] {
		return
	}
	h := lexicon.NewHash()
	may := w.mayKnow(l, i)
	for j := i; j-i < maxWord && may>>(j-i) != 0; j++ {
		h = h.Add(l.runes[j])
		if may>>(j-i)&1 == 0 || !l.endsWord(j+1) {
			continue
		}
		k := h.Key()
		e, ok := w.wordAt(k, w.art.Text[l.byteAt(i):l.byteAt(j+1)])
		seen := w.own.count(k)
		whole := l.isToken(i, j+1)
		if whole {
			seen--
		}
		if !ok && seen <= 0 || !whole && (!w.plausible(l, i, j+1, e, ok, seen) || w.isEnding(l, i, j+1, k, e)) {
			continue
		}
		lp := float64(e.LogProb)
		if !ok {
			lp = w.pack.Floor() + w.spell(l, i, j+1)
		}
		vouched := ok && w.vouched(e)
		own := max(seen, 0)
		if whole && !ok {
			own = 0 // the same fusion twice proves nothing; the feature seenWhole weighs it
		}
		l.arcs = append(l.arcs, arc{
			from: int32(i), to: int32(j + 1), text: article.Span{Start: l.byteAt(i), End: l.byteAt(j + 1)},
			word: word{key: k, logProb: mix(lp, own, w.own.total), flags: e.Flags, known: vouched, weak: ok && !vouched, seen: max(seen, 0), letters: int32(j + 1 - i)},
		})
	}
}

// joinsWord reports whether code point j, which begins another token, may
// belong to the same word: an apostrophe, or what follows one.
func (w *Worker) joinsWord(l *lattice, j int) bool {
	if isApostrophe(l.runes[j]) {
		return true
	}
	return isApostrophe(l.runes[j-1]) && w.art.Tokens[l.token[j]].Kind == article.Word
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// endsWord reports whether a word may end before code point j.
func (l *letters) endsWord(j int) bool {
	return j == len(l.runes) || l.joints[j] != NoJoint || l.glue[j]
}

// beginsAt reports whether a token begins at code point i.
func (l *letters) beginsAt(i int) bool { return i == 0 || l.token[i-1] != l.token[i] }

// isToken reports whether [i,j) is exactly one token.
func (l *letters) isToken(i, j int) bool {
	return l.beginsAt(i) && (j == len(l.runes) || l.token[j] != l.token[j-1]) && l.token[i] == l.token[j-1]
}

// spell returns what the character model says of the code points [i,j).
func (w *Worker) spell(l *lattice, i, j int) float64 {
	if w.opt.NoUnknown {
		return flatLetter * float64(j-i)
	}
	return w.speller.Unknown(w.art.Text[l.byteAt(i):l.byteAt(j)])
}

// flatLetter is the log-probability of any letter when the character model is switched off.
const flatLetter = -3.4

// plausible keeps short junk of word lists out of the lattice: one letter must be a word of
// the language, two letters a function word or common. What follows digits or an apostrophe
// may be short: 5km, 's.
func (w *Worker) plausible(l *lattice, i, j int, e lexicon.Word, known bool, seen int32) bool {
	switch {
	case w.digits && w.initial(l, i, j, seen):
		return true
	case !known:
		return j-i >= unknownLeast
	}
	if i > 0 && l.glue[i] && (isApostrophe(l.runes[i]) || w.art.Tokens[l.token[i-1]].Kind == article.Number) {
		return true
	}
	if w.syllables || j < len(l.runes) && l.runes[j] == '-' {
		return true // every syllable is a word; al-Amr
	}
	switch j - i {
	case 1:
		return strings.ContainsRune(w.single, lexicon.Fold(l.runes[i])) && w.euphonic(l, i)
	case 2:
		return e.Flags.Has(lexicon.FunctionWord) || e.LogProb > shortWordLeast || w.digits && e.LogProb > rareShortLeast
	}
	return true
}

// initial reports whether the one or two letters [i,j) begin with a capital and are a name or shortened: Li, E, the D of D.C.
func (w *Worker) initial(l *lattice, i, j int, seen int32) bool {
	if j-i > 2 || !unicode.IsUpper(l.runes[i]) {
		return false
	}
	return seen > 0 || l.beginsAt(i) && j-i == 2 || j < len(l.runes) && l.runes[j] == '.'
}

// isEnding reports whether [i,j) is the end of a token and an ending rather than a word:
// multilateral|isation. Word lists hold many endings. In an article that has lost blanks some may be words after all, port|able, but for the one
// that makes adverbs.
func (w *Worker) isEnding(l *lattice, i, j int, k lexicon.Key, e lexicon.Word) bool {
	inside := i > 0 && l.token[i-1] == l.token[i]
	atEnd := j == len(l.runes) || l.token[j] != l.token[j-1]
	return inside && atEnd && w.endingSet[k] && !e.Flags.Has(lexicon.FunctionWord) && (!w.digits || w.romance && k == adverbial)
}

var adverbial = lexicon.KeyOf("mente")

// euphonic reports whether the Spanish conjunctions e and u, if code point i is one, stand before
// the sounds that they exist for: e historia, u hoteles.
func (w *Worker) euphonic(l *lattice, i int) bool {
	r := lexicon.Fold(l.runes[i])
	if !w.spanish || r != 'e' && r != 'u' {
		return true
	}
	next := i + 1
	if next < len(l.runes) && lexicon.Fold(l.runes[next]) == 'h' {
		next++
	}
	if next >= len(l.runes) {
		return false
	}
	sound := lexicon.Fold(l.runes[next])
	return r == 'e' && (sound == 'i' || sound == 'í') || r == 'u' && (sound == 'o' || sound == 'ó')
}

// shortWordLeast is the least log-probability of a word of two letters that is
// no function word. Word lists hold nearly every pair of letters.
const shortWordLeast = -11

// rareShortLeast is the same in an article that has lost blanks.
const rareShortLeast = -13

// markArc appends the arc of a number, mark or symbol: the whole token, and
// for a number every part, since a wrap may lie between two numbers.
func (w *Worker) markArc(l *lattice, i int) {
	j := i + 1
	for j < len(l.runes) && l.token[j] == l.token[i] {
		j++
	}
	number := w.art.Tokens[l.token[i]].Kind == article.Number
	key, cost := lexicon.Break, 0.0
	switch {
	case number:
		key = lexicon.Number
	case isStop(l.runes[i]):
		key = lexicon.Start
	}
	if apostrophe := isApostrophe(l.runes[i]) && i > 0 && j < len(l.runes) && w.art.Tokens[l.token[j]].Kind == article.Word; apostrophe {
		cost = loneApostrophe
	}
	first := j
	if number && w.digits {
		first = i + 1
	}
	for to := first; to <= j; to++ {
		l.arcs = append(l.arcs, arc{
			from: int32(i), to: int32(to), mark: true, text: article.Span{Start: l.byteAt(i), End: l.byteAt(to)},
			word: word{key: key, known: true, logProb: cost, letters: int32(to - i)},
		})
	}
}

// loneApostrophe is the log-probability of an apostrophe inside a run that belongs to no word:
// about that of the clitics, l', 's, that it competes with.
const loneApostrophe = -7

func isStop(r rune) bool { return r == '.' || r == '?' || r == '!' || r == ':' || r == '…' }

// extend continues every partial reading that ends before code point i by the arc k, with a
// blank before it, without, or both.
func (w *Worker) extend(l *lattice, i int, k int32) {
	a := &l.arcs[k]
	if i == 0 {
		l.pushPlain(int(a.to), partial{score: a.logProb, back: -1, arc: k})
		return
	}
	if b := l.plain[i]; b >= 0 {
		w.cut(l, i, b, k)
	}
	most := a.logProb
	if !l.glue[i] {
		most += cutCost
	}
	for _, b := range l.at[i] {
		if l.hopeless(int(a.to), l.partials[b].score+most) {
			break // best first
		}
		w.cut(l, i, b, k)
		if l.glue[i] && l.partials[b].cuts > 0 {
			l.push(int(a.to), partial{score: l.partials[b].score + a.logProb, back: b, arc: k, cuts: l.partials[b].cuts})
		}
	}
	if l.glue[i] {
		w.extendEdge(l, i, k)
	}
}

// extendEdge continues the readings that keep all tokens whole, of which many better ones must not crowd out the best: where a blank is lost behind a
// mark, the word behind that may be one that nobody knows.
func (w *Worker) extendEdge(l *lattice, i int, k int32) {
	a := &l.arcs[k]
	for _, b := range [...]int32{l.plain[i], l.edge[i]} {
		if b < 0 {
			continue
		}
		p := l.partials[b]
		if l.joints[i] != NoJoint && !w.loneLetter(l, a) {
			l.pushEdge(int(a.to), partial{score: p.score + a.logProb + cutCost, back: b, arc: k, blank: true, cuts: p.cuts + 1})
		}
		if p.cuts > 0 {
			l.pushEdge(int(a.to), partial{score: p.score + a.logProb, back: b, arc: k, cuts: p.cuts})
		} else {
			l.pushPlain(int(a.to), partial{score: p.score + a.logProb, back: b, arc: k})
		}
	}
}

// cut continues partial b by the arc k with a blank before it, where one may go.
func (w *Worker) cut(l *lattice, i int, b, k int32) {
	p, a := l.partials[b], &l.arcs[k]
	if l.joints[i] != NoJoint && !l.twoUnknown(p.arc, k, i) && !w.loneLetter(l, a) {
		l.push(int(a.to), partial{score: p.score + a.logProb + cutCost, back: b, arc: k, blank: true, cuts: p.cuts + 1})
	}
}

// pushPlain is push for a reading without blanks, of which the best is always kept.
func (l *lattice) pushPlain(j int, p partial) {
	if b := l.plain[j]; b >= 0 && l.partials[b].score >= p.score {
		return
	}
	l.partials = append(l.partials, p)
	l.plain[j] = int32(len(l.partials) - 1)
	if j == len(l.runes) {
		l.floor = p.score - maxLoss
	}
}

// pushEdge is push for a reading that puts blanks in between tokens alone.
func (l *lattice) pushEdge(j int, p partial) {
	if b := l.edge[j]; b >= 0 && l.partials[b].score >= p.score {
		return
	}
	l.partials = append(l.partials, p)
	l.edge[j] = int32(len(l.partials) - 1)
}

// loneLetter reports whether the arc is a single small letter that is no word: the h of 22h.
func (w *Worker) loneLetter(l *lattice, a *arc) bool {
	r := l.runes[a.from]
	if a.letters != 1 || a.mark || unicode.IsUpper(r) || w.syllables {
		return false
	}
	return !strings.ContainsRune(w.single, r) && !a.flags.Has(lexicon.Unit)
}

// twoUnknown forbids a blank between two unknown words unless a capital speaks for it.
func (l *lattice) twoUnknown(a, b int32, i int) bool {
	return !l.arcs[a].known && !l.arcs[a].weak && !l.arcs[b].known && !l.arcs[b].weak && l.arcs[a].seen+l.arcs[b].seen == 0 && l.joints[i] == LetterLetter
}

// hopeless reports whether a reading of at most this score is none of the best that end before code point j.
func (l *lattice) hopeless(j int, score float64) bool {
	at := l.at[j]
	return score < l.floor || len(at) >= maxPartial && l.partials[at[len(at)-1]].score >= score
}

// push keeps p among the best ways to end before code point j. Words only take from a score, so that one
// below the floor never rises above it again.
func (l *lattice) push(j int, p partial) {
	if p.score < l.floor {
		return
	}
	at := l.at[j]
	if len(at) >= maxPartial {
		worst := at[len(at)-1]
		if l.partials[worst].score >= p.score {
			return
		}
		l.partials[worst] = p // nothing builds on it yet: arcs only lead forward
	} else {
		l.partials = append(l.partials, p)
		at = append(at, int32(len(l.partials)-1))
	}
	for x := len(at) - 1; x > 0 && l.partials[at[x]].score > l.partials[at[x-1]].score; x-- {
		at[x], at[x-1] = at[x-1], at[x]
	}
	l.at[j] = at
}

// path returns the arcs of partial p, and where blanks go in, in order.
func (l *lattice) path(p int32, buf []partial) []partial {
	buf = buf[:0]
	for ; p >= 0; p = l.partials[p].back {
		buf = append(buf, l.partials[p])
	}
	slices.Reverse(buf)
	return buf
}
