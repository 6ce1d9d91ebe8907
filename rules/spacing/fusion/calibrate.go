package fusion

// neverSafe is a posterior that no decision reaches.
const neverSafe = 2

// calibration maps posteriors to the share of decisions that were right on
// held-back text, by isotonic regression (Zadrozny, Elkan 2002).
type calibration struct {
	points []point // ascending in both
	safe   float64 // posterior from which a decision is safe
}

type point struct{ posterior, confidence float64 }

// confidence interpolates between the points; without any it is the posterior itself.
func (c *calibration) confidence(p float64) float64 {
	if len(c.points) == 0 {
		return p
	}
	for i, b := range c.points {
		if p > b.posterior {
			continue
		}
		if i == 0 {
			return b.confidence
		}
		a := c.points[i-1]
		if b.posterior == a.posterior {
			return b.confidence
		}
		return a.confidence + (b.confidence-a.confidence)*(p-a.posterior)/(b.posterior-a.posterior)
	}
	return c.points[len(c.points)-1].confidence
}

// Confidence returns the share of decisions of the kind with posterior p that is right.
func (m *Model) Confidence(k Kind, p float64) float64 { return m.maps[k].confidence(p) }

// isSafe reports whether a decision of the kind with posterior p is safe: by itself, or among all of a wrapped article.
func (m *Model) isSafe(k Kind, p float64) bool {
	return p >= m.maps[k].safe || k >= Agreed && p >= m.maps[k-AtWrap].safe
}

// SafeFrom returns the posterior from which decisions of the kind are safe; above 1 when none is.
func (m *Model) SafeFrom(k Kind) float64 { return m.maps[k].safe }
