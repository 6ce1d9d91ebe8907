package fusion

import (
	"cmp"
	"math"
	"slices"
)

// prospect is a run that could be read in another way.
type prospect struct {
	run
	odds    float64 // the most, in nats, that could speak for another reading at doubtRate, but for what unseen may add
	witness float64 // the same for a reading that would say something of the rate of the article
}

// searchProspects searches the runs that could have lost a blank, given how many the article may have lost, and judges them.
// It reports whether there are any. Most articles have lost none: what could be believed only beside other losses is
// searched where there are some.
func (w *Worker) searchProspects() bool {
	if !w.sift() {
		return false
	}
	rate := w.highestRate()
	if !w.canBelieve(rate) {
		return false
	}
	w.prepare()
	w.makeRuns()
	if w.plainlyLost() && w.searchDeep() {
		return true
	}
	w.searchAt(rate)
	w.estimateRate()
	for w.rate > rate { // what has been found makes more of them likely
		rate = w.rate
		w.searchAt(rate)
		w.estimateRate()
	}
	return true
}

// leastPlain is how many prospects must be certain for an article to have lost blanks plainly.
const leastPlain = leastConfident + 1

// plainlyLost reports whether the article has lost blanks by all appearances.
func (w *Worker) plainlyLost() bool {
	n := 0
	for i := range w.prospects {
		if w.prospects[i].witness >= certain {
			n++
		}
	}
	return n >= leastPlain
}

// searchDeep searches every run of an article that seems to have lost blanks, without searching the prospects first, and
// reports whether it has. If not, nothing was searched.
func (w *Worker) searchDeep() bool {
	w.digits = true
	w.searchRest()
	w.estimateRate()
	if w.confident() >= leastConfident {
		return true
	}
	w.digits = false
	w.freeReadings()
	for i := range w.runs {
		w.runs[i].searched, w.runs[i].n = false, 0
	}
	return false
}

// could reports whether a reading of the prospect could be believed where blanks are lost at the rate.
func (p *prospect) could(rate float64) bool { return p.odds+unseen+math.Log(rate/doubtRate) >= 0 }

// canBelieve reports whether there is a prospect that could be believed where blanks are lost at the rate.
func (w *Worker) canBelieve(rate float64) bool {
	return slices.ContainsFunc(w.prospects, func(p prospect) bool { return p.could(rate) })
}

// searchAt searches the prospects that could be believed where blanks are lost at the rate.
func (w *Worker) searchAt(rate float64) {
	for i := range w.prospects {
		p := &w.prospects[i]
		if !p.could(rate) {
			continue
		}
		if r := &w.runs[w.runIndex(&p.run)]; !r.searched {
			w.enter(w.art.ParagraphAt(int(w.art.Tokens[r.first].Start)))
			w.begin(r)
			w.searchRun(r)
		}
	}
}

// highestRate returns the highest rate of lost blanks that the prospects could make likely, were each of them all that it
// could be: see likeliestRate.
func (w *Worker) highestRate() float64 {
	if w.opt.Rate > 0 || w.opt.Thorough {
		return math.Inf(1)
	}
	rate := RateOf(0, w.count)
	least := w.explainable(rate)
	for _, r := range triedRates {
		if w.explainable(r)+triedOdds > least {
			rate = r
		}
	}
	return rate
}

// explainable is the most that explain could come to.
func (w *Worker) explainable(rate float64) float64 {
	sum := math.Log1p(-rate) * float64(w.count)
	for i := range w.prospects {
		sum += math.Log1p(math.Exp(min(w.prospects[i].witness+unseen, mostOfARun+moreOdds) + math.Log(rate/doubtRate)))
	}
	return sum
}

// foresight is the outlook of a token that is a doubtful word.
type foresight struct {
	token int32
	outlook
}

