package fusion

import "unicode"

// region is a stretch of a run that the run as it stands and a reading of it divide in different ways: mostly one
// word that the reading takes apart.
type region struct {
	plain, path span // the arcs of either
	whole       *arc // the word that is taken apart; nil when a number is, or blanks only go in beside marks
	gain        float64
	pair, class float64
}

// span is a range of arcs of a path.
type span struct{ first, last int }

// describe fills the features of the reading that path is, given the path of
// the run as it stands, but those of unknownWhole: w.wholes are the words that the reading takes apart.
func (w *Worker) describe(f *features, l *lattice, plain, path []partial) {
	w.regions, w.wholes = w.regions[:0], w.wholes[:0]
	for p, q := 0, 0; q < len(path); {
		r := l.regionAt(plain, path, p, q)
		p, q = r.plain.last, r.path.last
		w.regions = append(w.regions, r)
	}
	if !w.opt.NoContext && !w.secluded {
		w.linkRegions(l, path)
	}
	for i := range w.regions {
		w.regionFeatures(f, l, plain, path, &w.regions[i])
	}
}

// regionAt returns the region that begins at arc p of the run as it stands and arc q of the reading.
func (l *lattice) regionAt(plain, path []partial, p, q int) region {
	r := region{plain: span{p, p + 1}, path: span{q, q + 1}}
	a, b := &l.arcs[plain[p].arc], &l.arcs[path[q].arc]
	before, after := a.logProb, b.logProb
	for a.to != b.to {
		if a.to < b.to {
			a = &l.arcs[plain[r.plain.last].arc]
			before += a.logProb
			r.plain.last++
		} else {
			b = &l.arcs[path[r.path.last].arc]
			after += b.logProb
			r.path.last++
		}
	}
	r.gain = after - before
	r.whole = l.covering(plain[p:r.plain.last], path[q:r.path.last])
	return r
}

// covering returns the arc of the plain path that the first blank inside a word cuts.
func (l *lattice) covering(plain, path []partial) *arc {
	for i := 1; i < len(path); i++ {
		if !path[i].blank {
			continue
		}
		at := l.arcs[path[i].arc].from
		for k := range plain {
			if a := &l.arcs[plain[k].arc]; a.from < at && at < a.to && !a.mark {
				return a
			}
		}
	}
	return nil
}

// linkRegions adds to each region how much more the words on either side of its blanks, and of the run, expect each other. A
// link between two regions belongs to the one that is taken apart, the right one if both are.
func (w *Worker) linkRegions(l *lattice, path []partial) {
	at := w.scene.before
	for k := range w.regions {
		r := &w.regions[k]
		for i := r.path.first; i < r.path.last; i++ {
			next := w.arcContext(&l.arcs[path[i].arc])
			if i == 0 || path[i].blank {
				to := r
				if i == r.path.first && r.whole == nil && k > 0 {
					to = &w.regions[k-1]
				}
				to.add(w.link(at, next))
			}
			at = next
		}
	}
	last := &w.regions[len(w.regions)-1]
	last.add(w.link(at, w.scene.after))
	w.regions[0].subtract(w.scene.lead)
	last.subtract(w.scene.tail)
}

func (r *region) add(e evidenceOfLink) { r.pair, r.class = r.pair+e.pair, r.class+e.class }

func (r *region) subtract(e evidenceOfLink) { r.pair, r.class = r.pair-e.pair, r.class-e.class }

// regionFeatures adds the features of one region.
func (w *Worker) regionFeatures(f *features, l *lattice, plain, path []partial, r *region) {
	known := r.whole != nil && r.whole.known
	short, content, function := f[oneLetter]+f[twoLetters], f[content2], f[function2]
	if known {
		f[gainKnown] += float32(r.gain)
		f[pairKnown] += float32(r.pair)
		f[classKnown] += float32(r.class)
		f[knownWhole]++
	} else {
		f[gainUnknown] += float32(r.gain)
		f[gainPair] += float32(r.pair)
		f[gainClass] += float32(r.class)
	}
	for i := r.path.first; i < r.path.last; i++ {
		w.partFeatures(f, l, plain, path, i)
		if path[i].blank {
			w.cutFeatures(f, l, path, i)
		}
	}
	if r.whole == nil {
		return
	}
	w.wholes = append(w.wholes, r.whole)
	w.wholeFeatures(f, l, r.whole)
	if known {
		f[knownShort] += f[oneLetter] + f[twoLetters] - short
		f[knownContent] += f[content2] - content
		f[knownFunction] += f[function2] - function
	}
}

// wholeFeatures looks at the word a that a reading takes apart.
func (w *Worker) wholeFeatures(f *features, l *lattice, a *arc) {
	if a.seen > 0 {
		f[seenWhole] += float32(min(a.seen, maxSeen))
		f[seenLong] += flag(a.letters >= longWord)
	}
	if a.known {
		return
	}
	f[weakWhole] += flag(a.weak)
	f[capsWhole] += flag(l.inCapitals(a))
	f[compoundWhole] += flag(a.compound)
}

// longWord is the least length, in letters, of a word that two accidents hardly ever make twice in one article.
const longWord = 8

// inCapitals reports whether all letters of the arc are capitals.
func (l *lattice) inCapitals(a *arc) bool {
	for _, r := range l.runes[a.from:a.to] {
		if unicode.IsLower(r) {
			return false
		}
	}
	return a.letters > 1
}

// unknownWhole fills the features of an unknown word a that take long to find, and reports whether it is a form of a
// known one. The other features tell whether they matter.
func (w *Worker) unknownWhole(f *features, a *arc) bool {
	is := w.inflected(a.key, w.art.At(a.text))
	f[inflected] += flag(is)
	f[foreignWhole] += flag(w.isForeign(a.key))
	return is
}

// mostOfWhole is the most evidence that unknownWhole can add.
func (m *Model) mostOfWhole() float64 {
	return max(m.weights[inflected], 0) + max(m.weights[foreignWhole], 0)
}
