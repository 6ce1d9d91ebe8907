package twin

import "math"

// Features are measured in three steps, from what costs nothing to what takes most look-ups, and a place is given up as
// soon as the steps to come cannot make it likely: most places of most pairs are.

// around are the features of the second step, which asks the pack for the words around.
var around = [...]int{fContext, fContextKnown, fSyllabicContext, fClass, fClassKnown, fWorst, fClassWorst, fSyllabicPair, fSyllabicOddPair}

// late are those of the third step, which asks the packs of other languages and tries all readings of a syllable, with the
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

// forget takes the features of the second and third step away.
func (f *Features) forget() {
	for _, i := range around {
		f[i] = 0
	}
	for i := range late {
		f[late[i].feature] = 0
	}
}

// mostToCome holds the most that the steps to come add to the sum under some weights.
type mostToCome struct {
	context, contextKnown float64 // the second step, the same where both forms are words of the language
	late, lateName        float64 // the third step, the same for names
}

var toCome, syllabicToCome = mostOf(&weights), mostOf(&syllabicWeights)

func mostOf(w *Features) (m mostToCome) {
	for i := range late {
		gain := max(w[late[i].feature]*late[i].least, w[late[i].feature]*late[i].most)
		m.lateName += gain
		if late[i].feature != fOddForeignName {
			m.late += gain
		}
	}
	context, class := w[fContext]+w[fSyllabicContext], w[fClass]
	pairs := 2 * (max(0, w[fSyllabicPair]) + max(0, w[fSyllabicOddPair]))
	m.context = mostContext*(math.Abs(context)+math.Abs(class)) + pairs
	worst := math.Abs(w[fWorst]) + math.Abs(w[fClassWorst])
	m.contextKnown = mostContext*(math.Abs(context+w[fContextKnown])+math.Abs(class+w[fClassKnown])+worst) + pairs
	return m
}

// toCome returns the most that the third step adds to the sum, and that the second adds before.
func (s *Suspicion) toCome() (late, context float64) {
	m := &toCome
	if s.Features[fSyllabic] > 0 {
		m = &syllabicToCome
	}
	late, context = m.late, m.context
	if s.Name() {
		late = m.lateName
	}
	if s.bothKnown() {
		context = m.contextKnown
	}
	return late, context
}

// hopeless reports whether the place cannot become plausible when the steps to come add so much.
func (f *Features) hopeless(gain float64) bool { return logistic(f.sum(f.weights())+gain) < rivalFloor }

// measureOn takes the second and third step, as long as there is hope.
func (s *Suspicion) measureOn() bool {
	late, context := s.toCome()
	if s.Features.hopeless(context + late) {
		return false
	}
	s.measureContext()
	if s.Features.hopeless(late) {
		return false
	}
	s.measureLate()
	return true
}
