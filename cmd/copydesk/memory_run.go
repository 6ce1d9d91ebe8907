package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
	"time"

	"copydesk/corpus"
	"copydesk/fixers"

	"github.com/urfave/cli/v2"
)

// memoryOf returns the memory of the corpus that the paths of ctx lie in; nil
// when the run is to be isolated.
func (c *Command) memoryOf(ctx *cli.Context) (*memory, error) {
	if ctx.Bool("isolated") {
		return nil, nil
	}
	if file := ctx.String("baseline"); file != "" && ctx.Command.Name != "baseline" {
		if _, err := os.Stat(file); err != nil {
			return nil, fmt.Errorf("--baseline: %w; `copydesk baseline` writes one", err)
		}
	}
	return openMemory(firstPath(ctx), ctx.String("baseline"))
}

// firstPath returns the path by which the corpus of a run is found.
func firstPath(ctx *cli.Context) string {
	switch {
	case ctx.Command.Name == "apply" || ctx.Command.Name == "suppress": // their first argument is no article
		return pathsOrHere(ctx.Args().Tail())[0]
	case fromStdin(ctx) && ctx.String("stdin-filename") != "":
		return ctx.String("stdin-filename")
	case fromStdin(ctx):
		return "."
	}
	return pathsOrHere(ctx.Args().Slice())[0]
}

// pathsOrHere returns paths, or the current folder when there are none.
func pathsOrHere(paths []string) []string {
	if len(paths) == 0 {
		return []string{"."}
	}
	return paths
}

// openJournal begins a journal when the run writes in place.
func (r *run) openJournal(ctx *cli.Context, first string) error {
	if !r.fix || !r.inPlace || r.outputDir != "" || r.filter || fromStdin(ctx) {
		return nil
	}
	root, err := corpus.FindRoot(first)
	if err != nil {
		return err
	}
	r.journal = corpus.NewJournal(root, strings.Join(append([]string{ctx.Command.Name}, ctx.Args().Slice()...), " "), time.Now())
	return nil
}

func (r *run) closeJournal() error {
	if r.journal == nil {
		return nil
	}
	r.sum.Run = r.journal.Run()
	return r.journal.Close()
}

// overwrite puts a repaired article in its place, once the journal has it.
func (r *run) overwrite(c *corpus.Content, raw string, passes [][]fixers.Edit) error {
	if r.journal != nil {
		if err := r.journal.Article(c, raw, passes); err != nil {
			return err
		}
	}
	return c.Overwrite(raw)
}

// commit puts a shard in its place, once the journal has it.
func (r *run) commit(d *done, changed bool) error {
	if r.journal == nil || !changed {
		return d.shard.Commit()
	}
	written, err := r.journal.Shard(d.file.Path)
	if err != nil {
		d.shard.Discard()
		return err
	}
	if err := d.shard.Commit(); err != nil {
		return err
	}
	return written()
}

// takeLeftovers reports the lines of the memory that have no effect any more,
// and takes them out when the run repairs.
func (r *run) takeLeftovers(ctx *cli.Context, paths []string) error {
	if r.memory == nil || r.scope != nil || r.walker.Share.Count > 1 || fromStdin(ctx) { // it saw less than the whole
		return nil
	}
	found := r.memory.leftovers(r.concerns(paths))
	entries, err := entriesOf(found, r.fix)
	if err != nil || len(entries) == 0 {
		return err
	}
	s, err := r.desk.Setup(r.memory.root, false)
	if err != nil {
		return err
	}
	for _, e := range entries {
		e.Path = relativeHere(e.Path)
		d := done{job: job{file: corpus.File{Path: e.Path}, setup: s}}
		if r.fix && r.inPlace && r.outputDir == "" && e.Changed() {
			content, err := corpus.Read(d.file, nil)
			if err == nil && content.Text != e.Input.Text {
				err = fmt.Errorf("%s: %w", e.Path, corpus.ErrChanged)
			}
			if err == nil {
				err = r.overwrite(content, e.Text, e.Passes)
			}
			if err != nil {
				d.fail(err)
			}
		}
		d.entries = append(d.entries, e)
		if err := r.take(d); err != nil {
			return err
		}
		r.sum.Articles-- // it is none
	}
	return nil
}

// concerns returns a function that says of a note whether this run would have
// used it: its rule ran, or is none any more, and its article lies under paths.
func (r *run) concerns(paths []string) func(*corpus.Note) bool {
	ran, known := map[string]bool{}, map[string]bool{}
	for _, s := range r.desk.Setups() {
		for _, rule := range s.Engine.Rules() {
			ran[rule.Name] = true
		}
	}
	for _, rule := range r.Catalogue {
		known[rule.Name] = true
	}
	var roots []string
	for _, p := range paths {
		roots = append(roots, corpus.RelativeTo(r.memory.root, p))
	}
	return func(n *corpus.Note) bool {
		return (ran[n.Rule] || !known[n.Rule]) && under(roots, n.In)
	}
}

// under reports whether the article called name lies under one of roots, all
// from the folder of the corpus.
func under(roots []string, name string) bool {
	file, _, _ := strings.Cut(name, "#")
	for _, root := range roots {
		if root == "." || root == file || strings.HasPrefix(file, path.Clean(root)+"/") {
			return true
		}
	}
	return false
}

var errIsolated = errors.New("--isolated reads and writes no .copydesk; leave it out")
