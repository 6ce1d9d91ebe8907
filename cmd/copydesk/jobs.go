package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"copydesk/corpus"
	"copydesk/desk"

	"github.com/urfave/cli/v2"
)

// job is a piece of work: a file that is one article, or a batch of the
// records of a shard, or the end of a shard.
type job struct {
	file  corpus.File
	setup *desk.Setup
	shard corpus.Shard  // nil for a file that is one article
	batch *corpus.Batch // nil at the end of a shard
	err   error         // the file was found but cannot be read; of a shard, to its end

	changes *corpus.Changes // what is looked at; nil for all of it
	staged  io.Reader       // the staged content of the file, where it is another
}

// jobs yields the work under paths, in its order.
func (r *run) jobs(ctx *cli.Context, paths []string) func(func(job) bool) {
	return func(yield func(job) bool) {
		names := map[string]string{}
		for file, err := range r.files(ctx, paths) {
			j := job{file: file, err: err}
			records := corpus.IsShard(file.Path) || ctx.Bool("stdin-jsonl")
			if err == nil {
				j.setup, j.err = r.desk.Setup(file.Path, records)
			}
			if !r.scoped(&j) {
				continue
			}
			if j.err == nil && r.outputDir != "" && len(paths) > 1 {
				j.err = clash(names, file)
			}
			if j.err == nil && records {
				if !r.shard(j, yield) {
					return
				}
			} else if !yield(j) {
				return
			}
		}
	}
}

// shard yields the batches of the shard of j, and its end.
func (r *run) shard(j job, yield func(job) bool) bool {
	if j.shard, j.err = r.open(j); j.err != nil {
		return yield(j)
	}
	for batch, err := range j.shard.Batches() {
		j.batch, j.err = batch, err
		if err == nil && !yield(j) {
			return false
		}
	}
	j.batch = nil
	return yield(j)
}

// open opens the shard of j, in the file or on the standard input.
func (r *run) open(j job) (corpus.Shard, error) {
	if !j.file.Stdin {
		return corpus.OpenShard(j.file, j.setup.Config, r.outputDir)
	}
	if r.filter {
		return corpus.NewFilter(j.file.Path, r.Stdin, r.Stdout, j.setup.Config)
	}
	return corpus.NewFilter(j.file.Path, r.Stdin, nil, j.setup.Config)
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
	if !fromStdin(ctx) {
		return r.walker.Walk(ctx.Context, paths)
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

// fromStdin reports whether the standard input is what the run reads.
func fromStdin(ctx *cli.Context) bool {
	return ctx.Bool("stdin-jsonl") || ctx.NArg() == 1 && ctx.Args().First() == corpus.Stdin
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
