package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"copydesk/desk"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

func init() {
	register.DoFn3x1[context.Context, []byte, func(string), error](&listFn{})
	register.DoFn3x1[context.Context, string, func(string), error](&unitFn{})
	register.Combiner3[string, string, string](&sumFn{})
	register.DoFn2x1[context.Context, string, error](&summaryFn{})
	register.Emitter1[string]()
	registerLearn()
}

// pipeline adds the job to a scope:
//
//	list ─ reshuffle ─ unit ─┬─ sum ─ summary.json
//	                         └─ (learn) part ─ merge per key ─ merge ─ profile
func (j *Job) pipeline(s beam.Scope) {
	units := beam.ParDo(s.Scope("List"), &listFn{Job: *j}, beam.Impulse(s))
	results := beam.ParDo(s.Scope("Units"), &unitFn{Job: *j}, beam.Reshuffle(s, units))
	beam.ParDo0(s.Scope("Summary"), &summaryFn{Job: *j}, beam.Combine(s, &sumFn{}, results))
	if j.Verb == desk.LearnVerb {
		j.merge(s.Scope("Merge"), results)
	}
}

// sumFn adds up results. Its accumulators are summaries, as JSON.
type sumFn struct{}

// CreateAccumulator returns the summary of nothing.
func (*sumFn) CreateAccumulator() string { return "{}" }

// AddInput adds a result to a summary.
func (*sumFn) AddInput(sum, data string) string {
	var s desk.Summary
	var r result
	if err := errors.Join(json.Unmarshal([]byte(sum), &s), json.Unmarshal([]byte(data), &r)); err != nil {
		panic(err) // both were written by this program
	}
	s.Add(&desk.Done{Record: r.Record, Skipped: r.Skipped})
	return encode(&s)
}

// MergeAccumulators adds two summaries.
func (*sumFn) MergeAccumulators(a, b string) string {
	var s, t desk.Summary
	if err := errors.Join(json.Unmarshal([]byte(a), &s), json.Unmarshal([]byte(b), &t)); err != nil {
		panic(err) // both were written by this program
	}
	s.Merge(&t)
	return encode(&s)
}

// ExtractOutput returns the summary.
func (*sumFn) ExtractOutput(sum string) string { return sum }

func encode(s *desk.Summary) string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // it holds nothing that has no JSON
	}
	return string(data)
}

// summaryFn writes the summary of the job.
type summaryFn struct{ Job Job }

// ProcessElement writes sum.
func (f *summaryFn) ProcessElement(ctx context.Context, sum string) error {
	s := runSummary{Run: f.Job.Run}
	if err := json.Unmarshal([]byte(sum), &s.Summary); err != nil {
		return err
	}
	return put(ctx, f.Job.summaryPath(), func(w io.Writer) error { return json.NewEncoder(w).Encode(&s) })
}

// runSummary is the summary with the name of its run, by which one of an
// earlier run is told from it.
type runSummary struct {
	Run string `json:"run"`
	desk.Summary
}

// summary reads what this run has written; nil when it is still running, on a
// runner that was not to be waited for.
func (j *Job) summary(ctx context.Context) (*desk.Summary, error) {
	if _, err := sizeOf(ctx, j.summaryPath()); err != nil {
		return nil, nil // not there yet
	}
	dir, err := os.MkdirTemp("", "copydesk-beam-*")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is temporary
	local := filepath.Join(dir, summaryName)
	if err := download(ctx, j.summaryPath(), local); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(local)
	if err != nil {
		return nil, err
	}
	s := &runSummary{}
	if err := json.Unmarshal(data, s); err != nil {
		return nil, fmt.Errorf("read %s: %w", j.summaryPath(), err)
	}
	if s.Run != j.Run {
		return nil, nil
	}
	return &s.Summary, nil
}
