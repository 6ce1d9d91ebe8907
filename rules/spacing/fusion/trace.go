package fusion

import (
	"fmt"
	"slices"

	"copydesk/article"
)

// Candidate is a run that was searched, with all its readings: what the model saw, for
// people who ask why it acted or did not, and for training.
type Candidate struct {
	Span     article.Span
	Readings []Reading // the run as it stands comes first
	Chosen   int       // index of the reading that is believed
}

// Reading is one way to read a run.
type Reading struct {
	At        []int     // byte offsets of the blanks that it puts in
	Text      string    // the run with these blanks
	Features  []float64 // in the order of FeatureNames; all zero unless the search was thorough, and of the run as it stands
	Gain      float64   // log-probability of its words over that of the run as it stands, in nats
	Evidence  float64   // log-odds against the run as it stands, without the prior
	Posterior float64
}

// Summary is what the model inferred of the article as a whole.
type Summary struct {
	Rate  float64 // share of blanks that are lost
	Width int     // code points of a full line; 0 when lines follow no width
	Kept  float64 // share of newlines that survived as a blank
	Lost  int     // blanks that the article has lost
}

// Summary returns what the last call of Analyse inferred of the article.
func (w *Worker) Summary() Summary {
	s := Summary{Rate: w.rate, Lost: len(w.out)}
	if w.wrapped {
		s.Width, s.Kept = w.layout.width, w.layout.kept
	}
	return s
}

// Candidates returns the runs that the last call of Analyse searched. It allocates.
func (w *Worker) Candidates() []Candidate {
	var out []Candidate
	for i := range w.runs {
		r := &w.runs[i]
		if r.n == 0 {
			continue
		}
		c := Candidate{Span: w.spanOf(r), Chosen: int(r.choice)}
		for k := range r.n {
			c.Readings = append(c.Readings, w.exported(c.Span, &w.alts[r.alts+k]))
		}
		out = append(out, c)
	}
	return out
}

func (w *Worker) spanOf(r *run) article.Span {
	return article.Span{Start: int(w.art.Tokens[r.first].Start), End: int(w.art.Tokens[r.last-1].End)}
}

func (w *Worker) exported(s article.Span, alt *reading) Reading {
	out := Reading{Gain: alt.gain, Evidence: alt.evidence, Posterior: alt.prob}
	from := s.Start
	for _, c := range alt.cuts {
		out.At = append(out.At, int(c.at))
		out.Text += w.art.Text[from:c.at] + " "
		from = int(c.at)
	}
	out.Text += w.art.Text[from:s.End]
	out.Features = make([]float64, numFeatures)
	if alt.seen != nil {
		for i, v := range alt.seen {
			out.Features[i] = float64(v)
		}
	}
	return out
}

// Why says in words why the model acted on the candidate or did not.
func (c *Candidate) Why() string {
	best := 0
	for i := range c.Readings {
		if i > 0 && (best == 0 || c.Readings[i].Posterior > c.Readings[best].Posterior) {
			best = i
		}
	}
	if best == 0 {
		return "no other reading was found"
	}
	r := &c.Readings[best]
	if c.Chosen == best {
		return fmt.Sprintf("“%s” has posterior %.4f", r.Text, r.Posterior)
	}
	return fmt.Sprintf("“%s” comes nearest with posterior %.4f (log-odds of its words %+.1f); %.4f stays as it is", r.Text, r.Posterior, r.Evidence, c.Readings[0].Posterior)
}

// Same reports whether the reading puts its blanks exactly at the offsets, which ascend.
func (r *Reading) Same(at []int) bool { return slices.Equal(r.At, at) }

// PairCandidates returns, for training, the pairs of words that the last call of Splices judged.
func (w *Worker) PairCandidates() []Candidate {
	var out []Candidate
	for i := range w.pairs {
		p := &w.pairs[i]
		l, r := &w.art.Tokens[p.token-1], &w.art.Tokens[p.token]
		c := Candidate{Span: article.Span{Start: int(l.Start), End: int(r.End)}, Chosen: int(p.choice)}
		for k := range p.n {
			s := &w.splices[p.from+k]
			out := Reading{Gain: s.gain, Evidence: s.evidence, Posterior: s.prob}
			switch {
			case s.shift == joined:
				out.At = []int{int(l.End)}
			case s.shift < 0:
				out.At = []int{int(l.End + s.shift), int(l.End)}
			case s.shift > 0:
				out.At = []int{int(l.End), int(r.Start + s.shift)}
			}
			out.Features = make([]float64, numSpliceFeatures)
			for x, v := range s.features {
				out.Features[x] = float64(v)
			}
			c.Readings = append(c.Readings, out)
		}
		out = append(out, c)
	}
	return out
}
