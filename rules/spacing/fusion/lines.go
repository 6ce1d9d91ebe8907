package fusion

import (
	"math"
	"math/bits"
	"slices"
)

// lines carries the probabilities of columns forward over a paragraph and back. Only the few columns that a
// line can have reached are kept, so that a run costs as much as there are of them. It keeps its buffers.
type lines struct {
	cells  []cell  // the columns after each run of the paragraph, run by run, each run's in order
	ends   []int32 // cells[ends[i]:ends[i+1]] are those after run i
	path   [2][]cell
	mixed  [columns]float64            // the readings of one run, added up
	filled [(columns + 63) / 64]uint64 // the columns of mixed that are in use
	after  [columns]float64            // going back: what follows, seen from each column that is in use
	before []float64                   // the same seen from the run before
	broken []float64                   // what follows when the line breaks before each word of a reading
}

// open begins a paragraph.
func (g *lines) open() { g.cells, g.ends = g.cells[:0], append(g.ends[:0], 0) }

// reached returns the columns after run i.
func (g *lines) reached(i int) []cell { return g.cells[g.ends[i]:g.ends[i+1]] }

// weigh sets the weight of every reading among those of its run.
func (w *Worker) weigh() {
	for i := range w.runs {
		r := &w.runs[i]
		top := w.topEvidence(r)
		for k := range r.n {
			alt := &w.alts[r.alts+k]
			alt.weight = math.Exp(alt.evidence - top)
		}
		r.top = top
	}
}

// pass runs forward and backward over one paragraph and returns its log-likelihood. It sets the
// posteriors of readings in sums, or without sums counts what expect estimates.
func (w *Worker) pass(y *layout, p paragraph, sums []float64) float64 {
	n := int(p.last - p.first)
	if n == 0 {
		return 0
	}
	w.geo.open()
	sum := 0.0
	for i := range n {
		sum += w.passRun(y, p, i)
	}
	w.goBack(y, p, sums)
	return sum
}

// passRun moves the columns over run i of the paragraph, through all its readings.
func (w *Worker) passRun(y *layout, p paragraph, i int) float64 {
	g := &w.geo.lines
	r := &w.runs[int(p.first)+i]
	from := len(g.cells)
	if r.n == 0 {
		g.cells = g.enter(g.cells, y, i, r.width)
	} else {
		for k := range r.n {
			alt := &w.alts[r.alts+k]
			g.add(g.through(y, i, r, alt), alt.weight)
		}
		g.drain()
	}
	cells, sum := normalise(g.cells[from:])
	g.cells = g.cells[:from+len(cells)]
	g.ends = append(g.ends, int32(len(g.cells)))
	return sum + r.top
}

// enter moves onto the first word of run i, n code points long.
func (g *lines) enter(to []cell, y *layout, i int, n int32) []cell {
	if i == 0 {
		return y.first(to, n)
	}
	return y.step(to, g.reached(i-1), n, true)
}

// through follows one reading of run i to its end. The result is valid until the next call.
func (g *lines) through(y *layout, i int, r *run, alt *reading) []cell {
	at := 0
	g.path[at] = g.enter(g.path[at][:0], y, i, pieceWidth(r, alt, 0))
	for k := range alt.cuts {
		g.path[1-at] = y.step(g.path[1-at][:0], g.path[at], pieceWidth(r, alt, k+1), false)
		at = 1 - at
	}
	return g.path[at]
}

// add mixes the columns of one reading in.
func (g *lines) add(cells []cell, weight float64) {
	for _, x := range cells {
		g.mixed[x.col] += x.p * weight
		g.filled[x.col>>6] |= 1 << (x.col & 63)
	}
}

// drain appends what was mixed to g.cells.
func (g *lines) drain() {
	for k := range g.filled {
		for set := g.filled[k]; set != 0; set &= set - 1 {
			c := k<<6 + bits.TrailingZeros64(set)
			g.cells = append(g.cells, cell{int32(c), g.mixed[c]})
			g.mixed[c] = 0
		}
		g.filled[k] = 0
	}
}

// goBack is the way back over the paragraph.
func (w *Worker) goBack(y *layout, p paragraph, sums []float64) {
	g := &w.geo.lines
	last := int(p.last-p.first) - 1
	for _, x := range g.reached(last) {
		g.after[x.col] = 1
	}
	for i := last; i > 0; i-- {
		r := &w.runs[int(p.first)+i]
		w.backRun(y, r, i, sums)
		for _, x := range g.reached(i) {
			g.after[x.col] = 0
		}
		g.turn(g.reached(i - 1))
	}
	w.backFirst(y, &w.runs[p.first], sums)
	for _, x := range g.reached(0) {
		g.after[x.col] = 0
	}
}

