package fusion

import (
	"unicode"

	"copydesk/lexicon"
)

// decide turns the chosen readings into decisions: one for every blank.
func (w *Worker) decide() []Decision {
	w.learnTrust()
	for i := range w.runs {
		r := &w.runs[i]
		if r.choice == 0 {
			continue
		}
		alt := &w.alts[r.alts+r.choice]
		if !w.wrapped && alt.gain < leastGain {
			continue
		}
		for k := range alt.cuts {
			d := w.decision(r, alt, k)
			if d.Kind == Prefix && w.firm == 0 {
				continue // "lawbreakers": a derived word, unless the article has lost other blanks
			}
			if d.Confidence >= leastConfidence && (w.wrapped || w.rate >= lonelyRate || d.Posterior >= leastLonely) {
				w.out = append(w.out, d)
			}
		}
	}
	return w.out
}

// leastConfidence is the share of decisions that must be right for one to be reported at all.
const leastConfidence = 0.5

// leastGain is the least gain, in nats, with which a blank is put in where no wrap speaks for it.
const leastGain = -spliceGain

// In an article with hardly a lost blank a decision must be surer to be reported: the maps are
// fitted on articles of which most have lost some.
const (
	lonelyRate  = 0.005
	leastLonely = 0.9
)

// loneSafe is the least posterior at which the only lost blank of an article is safe: the maps are fitted on articles of which most have lost more.
const loneSafe = 0.98

func (w *Worker) decision(r *run, alt *reading, k int) Decision {
	c := alt.cuts[k]
	p := w.marginal(r, c.at)
	d := Decision{
		At: int(c.at), Joint: c.joint, Posterior: p, Span: w.spanOf(r), Evidence: alt.evidence, Known: alt.known,
	}
	switch d.Kind = c.kind; {
	case w.wrapped && !c.half && w.byWords(r, c.at) >= agreedLeast:
		d.Kind += Agreed
	case w.wrapped:
		d.Kind += AtWrap
	case c.half && (d.Kind == Letters || d.Kind == Content):
		d.Kind = Half
	}
	d.Confidence = w.model.Confidence(d.Kind, p)
	d.Safe = w.model.isSafe(d.Kind, p)
	if w.compounds && !w.wrapped && c.joint == LetterLetter {
		d.Safe = false // "dabeigewesen" and its like: 2 safe alarms in 10,000 held-back words
	}
	if !w.wrapped && (w.strange || c.identifier || d.Kind == Content && w.firm == 0) {
		d.Safe = false
	}
	if !w.wrapped && w.firm <= 1 && d.Posterior < loneSafe {
		d.Safe = false // nothing else says that the article has lost blanks
	}
	if k == 0 {
		d.Line = w.lineBefore(r, c)
	} else {
		d.Line = int(pieceWidth(r, alt, k))
	}
	return d
}

// lineBefore returns the code points between the last blank put in before run r and the cut c
// of r, 0 when there is none in the paragraph.
func (w *Worker) lineBefore(r *run, c cut) int {
	n := int(c.runes)
	for i := w.runIndex(r) - 1; i >= 0; i-- {
		prev := &w.runs[i]
		if w.art.ParagraphAt(int(w.art.Tokens[prev.first].Start)) != w.art.ParagraphAt(int(c.at)) {
			return 0
		}
		if prev.choice > 0 {
			alt := &w.alts[prev.alts+prev.choice]
			return n + 1 + int(prev.width-alt.cuts[len(alt.cuts)-1].runes)
		}
		if n += int(prev.width) + 1; n > columns {
			return 0
		}
	}
	return 0
}

// agreedLeast is the least posterior by words and rate alone with which they agree with the geometry.
const agreedLeast = 0.95

// byWords is marginal by words and rate, geometry left out.
func (w *Worker) byWords(r *run, at int32) float64 {
	sum := 0.0
	for k := range r.n {
		if alt := &w.alts[r.alts+k]; alt.has(at) {
			sum += alt.alone
		}
	}
	return sum
}

// has reports whether the reading puts a blank in at the offset.
func (alt *reading) has(at int32) bool {
	for _, c := range alt.cuts {
		if c.at == at {
			return true
		}
	}
	return false
}

// marginal is the posterior that a blank goes in at the offset, in whatever reading of the run.
func (w *Worker) marginal(r *run, at int32) float64 {
	sum := 0.0
	for k := range r.n {
		if alt := &w.alts[r.alts+k]; alt.has(at) {
			sum += alt.prob
		}
	}
	return min(sum, 1)
}

