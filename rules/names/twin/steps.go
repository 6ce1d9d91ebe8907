package twin

// Features are measured in steps, from what costs nothing to what takes most look-ups, and a place is given up when the
// last step cannot make it likely any more: most places of most pairs are.

// around are the features of the step that asks the pack for the words around.
var around = [...]int{fContext, fContextKnown, fSyllabicContext, fClass, fClassKnown, fWorst, fClassWorst, fSyllabicPair, fSyllabicOddPair}

// late are those of the last step, which asks the packs of other languages and tries all readings of a syllable, with the
// least and the most that each can be.
var late = [...]bounded{
	{fOddForeign, 0, mostForeign},
	{fOddForeignName, 0, mostForeign},
	{fForeign, 0, 1},
	{fForeignNear, 0, 1},
	{fSyllabicShare, -mostShare, 0},
}

type bounded struct {
	feature     int
	least, most float64
}

const (
	// contextScale brings a difference of log-probabilities to the scale of the features, and mostContext bounds it.
	contextScale = 5.0
	mostContext  = 3.0
	// foreignScale brings the number of foreign packs to the scale of the features.
	foreignScale = 3.0
	// mostForeign is that of the packs of all other languages.
	mostForeign = 6 / foreignScale
	// mostShare bounds the logarithm of a share, on the scale of the feature.
	mostShare = 10.0
)

// measureLate sets the features for which the most look-ups are made.
func (s *Suspicion) measureLate() {
	f := &s.Features
	f[fOddForeign] = float64(s.x.foreignOf(s.Odd)) / foreignScale
	if s.Name() {
		f[fOddForeignName] = f[fOddForeign]
	}
	s.set(fForeign, s.x.foreignAt(s.Token, 1))
	s.set(fForeignNear, s.x.foreignAt(s.Token, 2))
	if f[fSyllabic] > 0 {
		f[fSyllabicShare] = max(-mostShare, s.share(s.x.look(s.Whole))/3)
	}
}

// forget takes the features of these steps away.
func (f *Features) forget() {
	for _, i := range around {
		f[i] = 0
	}
	for i := range late {
		f[late[i].feature] = 0
	}
}

// mostLate holds the most that the last step adds to the sum under some weights, for names and for other words.
type mostLate struct{ name, word float64 }

var toCome, syllabicToCome = mostOf(&weights), mostOf(&syllabicWeights)

func mostOf(w *Features) (m mostLate) {
	for i := range late {
		l := &late[i]
		gain := max(w[l.feature]*l.least, w[l.feature]*l.most)
		m.name += gain
		if l.feature != fOddForeignName {
			m.word += gain
		}
	}
	return m
}

// toCome returns the most that the last step adds to the sum.
func (s *Suspicion) toCome() float64 {
	m := &toCome
	if s.Features[fSyllabic] > 0 {
		m = &syllabicToCome
	}
	if s.Name() {
		return m.name
	}
	return m.word
}

// measureOn takes the steps to come, the last one only if there is hope, and reports whether there is.
func (s *Suspicion) measureOn() bool {
	s.measureContext()
	f := &s.Features
	if logistic(f.sum(f.weights())+s.toCome()) < rivalFloor {
		return false
	}
	s.measureLate()
	return true
}
