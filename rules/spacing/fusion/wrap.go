package fusion

import "math"

// columns bounds the columns of a line that are told apart, in code points.
const columns = 160

// Widths of lines that are tried, in code points: the pages seen had 61 to 85.
const (
	minWidth = 50
	maxWidth = 120
)

// How far real wraps stray from the greedy rule. A line breaks early where the page had a
// tag inside the line, and late where an editor did not count one. Measured on wrapped news with
// 0.0005 to 0.012 early (0.001 is best) and 0.01 to 0.05 late (no difference).
const (
	earlyBreak = 0.001
	lateBreak  = 0.03
)

// isolatedInWrap is the rate at which blanks are lost beside the wraps of a wrapped article.
const isolatedInWrap = 1e-4

// layout is how the lines of an article were set: what the geometry infers.
type layout struct {
	width int              // code points of a full line at most
	kept  float64          // share of newlines that survived as a blank
	start [columns]float64 // probability of the column at which a paragraph begins
}

// flatStart gives every column the same probability of being the first of a paragraph: a tag
// of unknown length stood before it. No tag at all is as likely as all tags together.
func (y *layout) flatStart() {
	clear(y.start[:])
	for c := range y.width - 4 {
		y.start[c] = 0.6 / float64(y.width-4)
	}
	y.start[0] += 0.4
}

// columnProbs is a distribution over the column that a word ends at: p[c]
// for a word whose last character is the c-th of its line.
type columnProbs [columns]float64

// step moves p over the word of n code points that a blank of the text (observed) or a lost
// one precedes. It returns the share that began a new line.
func (y *layout) step(to, p *columnProbs, n int, observed bool) {
	clear(to[:])
	stay, wrap := y.factors(observed)
	line := 0.0
	for c := range columns {
		q := p[c]
		if q == 0 {
			continue
		}
		end := c + 1 + n
		fits, over := 1-earlyBreak, earlyBreak
		if end > y.width {
			fits, over = lateBreak, 1-lateBreak
		}
		if end < columns {
			to[end] += q * fits * stay
		} else {
			to[columns-1] += q * fits * stay
		}
		line += q * over * wrap
	}
	to[min(n, columns-1)] += line
}

// back is step read backwards: what follows the word, seen from the word before it.
func (y *layout) back(to, p *columnProbs, n int, observed bool) {
	stay, wrap := y.factors(observed)
	line := p[min(n, columns-1)] * wrap
	for c := range to {
		end := c + 1 + n
		if end > y.width {
			to[c] = p[min(end, columns-1)]*lateBreak*stay + line*(1-lateBreak)
		} else {
			to[c] = p[end]*(1-earlyBreak)*stay + line*earlyBreak
		}
	}
}

// factors returns the probability of what is seen between two words of a line, and between
// two lines: a blank, or nothing.
func (y *layout) factors(observed bool) (stay, wrap float64) {
	if observed {
		return 1 - isolatedInWrap, y.kept
	}
	return isolatedInWrap, 1 - y.kept
}

// first places the first word of a paragraph, n code points long.
func (y *layout) first(to *columnProbs, n int) {
	clear(to[:])
	for c, q := range y.start {
		if q == 0 {
			continue
		}
		if end := c + n; end <= y.width || c == 0 {
			to[min(end, columns-1)] += q
		} else {
			to[min(n, columns-1)] += q // the tag filled the line
		}
	}
}

// firstBack is first read backwards: the probability of the paragraph, and
// in post that it began at each column, summed into it with the given weight.
func (y *layout) firstBack(after *columnProbs, n int, post *columnProbs) float64 {
	sum := 0.0
	for c, q := range y.start {
		if q == 0 {
			continue
		}
		end := min(c+n, columns-1)
		if c+n > y.width && c > 0 {
			end = min(n, columns-1)
		}
		v := q * after[end]
		post[c] = v
		sum += v
	}
	return sum
}

// normalise scales p to sum one and returns the log of what it summed to.
func (p *columnProbs) normalise() float64 {
	sum := 0.0
	for _, q := range p {
		sum += q
	}
	if sum <= 0 {
		p[0] = 1
		return math.Inf(-1)
	}
	for c := range p {
		p[c] /= sum
		if p[c] < negligible {
			p[c] = 0
		}
	}
	return math.Log(sum)
}

// negligible is the probability below which a column is forgotten.
const negligible = 1e-8
