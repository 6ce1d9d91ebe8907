package pack

import "math"

// Steps of the quantised log-probabilities, in nats. A byte holds 0 to 255 steps below zero:
// words and bigrams reach -25.5, classes and characters -12.75. The rounding error is half a
// step, far below what one word of context changes.
const (
	WordStep  = 0.1
	ClassStep = 0.05
	CharStep  = 0.05
)

// Quantise returns a log-probability as a number of steps below zero, cut to a byte.
func Quantise(logProb, step float64) uint8 {
	q := math.Round(-logProb / step)
	return uint8(math.Min(math.Max(q, 0), math.MaxUint8))
}

// Value is the inverse of [Quantise].
func Value(q uint8, step float64) float64 { return -float64(q) * step }
