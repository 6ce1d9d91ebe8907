package fusion

import "slices"

// columns bounds the columns of a line that are told apart, in code points.
const columns = 160

// Widths of lines that are tried, in code points: the pages seen had 61 to 85.
const (
	minWidth = 50
	maxWidth = 120
)

// How far real wraps stray from the greedy rule. A line breaks early where the page had a
// tag inside the line, and late where an editor did not count one. Measured on wrapped news with
// 0.0001 to 0.012 early (less than 0.001 differs little, and real pages break early) and 0.003 to 0.05 late (no difference).
const (
	earlyBreak = 0.001
	lateBreak  = 0.03
)

// besideWrap is the share of the evidence of words that counts beside that of the lines. The regression is fitted where words are all that
// there is, and is too sure of them where one more letter fits on either side. Of 0.6 to 1, 0.85 made the fewest errors on wrapped news.
const besideWrap = 0.85

// isolatedInWrap is the rate at which blanks are lost beside the wraps of a wrapped article. With 1e-4 more derived words were cut
// inside their lines, with 1e-6 there were as many errors.
const isolatedInWrap = 1e-5

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

// cell is the probability of a column that a word ends at: col is that of its last character.
type cell struct {
	col int32
	p   float64
}

// lastColumn takes up all columns behind it as well.
const lastColumn = columns - 1

// step appends to where a word of n code points ends that a blank of the text (observed) or
// lost one precedes, given the columns, in order, that the word before it may end at.
func (y *layout) step(to, from []cell, n int32, observed bool) []cell {
	stay, wrap := y.factors(observed)
	head := len(to)
	to = slices.Grow(to, len(from)+1)[:head+len(from)+1]
	ends, k := to[head+1:], 0
	short := 0.0 // what wraps early
	for ; k < len(from) && int(from[k].col+1+n) <= y.width; k++ {
		short += from[k].p
		ends[k] = cell{from[k].col + 1 + n, from[k].p * ((1 - earlyBreak) * stay)}
	}
	full := 0.0 // what wraps where it must
	for ; k < len(from); k++ {
		full += from[k].p
		ends[k] = cell{from[k].col + 1 + n, from[k].p * (lateBreak * stay)}
	}
	to[head] = cell{min(n, lastColumn), (short*earlyBreak + full*(1-lateBreak)) * wrap}
	return to[:head+fold(to[head:])]
}

// fold adds what lies behind the last column to it, and returns how many cells are left.
func fold(cells []cell) int {
	n := len(cells)
	for n > 1 && cells[n-1].col >= lastColumn && cells[n-2].col >= lastColumn {
		cells[n-2].p += cells[n-1].p
		n--
	}
	cells[n-1].col = min(cells[n-1].col, lastColumn)
	return n
}

// rule returns the probability that a word which would end at the column stays on its line, and
// that the line breaks before it.
func (y *layout) rule(end int32) (stays, breaks float64) {
	if int(end) > y.width {
		return lateBreak, 1 - lateBreak
	}
	return 1 - earlyBreak, earlyBreak
}

// factors returns the probability of what is seen between two words of a line, and between
// two lines: a blank, or nothing.
func (y *layout) factors(observed bool) (stay, wrap float64) {
	if observed {
		return 1 - isolatedInWrap, y.kept
	}
	return isolatedInWrap, 1 - y.kept
}

// firstEnd returns where the first word of a paragraph ends, n code points long, that stands behind c
// columns. A tag that filled the line pushes it onto the next.
func (y *layout) firstEnd(c, n int32) int32 {
	if end := c + n; int(end) <= y.width || c == 0 {
		return min(end, lastColumn)
	}
	return min(n, lastColumn)
}

// first appends to where the first word of a paragraph ends, n code points long.
func (y *layout) first(to []cell, n int32) []cell {
	head := len(to)
	to = append(to, cell{col: y.firstEnd(0, n)})
	for c, q := range y.start {
		switch end := y.firstEnd(int32(c), n); {
		case q == 0:
		case end == to[head].col:
			to[head].p += q
		default:
			to = append(to, cell{end, q})
		}
	}
	return to
}

// enter appends to where the first word of a run ends, n code points long. Without columns before it
// the run begins a paragraph.
func (y *layout) enter(to, before []cell, n int32) []cell {
	if len(before) == 0 {
		return y.first(to, n)
	}
	return y.step(to, before, n, true)
}

// negligible is the share of all columns below which one is forgotten.
const negligible = 1e-5
