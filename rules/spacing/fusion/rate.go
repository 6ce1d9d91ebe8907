package fusion

import "math"

// The rate of lost blanks of an article is (lost + priorLost) / (runs + priorRuns): an
// article without any is judged at about one in ten thousand.
const (
	priorLost = 0.1
	priorRuns = 600
)

// rateRounds is how often the rate is re-estimated; the third changes nothing.
const rateRounds = 2

// RateOf returns the rate at which an article of so many runs is judged when so many of its
// blanks are lost.
func RateOf(lost float64, runs int) float64 {
	return (lost + priorLost) / (float64(runs) + priorRuns)
}

// estimateRate judges all readings at the base rate of the article, and again at the
// rate that follows.
func (w *Worker) estimateRate() {
	w.listOpen()
	if w.opt.Rate > 0 {
		w.rate = w.opt.Rate
		w.judgeAt(w.rate)
		return
	}
	w.rate = RateOf(0, len(w.runs))
	if !w.opt.NoRate {
		w.rate = w.likeliestRate(w.rate)
	}
	w.judgeAt(w.rate)
	if w.opt.NoRate {
		return
	}
	for range rateRounds {
		w.rate = RateOf(w.lost(), len(w.runs))
		w.judgeAt(w.rate)
	}
}

// listOpen fills w.open with the runs that can be read in more than one way; the others are read as they stand.
func (w *Worker) listOpen() {
	w.open = w.open[:0]
	for i := range w.runs {
		r := &w.runs[i]
		r.choice = 0
		if r.n > 0 {
			w.open = append(w.open, int32(i))
		}
	}
}

// lost is the expected number of lost blanks that bear witness to the rate. Doubtful ones are left out, or the many small
// doubts of a long article would add up to a fusion.
func (w *Worker) lost() float64 {
	sum := 0.0
	for _, i := range w.open {
		r := &w.runs[i]
		for k := range r.n {
			if alt := &w.alts[r.alts+k]; alt.prob > 0.5 {
				sum += alt.prob * float64(alt.witnesses)
			}
		}
	}
	return sum
}

// witness reports whether a lost blank of the kind says something of the rate of the article. Capitals inside names and
// derived words are common where nothing is lost, blanks behind punctuation are lost by typists and by rules of their own, and
// an article of science or politics has dozens of compounds that no list has.
func (k Kind) witness() bool { return k != Camel && k != Comma && k != Mark && k != Compounding }

// The rates at which an article is tried as a whole before it is judged run by run, the log-odds against each, and the most, in
// nats, that one run may say for it: an unknown word that looks like two must not decide alone.
var triedRates = [...]float64{0.004, 0.01, 0.03, 0.1}

const (
	triedOdds  = -5
	mostOfARun = 7
)

// likeliestRate returns the rate of triedRates that explains the runs searched best, or base if that does. Many runs that are
// likely fused, none of them beyond doubt, are found out only together.
func (w *Worker) likeliestRate(base float64) float64 {
	best, rate := w.explain(base), base
	for _, r := range triedRates {
		if e := w.explain(r) + triedOdds; e > best {
			best, rate = e, r
		}
	}
	return rate
}

// explain returns the log-likelihood of the runs when blanks are lost at the rate, up to a constant.
func (w *Worker) explain(rate float64) float64 {
	first, more := math.Log(rate), math.Log(max(rate, nextRate))
	sum := math.Log1p(-rate) * float64(len(w.runs))
	for _, i := range w.open {
		r := &w.runs[i]
		total := 1.0
		for k := int32(1); k < r.n; k++ {
			if alt := &w.alts[r.alts+k]; int(alt.witnesses) == len(alt.cuts) {
				total += math.Exp(min(alt.evidence+alt.prior, mostOfARun*float64(len(alt.cuts))) + cutPrior(len(alt.cuts), first, more))
			}
		}
		sum += math.Log(total)
	}
	return sum
}

// nextRate is the least rate of further lost blanks in a run that has lost one: losses cluster
// ("enelaño"), whatever the rate of the article.
const nextRate = 0.02

// brandPrior is the log-odds against a blank before a capital inside a capitalised word, BioCubaFarma
// or LaPoste. The texts that the regression is trained on hold hardly any brands, crawls many.
const brandPrior = -4

// digitPrior is the log-odds for a blank between digits and a word of the language. Clean text
// never has them joined, but is too short to say how rare that is; crawls lose these blanks often.
const digitPrior = 2.5

// endingPrior is the log-odds against a blank before the last letter or two of a name that nobody
// knows, Hydraulic|a: names end in all the small words there are.
const endingPrior = -3

// derivedPrior is the log-odds against a blank behind a prefix, where a derived word may stand: no list has all of
// them. inflectedPrior is the same where an unknown form of a known word may stand. Lists have most of those: -2.5 there
// lost 0.7 % of all random losses of Portuguese news and saved no alarm in clean news.
const (
	derivedPrior   = -2.5
	inflectedPrior = -0.5
)

// priorOf returns what is known beforehand of a blank of a kind.
func priorOf(k Kind, f *features) float64 {
	switch {
	case k == Camel:
		return brandPrior
	case k == Short && f[nameCutShort] > 0:
		return endingPrior
	case k == Prefix && f[boundPrefix]+f[loosePrefix]+f[linkedO] > 0:
		return derivedPrior
	case k == Prefix:
		return inflectedPrior
	case k == Digits && f[digitWord]+f[wordDigit] > 0:
		return digitPrior
	}
	return 0
}

// cutPrior returns the log-prior of n lost blanks in one run.
func cutPrior(n int, first, more float64) float64 {
	if n == 0 {
		return 0
	}
	return first + float64(n-1)*more
}

// judgeAt sets the posterior of every reading when each blank is lost with probability rate.
func (w *Worker) judgeAt(rate float64) {
	odds, more := math.Log(rate/(1-rate)), math.Log(max(rate, nextRate))
	for _, i := range w.open {
		r := &w.runs[i]
		total := 0.0
		top := w.topEvidence(r)
		for k := range r.n {
			alt := &w.alts[r.alts+k]
			alt.prob = math.Exp(alt.evidence - top + cutPrior(len(alt.cuts), odds, more) + alt.prior)
			total += alt.prob
		}
		for k := range r.n {
			w.alts[r.alts+k].prob /= total
		}
	}
	w.choose()
}

// choose marks the likeliest reading of each run.
func (w *Worker) choose() {
	for _, i := range w.open {
		r := &w.runs[i]
		r.choice = 0
		for k := range r.n {
			if w.alts[r.alts+k].prob > w.alts[r.alts+r.choice].prob {
				r.choice = k
			}
		}
	}
}
