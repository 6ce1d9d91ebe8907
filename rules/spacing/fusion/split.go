package fusion

import (
	"math"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/lexicon"

	"github.com/cespare/xxhash/v2"
)

// Splice is a blank inside a word, or one letter or a few too early or too
// late: "coopera ción", "lo sniños".
type Splice struct {
	Span       article.Span // both words
	Blank      article.Span // the blank that goes out
	At         int          // byte offset at which one goes in, -1 when the two are one word
	Kind       SpliceKind
	Posterior  float64
	Confidence float64
	Safe       bool
	Gain       float64 // log-probability of the words gained, nats
}

// SpliceKind is a group of splices that is calibrated by itself.
type SpliceKind uint8

// The kinds of splice.
const (
	JoinUnknown SpliceKind = iota // the two make a known word and one of them is none
	JoinKnown                     // the two make a known word and are words themselves
	Shifted                       // the blank belongs elsewhere
	numSpliceKinds
)

// NumSpliceKinds is the number of kinds.
const NumSpliceKinds = int(numSpliceKinds)

var spliceNames = [numSpliceKinds]string{"join-unknown", "join-known", "shifted"}

// String returns the kind as it stands in the weights file.
func (k SpliceKind) String() string { return spliceNames[k] }

// spliceFeature numbers what the regression sees of a splice, as a difference
// against the two words as they stand.
type spliceFeature uint8

const (
	spJoin        spliceFeature = iota // the blank goes out
	spShift                            // the blank moves
	spShiftFar                         // code points that it moves beyond the first
	spGain                             // log-probability of the words gained
	spPair                             // by bigrams
	spClass                            // by word classes
	spOldUnknown                       // words unknown before
	spNewUnknown                       // words unknown after
	spOldShort                         // words before of one or two letters that are no words of the language
	spOldBoth                          // both were known words
	spNewSeen                          // words after that stand elsewhere in the article
	spOldSeen                          // words before that stand elsewhere
	spOldFunction                      // function words before
	spCompounding                      // a join in a language that writes compounds together
	spSyllables                        // a join in a language that writes syllables apart
	spCapital                          // the first word is capitalised inside a sentence
	numSpliceFeatures
)

var spliceFeatureNames = [numSpliceFeatures]string{
	"join", "shift", "shift-far", "gain", "pair", "class", "old-unknown", "new-unknown", "old-short", "old-both-known", "new-seen", "old-seen",
	"old-function", "compounding", "syllables", "capital",
}

// splice is one way to read two words.
type splice struct {
	shift    int32 // byte offset of the blank from where it stands: 0 keeps it, joined when it goes out
	features [numSpliceFeatures]float32
	evidence float64
	prob     float64
	gain     float64
}

// joined is the shift of a blank that goes out.
const joined = math.MaxInt32

// pair is two words with one blank between them that may be wrong.
type pair struct {
	token    int32 // the second word
	from, n  int32 // its readings: Worker.splices[from:from+n], the first keeps the blank
	choice   int32
	bothWord bool
}

// maxShift is how far, in code points, a blank may have moved.
const maxShift = 3

// The rate of wrong blanks of an article, as RateOf for lost ones.
const priorWrong = 0.2

// Splices returns the wrong blanks of the article given to Load, in order. They are valid
// until the next call.
func (w *Worker) Splices() []Splice {
	if !w.fused {
		w.Fusions()
	}
	if w.giant != nil {
		return w.wrongs
	}
	w.wrongs, w.pairs, w.splices = w.wrongs[:0], w.pairs[:0], w.splices[:0]
	if w.pack.Empty() || !w.collectPairs(false) {
		return nil
	}
	w.judgePairs()
	if w.wrongBlanks() > believed {
		w.pairs, w.splices = w.pairs[:0], w.splices[:0]
		w.collectPairs(true)
		w.judgePairs()
	}
	w.settlePairs()
	for i := range w.pairs {
		if p := &w.pairs[i]; p.choice > 0 {
			if s := w.spliceOf(p); s.Posterior >= leastWrong && s.Confidence >= leastConfidence {
				w.wrongs = append(w.wrongs, s)
			}
		}
	}
	return w.wrongs
}

