package main

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"copydesk/corpus"
	"copydesk/desk"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// listFn finds the files of a job and gathers them into units.
type listFn struct{ Job Job }

// ProcessElement yields the units, as JSON.
func (f *listFn) ProcessElement(ctx context.Context, _ []byte, emit func(string)) error {
	seen := map[string]string{}
	for _, input := range f.Job.Inputs {
		files, err := f.Job.list(ctx, input)
		if err != nil {
			return err
		}
		for unit, err := range desk.Units(files) {
			if err != nil {
				return err
			}
			if first, ok := seen[unit.Name]; ok {
				return fmt.Errorf("%s: has the name %s in this job, and so has %s; name a folder above both", unit.Files[0].Path, unit.Name, first)
			}
			seen[unit.Name] = unit.Files[0].Path
			data, err := json.Marshal(unit)
			if err != nil {
				return err
			}
			emit(string(data))
		}
	}
	return nil
}

// list yields the files that input names: those of a folder as copydesk finds
// them, or those that match a glob, in the order of their names.
func (j *Job) list(ctx context.Context, input string) (iter.Seq2[corpus.File, error], error) {
	if info, err := os.Stat(input); isLocal(input) && err == nil && info.IsDir() {
		d, err := j.desk()
		if err != nil {
			return nil, err
		}
		walker := &corpus.Walker{Configs: d.Configs, Ignore: true}
		if walker.Skip, err = filepath.Abs(j.Output); err != nil {
			return nil, err
		}
		return walker.Walk(ctx, []string{input}), nil
	}
	fs, err := filesystem.New(ctx, input)
	if err != nil {
		return nil, err
	}
	defer func() { _ = fs.Close() }() // nothing was written by it
	paths, err := fs.List(ctx, input)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", input, err)
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s: matches no files", input)
	}
	root := fixedFolder(input)
	slices.SortFunc(paths, byFolder)
	return func(yield func(corpus.File, error) bool) {
		for _, p := range paths {
			rel := strings.TrimPrefix(filepath.ToSlash(p), root)
			if !yield(corpus.File{Path: p, Rel: filepath.FromSlash(rel)}, nil) {
				return
			}
		}
	}, nil
}

// fixedFolder returns the folder above the first wildcard of a glob, with a
// slash at its end; "" for the current one.
func fixedFolder(glob string) string {
	fixed := filepath.ToSlash(glob)
	if i := strings.IndexAny(fixed, "*?[{"); i >= 0 {
		fixed = fixed[:i]
	}
	return fixed[:strings.LastIndexByte(fixed, '/')+1]
}

// byFolder orders paths as a walk does, so that the files of a folder are met
// before its next sibling.
func byFolder(a, b string) int {
	return slices.Compare(strings.Split(path.Clean(a), "/"), strings.Split(path.Clean(b), "/"))
}