// kindOf returns the kind of the blank before word i of the path, geometry left out.
func (w *Worker) kindOf(l *lattice, path []partial, i int) Kind {
	a, b := &l.arcs[path[i-1].arc], &l.arcs[path[i].arc]
	j := l.joints[b.from]
	switch {
	case j >= LetterDigit && j <= DigitDigit:
		return Digits
	case j == AfterComma:
		return Comma
	case j > AfterComma:
		return Mark
	case j != LetterLetter && a.letters == 1 && l.beginsToken(a):
		return Short // eToro, or e Toro
	case j != LetterLetter && w.camel(l, a):
		return Camel
	case j != LetterLetter:
		return Upper
	}
	return w.letterKind(l, a, b)
}

// letterKind returns the kind of a blank between the small letters of a and b.
func (w *Worker) letterKind(l *lattice, a, b *arc) Kind {
	switch {
	case a.letters == 1 || b.letters == 1 || b.letters == 2 && l.endsToken(b):
		return Short
	case !b.flags.Has(lexicon.FunctionWord) && (w.prefixes[a.key] || w.bound[a.key] || w.linking(l, a)):
		return Prefix
	case w.nameCut(l, a) && !(a.known && a.letters >= longName && a.logProb > commonLeast):
		return Name
	case a.flags.Any(lexicon.FunctionWord|lexicon.Clitic) || b.flags.Has(lexicon.FunctionWord):
		return Letters
	case w.clause(l, a, b):
		return Clause
	case w.compounds:
		return Compounding
	}
	return Content
}

// clause reports whether a has the capital of a German noun and b is a word that is never written with one. A compound that begins with a
// capital is a noun, and its last part is one: Rückenschmerzen, but Kronen|kostenden.
func (w *Worker) clause(l *lattice, a, b *arc) bool {
	if !w.compounds || !unicode.IsUpper(l.runes[a.from]) || unicode.IsUpper(l.runes[b.from]) {
		return false
	}
	noun := a.known || a.seen > 0 || a.compound && a.flags.Has(lexicon.OnlyCapitalised)
	return noun && b.known && b.letters >= shortestVerb && !b.flags.Any(lexicon.OnlyCapitalised|lexicon.CaseUnknown)
}

// shortestVerb is the least length, in letters, of what a noun is parted from as no part of a compound.
const shortestVerb = 4

// identifier reports whether the blank before word i of the path under search parts two common words of which the second has a
// capital for no reason, as names in programs do: showPatch. A name or an institution would stand behind an article: laComisión.
func (w *Worker) identifier(l *lattice, i int) bool {
	a, b := &l.arcs[w.path[i-1].arc], &l.arcs[w.path[i].arc]
	return l.joints[b.from] == LowerUpper && !w.compounds && !a.flags.Any(lexicon.FunctionWord|lexicon.Clitic) && b.known && !b.flags.Any(nameLike)
}

// half reports whether nobody knows the word on one of the sides of the blank before word i of the path under search.
func (w *Worker) half(l *lattice, i int) bool {
	a, b := &l.arcs[w.path[i-1].arc], &l.arcs[w.path[i].arc]
	return !a.known && a.seen == 0 || !b.known && b.seen == 0
}

// longName is the least length, in letters, of a common word that names hardly ever begin with: Sociedad|disputan, not Süd|baden.
const longName = 5

// linking reports whether a ends in the -o that joins adjectives in the Romance languages:
// pequeñoburgueses, armeniocanadiense.
func (w *Worker) linking(l *lattice, a *arc) bool {
	return w.romance && l.runes[a.to-1] == 'o' && a.letters > 3 && !a.flags.Has(lexicon.FunctionWord)
}

// camel reports whether the token that a ends in begins with a capital, so that one behind a may
// belong to the same name.
func (w *Worker) camel(l *lattice, a *arc) bool {
	i := a.to - 1
	for i > 0 && l.token[i-1] == l.token[i] {
		i--
	}
	return unicode.IsUpper(l.runes[i])
}

// nameCut reports whether a is the capitalised beginning of a word inside a sentence and no
// name that anybody knows: Mecklenburg|o is, Lavrov|confirmó is not where Lavrov stands elsewhere. In German, where all nouns
// are capitalised, none is.
func (w *Worker) nameCut(l *lattice, a *arc) bool {
	if w.compounds || !unicode.IsUpper(l.runes[a.from]) || a.seen > 0 || w.sentenceStart && a.from == 0 {
		return false
	}
	return !a.flags.Any(nameLike)
}

// beginsToken reports whether the arc begins where its token begins.
func (l *lattice) beginsToken(a *arc) bool {
	return l.beginsAt(int(a.from))
}

// endsToken reports whether the arc ends where its token ends.
func (l *lattice) endsToken(a *arc) bool {
	return int(a.to) == len(l.runes) || l.token[a.to] != l.token[a.to-1]
}
