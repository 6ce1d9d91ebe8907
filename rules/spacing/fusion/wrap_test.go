package fusion

import (
	"math"
	"testing"
)

func flat(width int) *layout {
	y := &layout{width: width, kept: 0.2}
	y.flatStart()
	return y
}

func TestStartIsADistribution(t *testing.T) {
	y := flat(79)
	sum := 0.0
	for _, p := range y.start {
		sum += p
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Errorf("columns of the first word sum to %g, want 1", sum)
	}
}

// Forward and backward must agree on the probability of a paragraph, wherever they meet.
func TestForwardAndBackwardMeet(t *testing.T) {
	y := flat(60)
	words := []int{7, 2, 9, 4, 12, 3, 8, 8, 5, 11, 2, 6, 9, 10, 3}
	lost := map[int]bool{6: true, 12: true}
	forward := make([]columnProbs, len(words))
	y.first(&forward[0], words[0])
	for i := 1; i < len(words); i++ {
		y.step(&forward[i], &forward[i-1], words[i], !lost[i])
	}
	var after, before columnProbs
	for c := range after {
		after[c] = 1
	}
	want := dot(&forward[len(words)-1], &after)
	for i := len(words) - 1; i > 0; i-- {
		y.back(&before, &after, words[i], !lost[i])
		after = before
		if got := dot(&forward[i-1], &after); math.Abs(got-want) > 1e-12*want {
			t.Fatalf("meeting before word %d: %g, want %g", i, got, want)
		}
	}
}

func dot(a, b *columnProbs) float64 {
	sum := 0.0
	for c := range a {
		sum += a[c] * b[c]
	}
	return sum
}

// A word that does not fit must break the line, one that fits must not.
func TestGreedyWrap(t *testing.T) {
	y := flat(20)
	for _, tt := range []struct {
		column, word int
		wraps        bool
	}{{10, 9, false}, {10, 10, true}, {19, 1, true}, {1, 18, false}} {
		var at, to columnProbs
		at[tt.column] = 1
		y.step(&to, &at, tt.word, true)
		if wraps := to[tt.word] > to[tt.column+1+tt.word]; wraps != tt.wraps {
			t.Errorf("a word of %d after column %d of 20: wraps is %v, want %v", tt.word, tt.column, wraps, tt.wraps)
		}
	}
}

func TestTallyMarksTheWidthsThatExplainALine(t *testing.T) {
	var w Worker
	w.tally(74, 83)
	for width := minWidth; width <= maxWidth; width++ {
		if want := width >= 74 && width < 83; want != (w.geo.hits[width] == 1) {
			t.Errorf("width %d: %d hits, want %v", width, w.geo.hits[width], want)
		}
	}
}
