package fusion

import (
	"math"
	"slices"
)

// geometry infers the layout of an article's lost lines and judges the
// readings of its runs by it. It keeps its buffers.
type geometry struct {
	lines
	tapes       [maxWidths]tape
	sums        []float64 // posterior of each reading of the article, layout by layout
	hits        [maxWidth + 1]int
	layouts     []layout
	logLik      []float64
	lead, trail []float64        // log-likelihood along the article, of the best layout so far and of the one in the race
	starts      [columns]float64 // posterior of the columns at which paragraphs begin
	breaks      float64          // expected line breaks of unambiguous runs
	kept        float64          // those of them that survived as a blank
}

// Widths within this many hits of the best are judged by the full model, and
// so many at most.
const (
	widthSlack = 2
	maxWidths  = 6
)

// againstWrap is the log-odds against lines of any width beside those against one of them: short paragraphs, each of which may begin at any column, explain a
// few derived words in clean text. With 0 to 8 nats wrapped news is repaired alike.
const againstWrap = 4

// leastHits is how many lines must end where the greedy rule says before the
// geometry is used at all.
const leastHits = 1

// infer finds the layouts that explain the confident blanks of the article,
// the likeliest first, empty when no width explains them.
func (w *Worker) inferLayouts() []layout {
	g := &w.geo
	clear(g.hits[:])
	for _, p := range w.paras {
		w.vote(p)
	}
	best := slices.Max(g.hits[:])
	if best < leastHits {
		return nil
	}
	w.weigh()
	g.layouts = g.layouts[:0]
	for slack := 0; slack <= widthSlack; slack++ {
		for width := minWidth; width <= maxWidth && len(g.layouts) < maxWidths; width++ {
			if g.hits[width] == best-slack && g.hits[width] >= leastHits {
				y := layout{width: width, kept: 0.15}
				y.flatStart()
				g.layouts = append(g.layouts, y)
			}
		}
	}
	return w.likeliest(g.layouts)
}

// widthMargin is how far, in nats, a width may lie behind the best before it is left out.
const widthMargin = 5

// raceMargin is how far, in nats, a width may fall behind the best at the same run before it is given up.
// One line that does not fit costs at most about 12; 20, 40 and no margin at all decide alike on wrapped news.
const raceMargin = 20

// likeliest keeps the layouts that come near the best by the forward pass alone. That of layout i stays on
// tape i.
func (w *Worker) likeliest(layouts []layout) []layout {
	g := &w.geo
	g.logLik, g.lead = g.logLik[:0], g.lead[:0]
	best := math.Inf(-1)
	for i := range layouts {
		sum := w.race(&layouts[i], &g.tapes[i])
		g.logLik = append(g.logLik, sum)
		if sum > best || i == 0 {
			best = sum
			g.lead, g.trail = g.trail, g.lead
		}
	}
	n := 0
	for i := range layouts {
		if g.logLik[i] > best-widthMargin {
			layouts[n] = layouts[i]
			g.tapes[n], g.tapes[i] = g.tapes[i], g.tapes[n]
			n++
		}
	}
	return layouts[:n]
}

// race runs forward over the article and returns its log-likelihood under y, minus infinity once it has
// fallen far behind the best layout so far. What it sums to after each paragraph and every few runs stays in w.geo.trail.
func (w *Worker) race(y *layout, t *tape) float64 {
	const stride = 8 // runs
	g := &w.geo
	g.trail, g.tape = g.trail[:0], t
	g.open()
	total := 0.0
	for _, p := range w.paras {
		g.scale = total
		for r := p.first; r < p.last; r++ {
			sum := w.passRun(y, p, r)
			if r%stride != 0 && r != p.last-1 {
				continue
			}
			total = g.scale + math.Log(sum)
			if k := len(g.trail); k < len(g.lead) && total < g.lead[k]-raceMargin {
				return math.Inf(-1)
			}
			g.trail = append(g.trail, total)
		}
	}
	return total
}

// believed is the posterior from which a blank counts as confident, likely that from which it may end a line when the widths are voted for: a few
// wrong ends are outvoted.
const (
	believed = 0.8
	likely   = 0.6
)

// vote counts, for each width, the lines of the paragraph that begin and end at a confident
// blank and that a greedy wrap of this width would have ended there.
func (w *Worker) vote(p paragraph) {
	for r := p.first; r < p.last; r++ {
		run := &w.runs[r]
		alt := w.readingFrom(run, likely)
		if alt == nil {
			continue
		}
		for k := range alt.cuts {
			w.voteLine(p, r, k)
		}
	}
}

// believedReading returns the chosen reading of the run if it puts blanks in and is believed.
func (w *Worker) believedReading(r *run) *reading { return w.readingFrom(r, believed) }

// readingFrom returns the chosen reading of the run if it puts blanks in and has at least that posterior.
func (w *Worker) readingFrom(r *run, least float64) *reading {
	if r.choice == 0 || r.n == 0 {
		return nil
	}
	alt := &w.alts[r.alts+r.choice]
	if alt.prob < least {
		return nil
	}
	return alt
}

// voteLine follows the line that begins behind cut k of run r to the next confident blank.
func (w *Worker) voteLine(p paragraph, r int32, k int) {
	col, run := 0, &w.runs[r]
	alt := &w.alts[run.alts+run.choice]
	for {
		n := int(pieceWidth(run, alt, k+1))
		next := col + n
		if col > 0 && k < 0 {
			next++
		}
		if col = next; col > maxWidth {
			return
		}
		k++
		if k < len(alt.cuts) { // the next blank is confident: the line ends here
			w.tally(col, col+1+int(pieceWidth(run, alt, k+1)))
			return
		}
		r++
		if r >= p.last {
			return
		}
		run = &w.runs[r]
		alt, k = w.readingFrom(run, likely), -1
		if alt == nil {
			alt = &emptyReading
		}
	}
}

