package fusion

import (
	"strings"
	"testing"
)

func TestEmbeddedWeights(t *testing.T) {
	m, err := Read(strings.NewReader(embedded))
	if err != nil {
		t.Fatal(err)
	}
	for k := range m.maps {
		ascending(t, Kind(k).String(), m.maps[k].points)
	}
	for k := range m.spliceMaps {
		ascending(t, SpliceKind(k).String(), m.spliceMaps[k].points)
	}
}

func ascending(t *testing.T, name string, points []point) {
	t.Helper()
	for i := 1; i < len(points); i++ {
		if points[i].posterior < points[i-1].posterior || points[i].confidence < points[i-1].confidence {
			t.Errorf("map %s falls at point %d: %v", name, i, points)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, bad := range []string{"weight", "weight unheard-of 1", "weight dash x", "map letters 0.5", "safe letters 0.9 0.8", "wait dash 1"} {
		if _, err := Read(strings.NewReader(bad)); err == nil {
			t.Errorf("no error for %q", bad)
		} else if !strings.Contains(err.Error(), "line 1") {
			t.Errorf("error for %q does not name the line: %v", bad, err)
		}
	}
}

func TestConfidenceInterpolates(t *testing.T) {
	m, err := Read(strings.NewReader("map letters 0.5 0.4\nmap letters 0.7 0.8\nsafe letters 0.65"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ p, want float64 }{{0.1, 0.4}, {0.5, 0.4}, {0.6, 0.6}, {0.7, 0.8}, {1, 0.8}} {
		if got := m.Confidence(Letters, tt.p); got < tt.want-1e-9 || got > tt.want+1e-9 {
			t.Errorf("confidence of %g is %g, want %g", tt.p, got, tt.want)
		}
	}
	if got := m.SafeFrom(Content); got <= 1 {
		t.Errorf("a kind without figures is safe from %g", got)
	}
}
