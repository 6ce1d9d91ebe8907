package main

import "math"

func logOdds(p float64) float64 { return math.Log(p / (1 - p)) }

// Settings of the fit. Few weights and many examples: the ridge only keeps weights of
// features that hardly occur near zero.
const (
	fitRounds = 250
	fitStep   = 0.05
	ridge     = 2e-6 // per example
)

// fit finds the weights that make the right readings likeliest (multinomial logistic
// regression with the log-prior as a fixed offset), by Adam on the whole set.
func fit(examples []example, start []float64) (weights []float64, loss float64) {
	w := append([]float64(nil), start...)
	m, v := make([]float64, len(w)), make([]float64, len(w))
	for t := 1; t <= fitRounds; t++ {
		grad := make([]float64, len(w))
		loss = 0
		for i := range examples {
			loss += examples[i].gradient(w, grad)
		}
		step := fitStep * math.Min(1, 2*(1-float64(t)/float64(fitRounds+1)))
		for k := range w {
			g := grad[k]/float64(len(examples)) + ridge*w[k]
			m[k] = 0.9*m[k] + 0.1*g
			v[k] = 0.999*v[k] + 0.001*g*g
			mh, vh := m[k]/(1-math.Pow(0.9, float64(t))), v[k]/(1-math.Pow(0.999, float64(t)))
			w[k] -= step * mh / (math.Sqrt(vh) + 1e-9)
		}
	}
	return w, loss / float64(len(examples))
}

// gradient adds the gradient of the example's loss and returns the loss.
func (e *example) gradient(w, grad []float64) float64 {
	var score [16]float64
	top := math.Inf(-1)
	for r, f := range e.features {
		score[r] = e.prior[r]
		for _, v := range f {
			score[r] += w[v.feature] * v.x
		}
		top = math.Max(top, score[r])
	}
	total := 0.0
	for r := range e.features {
		score[r] = math.Exp(score[r] - top)
		total += score[r]
	}
	for r, f := range e.features {
		d := score[r] / total
		if r == e.right {
			d--
		}
		for _, v := range f {
			grad[v.feature] += d * v.x
		}
	}
	return -math.Log(score[e.right]/total + 1e-300)
}
