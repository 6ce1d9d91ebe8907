package fusion

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/lexicon"
)

// shortestSuspect is the length in bytes of the shortest unknown word that is searched.
const shortestSuspect = 4

// attested marks words that a dictionary, running text or a list of names vouches for.
const attested = lexicon.Listed | lexicon.Running | lexicon.FirstName | lexicon.Surname | lexicon.PlaceName | lexicon.FunctionWord | lexicon.Clitic |
	lexicon.Month | lexicon.Weekday | lexicon.Unit | lexicon.Currency | lexicon.Abbreviation

// vouched reports whether a word of the pack may be believed. Word lists gathered from the web
// hold halves of words, such as "ción", which only a dictionary tells from words; where the
// pack has no dictionary, and of common words, lists that keep case are believed.
func (w *Worker) vouched(e lexicon.Word) bool {
	if e.Flags.Any(attested) {
		return true
	}
	return !e.Flags.Has(lexicon.CaseUnknown) && (w.noDictionary || e.LogProb > commonLeast)
}

// lookUp asks the pack for the words of the article.
func (w *Worker) lookUp() {
	if w.vocabulary == nil || w.vocabulary.Pack() != w.pack {
		w.vocabulary = lexicon.NewVocabulary(w.pack)
	}
	w.read = w.read[:0]
	for i := range w.art.Tokens {
		var e lexicon.Entry
		if t := &w.art.Tokens[i]; t.Kind == article.Word {
			e = w.vocabulary.At(w.art.Text, int(t.Start), int(t.End))
		}
		w.read = append(w.read, e)
	}
	w.words = w.read
}

// scan notes which words are none of the language, and which joints prose rarely has.
func (w *Worker) scan() {
	toks := w.art.Tokens
	w.odd.reset(len(toks))
	w.joints.reset(len(toks))
	w.markBroken()
	w.count = 0
	for i := range toks {
		t := &toks[i]
		if !t.Glued {
			w.count++
		}
		if t.Verbatim || w.isBroken(i) {
			continue
		}
		if t.Glued && w.suspiciousJoint(i) {
			w.joints.add(i)
		}
		if t.Kind == article.Word && w.isOdd(i) {
			w.odd.add(i)
		}
	}
}

// markBroken fills w.broken with the tokens of the runs that have broken characters.
func (w *Worker) markBroken() {
	w.broken = w.broken[:0]
	toks := w.art.Tokens
	if len(toks) == 0 || len(w.opt.Broken) == 0 {
		return
	}
	w.broken.reset(len(toks))
	from, _ := slices.BinarySearchFunc(w.opt.Broken, int(toks[0].Start), func(s article.Span, at int) int { return cmp.Compare(s.End, at) })
	for _, s := range w.opt.Broken[from:] {
		i := w.art.TokenAt(s.Start)
		for i > 0 && i < len(toks) && toks[i].Glued {
			i--
		}
		for ; i < len(toks) && (int(toks[i].Start) < s.End || toks[i].Glued); i++ {
			w.broken.add(i)
		}
		if i == len(toks) {
			break
		}
	}
}

func (w *Worker) isBroken(i int) bool { return len(w.broken) > 0 && w.broken.has(i) }

// isOdd reports whether token i is no word of the language, or one with a capital inside.
func (w *Worker) isOdd(i int) bool {
	t := &w.art.Tokens[i]
	if t.Case == article.Mixed {
		return true
	}
	s := w.art.Of(i)
	if oneLetter := t.End-t.Start == 1 || t.End-t.Start == 2 && s[0] >= 0xC2; oneLetter {
		return !w.isSingle(s)
	}
	if e := &w.words[i]; e.Known() && w.vouched(e.Word) {
		return false
	}
	return !w.isCorpusWord(w.words[i].Key, s)
}

// suspicious reports whether the run has a word that is none, or a joint that prose rarely has.
func (w *Worker) suspicious(r *run) bool {
	for i := int(r.first); i < int(r.last); i++ {
		switch t := &w.art.Tokens[i]; {
		case t.Verbatim:
		case t.Glued && w.suspiciousJoint(i), t.Kind == article.Word && t.End-t.Start >= shortestSuspect && w.oddWord(i):
			return true
		}
	}
	return false
}