// leastWrong is the least posterior at which a wrong blank is reported: the maps are fitted on too few decisions near a half to say
// how many of them are right.
const leastWrong = 0.6

// settlePairs leaves the likelier one of two pairs that share a word: ha c|onstruido is no "hac onstruido" as well.
func (w *Worker) settlePairs() {
	for i := 1; i < len(w.pairs); i++ {
		p, q := &w.pairs[i-1], &w.pairs[i]
		if p.choice == 0 || q.choice == 0 || q.token != p.token+1 {
			continue
		}
		if w.splices[p.from+p.choice].evidence > w.splices[q.from+q.choice].evidence {
			q.choice = 0
		} else {
			p.choice = 0
		}
	}
}

// collectPairs finds the places worth a look, or looks everywhere, and reports whether there are any.
func (w *Worker) collectPairs(all bool) bool {
	next := 0 // first decision about a fusion that ends behind the pair
	for _, p := range w.art.Paragraphs {
		w.para = paragraph{int32(p.First), int32(p.Last)}
		for i := p.First + 1; i < p.Last; i++ {
			if !all && !w.oddPair(i) || !w.pairable(i) {
				continue
			}
			for next < len(w.out) && w.out[next].Span.End < int(w.art.Tokens[i-1].End) {
				next++
			}
			if next == len(w.out) || w.out[next].Span.Start > int(w.art.Tokens[i].Start) {
				w.addPair(i) // a fused word beside the blank explains it
			}
		}
	}
	return len(w.pairs) > 0
}

// pairable reports whether token i and the one before are words with one blank between them.
func (w *Worker) pairable(i int) bool {
	l, r := &w.art.Tokens[i-1], &w.art.Tokens[i]
	if l.Kind != article.Word || r.Kind != article.Word || l.End+1 != r.Start || w.art.Text[l.End] != ' ' || l.Verbatim || r.Verbatim || w.isBroken(i-1) || w.isBroken(i) {
		return false
	}
	if i+1 < len(w.art.Tokens) && w.art.Tokens[i+1].Glued && isApostrophe(firstRune(w.art.Of(i+1))) {
		return false // s'il, l'eau
	}
	return r.Case == article.Lower || r.Case == article.Upper && l.Case == article.Upper
}

// oddPair reports whether one of the two words is none, or hardly one as it is written.
func (w *Worker) oddPair(i int) bool {
	return w.oddWord(i-1) || w.oddWord(i) || w.fragment(i-1) || w.fragment(i)
}

// fragment reports whether token i is in small letters and a word of the pack that may rather be a piece of one: a rare word of
// two letters, or a name.
func (w *Worker) fragment(i int) bool {
	t, e := &w.art.Tokens[i], &w.words[i]
	if t.Case != article.Lower || w.syllables || e.Flags.Has(lexicon.FunctionWord) {
		return false
	}
	return e.Known() && (e.Flags.Has(lexicon.OnlyCapitalised) || t.End-t.Start == 2 && e.LogProb < shortWordLeast)
}

func (w *Worker) oddWord(i int) bool { return w.odd.has(i) }

// addPair adds the pair whose second word is token i if it may be something else than two words.
func (w *Worker) addPair(i int) {
	a, b := w.art.Of(i-1), w.art.Of(i)
	if len(a)+len(b) > maxWord*2 || w.leftAlone(i) && !w.isRare(a, b) {
		return
	}
	w.prepare()
	w.readPair(i)
}

