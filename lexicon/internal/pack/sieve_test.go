package pack

import (
	"math/rand/v2"
	"testing"
)

func TestSieveHoldsAllKeysOfItsTables(t *testing.T) {
	for _, n := range []int{0, 1, 100, 50_000} {
		first, second := randomEntries(n, 1), randomEntries(2*n, 2)
		a, b := writeTable(t, first, 3, 2), writeTable(t, second, 3, 1)
		s := NewSieve(&a, &b)
		for _, e := range append(first, second...) {
			if !s.Holds(e.Key) {
				t.Fatalf("of %d keys %x is held back", 3*n, e.Key)
			}
		}
	}
}

func TestSieveHoldsBackMostOthers(t *testing.T) {
	const n, queries = 300_000, 1_000_000
	table := writeTable(t, randomEntries(n, 7), 3, 2)
	s := NewSieve(&table)
	r := rand.New(rand.NewPCG(8, 8))
	held := 0
	for range queries {
		if s.Holds(r.Uint64()) {
			held++
		}
	}
	// Documented: one in twenty-five.
	if held > queries/20 {
		t.Errorf("%d of %d random keys pass", held, queries)
	}
	t.Logf("%.2f %% pass", 100*float64(held)/queries)
}

func TestSieveOfShortFingerprintsHoldsEverything(t *testing.T) {
	table := writeTable(t, randomEntries(1000, 3), 2, 2)
	if s := NewSieve(&table); !s.Holds(12345) {
		t.Error("a key is held back by a sieve that does not know the fingerprint")
	}
}

func BenchmarkNewSieve(b *testing.B) {
	table := writeTable(b, randomEntries(400_000, 1), 3, 2)
	for b.Loop() {
		NewSieve(&table)
	}
}

func BenchmarkSieve(b *testing.B) {
	table := writeTable(b, randomEntries(400_000, 1), 3, 2)
	s := NewSieve(&table)
	for i := uint64(1); b.Loop(); i++ {
		s.Holds(i * 0x9E3779B97F4A7C15)
	}
}