// suspiciousJoint reports whether a blank may be missing before token i.
func (w *Worker) suspiciousJoint(i int) bool {
	l, r := &w.art.Tokens[i-1], &w.art.Tokens[i]
	if l.Kind <= article.Number && r.Kind <= article.Number {
		return true
	}
	left, right := byte(0), byte(0)
	if l.Kind > article.Number {
		left = w.art.Text[l.Start]
	}
	if r.Kind > article.Number {
		right = w.art.Text[r.Start]
	}
	switch {
	case left != 0 && right != 0:
		return right == '(' || right >= 0x80 && left != '(' // two marks: only an opening one is odd
	case left != 0:
		return left != '-' && left != '\'' && left != '(' && left != '/'
	}
	return right == '(' || right == '[' || right == '"' || right == '$' || right >= 0x80
}

// makeRuns divides the article into runs.
func (w *Worker) makeRuns() {
	for _, p := range w.art.Paragraphs {
		first, quotes := int32(len(w.runs)), int32(0)
		for i := p.First; i < p.Last; {
			r := run{first: int32(i), quotes: quotes}
			for {
				quotes += w.straightQuotes(i)
				if i++; i >= p.Last || !w.art.Tokens[i].Glued {
					break
				}
			}
			r.last = int32(i)
			r.width = w.widthOf(r.first, r.last)
			w.runs = append(w.runs, r)
		}
		w.paras = append(w.paras, paragraph{first, int32(len(w.runs))})
	}
}

// straightQuotes is the number of straight double quotes that token i is.
func (w *Worker) straightQuotes(i int) int32 {
	if t := &w.art.Tokens[i]; t.Kind == article.Punct && w.art.Text[t.Start] == '"' {
		return 1
	}
	return 0
}

// widthOf returns the number of code points of the tokens [first,last).
func (w *Worker) widthOf(first, last int32) int32 {
	return int32(utf8.RuneCountInString(w.art.Text[w.art.Tokens[first].Start:w.art.Tokens[last-1].End]))
}

// searchRest searches the runs that nobody has searched, and again those with numbers, which may now be cut.
func (w *Worker) searchRest() {
	for i, p := range w.paras {
		w.enter(i)
		for k := p.first; k < p.last; k++ {
			if r := &w.runs[k]; r.width <= maxRun && !w.isBroken(int(r.first)) && w.worthAnother(r) {
				r.n = 0
				w.begin(r)
				w.searchRun(r)
			}
		}
	}
}

// worthAnother reports whether a run of an article that has lost blanks is worth a search, or one more that allows more parts.
func (w *Worker) worthAnother(r *run) bool {
	suspicious := w.suspicious(r)
	if r.searched && !w.hasNumber(r) && !(suspicious && !w.settled(r)) {
		return false
	}
	return suspicious || w.divisible(r)
}

// settledFrom is the posterior from which a reading found with few parts allowed stays as it is when more are.
const settledFrom = 0.999

// settled reports whether the run has a reading that no other will outweigh.
func (w *Worker) settled(r *run) bool {
	return r.n > 0 && r.choice > 0 && w.alts[r.alts+r.choice].prob >= settledFrom
}

// enter makes paragraph i of the article the one under search.
func (w *Worker) enter(i int) {
	w.para = paragraph{int32(w.art.Paragraphs[i].First), int32(w.art.Paragraphs[i].Last)}
}

// hasNumber reports whether the run has a number of two digits or more.
func (w *Worker) hasNumber(r *run) bool {
	for i := r.first; i < r.last; i++ {
		if t := &w.art.Tokens[i]; t.Kind == article.Number && t.End-t.Start > 1 {
			return true
		}
	}
	return false
}

