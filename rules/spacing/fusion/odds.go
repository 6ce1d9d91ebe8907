package fusion

import (
	"math"
	"slices"
	"unicode"

	"copydesk/article"
	"copydesk/lexicon"
)

// Nearly all suspicious runs of clean text are names and rare words that no blanks can mend. The search for their
// readings, with neighbours and all features, is dear and ends with the run as it stands. So another one comes before
// it, that knows less and keeps one reading alone: it sums the odds that the regression would give to words and joints
// by themselves. What is left out, neighbours above all, has never outweighed unseen.

// doubtRate is a rate of lost blanks that no article reaches before all its runs are searched anyhow
// (leastConfident): what has no odds at this rate has none at that of the article.
const doubtRate = 0.01

// unseen is how much, in nats, neighbours and dear features may add to the odds of a reading. Of 17,988 runs of clean,
// wrapped and damaged news in seven languages that have a reading with odds at doubtRate, they added more than 2 in four
// and more than 2.5 in two, both of them "wantto".
const unseen = 3.0

// odds holds the best log-odds of readings up to each code point of a run. It keeps its buffers.
type odds struct {
	plain  []float64 // with no blank put in
	broken []float64 // with one or more
	more   []float64 // the most that joints from here on can add
}

// promise returns the log-odds at doubtRate of the likeliest other reading of the run that the lattice has begun with,
// what is unseen left out. It is exact where it is -unseen or more.
func (w *Worker) promise(l *lattice) float64 {
	n := len(l.runes)
	o := &w.odds
	o.reset(n)
	for i := range n {
		if i == 0 || l.glue[i] {
			w.keepWhole(l, i)
		}
	}
	if math.IsInf(o.plain[n], -1) {
		return math.Inf(1)
	}
	w.boundJoints(l)
	for i := 1; i < n; i++ {
		best, least := max(o.plain[i], o.broken[i])+o.more[i], max(o.plain[n]-unseen, o.broken[n])
		if best < least || l.joints[i] == NoJoint && !l.glue[i] {
			continue
		}
		w.breakAt(l, i, w.knownFrom(l, i))
		if best+w.model.weights[gainUnknown]*w.pack.Floor() >= least { // no spelling is certain
			w.breakAt(l, i, w.unknownArcs(l, i))
		}
	}
	return o.broken[n] - o.plain[n]
}

func (o *odds) reset(n int) {
	none := math.Inf(-1)
	o.plain, o.broken, o.more = slices.Grow(o.plain[:0], n+1)[:n+1], slices.Grow(o.broken[:0], n+1)[:n+1], slices.Grow(o.more[:0], n+1)[:n+1]
	for i := range n + 1 {
		o.plain[i], o.broken[i] = none, none
	}
	o.plain[0] = 0
}

// keepWhole continues the readings without a blank up to code point i.
func (w *Worker) keepWhole(l *lattice, i int) {
	o := &w.odds
	if math.IsInf(o.plain[i], -1) {
		return
	}
	for _, from := range [...]arcs{w.knownFrom(l, i), w.unknownArcs(l, i)} {
		for k := from.first; k < from.last; k++ {
			a := &l.arcs[k]
			o.plain[a.to] = max(o.plain[a.to], o.plain[i]+w.wordOdds(l, a))
		}
	}
}

// breakAt continues the readings up to code point i by words, with a blank before them or behind an earlier one.
func (w *Worker) breakAt(l *lattice, i int, words arcs) {
	o := &w.odds
	for k := words.first; k < words.last; k++ {
		a := &l.arcs[k]
		word, to := w.wordOdds(l, a), &o.broken[a.to]
		if l.glue[i] {
			*to = max(*to, o.broken[i]+word)
		}
		if l.joints[i] != NoJoint {
			*to = max(*to, max(o.broken[i], o.plain[i]+firstOdds)+w.jointOdds(l.joints[i])+word)
		}
	}
}

// moreOdds are the prior log-odds of a further blank in a run, firstOdds how much less likely the first one is.
var (
	moreOdds  = math.Log(nextRate)
	firstOdds = math.Log(doubtRate/(1-doubtRate)) - moreOdds
)

// jointOdds is what a blank at a joint adds, if two content words stand on either side of it.
func (w *Worker) jointOdds(j Joint) float64 {
	m := &w.model.weights
	v := m[j] + moreOdds
	switch j {
	case LetterLetter:
		v += w.contentOdds()
		if w.syllables {
			v += m[syllableJoint]
		}
		if w.compounds {
			v += m[compoundJoint] + max(m[compoundWhole], 0) + max(m[clauseJoint], 0)
		}
	case DigitLetter:
		v += digitPrior + max(m[digitWord], 0)
	case LetterDigit:
		v += digitPrior + max(m[wordDigit], 0)
	}
	return v
}

// contentOdds is what it adds that neither word is one of grammar.
func (w *Worker) contentOdds() float64 {
	if w.compounds {
		return w.model.weights[content2] + w.model.weights[contentDE]
	}
	return w.model.weights[content2]
}

// boundJoints fills more with what the joints between words and marks can add at most; those between letters only take.
func (w *Worker) boundJoints(l *lattice) {
	o, n := &w.odds, len(l.runes)
	o.more[n] = 0
	for i := n - 1; i >= 0; i-- {
		o.more[i] = o.more[i+1]
		if j := l.joints[i]; j != NoJoint {
			o.more[i] += max(0, w.jointOdds(j)-2*w.contentOdds())
		}
	}
}

// wordOdds is what a word adds: what it is worth as a word, and what it tells as a part of a token.
func (w *Worker) wordOdds(l *lattice, a *arc) float64 {
	m := &w.model.weights
	t, gain := int(l.token[a.from]), m[gainKnown]
	if w.art.Tokens[t].Kind != article.Word || w.oddWord(t) {
		gain = m[gainUnknown]
	}
	v := gain * a.logProb
	if a.mark || l.isToken(int(a.from), int(a.to)) {
		return v
	}
	if a.seen == 0 {
		switch {
		case a.weak:
			v += m[weakPart]
		case !a.known:
			v += m[unknownPart]
		}
	}
	if a.flags.Has(lexicon.OnlyCapitalised) && unicode.IsLower(l.runes[a.from]) {
		v += m[lostCapital]
		if w.compounds {
			v += m[lostCapitalDE]
		}
	}
	return v + w.shortOdds(l, a) + w.grammarOdds(l, a)
}

// shortOdds is what it tells that a part has one or two letters.
func (w *Worker) shortOdds(l *lattice, a *arc) float64 {
	m := &w.model.weights
	var v float64
	switch a.letters {
	case 1:
		v = m[oneLetter]
	case 2:
		v = m[twoLetters]
	default:
		return 0
	}
	if l.beginsToken(a) {
		v += max(m[shortFirst], 0)
	}
	if l.endsToken(a) {
		v += max(m[shortLast], 0)
	}
	return v
}

// grammarOdds is what it tells that a part is a word of grammar, or a prefix.
func (w *Worker) grammarOdds(l *lattice, a *arc) float64 {
	m := &w.model.weights
	v := 0.0
	if !l.endsToken(a) {
		if a.flags.Any(lexicon.FunctionWord | lexicon.Clitic) {
			v -= w.contentOdds()
		}
		if w.bound[a.key] {
			v += m[boundPrefix]
		}
	}
	if !l.beginsToken(a) {
		if a.flags.Has(lexicon.FunctionWord) {
			v -= w.contentOdds()
		}
		if l.joints[a.from] == LetterLetter && a.flags.Has(lexicon.Clitic) {
			v += m[clitic]
		}
	}
	return v
}