// readPair adds the pair whose second word is token i with its readings, and reports whether there are any.
func (w *Worker) readPair(i int) bool {
	a, b := w.art.Of(i-1), w.art.Of(i)
	if !w.mendable(a, b) {
		return false
	}
	p := pair{token: int32(i), from: int32(len(w.splices))}
	w.splices = append(w.splices, splice{})
	base := w.wordsOf(a, b)
	p.bothWord = base.unknown+base.short == 0
	w.addSplice(i, base, joined, a+b, "")
	left := len(a)
	for range maxShift {
		_, n := utf8.DecodeLastRuneInString(a[:left])
		if left -= n; left <= 0 {
			break
		}
		w.addSplice(i, base, int32(left-len(a)), a[:left], a[left:]+b)
	}
	right := 0
	for range maxShift {
		_, n := utf8.DecodeRuneInString(b[right:])
		if right += n; right >= len(b) {
			break
		}
		w.addSplice(i, base, int32(right), a+b[:right], b[right:])
	}
	if p.n = int32(len(w.splices)) - p.from; p.n == 1 {
		w.splices = w.splices[:p.from]
		return false
	}
	w.pairs = append(w.pairs, p)
	return true
}

// wordLike reports whether s may be what was parted: a known word, one that the article has, or an unknown form of a
// known one.
func (w *Worker) wordLike(s string) bool {
	k := lexicon.KeyOf(s)
	return w.has(k) || w.isCorpusWord(k, s) || w.own.count(k) > 0 || len(s) > shortestStem && w.inflected(k, s)
}

// joinable reports whether the two words may be one that was parted. What a word costs is sooner known than whether it is a
// form of another, so that is asked first.
func (w *Worker) joinable(a, b string) bool {
	whole := a + b
	return w.costs(whole)-(w.costs(a)+w.costs(b)) >= spliceGain && w.wordLike(whole)
}

// costs returns the log-probability of a word in the article, of which it is a word itself.
func (w *Worker) costs(s string) float64 {
	k := lexicon.KeyOf(s)
	_, _, lp := w.wordOrSpelling(k, s)
	return mix(lp, max(w.own.count(k)-1, 0), w.own.total)
}

// wordOrSpelling is w.word with the log-probability of the spelling where the pack has no such word.
func (w *Worker) wordOrSpelling(k lexicon.Key, s string) (e lexicon.Word, ok bool, logProb float64) {
	if e, ok = w.word(k); ok {
		return e, true, float64(e.LogProb)
	}
	return e, false, w.pack.Floor() + w.speller.Unknown(s)
}

// mendable reports whether the two words make one that is known, or two others by a shifted
// blank: the cheap question before the dear one.
func (w *Worker) mendable(a, b string) bool {
	h, n := lexicon.NewHash(), 0
	var at [maxShift + 1]lexicon.Hash // states before the last letters of a, latest first
	for _, r := range a {
		copy(at[1:], at[:maxShift])
		at[0] = h
		h = h.Add(r)
		n++
	}
	whole := h
	for i, r := range b {
		whole = whole.Add(r)
		if n := i + utf8.RuneLen(r); n < len(b) && i < maxShift*utf8.UTFMax && w.has(whole.Key()) && w.has(lexicon.KeyOf(b[n:])) {
			return true
		}
	}
	if w.has(whole.Key()) || w.joinable(a, b) {
		return true
	}
	left := len(a)
	for k := range min(maxShift, n-1) {
		_, size := utf8.DecodeLastRuneInString(a[:left])
		left -= size
		if !w.has(at[k].Key()) {
			continue
		}
		tail := lexicon.NewHash()
		for _, r := range a[left:] {
			tail = tail.Add(r)
		}
		for _, r := range b {
			tail = tail.Add(r)
		}
		if w.has(tail.Key()) {
			return true
		}
	}
	return false
}

// alonePairs remembers pairs of words that are nothing but two words by a part of their hashes, in 128 KiB. Of four thousand
// million other pairs one is taken for one of them.
type alonePairs [1 << aloneBits]uint32

const aloneBits = 15

