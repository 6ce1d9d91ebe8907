package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"sync"

	"copydesk/corpus"
	"copydesk/desk"
	"copydesk/lexicon/names"
	"copydesk/report"

	"github.com/urfave/cli/v2"
)

// run is one call of check, fix or diff.
type run struct {
	*Command
	walker corpus.Walker
	desk   *desk.Desk
	cache  *cache // nil when nothing is to be remembered
	out    *outputs
	sum    report.Summary

	fix        bool          // repair, not only check
	inPlace    bool          // write repaired files back
	outputDir  string        // or write every article under this folder
	filter     bool          // the standard input was repaired to the standard output
	scope      *corpus.Scope // what has changed, when nothing else is looked at
	wholeFiles bool          // look at all of a file that has changed
	hit        bool          // a finding at or above the fail level is left

	current corpus.Shard // the shard whose batches are being taken back
	changed bool         // it has a batch with a repair
	bad     int          // records of it that could not be read

	giant    sync.Mutex      // held while an article of giantBytes is checked
	progress *progress       // nil when nobody watches
	memory   *memory         // nil when the run is isolated
	journal  *corpus.Journal // nil when nothing is written in place
}

// pathsOf returns the paths of ctx; the current folder without any.
func pathsOf(ctx *cli.Context) []string {
	if !ctx.Args().Present() {
		return []string{"."}
	}
	return ctx.Args().Slice()
}

// articles runs the paths of ctx through the engine and writes the reports.
func (r *run) articles(ctx *cli.Context) error { return r.articlesUnder(ctx, pathsOf(ctx)) }

// errInterrupted is the error of a run that was told to stop. What was under
// way has ended, and is in the summary.
var errInterrupted = errors.New("interrupted: what is reported is done, the rest was not looked at")

// articlesUnder runs paths through the engine and writes the reports.
func (r *run) articlesUnder(ctx *cli.Context, paths []string) error {
	if err := r.openJournal(ctx, paths[0]); err != nil {
		return err
	}
	r.progress.count(ctx, r.Command, paths)
	err := sequence(ctx.Context, ctx.Int("j"), r.jobs(ctx, paths), newWorkers, r.work, r.take)
	r.progress.end()
	if errors.Is(err, context.Canceled) {
		err = errInterrupted
	}
	if r.current != nil {
		r.current.Discard() // the run was stopped in the middle of it
	}
	if err == nil {
		err = r.takeLeftovers(ctx, paths)
	}
	if damage := r.desk.Damage(); err == nil {
		err = damage
	}
	if closing := r.cache.close(); closing != nil {
		r.notice(closing)
	}
	if closing := r.closeJournal(); err == nil {
		err = closing
	}
	if closing := r.out.close(&r.sum); err == nil {
		err = closing
	}
	return err
}

// newRun prepares a run from the flags of ctx.
func (c *Command) newRun(ctx *cli.Context, fix bool, format string) (*run, error) {
	r, err := c.prepare(ctx, fix)
	if err != nil {
		return nil, err
	}
	return r, r.openReports(ctx, format)
}

// prepare prepares a run that writes no report yet.
func (c *Command) prepare(ctx *cli.Context, fix bool) (*run, error) {
	walker, err := c.walker(ctx)
	if err != nil {
		return nil, err
	}
	r := &run{Command: c, walker: walker, wholeFiles: ctx.Bool("whole-files"), desk: c.newDesk(walker.Configs), fix: fix}
	if r.desk.Names, err = knownNames(ctx); err != nil {
		return nil, err
	}
	if r.cache, err = openCache(ctx); err != nil {
		c.notice(err)
	}
	r.desk.Identity = r.cache.identity()
	if _, err := r.desk.Setup("any", false); err != nil { // a bad flag fails before any work
		return nil, err
	}
	if r.memory, err = c.memoryOf(ctx); err != nil {
		return nil, err
	}
	if r.scope, err = c.scopeOf(ctx, pathsOf(ctx)); err != nil {
		return nil, err
	}
	r.out = &outputs{}
	return r, nil
}

// newDesk returns a desk that knows nothing of a corpus yet.
func (c *Command) newDesk(configs *corpus.Loader) *desk.Desk {
	return &desk.Desk{Catalogue: c.Catalogue, Version: Version, Configs: configs}
}

func newWorkers() desk.Workers { return desk.Workers{} }

// knownNames reads the names file of the corpus that the paths of ctx lie in; nil
// when the run is isolated, or there is none.
func knownNames(ctx *cli.Context) (*names.List, error) {
	if ctx.Bool("isolated") {
		return nil, nil
	}
	root, err := corpus.FindRoot(firstPath(ctx))
	if err != nil {
		return nil, err
	}
	return corpus.ReadNames(corpus.NamesPath(root))
}

// openReports opens the reports that ctx asks for; format is what goes to the
// standard output when it asks for none there.
func (r *run) openReports(ctx *cli.Context, format string) (err error) {
	c, fix := r.Command, r.fix
	stdout := c.Stdout
	if fix && fromStdin(ctx) && !ctx.Bool("diff") && format != "diff" {
		stdout = c.Stderr // the repaired text takes the standard output
	}
	specs := ctx.StringSlice("output")
	if len(specs) == 0 || onlyFiles(specs) && !(fix && ctx.Bool("stdin-jsonl")) { // an engine's log is no place for every finding
		specs = append([]string{format}, specs...)
	}
	r.progress = c.newProgress(ctx)
	style := report.Style{Color: colours(stdout), Fixed: fix, Made: fix && format != "diff", ShowFixes: ctx.Bool("show-fixes"), Statistics: ctx.Bool("statistics"), Rules: c.Catalogue, Version: Version}
	c.Stderr = r.progress.around(c.Stderr)
	r.out, err = openOutputs(specs, r.progress.around(stdout), style)
	return err
}

func onlyFiles(specs []string) bool {
	for _, s := range specs {
		if !strings.Contains(s, "=") {
			return false
		}
	}
	return true
}

// verdict turns what a run found into its result.
func (r *run) verdict(ctx *cli.Context, failing bool) error {
	if failing && !ctx.Bool("exit-zero") {
		return errFindings
	}
	return nil
}

// colours reports whether w is a terminal that may be given colours.
func colours(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	return isTerminal(f)
}
