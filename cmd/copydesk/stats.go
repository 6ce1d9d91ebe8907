package main

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"copydesk/corpus"
	"copydesk/report"

	"github.com/urfave/cli/v2"
)

func (c *Command) statsVerb() *cli.Command {
	return &cli.Command{
		Name:      "stats",
		Usage:     "count the defects in 10,000 words, by rule, source and month",
		ArgsUsage: "[PATH…]   files or folders; the current folder without any",
		Description: "--compare takes the numbers of an earlier run, written with --output json=FILE, or a\n" +
			"revision of git, whose articles are then counted as well.",
		Flags: join(selectionFlags(), configFlags(), workFlags(), []cli.Flag{
			&cli.StringSliceFlag{Name: "output", Usage: "write as `FORMAT[=FILE]`: table, json or svg; may be repeated"},
			&cli.StringFlag{Name: "compare", Usage: "compare with `FILE|REVISION`"},
		}),
		Action: c.stats,
	}
}

func (c *Command) stats(ctx *cli.Context) error {
	if fromStdin(ctx) {
		return errors.New("stats counts files and folders")
	}
	outputs, err := statsOutputs(ctx.StringSlice("output"))
	if err != nil {
		return err
	}
	then, err := c.earlier(ctx)
	if err != nil {
		return err
	}
	now, err := c.count(ctx, pathsOf(ctx), "")
	if err != nil {
		return err
	}
	for _, o := range outputs {
		var b bytes.Buffer
		if err := o.write(&b, now, then); err != nil {
			return err
		}
		if o.path == "" {
			_, err = b.WriteTo(c.Stdout)
		} else {
			err = corpus.WriteFile(o.path, b.Bytes(), reportMode)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

type statsOutput struct {
	path  string
	write func(w io.Writer, now, then *report.Stats) error
}

// statsOutputs reads the values of --output.
func statsOutputs(specs []string) ([]statsOutput, error) {
	if len(specs) == 0 || onlyFiles(specs) {
		specs = append([]string{"table"}, specs...)
	}
	var list []statsOutput
	for _, spec := range specs {
		format, path, _ := strings.Cut(spec, "=")
		write, ok := map[string]func(io.Writer, *report.Stats, *report.Stats) error{
			"table": func(w io.Writer, now, then *report.Stats) error { return now.Table(w, then) },
			"json":  func(w io.Writer, now, _ *report.Stats) error { return now.JSON(w) },
			"svg":   func(w io.Writer, now, then *report.Stats) error { return now.SVG(w, then) },
		}[format]
		if !ok {
			return nil, fmt.Errorf("--output %s: statistics are written as table, json or svg", spec)
		}
		list = append(list, statsOutput{path, write})
	}
	return list, nil
}

// count returns the statistics of the articles under paths, which are named
// from the folder dir unless it is "".
func (c *Command) count(ctx *cli.Context, paths []string, dir string) (*report.Stats, error) {
	r, err := c.prepare(ctx, false)
	if err != nil {
		return nil, err
	}
	r.memory = nil // what is known or suppressed is a defect all the same
	s := &report.Stats{}
	r.gather(renamed{report.NewStatsWriter(s), dir})
	return s, r.articlesUnder(ctx, paths)
}

// renamed names the articles of a report from a folder.
type renamed struct {
	report.Writer
	dir string
}

// Entry reports e under its name from the folder.
func (r renamed) Entry(e *report.Entry) error {
	if r.dir != "" {
		e.Path = corpus.RelativeTo(r.dir, e.Path)
	}
	return r.Writer.Entry(e)
}

// earlier returns the statistics to compare with; nil when there are none.
func (c *Command) earlier(ctx *cli.Context) (*report.Stats, error) {
	name := ctx.String("compare")
	if name == "" {
		return nil, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return c.countRevision(ctx, name)
	}
	defer file.Close() // only read from
	s, err := report.ReadStats(file)
	if err != nil {
		return nil, fmt.Errorf("--compare %s: %w", name, err)
	}
	return s, nil
}

// countRevision counts the articles of a revision of git, in a folder of
// their own that is removed again.
func (c *Command) countRevision(ctx *cli.Context, revision string) (*report.Stats, error) {
	if strings.HasPrefix(revision, "-") {
		return nil, fmt.Errorf("--compare %s: neither a file nor a revision", revision)
	}
	dir, err := os.MkdirTemp("", "copydesk-stats-")
	if err != nil {
		return nil, fmt.Errorf("--compare: %w", err)
	}
	defer os.RemoveAll(dir) // what stays is in the folder for temporary files
	var paths []string
	for _, p := range pathsOf(ctx) {
		if !filepath.IsLocal(p) {
			return nil, fmt.Errorf("--compare %s: %s lies outside of the current folder", revision, p)
		}
		paths = append(paths, filepath.Join(dir, p))
	}
	var problem bytes.Buffer
	git := exec.CommandContext(ctx.Context, "git", "archive", "--format=tar", revision) // all of it, for its configuration
	git.Stderr = &problem
	out, err := git.StdoutPipe()
	if err == nil {
		err = git.Start()
	}
	if err != nil {
		return nil, fmt.Errorf("--compare %s: no such file, and git cannot be run: %w", revision, err)
	}
	unpacking := unpack(out, dir)
	if err := git.Wait(); err != nil {
		return nil, fmt.Errorf("--compare %s: neither a file nor a revision: %s", revision, strings.TrimSpace(problem.String()))
	}
	if unpacking != nil {
		return nil, fmt.Errorf("--compare %s: %w", revision, unpacking)
	}
	return c.count(ctx, paths, dir)
}

// unpack writes the regular files of an archive under dir.
func unpack(r io.Reader, dir string) error {
	root, err := os.OpenRoot(dir) // no name in the archive leads out of it
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // nothing was written by way of it that closing could lose
	archive := tar.NewReader(r)
	for {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		if err := unpackFile(root, filepath.FromSlash(h.Name), archive); err != nil {
			return err
		}
	}
}

func unpackFile(root *os.Root, name string, r io.Reader) error {
	if err := root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := root.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Close())
}