// leftAlone reports whether token i and the word before it are nothing but two words, whatever the article. It is remembered:
// nearly all pairs are, and news repeats its names.
func (w *Worker) leftAlone(i int) bool {
	l, r := &w.art.Tokens[i-1], &w.art.Tokens[i]
	text := xxhash.Sum64String(w.art.Text[l.Start:r.End])
	slot := &w.alone[text>>(64-aloneBits)]
	if *slot == uint32(text) {
		return true
	}
	own, pairs, splices := w.own, w.pairs, w.splices
	w.own = &noOwnWords
	alone := !w.readPair(i)
	w.own, w.pairs, w.splices = own, pairs, splices
	if alone {
		*slot = uint32(text)
	}
	return alone
}

// isRare reports whether the two words in one may be a rare word of the article.
func (w *Worker) isRare(a, b string) bool {
	w.listRare()
	h := lexicon.NewHash()
	for _, r := range a {
		h = h.Add(r)
	}
	for _, r := range b {
		h = h.Add(r)
	}
	return w.rare.holds(h.Key())
}

// couple is what is known of two words, or of one when the second is empty.
type couple struct {
	first, last    context
	logProb        float64
	unknown, short int
	forms          int // of the unknown ones, those that are forms of known words
	seen, function int
	link           bool // there are two words
	letters        int
}

func (w *Worker) wordsOf(a, b string) couple {
	c := couple{}
	c.first = w.addWord(&c, a)
	c.last = c.first
	if b != "" {
		c.last = w.addWord(&c, b)
		c.link = true
	}
	return c
}

func (w *Worker) addWord(c *couple, s string) context {
	k := lexicon.KeyOf(s)
	e, ok, lp := w.wordOrSpelling(k, s)
	n := utf8.RuneCountInString(s)
	seen := w.own.count(k)
	switch {
	case n == 1 && !w.isSingle(s), n == 2 && !e.Flags.Has(lexicon.FunctionWord) && lp < shortWordLeast:
		c.short++
	case !ok || !w.vouched(e):
		c.unknown++
		c.forms += int(flag(len(s) > shortestStem && w.inflected(k, s)))
	}
	if e.Flags.Has(lexicon.FunctionWord) {
		c.function++
	}
	c.seen += int(min(seen, maxSeen))
	c.logProb += mix(lp, max(seen-1, 0), w.own.total)
	c.letters += n
	return context{k, w.classOf(k, s)}
}

func (w *Worker) isSingle(s string) bool {
	if w.syllables {
		return w.has(lexicon.KeyOf(s))
	}
	for _, r := range w.single {
		if r == lexicon.Fold(firstRune(s)) {
			return true
		}
	}
	return false
}

// spliceGain is the least gain, in nats, of a splice. A blank is put in only where it loses less
// (see leastGain), so that neither rule ever undoes what the other has done.
const spliceGain = 1

// addSplice appends the reading a, b of the pair at token i when it can be one.
func (w *Worker) addSplice(i int, base couple, shift int32, a, b string) {
	if shift == joined && (base.unknown+base.short == 0 && !w.has(lexicon.KeyOf(a)) || !w.wordLike(a)) {
		return
	}
	if shift != joined && (base.unknown > 0 && base.unknown == base.forms && base.short == 0 || !w.has(lexicon.KeyOf(a)) || !w.has(lexicon.KeyOf(b))) {
		return
	}
	c := w.wordsOf(a, b)
	if c.short > 0 || shift != joined && c.unknown > 0 {
		return
	}
	s := splice{shift: shift, gain: c.logProb - base.logProb}
	if s.gain < spliceGain {
		return
	}
	f := &s.features
	if shift == joined {
		f[spJoin] = 1
		f[spCompounding], f[spSyllables] = flag(w.compounds), flag(w.syllables)
	} else {
		f[spShift] = 1
		f[spShiftFar] = float32(max(shift, -shift) - 1)
	}
	f[spGain] = float32(s.gain)
	before, after := w.contexts(&run{first: int32(i - 1), last: int32(i + 1)})
	is, was := w.coupleLinks(&c, before, after), w.coupleLinks(&base, before, after)
	f[spPair], f[spClass] = float32(is.pair-was.pair), float32(is.class-was.class)
	f[spOldUnknown], f[spNewUnknown] = float32(base.unknown), float32(c.unknown)
	f[spOldShort] = float32(base.short)
	f[spOldBoth] = flag(base.unknown+base.short == 0)
	f[spNewSeen] = flag(c.seen > 0)
	f[spOldSeen] = float32(max(base.seen-2, 0))
	f[spOldFunction] = float32(base.function)
	f[spCapital] = flag(w.art.Tokens[i-1].Case == article.Title && before.key != lexicon.Start)
	s.evidence = w.model.scoreSplice(f)
	w.splices = append(w.splices, s)
}