// turn makes what lies before a run that which follows the one before. Only ratios matter going back,
// so it is scaled up before it vanishes.
func (g *lines) turn(at []cell) {
	const small, large = 1e-100, 1e100
	scale := 1.0
	if slices.Max(g.before) < small {
		scale = large
	}
	for j, x := range at {
		g.after[x.col] = g.before[j] * scale
	}
}

// backRun fills g.before with what follows the columns before run i, and takes the posteriors of its
// readings or the expected line break before it.
func (w *Worker) backRun(y *layout, r *run, i int, sums []float64) {
	g := &w.geo
	from := g.reached(i - 1)
	g.before = slices.Grow(g.before[:0], len(from))[:len(from)]
	clear(g.before)
	if r.n == 0 {
		stay, wrap := g.meet(y, r, &emptyReading, 1, from)
		if sums == nil {
			g.countKept(stay, wrap)
		}
		return
	}
	stays, wraps := 0.0, 0.0
	for k := range r.n {
		alt := &w.alts[r.alts+k]
		stay, wrap := g.meet(y, r, alt, alt.weight, from)
		stays, wraps = stays+stay, wraps+wrap
		if sums != nil {
			sums[r.alts+k] = stay + wrap
		}
	}
	if sums == nil {
		g.breaks += w.lostIn(r)
		g.countKept(stays, wraps)
		return
	}
	share(sums[r.alts : r.alts+r.n])
}

// share scales the posteriors of the readings of one run to sum one.
func share(probs []float64) {
	total := 0.0
	for _, p := range probs {
		total += p
	}
	for k := range probs {
		if total <= 0 {
			probs[k] = 0
		} else {
			probs[k] /= total
		}
	}
}

// meet adds what follows the columns of from through one reading to g.before, and returns the mass of
// staying on the line before it and of a break.
func (g *lines) meet(y *layout, r *run, alt *reading, weight float64, from []cell) (stay, wrap float64) {
	onLine, onNext := y.factors(true)
	n := pieceWidth(r, alt, 0)
	next := onNext * weight * g.follow(y, r, alt)
	onLine *= weight
	for j, x := range from {
		end := x.col + 1 + n
		fits, over := y.rule(end)
		s, b := fits*onLine*g.value(y, r, alt, 1, min(end, lastColumn)), over*next
		g.before[j] += s + b
		stay += x.p * s
		wrap += x.p * b
	}
	return stay, wrap
}

// follow fills g.broken for the words of a reading, and returns what follows a line that breaks before the first.
func (g *lines) follow(y *layout, r *run, alt *reading) float64 {
	n := len(alt.cuts)
	g.broken = slices.Grow(g.broken[:0], n+1)[:n+1]
	for k := n; k >= 0; k-- {
		g.broken[k] = g.value(y, r, alt, k+1, min(pieceWidth(r, alt, k), lastColumn))
	}
	return g.broken[0]
}

// value returns what follows column c, at which word k-1 of a reading ends: on this line word by word,
// and on the next from each of them.
func (g *lines) value(y *layout, r *run, alt *reading, k int, c int32) float64 {
	sum, mass := 0.0, 1.0
	stay, wrap := y.factors(false)
	for ; k <= len(alt.cuts); k++ {
		end := c + 1 + pieceWidth(r, alt, k)
		fits, over := y.rule(end)
		sum += mass * over * wrap * g.broken[k]
		mass *= fits * stay
		c = min(end, lastColumn)
	}
	return sum + mass*g.after[c]
}

// backFirst is backRun for the first run of a paragraph.
func (w *Worker) backFirst(y *layout, r *run, sums []float64) {
	g := &w.geo
	if sums == nil {
		g.breaks += w.lostIn(r)
		g.countStart(y, r.width)
		return
	}
	for k := range r.n {
		alt := &w.alts[r.alts+k]
		g.follow(y, r, alt)
		sum, n := 0.0, pieceWidth(r, alt, 0)
		for c, q := range y.start {
			if q > 0 {
				sum += q * g.value(y, r, alt, 1, y.firstEnd(int32(c), n))
			}
		}
		sums[r.alts+k] = sum * alt.weight
	}
	share(sums[r.alts : r.alts+r.n])
}

// countStart adds the posterior of the column at which a paragraph begins whose first run has n code points.
func (g *geometry) countStart(y *layout, n int32) {
	var post [columns]float64
	sum := 0.0
	for c, q := range y.start {
		if q > 0 {
			post[c] = q * g.after[y.firstEnd(int32(c), n)]
			sum += post[c]
		}
	}
	if sum > 0 {
		for c, q := range post {
			g.starts[c] += q / sum
		}
	}
}
