package fusion

import (
	"math"
	"math/bits"
	"slices"
)

// tape is a forward pass over the article: the columns after each of its runs. Only the few columns that a
// line can have reached are kept, so that a run costs as much as there are of them.
type tape struct {
	cells []cell  // run by run, each run's in order
	ends  []int32 // cells[ends[i]:ends[i+1]] are those after run i
}

// open begins an article.
func (t *tape) open() { t.cells, t.ends = t.cells[:0], append(t.ends[:0], 0) }

// reached returns the columns after run i. They are not scaled: only their ratios mean something.
func (t *tape) reached(i int32) []cell { return t.cells[t.ends[i]:t.ends[i+1]] }

// lines carries the probabilities of columns forward over a paragraph and back. It keeps its buffers.
type lines struct {
	*tape
	scale  float64 // log of what the columns after the last run were divided by
	path   [2][]cell
	mixed  [columns]float64            // the readings of one run, added up
	filled [(columns + 63) / 64]uint64 // the columns of mixed that are in use
	after  [columns]float64            // going back: what follows, seen from each column that is in use
	before []float64                   // the same seen from the run before
	broken []float64                   // what follows when the line breaks before each word of a reading
}

// weigh sets the weight of every reading among those of its run.
func (w *Worker) weigh() {
	for i := range w.runs {
		r := &w.runs[i]
		top := w.topEvidence(r)
		for k := range r.n {
			alt := &w.alts[r.alts+k]
			alt.weight = math.Exp(besideWrap * (alt.evidence - top))
		}
		r.top = besideWrap * top
	}
}

// forward runs over the paragraph and returns its log-likelihood.
func (w *Worker) forward(y *layout, p paragraph) float64 {
	g := &w.geo.lines
	if p.first == p.last {
		return 0
	}
	g.scale = 0
	sum := 0.0
	for r := p.first; r < p.last; r++ {
		sum = w.passRun(y, p, r)
	}
	return g.scale + math.Log(sum)
}

// passRun moves the columns over run r of the paragraph, through all its readings, and returns their sum.
func (w *Worker) passRun(y *layout, p paragraph, at int32) float64 {
	g := &w.geo.lines
	r := &w.runs[at]
	var before []cell // none before the first run
	if at > p.first {
		before = g.reached(at - 1)
	}
	from := len(g.cells)
	if r.n == 0 {
		g.cells = y.enter(g.cells, before, r.width)
	} else {
		for k := range r.n {
			alt := &w.alts[r.alts+k]
			g.add(g.through(y, before, r, alt), alt.weight)
		}
		g.drain()
	}
	g.scale += r.top
	return g.trim(from)
}

// trim drops the columns from g.cells[from] on that are negligible, scales them up before they vanish, closes
// the run, and returns their sum.
func (g *lines) trim(from int) float64 {
	const small = 1e-60
	cells, sum := g.cells[from:], 0.0
	for _, x := range cells {
		sum += x.p
	}
	switch {
	case sum <= 0:
		g.scale = math.Inf(-1)
		cells, sum = append(cells[:0], cell{0, 1}), 1
	case sum < small:
		for k := range cells {
			cells[k].p /= sum
		}
		g.scale += math.Log(sum)
		sum = 1
	}
	kept, least := from, sum*negligible
	for _, x := range cells {
		if x.p >= least {
			g.cells[kept] = x
			kept++
		}
	}
	g.cells = g.cells[:kept]
	g.ends = append(g.ends, int32(kept))
	return sum
}

// through follows one reading of a run to its end. The result is valid until the next call.
func (g *lines) through(y *layout, before []cell, r *run, alt *reading) []cell {
	at := 0
	g.path[at] = y.enter(g.path[at][:0], before, pieceWidth(r, alt, 0))
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

// goBack goes back over the paragraph that forward has been over. It sets the posteriors of readings in sums,
// or without sums counts what expect estimates.
func (w *Worker) goBack(y *layout, p paragraph, sums []float64) {
	if p.first == p.last {
		return
	}
	g := &w.geo.lines
	for _, x := range g.reached(p.last - 1) {
		g.after[x.col] = 1
	}
	for at := p.last - 1; at > p.first; at-- {
		before := g.reached(at - 1)
		w.backRun(y, &w.runs[at], before, sums)
		for _, x := range g.reached(at) {
			g.after[x.col] = 0
		}
		g.turn(before)
	}
	w.backFirst(y, &w.runs[p.first], sums)
	for _, x := range g.reached(p.first) {
		g.after[x.col] = 0
	}
}

// turn makes what lies before a run that which follows the one before. Only ratios matter going back,
// so it is scaled up before it vanishes.
func (g *lines) turn(at []cell) {
	const small, large = 1e-100, 1e100
	top := 0.0
	for j, x := range at {
		g.after[x.col] = g.before[j]
		top = max(top, g.before[j])
	}
	if top < small {
		for _, x := range at {
			g.after[x.col] *= large
		}
	}
}

// backRun fills g.before with what follows the columns from, at which the run before r may end, and takes the posteriors of its
// readings or the expected line break before it.
func (w *Worker) backRun(y *layout, r *run, from []cell, sums []float64) {
	g := &w.geo
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
	onLine, onNext = onLine*weight, onNext*weight*g.follow(y, r, alt)
	for j, x := range from {
		end := x.col + 1 + n
		fits, over := onLine*(1-earlyBreak), onNext*earlyBreak
		if int(end) > y.width {
			fits, over = onLine*lateBreak, onNext*(1-lateBreak)
		}
		end = min(end, lastColumn)
		if len(alt.cuts) == 0 {
			fits *= g.after[end]
		} else {
			fits *= g.value(y, r, alt, 1, end)
		}
		g.before[j] += fits + over
		stay += x.p * fits
		wrap += x.p * over
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
