package main

import (
	"context"
	"iter"
	"sync"
)

// aheadPerWorker bounds how many results wait for an earlier, slower one:
// enough to keep the workers busy, little enough to bound the memory.
const aheadPerWorker = 4

// sequence runs work on every job that jobs yields, on n goroutines, and
// hands the results to take in the order of the jobs. Each goroutine has a
// state of its own, made by state. It returns the first error of take, or
// that of ctx, after the work in flight has ended; nothing is started after that.
//
// The goroutines fetch their jobs and take results themselves, one at a time: small
// articles are done in less time than it takes to wake another goroutine for each.
func sequence[J, R, S any](ctx context.Context, n int, jobs func(yield func(J) bool), state func() S, work func(S, J) R, take func(R) error) error {
	n = max(n, 1)
	next, stop := iter.Pull(jobs)
	defer stop()
	q := &queue[J, R]{next: next, take: take, ahead: aheadPerWorker * n, ready: make(map[int]R)}
	q.room.L = &q.mu
	var workers sync.WaitGroup
	for range n {
		workers.Go(func() {
			s := state()
			for i, job, ok := q.fetch(ctx); ok; i, job, ok = q.fetch(ctx) {
				q.put(i, work(s, job))
			}
		})
	}
	workers.Wait()
	if q.err != nil {
		return q.err
	}
	return context.Cause(ctx)
}

// queue numbers jobs and brings their results back into that order.
type queue[J, R any] struct {
	next func() (J, bool)
	take func(R) error

	fetching sync.Mutex // held by the goroutine that fetches a job
	fetched  int

	mu     sync.Mutex // guards what follows
	room   sync.Cond  // a result was taken
	ahead  int        // jobs that may be fetched before the first of them is taken
	ready  map[int]R  // results that were not taken, by number
	taken  int
	taking bool // by some goroutine
	err    error
}

// fetch returns the next job and its number, when there is room for its result; false
// when no more are to be done.
func (q *queue[J, R]) fetch(ctx context.Context) (int, J, bool) {
	q.fetching.Lock()
	defer q.fetching.Unlock()
	var none J
	if !q.wait() || ctx.Err() != nil {
		return 0, none, false
	}
	job, ok := q.next()
	if !ok || ctx.Err() != nil { // which may have ended the jobs
		return 0, none, false
	}
	q.fetched++
	return q.fetched - 1, job, true
}

// wait waits until there is room for one more result; it reports whether none failed to be taken.
func (q *queue[J, R]) wait() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.fetched-q.taken >= q.ahead && q.err == nil {
		q.room.Wait()
	}
	return q.err == nil
}

// put takes result r of job number i when its turn has come, and those that have waited for it; else another
// goroutine will.
func (q *queue[J, R]) put(i int, r R) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ready[i] = r
	for !q.taking {
		r, ok := q.ready[q.taken]
		if !ok {
			return
		}
		delete(q.ready, q.taken)
		if q.err == nil {
			q.taking = true
			q.mu.Unlock()
			err := q.take(r)
			q.mu.Lock()
			q.taking, q.err = false, err
		}
		q.taken++
		q.room.Signal()
	}
}
