package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"copydesk/corpus"
	"copydesk/rules"

	"github.com/urfave/cli/v2"
)

// scopeOf returns what the flags of ctx restrict a run to; nil for everything.
func (c *Command) scopeOf(ctx *cli.Context, paths []string) (*corpus.Scope, error) {
	since, staged, patch := ctx.String("since"), ctx.Bool("staged"), ctx.String("new-from-patch")
	switch {
	case !exclusive(ctx.IsSet("since"), staged, ctx.IsSet("new-from-patch")):
		return nil, errors.New("--since, --staged and --new-from-patch exclude one another")
	case !ctx.IsSet("since") && !staged && patch == "":
		if ctx.Bool("whole-files") {
			return nil, errors.New("--whole-files needs --since, --staged or --new-from-patch")
		}
		return nil, nil
	case fromStdin(ctx):
		return nil, errors.New("the standard input has no changed lines; name files")
	case staged:
		return corpus.Staged(ctx.Context, paths)
	case patch != "":
		return c.patchScope(ctx.Context, patch)
	}
	return corpus.Since(ctx.Context, since, paths)
}

func exclusive(set ...bool) bool {
	n := 0
	for _, s := range set {
		if s {
			n++
		}
	}
	return n <= 1
}

func (c *Command) patchScope(ctx context.Context, path string) (*corpus.Scope, error) {
	if path == corpus.Stdin {
		return corpus.FromPatch(ctx, c.Stdin)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("--new-from-patch: %w", err)
	}
	defer f.Close() // only read from
	scope, err := corpus.FromPatch(ctx, f)
	if err != nil {
		return nil, fmt.Errorf("--new-from-patch %s: %w", path, err)
	}
	return scope, nil
}

// scoped makes j a job of what has changed in its file, and reports whether
// anything has.
func (r *run) scoped(j *job) bool {
	if r.scope == nil || j.file.Path == "" {
		return true
	}
	if errors.Is(j.err, corpus.ErrNoArticles) {
		return false // nothing can have changed
	}
	changes, ok := r.scope.Of(j.file.Path)
	if !ok {
		return false
	}
	if r.wholeFiles {
		changes.Whole()
	}
	j.changes = changes
	if j.err == nil {
		j.err = r.staged(j)
	}
	return true
}

// staged makes j read the staged content of its file where the working tree
// has another. To repair that one would mix what is staged with what is not.
func (r *run) staged(j *job) error {
	content, err := j.changes.Staged()
	switch {
	case err != nil || content == nil:
		return err
	case r.inPlace:
		return fmt.Errorf("%s: is staged in part; stage or stash the rest first", j.file.Path)
	case corpus.IsShard(j.file.Path):
		return fmt.Errorf("%s: is a shard that is staged in part; stage or stash the rest first", j.file.Path)
	}
	j.staged = content
	return nil
}

// policy returns the policy for an article that is the whole of its file,
// with the text given.
func (j *job) policy(text string) rules.Policy {
	p := j.setup.Policy
	if j.changes == nil {
		return p
	}
	in := j.changes.In(text)
	if in == nil {
		return p
	}
	keep := p.Keep
	p.Keep = func(f *rules.Finding) bool { return in(f.Origin) && (keep == nil || keep(f)) }
	return p
}

// concerns reports whether the job is about the record: it is, unless none of
// its lines has changed.
func (j *job) concerns(record *corpus.Record) bool {
	return j.changes == nil || j.changes.Touches(record.Line, record.Lines)
}
