package twin

import "math"

// likelyOdd is the probability from which a suspicion counts as damage that the article has.
const likelyOdd = 0.5

// Others returns how much other damage the settled suspicions of an article hold beside that at
// index i: the sum of the probabilities of likely ones whose odd form is another word, as ln(1+sum).
// An article that lost one letter has often lost more.
func Others(settled []Suspicion, i int) float64 {
	sum := 0.0
	for k := range settled {
		if o := &settled[k]; o.Prob >= likelyOdd && o.Odd != settled[i].Odd {
			sum += o.Prob
		}
	}
	return math.Log1p(sum)
}

// A Rate makes of the probability of a suspicion by itself that in an article with so much other
// damage: a logistic model of the log-odds and of [Others].
type Rate struct{ Bias, Odds, Others float64 }

// Prob returns the probability in the article.
func (r *Rate) Prob(alone, others float64) float64 {
	return logistic(r.Bias + r.Odds*math.Log(odds(alone)) + r.Others*others)
}

func logistic(v float64) float64 { return 1 / (1 + math.Exp(-v)) }

// inArticle returns the probability of the suspicion in its article.
func (s *Suspicion) inArticle() float64 {
	if s.Features[fSyllabic] > 0 {
		return syllabicRate.Prob(s.Prob, s.others)
	}
	return rate.Prob(s.Prob, s.others)
}
