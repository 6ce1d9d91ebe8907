package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"copydesk/desk"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
)

// unitFn does units. What became of each goes on as a result, in JSON.
//
// A runner that hands all units to one bundle, as Prism does, would do them
// one after another; one that has a thread for each core would do too many at
// once where several bundles meet. So units are done by goroutines of which the
// process has as many as Job.Parallel, whatever the bundles; ProcessElement
// waits for a free one, so that a bundle can still be split where it stands.
type unitFn struct {
	Job Job

	process *process
	done    chan result
	open    int // units that are being done
}

// result is what became of a unit.
type result struct {
	Unit    string       `json:"unit"`
	Record  *desk.Record `json:"record"`
	Skipped bool         `json:"skipped"`
	Error   string       `json:"error,omitempty"`
}

// The counters that runners show.
var (
	unitsDone    = beam.NewCounter("copydesk", "units_done")
	unitsSkipped = beam.NewCounter("copydesk", "units_skipped")
	unitsFailed  = beam.NewCounter("copydesk", "units_failed")
	articlesDone = beam.NewCounter("copydesk", "articles")
)

// Setup finds what the units of the process share.
func (f *unitFn) Setup() error {
	var err error
	f.process, err = processOf(&f.Job)
	return err
}

// StartBundle begins a bundle.
func (f *unitFn) StartBundle(func(string)) {
	f.done, f.open = make(chan result), 0
}

// ProcessElement starts to do a unit once a goroutine is free.
func (f *unitFn) ProcessElement(ctx context.Context, data string, emit func(string)) error {
	var unit desk.Unit
	if err := json.Unmarshal([]byte(data), &unit); err != nil {
		return err
	}
	for {
		select {
		case w := <-f.process.free:
			f.open++
			go func(done chan<- result) {
				r := f.process.do(ctx, w, unit)
				f.process.free <- w
				done <- r
			}(f.done)
			return nil
		case r := <-f.done:
			if err := f.take(ctx, r, emit); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// FinishBundle waits for the units of the bundle.
func (f *unitFn) FinishBundle(ctx context.Context, emit func(string)) error {
	for f.open > 0 {
		if err := f.take(ctx, <-f.done, emit); err != nil {
			return err
		}
	}
	return nil
}

func (f *unitFn) take(ctx context.Context, r result, emit func(string)) error {
	f.open--
	switch {
	case r.Record == nil:
		unitsFailed.Inc(ctx, 1)
	case r.Skipped:
		unitsSkipped.Inc(ctx, 1)
	default:
		unitsDone.Inc(ctx, 1)
		articlesDone.Inc(ctx, int64(r.Record.Articles))
	}
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	emit(string(data))
	return nil
}

// process is what the units that one process does for a job have in common.
type process struct {
	job  Job
	desk *desk.Desk
	free chan desk.Workers // the goroutines that may work
}

// processes are those of the jobs that this process works for: runners make
// any number of unitFns in one process, whose units share its cores and memory.
var processes struct {
	sync.Mutex
	of map[string]*process
}

// processOf returns the process of job, which is made when it is first asked for.
func processOf(job *Job) (*process, error) {
	key, err := json.Marshal(job)
	if err != nil {
		return nil, err
	}
	processes.Lock()
	defer processes.Unlock()
	if p := processes.of[string(key)]; p != nil {
		return p, nil
	}
	p := &process{job: *job, free: make(chan desk.Workers, job.parallel())}
	for range cap(p.free) {
		p.free <- desk.Workers{}
	}
	if p.desk, err = job.desk(); err != nil {
		return nil, err
	}
	if p.desk.Identity, err = job.identity(); err != nil {
		return nil, err
	}
	p.desk.LocalProfile = localCopy
	if processes.of == nil {
		processes.of = map[string]*process{}
	}
	processes.of[string(key)] = p
	return p, nil
}

// do does a unit. What went wrong is in the result: it costs the unit, and not the job.
func (p *process) do(ctx context.Context, w desk.Workers, unit desk.Unit) result {
	s := newStage(p, unit)
	d, err := s.do(ctx, w)
	r := result{Unit: unit.Name, Record: d.Record, Skipped: d.Skipped}
	if err == nil {
		err = p.desk.Damage()
	}
	if err != nil {
		r.Record, r.Error = nil, fmt.Sprint(err)
	}
	return r
}
