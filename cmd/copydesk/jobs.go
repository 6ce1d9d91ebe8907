package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"copydesk/corpus"

	"github.com/urfave/cli/v2"
)

// jobs yields the files under paths with their configuration.
func (r *run) jobs(ctx *cli.Context, paths []string) func(func(job) bool) {
	return func(yield func(job) bool) {
		names := map[string]string{}
		for file, err := range r.files(ctx, paths) {
			j := job{file: file, err: err}
			if err == nil {
				j.setup, j.err = r.setup(file.Path)
			}
			if j.err == nil && r.outputDir != "" && len(paths) > 1 {
				j.err = clash(names, file)
			}
			if !yield(j) {
				return
			}
		}
	}
}

// clash returns an error when another article already goes to the place of
// file under the output folder. names holds those that went before.
func clash(names map[string]string, file corpus.File) error {
	if first, ok := names[file.Rel]; ok {
		return fmt.Errorf("%s: would be written over %s in the output folder; name a folder above both", file.Path, first)
	}
	names[file.Rel] = file.Path
	return nil
}

// files yields the files under paths, with the standard input where it is named.
func (r *run) files(ctx *cli.Context, paths []string) func(func(corpus.File, error) bool) {
	if len(paths) != 1 || paths[0] != corpus.Stdin {
		return r.walker.Walk(paths)
	}
	name := ctx.String("stdin-filename")
	if name == "" {
		name = "<stdin>"
	}
	r.filter = r.fix && r.inPlace
	return func(yield func(corpus.File, error) bool) {
		yield(corpus.File{Path: name, Rel: filepath.Base(name), Stdin: true}, nil)
	}
}

func (r *run) setup(path string) (*setup, error) {
	config, err := r.walker.Configs.For(path)
	if err != nil {
		return nil, err
	}
	if s, ok := r.setups[config]; ok {
		return s, nil
	}
	s, err := newSetup(r.Catalogue, config)
	if err != nil {
		return nil, err
	}
	r.setups[config] = s
	return s, nil
}

// writeUnder makes the run write every article under dir, which must not be
// a folder that is read: the run would repair what it has just written.
func (r *run) writeUnder(dir string, paths []string) error {
	out, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("--output-dir %s: %w", dir, err)
	}
	for _, p := range paths {
		if in, err := filepath.Abs(p); err == nil && in == out {
			return errors.New("--output-dir is a folder that is read; leave it out to repair in place")
		}
	}
	r.outputDir, r.sum.Written = dir, dir
	r.walker.Skip = out
	return nil
}