// divisible reports whether a run without suspicious tokens could hold a lost
// blank all the same: two known words that make a third, two numbers, or a
// joint that may be one at a wrap.
func (w *Worker) divisible(r *run) bool {
	for i := r.first; i < r.last; i++ {
		t := &w.art.Tokens[i]
		switch {
		case t.Verbatim:
		case i > r.first && w.edgeJoint(int(r.first), int(i), int(r.last), int(r.quotes)) != NoJoint:
			return true
		case t.Kind == article.Word && i+2 < r.last && isApostrophe(firstRune(w.art.Of(int(i+1)))) && !w.pack.ElidedPrefix(w.art.Text[t.Start:t.End]+"'"):
			return true // "àl'école"
		case t.Kind == article.Number && t.End-t.Start >= 2, t.Kind == article.Word && w.twoWords(w.art.Of(int(i))) && w.mayPart(int(i)):
			return true
		}
	}
	return false
}

// twoWords reports whether a known word is also two others, in the cheapest way: whether
// some beginning and the rest are words of the language.
func (w *Worker) twoWords(s string) bool {
	h := lexicon.NewHash()
	for i, r := range s {
		if i > 0 && w.has(h.Key()) && w.longEnough(s[:i]) && w.longEnough(s[i:]) && w.has(lexicon.KeyOf(s[i:])) {
			return true
		}
		h = h.Add(r)
	}
	return false
}

// longEnough keeps the single letters that are no words out.
func (w *Worker) longEnough(s string) bool {
	return len(s) > 2 || len(s) == 2 && s[0] < utf8.RuneSelf || w.isSingle(s)
}

// begin makes the lattice ready for a search of r.
func (w *Worker) begin(r *run) {
	w.load(&w.lat.letters, r)
	w.lat.begin()
}

// searchRun finds the readings of the run r that the lattice has begun with, and their evidence. A run with one
// reading keeps none.
func (w *Worker) searchRun(r *run) {
	l := &w.lat
	w.search(l)
	n := len(l.runes)
	if l.plain[n] < 0 || len(l.at[n]) == 0 {
		r.searched = true
		return
	}
	if !w.digits && l.partials[l.at[n][0]].score < l.partials[l.plain[n]].score-firstLoss {
		return
	}
	r.searched = true
	r.alts = int32(len(w.alts))
	w.plain = l.path(l.plain[n], w.plain)
	w.setScene(l, r)
	w.newReading()
	least := max(l.floor, l.partials[l.at[n][0]].score-furthest)
	for _, p := range l.at[n] {
		if l.partials[p].score < least {
			break // best first
		}
		w.path = l.path(p, w.path)
		w.addReading(l, r)
	}
	if e := l.edge[n]; e >= 0 {
		w.path = l.path(e, w.path)
		w.addReading(l, r)
	}
	w.keepHopeful(r)
}

// firstLoss is maxLoss for an article that has lost few blanks. No reading that is believed there loses so much:
// of 8,000 runs of clean, wrapped and damaged news that were searched, the evidence spoke for none that lost more
// than 7, the cost of its blank counted.
const firstLoss = 10

// maxLoss is how much log-probability the words of a reading may lose against the run as it
// stands: no context and no wrap makes up for more.
const maxLoss = 22

// furthest is how much less probable, in nats, the words of a reading may be than those of the best one: wider bounds decide
// alike on clean, wrapped and damaged news.
const furthest = 30

// hopeful is the least evidence of a reading that is kept. A wrap speaks for a blank with at most log(1/lateBreak) - log(kept),
// about 8, but where its words speak against it, it hardly ever stands at one: of 5,408 readings that were chosen in wrapped
// news of seven languages, none had less than -4.
const hopeful = -5.0

// allOfThem is the least evidence of a reading where every run is searched on purpose.
const allOfThem = -9.0

// outdone is how much more evidence, in nats, another reading of the run has when one is dropped: more than the lines of a
// page can say for one of two places.
const outdone = 16

// leastEvidence is that of a reading that is kept: less where its neighbours are left out, or where all readings are asked for.
func (w *Worker) leastEvidence() float64 {
	switch {
	case w.secluded:
		return hopeful - byNeighbours
	case w.opt.Everywhere:
		return allOfThem
	}
	return hopeful
}

