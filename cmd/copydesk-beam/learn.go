package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"copydesk/desk"
	"copydesk/lexicon/profile"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

func registerLearn() {
	register.DoFn3x1[context.Context, string, func(int, string), error](&partFn{})
	beam.RegisterType(reflect.TypeFor[*mergeFn]()) // register.Combiner knows none with a context
	beam.RegisterType(reflect.TypeFor[partials]())
	register.DoFn2x1[context.Context, string, error](&profileFn{})
	register.Emitter2[int, string]()
}

// merge makes the profile of the partial profiles of the units, in two
// levels: Fan merges side by side, and one of what they come to.
func (j *Job) merge(s beam.Scope, results beam.PCollection) {
	parts := beam.ParDo(s, &partFn{Fan: j.Fan}, results)
	merged := beam.DropKey(s, beam.CombinePerKey(s, &mergeFn{Job: *j}, parts))
	whole := beam.Combine(s, &mergeFn{Job: *j, Extract: true}, merged)
	beam.ParDo0(s, &profileFn{Job: *j}, whole)
}

// partFn deals the partial profiles of units among the merges.
type partFn struct{ Fan int }

// ProcessElement yields the partial profile of a result, with its merge.
func (f *partFn) ProcessElement(_ context.Context, data string, emit func(int, string)) error {
	var r result
	if err := json.Unmarshal([]byte(data), &r); err != nil {
		return err
	}
	if r.Record == nil || r.Record.Output == nil {
		return nil
	}
	h := fnv.New32a()
	_, _ = io.WriteString(h, r.Unit) // a hash cannot fail
	emit(int(h.Sum32()%uint32(f.Fan)), encodePart(part{r.Record.Output.SHA256, desk.Partial(r.Unit)}))
	return nil
}

// part is a partial profile in a file below the output. The sum of its bytes
// comes with it, so that what is merged of it is known by what it was made of.
type part struct{ SHA256, Name string }

func encodePart(p part) string { return p.SHA256 + " " + p.Name }

func decodePart(s string) part {
	sum, name, _ := strings.Cut(s, " ")
	return part{sum, name}
}

// partials is an accumulator of mergeFn: a partial profile in pieces that are
// yet to be merged. Its pieces lie in files, since the profile of a part of a
// large corpus is larger than what runners pass on in one piece, and than memory.
type partials struct{ Parts []string }

// mergeFn merges partial profiles. They are a commutative monoid, so that it
// does not matter which are merged first.
type mergeFn struct {
	Job     Job
	Extract bool // it is the last merge
}

// mostPieces is how many pieces an accumulator has before they are made one:
// many make few passes over the bytes, few keep the accumulators small.
const mostPieces = 64

// mergedDir holds what was merged, below the output.
const mergedDir = "partial/.merged"

// CreateAccumulator returns the profile of nothing.
func (f *mergeFn) CreateAccumulator() partials { return partials{} }

// AddInput adds a partial profile.
func (f *mergeFn) AddInput(ctx context.Context, a partials, p string) (partials, error) {
	return f.compact(ctx, partials{append(a.Parts, p)})
}

// MergeAccumulators merges two.
func (f *mergeFn) MergeAccumulators(ctx context.Context, a, b partials) (partials, error) {
	return f.compact(ctx, partials{slices.Concat(a.Parts, b.Parts)})
}

// ExtractOutput makes the pieces one.
func (f *mergeFn) ExtractOutput(ctx context.Context, a partials) (string, error) {
	if len(a.Parts) == 0 {
		return "", nil
	}
	return f.mergeAll(ctx, a.Parts)
}

func (f *mergeFn) compact(ctx context.Context, a partials) (partials, error) {
	if len(a.Parts) < mostPieces {
		return a, nil
	}
	p, err := f.mergeAll(ctx, a.Parts)
	return partials{[]string{p}}, err
}

// mergeAll makes one partial profile of some. Its name follows from theirs, so
// that a job that is started again finds what was merged before.
func (f *mergeFn) mergeAll(ctx context.Context, parts []string) (string, error) {
	if len(parts) == 1 {
		return parts[0], nil
	}
	parts = slices.Sorted(slices.Values(parts))
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	merged := part{SHA256: hex.EncodeToString(sum[:])}
	merged.Name = mergedDir + "/" + merged.SHA256[:32] + ".part"
	target := f.Job.Output + "/" + merged.Name
	if _, err := sizeOf(ctx, target); err == nil {
		return encodePart(merged), nil
	}
	dir, err := os.MkdirTemp("", "copydesk-beam-*")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is temporary
	var paths []string
	for i, s := range parts {
		path := f.Job.Output + "/" + decodePart(s).Name
		if !isLocal(path) {
			to := filepath.Join(dir, fmt.Sprint(i))
			if err := download(ctx, path, to); err != nil {
				return "", err
			}
			path = to
		}
		paths = append(paths, path)
	}
	return encodePart(merged), put(ctx, target, func(w io.Writer) error {
		return desk.MergePartials(paths, dir, f.Job.Memory, w)
	})
}

// profileFn finishes the profile.
type profileFn struct{ Job Job }

// ProcessElement makes the finished profile of the partial one that p names.
func (f *profileFn) ProcessElement(ctx context.Context, p string) error {
	if p == "" {
		return nil // no unit could be learned; the summary says so
	}
	path, err := localCopy(f.Job.Output + "/" + decodePart(p).Name)
	if err != nil {
		return err
	}
	exact, err := os.Open(path)
	if err != nil {
		return err
	}
	defer exact.Close() // only read from
	bounds := profile.DefaultBounds
	if f.Job.NoSignatures {
		bounds.Articles = 0
	}
	return put(ctx, f.Job.profilePath(), func(w io.Writer) error {
		return profile.Freeze(exact, w, bounds)
	})
}
