package main

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// numbers yields the numbers below n.
func numbers(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestSequenceKeepsTheOrder(t *testing.T) {
	for _, n := range []int{0, 1, 2, 7} {
		var states, ahead, most atomic.Int32
		var got []int
		err := sequence(t.Context(), n, numbers(500),
			func() int32 { return states.Add(1) },
			func(_ int32, i int) int {
				if now := ahead.Add(1); now > most.Load() {
					most.Store(now)
				}
				if i%50 == 0 {
					time.Sleep(time.Millisecond) // the others go on meanwhile
				}
				return i
			},
			func(i int) error {
				ahead.Add(-1)
				got = append(got, i)
				return nil
			})
		if want := slices.Collect(numbers(500)); err != nil || !slices.Equal(got, want) {
			t.Errorf("on %d goroutines: %v, %v", n, got, err)
		}
		if n := int32(max(n, 1)); states.Load() != n || most.Load() > n*aheadPerWorker+1 {
			t.Errorf("on %d goroutines: %d states, %d results at a time", n, states.Load(), most.Load())
		}
	}
}

func TestSequenceStopsAtAnError(t *testing.T) {
	full := errors.New("disk is full")
	for _, n := range []int{1, 3} {
		var worked atomic.Int32
		taken := 0
		err := sequence(t.Context(), n, numbers(1_000_000), func() struct{} { return struct{}{} },
			func(_ struct{}, i int) int { worked.Add(1); return i },
			func(int) error {
				if taken++; taken == 5 {
					return full
				}
				return nil
			})
		if !errors.Is(err, full) || taken != 5 || worked.Load() > int32(5+n*(aheadPerWorker+1)) {
			t.Errorf("on %d goroutines: %v after %d of %d", n, err, taken, worked.Load())
		}
	}
}

func TestSequenceStopsWhenTold(t *testing.T) {
	for _, n := range []int{1, 3} {
		ctx, cancel := context.WithCancel(t.Context())
		taken := 0
		var started atomic.Int32
		err := sequence(ctx, n, numbers(1_000_000), func() struct{} { return struct{}{} },
			func(_ struct{}, i int) int {
				if started.Add(1) == 10 {
					cancel()
				}
				return i
			},
			func(int) error { taken++; return nil })
		if !errors.Is(err, context.Canceled) || taken != int(started.Load()) || taken > 10+n {
			t.Errorf("on %d goroutines: %v, %d started, %d taken", n, err, started.Load(), taken)
		}
	}
}
