package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/report"
	"copydesk/rules"

	"github.com/urfave/cli/v2"
)

// run is one call of check, fix or diff.
type run struct {
	*Command
	loader *corpus.Loader
	setups map[*corpus.Config]*setup
	out    *outputs
	sum    report.Summary

	fix       bool   // repair, not only check
	inPlace   bool   // write repaired files back
	outputDir string // or write every article under this folder
	filter    bool   // the standard input was repaired to the standard output
	hit       bool   // a finding at or above the fail level is left
}

// job is a file to work on; err when it was found but cannot be.
type job struct {
	file  corpus.File
	setup *setup
	err   error
}

// done is a file worked on.
type done struct {
	job
	entry *report.Entry // nil when the article could not be read
	errs  []error
	text  string // of a repaired standard input
}

// errNonUTF8 is wrapped by the error for an article with bytes that are no UTF-8.
var errNonUTF8 = errors.New("is not UTF-8")

// articles runs the paths of ctx through the engine and writes the reports.
func (r *run) articles(ctx *cli.Context) error {
	paths := ctx.Args().Slice()
	if len(paths) == 0 {
		paths = []string{"."}
	}
	err := sequence(ctx.Context, ctx.Int("j"), r.jobs(ctx, paths), newWorkers, r.work, r.take)
	if closing := r.out.close(&r.sum); err == nil {
		err = closing
	}
	return err
}

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

// workers holds a goroutine's worker of each engine.
type workers map[*rules.Engine]*rules.Worker

func newWorkers() workers { return workers{} }

func (w workers) of(e *rules.Engine) *rules.Worker {
	if w[e] == nil {
		w[e] = e.Worker()
	}
	return w[e]
}

// work reads, checks, repairs and writes one file.
func (r *run) work(w workers, j job) done {
	d := done{job: j}
	if j.err != nil {
		d.errs = append(d.errs, j.err)
		return d
	}
	content, err := r.read(j.file)
	if err != nil {
		d.errs = append(d.errs, err)
		return d
	}
	worker, in := w.of(j.setup.engine), content.Input(j.setup.config)
	var outcome rules.Outcome
	if r.fix {
		outcome = worker.Fix(in, j.setup.policy)
	} else {
		outcome = worker.Inspect(in, j.setup.policy)
	}
	d.entry = &report.Entry{Path: j.file.Path, Outcome: outcome}
	d.errs = append(d.errs, outcomeErrors(&outcome)...)
	if err := r.write(content, &outcome); err != nil {
		d.errs = append(d.errs, err)
		d.entry = nil
	}
	d.text = outcome.Text
	return d
}

func (r *run) read(f corpus.File) (*corpus.Content, error) {
	content, err := corpus.Read(f, r.Stdin)
	if err != nil {
		return nil, err
	}
	if !utf8.ValidString(content.Text) {
		return nil, nonUTF8(content)
	}
	return content, nil
}

// nonUTF8 says where the first byte lies that is no UTF-8, and what to do.
func nonUTF8(c *corpus.Content) error {
	off := 0
	for off < len(c.Text) {
		r, n := utf8.DecodeRuneInString(c.Text[off:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		off += n
	}
	at := article.Parse(article.Input{Text: c.Text[:off]}).Position(off)
	return fmt.Errorf("%s:%d:%d: %w: byte 0x%02X at offset %d; convert the file, for example with `iconv -f WINDOWS-1252 -t UTF-8`", c.Path, at.Line, at.Column, errNonUTF8, c.Text[off], off)
}

func outcomeErrors(o *rules.Outcome) []error {
	var errs []error
	for i := range o.Faults {
		errs = append(errs, fmt.Errorf("%w; its findings in this article are missing, the other rules ran; please report this as a bug of copydesk", &o.Faults[i]))
	}
	if o.Err != nil {
		errs = append(errs, fmt.Errorf("%s: %w; the article stays as it was; leave one of the rules out with --ignore", o.Input.Name, o.Err))
	}
	return errs
}

// write puts a repaired article where the run wants it.
func (r *run) write(c *corpus.Content, o *rules.Outcome) error {
	switch {
	case r.filter || !r.fix:
		return nil
	case r.outputDir != "":
		return corpus.WriteUnder(r.outputDir, c, o.Text)
	case r.inPlace && o.Changed():
		return c.Overwrite(o.Text)
	}
	return nil
}

// take reports one file, in the order of the input.
func (r *run) take(d done) error {
	for _, err := range d.errs {
		r.complain(err)
	}
	if d.entry == nil {
		r.sum.Failed++
		return nil
	}
	r.sum.Add(d.entry)
	for i := range d.entry.Rest {
		f := &d.entry.Rest[i]
		r.hit = r.hit || f.Severity >= d.setup.fail
	}
	if r.filter {
		if _, err := io.WriteString(r.Stdout, d.text); err != nil {
			return fmt.Errorf("write the repaired text: %w", err)
		}
	}
	return r.out.entry(d.entry)
}

// newRun prepares a run from the flags of ctx.
func (c *Command) newRun(ctx *cli.Context, fix bool, format string) (*run, error) {
	loader, err := c.loader(ctx)
	if err != nil {
		return nil, err
	}
	r := &run{Command: c, loader: loader, setups: map[*corpus.Config]*setup{}, fix: fix}
	if _, err := r.setup("any"); err != nil { // a bad flag fails before any work
		return nil, err
	}
	stdout := c.Stdout
	if fix && ctx.Args().First() == corpus.Stdin && !ctx.Bool("diff") && format != "diff" {
		stdout = c.Stderr // the repaired text takes the standard output
	}
	specs := ctx.StringSlice("output")
	if len(specs) == 0 || onlyFiles(specs) {
		specs = append([]string{format}, specs...)
	}
	style := report.Style{Color: colours(stdout), Fixed: fix, Statistics: ctx.Bool("statistics")}
	r.out, err = openOutputs(specs, stdout, style)
	return r, err
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
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