var emptyReading reading

// tally gives a hit to every width that holds the line but not the next word as well.
func (w *Worker) tally(line, withNext int) {
	for width := max(line, minWidth); width < min(withNext, maxWidth+1); width++ {
		w.geo.hits[width]++
	}
}

// pieceWidth returns the code points of word k of a reading.
func pieceWidth(r *run, alt *reading, k int) int32 {
	from, to := int32(0), r.width
	if k > 0 {
		from = alt.cuts[k-1].runes
	}
	if k < len(alt.cuts) {
		to = alt.cuts[k].runes
	}
	return to - from
}

// judge sets the posterior of every reading by words and geometry together,
// and returns the layout that was likeliest, false when the lines of the
// article do not follow any.
func (w *Worker) judgeByGeometry(rate float64) (layout, bool) {
	g := &w.geo
	layouts := w.inferLayouts()
	if len(layouts) == 0 {
		return layout{}, false
	}
	n := len(w.alts)
	g.sums = slices.Grow(g.sums[:0], n*len(layouts))[:n*len(layouts)]
	clear(g.sums)
	g.logLik = g.logLik[:0]
	for i := range layouts {
		g.tape = &g.tapes[i]
		w.expect(&layouts[i])
		g.logLik = append(g.logLik, w.accumulate(&layouts[i], g.sums[i*n:(i+1)*n]))
	}
	top := slices.Index(g.logLik, slices.Max(g.logLik))
	best, total := g.logLik[top], 0.0
	for _, l := range g.logLik {
		total += math.Exp(l - best)
	}
	wrapped := 1 / (1 + math.Exp(w.plainLikelihood(rate)-best-math.Log(total)+math.Log(float64(maxWidth-minWidth))+againstWrap))
	if wrapped < 0.5 {
		return layout{}, false
	}
	for k := range w.alts {
		w.alts[k].alone = w.alts[k].prob
		w.alts[k].prob *= 1 - wrapped
		for i := range layouts {
			w.alts[k].prob += wrapped * math.Exp(g.logLik[i]-best) / total * g.sums[i*n+k]
		}
	}
	w.choose()
	return layouts[top], true
}

// plainLikelihood is the log-probability of the article when blanks were
// lost here and there at the given rate.
func (w *Worker) plainLikelihood(rate float64) float64 {
	first, more := math.Log(rate), math.Log(max(rate, nextRate))
	sum := math.Log1p(-rate) * float64(len(w.runs))
	for i := range w.runs {
		r := &w.runs[i]
		if r.n == 0 {
			continue
		}
		total := 0.0
		for k := range r.n {
			alt := &w.alts[r.alts+k]
			total += math.Exp(besideWrap*alt.evidence + cutPrior(len(alt.cuts), first, more))
		}
		sum += math.Log(total)
	}
	return sum
}

// expect goes back over the forward pass under y that g.tape holds, and re-estimates y's share of kept
// newlines and first columns (expectation maximisation; a second round changes nothing).
func (w *Worker) expect(y *layout) {
	g := &w.geo
	g.breaks, g.kept = 0, 0
	clear(g.starts[:])
	for _, p := range w.paras {
		w.goBack(y, p, nil)
	}
	y.kept = min((g.kept+0.7)/(g.breaks+6), 0.9)
	y.learnStart(&g.starts, float64(len(w.paras)))
}

// learnStart blends the columns at which the paragraphs of the article seem to begin, each
// spread over a few neighbours, with the flat prior.
func (y *layout) learnStart(seen *[columns]float64, n float64) {
	const spread, flatCount = 4, 2.0
	y.flatStart()
	for c := range y.start {
		y.start[c] *= flatCount / (n + flatCount)
	}
	for c, q := range seen {
		if q < 1e-4 {
			continue
		}
		if c == 0 {
			y.start[0] += q / (n + flatCount)
			continue
		}
		lo, hi := max(c-spread, 1), min(c+spread, y.width)
		for d := lo; d <= hi; d++ {
			y.start[d] += q / (n + flatCount) / float64(hi-lo+1)
		}
	}
}

// accumulate sets the posterior of every reading under y in sums, and returns the log-likelihood.
func (w *Worker) accumulate(y *layout, sums []float64) float64 {
	logLik := 0.0
	w.geo.open()
	for _, p := range w.paras {
		logLik += w.forward(y, p)
		w.goBack(y, p, sums)
	}
	return logLik
}

func (w *Worker) topEvidence(r *run) float64 {
	top := 0.0
	for k := range r.n {
		top = max(top, w.alts[r.alts+k].evidence)
	}
	return top
}

// lostIn returns the expected number of blanks lost in the run.
func (w *Worker) lostIn(r *run) float64 {
	sum := 0.0
	for k := range r.n {
		sum += w.alts[r.alts+k].prob * float64(len(w.alts[r.alts+k].cuts))
	}
	return sum
}

// countKept counts one blank that is a line break in the given odds.
func (g *geometry) countKept(stay, wrap float64) {
	if stay+wrap > 0 {
		g.breaks += wrap / (stay + wrap)
		g.kept += wrap / (stay + wrap)
	}
}
