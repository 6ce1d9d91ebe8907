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
	words := []int32{7, 2, 9, 4, 12, 3, 8, 8, 5, 11, 2, 6, 9, 10, 3}
	lost := map[int]bool{6: true, 12: true}
	columns := [][]cell{y.first(nil, words[0])}
	for i := 1; i < len(words); i++ {
		columns = append(columns, y.step(nil, columns[i-1], words[i], !lost[i]))
	}
	want := 0.0
	for _, x := range columns[len(words)-1] {
		want += x.p
	}
	// What follows a word is what its line and the next have in store, each word taken as a reading of its own.
	var g lines
	for c := range g.after {
		g.after[c] = 1
	}
	for i := len(words) - 1; i > 0; i-- {
		g.before = make([]float64, len(columns[i-1]))
		if lost[i] {
			halves := reading{cuts: []cut{{runes: words[i-1]}}}
			g.follow(y, &run{width: words[i-1] + words[i]}, &halves)
			for j, x := range columns[i-1] {
				g.before[j] = g.value(y, &run{width: words[i-1] + words[i]}, &halves, 1, x.col)
			}
		} else {
			g.meet(y, &run{width: words[i]}, &emptyReading, 1, columns[i-1])
		}
		clear(g.after[:])
		got := 0.0
		for j, x := range columns[i-1] {
			g.after[x.col] = g.before[j]
			got += x.p * g.before[j]
		}
		if math.Abs(got-want) > 1e-12*want {
			t.Fatalf("meeting before word %d: %g, want %g", i, got, want)
		}
	}
}

// A word that does not fit must break the line, one that fits must not.
func TestGreedyWrap(t *testing.T) {
	y := flat(20)
	for _, tt := range []struct {
		column, word int32
		wraps        bool
	}{{10, 9, false}, {10, 10, true}, {19, 1, true}, {1, 18, false}} {
		to := y.step(nil, []cell{{tt.column, 1}}, tt.word, true)
		if wraps := to[0].p > to[1].p; wraps != tt.wraps {
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
