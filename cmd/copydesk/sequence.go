package main

import (
	"context"
	"sync"
)

// aheadPerWorker bounds how many results wait for an earlier, slower one:
// enough to keep the workers busy, little enough to bound the memory.
const aheadPerWorker = 4

// sequence runs work on every job that jobs yields, on n goroutines, and
// hands the results to take in the order of the jobs. Each goroutine has a
// state of its own, made by state. It returns the first error of take, or
// that of ctx, after the work in flight has ended; nothing is started after that.
func sequence[J, R, S any](ctx context.Context, n int, jobs func(yield func(J) bool), state func() S, work func(S, J) R, take func(R) error) error {
	type slot struct {
		job    J
		result chan R
	}
	n = max(n, 1)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	todo, order := make(chan slot), make(chan slot, aheadPerWorker*n)
	var workers sync.WaitGroup
	for range n {
		workers.Go(func() {
			s := state()
			for slot := range todo {
				slot.result <- work(s, slot.job)
			}
		})
	}
	go func() {
		defer close(order)
		defer close(todo)
		for job := range jobs {
			slot := slot{job, make(chan R, 1)}
			select {
			case <-ctx.Done():
				return
			case order <- slot:
			}
			todo <- slot
		}
	}()
	var err error
	for slot := range order {
		if r := <-slot.result; err == nil {
			if err = take(r); err != nil {
				cancel(err)
			}
		}
	}
	workers.Wait()
	if err == nil {
		err = context.Cause(ctx)
	}
	return err
}