// keepHopeful drops the readings that nothing can make likely, and the run's readings
// altogether when only the run as it stands is left.
func (w *Worker) keepHopeful(r *run) {
	least := w.leastEvidence()
	for k := r.alts + 1; k < int32(len(w.alts)); k++ {
		least = max(least, w.alts[k].evidence-outdone)
	}
	kept := r.alts + 1
	for k := r.alts + 1; k < int32(len(w.alts)); k++ {
		if w.alts[k].evidence > least {
			w.alts[kept], w.alts[k] = w.alts[k], w.alts[kept]
			kept++
		}
	}
	w.alts = w.alts[:kept]
	if r.n = kept - r.alts; r.n == 1 {
		w.alts, r.n = w.alts[:r.alts], 0
	}
}

// addReading appends the reading w.path unless one with the same blanks is there already.
func (w *Worker) addReading(l *lattice, r *run) {
	alt := w.newReading()
	for i := range w.path {
		if w.path[i].blank {
			at := l.arcs[w.path[i].arc].from
			kind := w.kindOf(l, w.path, i)
			alt.cuts = append(alt.cuts, cut{at: l.offs[at], runes: at, joint: l.joints[at], kind: kind, half: w.half(l, i), identifier: w.identifier(l, i)})
			if kind.witness() {
				alt.witnesses++
			}
		}
	}
	for k := int(r.alts); k < len(w.alts)-1; k++ {
		if sameCuts(w.alts[k].cuts, alt.cuts) {
			w.alts = w.alts[:len(w.alts)-1]
			return
		}
	}
	f := &w.features
	*f = features{}
	w.describe(f, l, w.plain, w.path)
	alt.gain = sumLogProb(l, w.path) - w.scene.logProb
	alt.evidence = w.model.score(f)
	alt.known = f[knownWhole] > 0
	if len(w.wholes) > 0 && alt.evidence+w.model.mostOfWhole() > w.leastEvidence() {
		brand := false
		for _, whole := range w.wholes {
			brand = w.lookLonger(alt, f, whole) || brand
		}
		alt.evidence = w.model.score(f)
		if brand {
			alt.evidence = w.leastEvidence()
		}
	}
	for _, c := range alt.cuts {
		alt.prior += priorOf(c.kind, f)
	}
	if w.opt.Thorough {
		alt.seen = new(*f)
	}
}

// lookLonger looks at what takes long to find of a word that the reading takes apart, and reports whether that is the form of a brand.
func (w *Worker) lookLonger(alt *reading, f *features, whole *arc) (brand bool) {
	if whole.known {
		return false
	}
	alt.known = false
	derived := w.unknownWhole(f, whole)
	for i := range alt.cuts {
		switch c := &alt.cuts[i]; {
		case int(c.at) <= whole.text.Start || int(c.at) >= whole.text.End:
		case c.kind == Camel:
			brand = brand || w.brandForm(whole.text, int(c.at))
		case derived && c.kind <= Short:
			c.kind = Prefix // a derived word: not to be trusted more than a prefix
		}
	}
	return brand
}

// brandEnding is the most letters that a language hangs on a brand: WhatsApp, WhatsAppers.
const brandEnding = 3

// brandForm reports whether the word is a known one with a capital at the cut and a few more letters.
func (w *Worker) brandForm(word article.Span, cut int) bool {
	for range brandEnding {
		_, size := utf8.DecodeLastRuneInString(w.art.At(word))
		word.End -= size
		if word.End <= cut+1 {
			return false
		}
		if w.has(lexicon.KeyOf(w.art.At(word))) {
			return true
		}
	}
	return false
}

func sameCuts(a, b []cut) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].at != b[i].at {
			return false
		}
	}
	return true
}

// newReading appends an empty reading and reuses the memory of an earlier one.
func (w *Worker) newReading() *reading {
	if len(w.alts) < cap(w.alts) {
		w.alts = w.alts[:len(w.alts)+1]
	} else {
		w.alts = append(w.alts, reading{})
	}
	alt := &w.alts[len(w.alts)-1]
	*alt = reading{cuts: alt.cuts[:0]}
	return alt
}

func (w *Worker) freeReadings() { w.alts = w.alts[:0] }