func flag(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func (w *Worker) coupleLinks(c *couple, before, after context) evidenceOfLink {
	sum := w.link(before, c.first)
	if c.link {
		sum = sum.plus(w.link(c.first, c.last))
	}
	return sum.plus(w.link(c.last, after))
}

func (e evidenceOfLink) plus(o evidenceOfLink) evidenceOfLink {
	return evidenceOfLink{e.pair + o.pair, e.class + o.class}
}

// judgePairs sets the posteriors at the base rate, and again at the rate that follows.
func (w *Worker) judgePairs() {
	w.judgePairsAt(w.wrongRate(0))
	for range rateRounds {
		w.judgePairsAt(w.wrongRate(w.wrongBlanks()))
	}
}

func (w *Worker) wrongRate(wrong float64) float64 {
	if w.opt.Rate > 0 {
		return w.opt.Rate
	}
	if w.opt.NoRate {
		wrong = 0
	}
	return WrongRateOf(wrong, len(w.art.Tokens))
}

// WrongRateOf is RateOf for wrong blanks, by the number of tokens.
func WrongRateOf(wrong float64, tokens int) float64 {
	return (wrong + priorWrong) / (float64(tokens) + priorRuns)
}

func (w *Worker) judgePairsAt(rate float64) {
	odds := math.Log(rate / (1 - rate))
	for i := range w.pairs {
		p := &w.pairs[i]
		alts := w.splices[p.from : p.from+p.n]
		total := 0.0
		for k := range alts {
			alts[k].prob = math.Exp(alts[k].evidence + odds*flag64(k > 0))
			total += alts[k].prob
		}
		p.choice = 0
		for k := range alts {
			alts[k].prob /= total
			if alts[k].prob > alts[p.choice].prob {
				p.choice = int32(k)
			}
		}
	}
}

func flag64(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// wrongBlanks is the expected number of wrong blanks, doubtful ones left out.
func (w *Worker) wrongBlanks() float64 {
	sum := 0.0
	for i := range w.pairs {
		if p := &w.pairs[i]; p.choice > 0 && w.splices[p.from+p.choice].prob > believed {
			sum += w.splices[p.from+p.choice].prob
		}
	}
	return sum
}

func (w *Worker) spliceOf(p *pair) Splice {
	s := &w.splices[p.from+p.choice]
	l, r := &w.art.Tokens[p.token-1], &w.art.Tokens[p.token]
	out := Splice{
		Span: article.Span{Start: int(l.Start), End: int(r.End)}, Blank: article.Span{Start: int(l.End), End: int(r.Start)}, At: -1,
		Posterior: s.prob, Gain: s.gain,
	}
	switch {
	case s.shift < 0:
		out.At = int(l.End + s.shift)
	case s.shift != joined:
		out.At = int(r.Start + s.shift)
	}
	out.Kind = p.kind(s)
	out.Confidence = w.model.spliceMaps[out.Kind].confidence(s.prob)
	// German compounds and Vietnamese syllables did not reach the share of right splices that safe
	// promises on held-back news (0.93 and 0.98).
	out.Safe = s.prob >= w.model.spliceMaps[out.Kind].safe && !w.compounds && !w.syllables
	return out
}

func (p *pair) kind(s *splice) SpliceKind {
	switch {
	case s.shift != joined:
		return Shifted
	case p.bothWord:
		return JoinKnown
	}
	return JoinUnknown
}