// sift fills w.prospects, and reports whether there are any.
func (w *Worker) sift() bool {
	w.foresee()
	w.prospects, w.repeated = w.prospects[:0], w.repeated[:0]
	seen, quotes := 0, quoteCount{}
	next := w.foresights
	w.places.union(w.joints, w.doubtful)
	for i := range w.places.all() {
		if i < seen {
			continue // of the run before
		}
		r := w.runAround(i)
		r.quotes = quotes.before(w, int(r.first))
		seen = int(r.last)
		n := 0
		for n < len(next) && next[n].token < r.last {
			n++
		}
		w.addProspect(r, next[:n])
		next = next[n:]
	}
	w.addRepeated()
	return len(w.prospects) > 0
}

// addProspect adds the run r, whose doubtful words have the outlooks given, if it could be read otherwise.
func (w *Worker) addProspect(r run, outlooks []foresight) {
	p := prospect{run: r, odds: never, witness: never}
	for _, o := range outlooks {
		p.hope(o.outlook)
	}
	if w.doubtfulElse(&r, outlooks) {
		p.hope(w.outlookOf(&r, w.settingOf(&r)))
		if p.odds < -unseen && w.repeats(&r) {
			w.repeated = append(w.repeated, r)
		}
	}
	if w.opt.Thorough || p.odds >= -unseen {
		w.prospects = append(w.prospects, p)
	}
}

// hope takes an outlook of a part of the prospect into account.
func (p *prospect) hope(o outlook) {
	p.odds, p.witness = max(p.odds, float64(o.odds)), max(p.witness, float64(o.witness))
}

// repeats reports whether a part of a doubtful word of the run may be a rare word of the article.
func (w *Worker) repeats(r *run) bool {
	for i := r.first; i < r.last; i++ {
		if w.doubtful.has(int(i)) && w.hasRepeated(int(i)) {
			return true
		}
	}
	return false
}

// addRepeated adds those of w.repeated that could be read otherwise with the words of the article.
func (w *Worker) addRepeated() {
	for i := range w.repeated {
		r := &w.repeated[i]
		w.prepare()
		w.begin(r)
		if w.worthSearch(&w.lat, r) {
			if odds := w.promise(&w.lat); odds >= -unseen {
				w.prospects = append(w.prospects, prospect{run: *r, odds: odds, witness: odds})
			}
		}
	}
}

// doubtfulElse reports whether the run has odd joints, or doubtful words beside those whose outlooks are given.
func (w *Worker) doubtfulElse(r *run, outlooks []foresight) bool {
	words := 0
	for i := r.first; i < r.last; i++ {
		if w.joints.has(int(i)) {
			return true
		}
		if w.doubtful.has(int(i)) {
			words++
		}
	}
	return words > len(outlooks)
}

// runAround returns the run of token i.
func (w *Worker) runAround(i int) run {
	toks := w.art.Tokens
	first, last := i, i+1
	for first > 0 && toks[first].Glued {
		first--
	}
	for last < len(toks) && toks[last].Glued {
		last++
	}
	r := run{first: int32(first), last: int32(last)}
	r.width = w.widthOf(r.first, r.last)
	return r
}

// runIndex returns the index of r in w.runs, which are in the order of their tokens.
func (w *Worker) runIndex(r *run) int {
	i, _ := slices.BinarySearchFunc(w.runs, r.first, func(a run, first int32) int { return cmp.Compare(a.first, first) })
	return i
}

// quoteCount counts straight quotes up to tokens that are asked for in their order.
type quoteCount struct {
	paragraph, token int
	quotes           int32
}

// before returns how many stand before token i in its paragraph.
func (q *quoteCount) before(w *Worker, i int) int32 {
	ps := w.art.Paragraphs
	for i >= ps[q.paragraph].Last {
		q.paragraph++
		q.token, q.quotes = ps[q.paragraph].First, 0
	}
	for ; q.token < i; q.token++ {
		q.quotes += w.straightQuotes(q.token)
	}
	return q.quotes
}
