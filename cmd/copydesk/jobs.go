package main

import (
	"path/filepath"

	"copydesk/corpus"

	"github.com/urfave/cli/v2"
)

// jobs yields the files under paths with their configuration.
func (r *run) jobs(ctx *cli.Context, paths []string) func(func(job) bool) {
	return func(yield func(job) bool) {
		for file, err := range r.files(ctx, paths) {
			j := job{file: file, err: err}
			if err == nil {
				j.setup, j.err = r.setup(file.Path)
			}
			if !yield(j) {
				return
			}
		}
	}
}

// files yields the files under paths, with the standard input where it is named.
func (r *run) files(ctx *cli.Context, paths []string) func(func(corpus.File, error) bool) {
	if len(paths) != 1 || paths[0] != corpus.Stdin {
		return corpus.Walk(paths, r.loader)
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
	config, err := r.loader.For(path)
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
