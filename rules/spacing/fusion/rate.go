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
	if w.opt.Rate > 0 {
		w.rate = w.opt.Rate
		w.judgeAt(w.rate)
		return
	}
	w.rate = RateOf(0, len(w.runs))
	w.judgeAt(w.rate)
	if w.opt.NoRate {
		return
	}
	for range rateRounds {
		w.rate = RateOf(w.lost(), len(w.runs))
		w.judgeAt(w.rate)
	}
}

// lost is the expected number of lost blanks; doubtful ones are left out, or the many small
// doubts of a long article would add up to a fusion.
func (w *Worker) lost() float64 {
	sum := 0.0
	for i := range w.runs {
		r := &w.runs[i]
		for k := range r.n {
			if alt := &w.alts[r.alts+k]; alt.prob > 0.5 {
				sum += alt.prob * float64(len(alt.cuts))
			}
		}
	}
	return sum
}

// judgeAt sets the posterior of every reading when each blank is lost with probability rate.
func (w *Worker) judgeAt(rate float64) {
	odds := math.Log(rate / (1 - rate))
	for i := range w.runs {
		r := &w.runs[i]
		total := 0.0
		top := w.topEvidence(r)
		for k := range r.n {
			alt := &w.alts[r.alts+k]
			alt.prob = math.Exp(alt.evidence - top + odds*float64(len(alt.cuts)))
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
	for i := range w.runs {
		r := &w.runs[i]
		r.choice = 0
		for k := range r.n {
			if w.alts[r.alts+k].prob > w.alts[r.alts+r.choice].prob {
				r.choice = k
			}
		}
	}
}
