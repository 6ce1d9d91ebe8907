package fusion

import (
	"math"
)

// decide turns the chosen readings into decisions: one for every blank.
func (w *Worker) decide() []Decision {
	for i := range w.runs {
		r := &w.runs[i]
		if r.choice == 0 {
			continue
		}
		alt := &w.alts[r.alts+r.choice]
		for k := range alt.cuts {
			w.out = append(w.out, w.decision(r, alt, k))
		}
	}
	return w.out
}

func (w *Worker) decision(r *run, alt *reading, k int) Decision {
	c := alt.cuts[k]
	p := w.marginal(r, c.at)
	d := Decision{
		At: int(c.at), Joint: c.joint, Posterior: p,
		Span: w.spanOf(r),
	}
	d.Kind = w.kindOf(alt, c)
	d.Confidence = w.model.Confidence(d.Kind, p)
	d.Safe = p >= w.model.SafeFrom(d.Kind)
	d.Gain = alt.gain
	d.Log = math.Log(w.rate)
	return d
}

// marginal is the posterior that a blank goes in at the offset, in whatever reading of the run.
func (w *Worker) marginal(r *run, at int32) float64 {
	sum := 0.0
	for k := range r.n {
		alt := &w.alts[r.alts+k]
		for _, c := range alt.cuts {
			if c.at == at {
				sum += alt.prob
				break
			}
		}
	}
	return min(sum, 1)
}

func (w *Worker) kindOf(alt *reading, c cut) Kind {
	k := Isolated
	content := c.joint == LetterLetter && alt.features[content2] > 0
	switch {
	case content && w.compounds:
		k = IsolatedCompounding
	case content:
		k = IsolatedContent
	}
	switch {
	case w.wrapped:
		return k - Isolated + Geometric
	case c.joint == LowerUpper && alt.features[camel] > 0:
		return Camel
	case c.joint >= LetterDigit && c.joint <= DigitDigit:
		return Digits
	}
	return k
}
