package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"copydesk/corpus"
	"copydesk/report"
)

// outputs are the reports of a run, each to the standard output or a file.
// Files appear whole when the run ends.
type outputs struct{ list []output }

type output struct {
	report.Writer
	name string
	buf  *bufio.Writer
	file *corpus.Pending // nil for the standard output

	appended *os.File // is only added to: the summary of a job, or what is a file by name alone
}

// reportMode is the mode of a report: for all to read.
const reportMode = 0o644

// openOutputs opens a report for each of specs, FORMAT or FORMAT=FILE.
func openOutputs(specs []string, stdout io.Writer, style report.Style) (*outputs, error) {
	o := &outputs{}
	used := false
	for _, spec := range specs {
		format, path, toFile := strings.Cut(spec, "=")
		if !toFile && used {
			return nil, fmt.Errorf("--output %s: the standard output already has a report; give this one a file: --output %s=FILE", spec, spec)
		}
		used = used || !toFile
		if err := o.open(format, path, toFile, stdout, style); err != nil {
			o.discard()
			return nil, fmt.Errorf("--output %s: %w", spec, err)
		}
	}
	if err := o.openStepSummary(specs, style); err != nil {
		o.discard()
		return nil, err
	}
	return o, nil
}

func (o *outputs) open(format, path string, toFile bool, stdout io.Writer, style report.Style) error {
	out := output{name: "the standard output"}
	w := stdout
	if toFile {
		if path == "" {
			return errors.New("no file is named behind =")
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		style.Color = false
		if isStream(path) {
			f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
			if err != nil {
				return err
			}
			out.name, out.appended = path, f
			return o.add(format, out, f, style)
		}
		f, err := corpus.NewPending(path, reportMode)
		if err != nil {
			return err
		}
		out.name, out.file, w = path, f, f
	}
	return o.add(format, out, w, style)
}

// isStream reports whether path names no file that could be replaced by
// another: a pipe, a device, a descriptor that the shell has opened (/dev/fd/3).
func isStream(path string) bool {
	if abs, err := filepath.Abs(path); err == nil && strings.HasPrefix(abs, "/dev/") {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// add makes out a report of format to w.
func (o *outputs) add(format string, out output, w io.Writer, style report.Style) error {
	out.buf = bufio.NewWriter(w)
	writer, err := report.New(format, out.buf, style)
	if err != nil {
		out.discard()
		return err
	}
	out.Writer = writer
	o.list = append(o.list, out)
	return nil
}

func (o *outputs) entry(e *report.Entry) error {
	for _, out := range o.list {
		if err := out.Entry(e); err != nil {
			return fmt.Errorf("write to %s: %w", out.name, err)
		}
	}
	return nil
}

// close ends all reports and puts the files in place.
func (o *outputs) close(s *report.Summary) error {
	var errs []error
	for _, out := range o.list {
		if err := out.end(s); err != nil {
			errs = append(errs, fmt.Errorf("write to %s: %w", out.name, err))
		}
	}
	return errors.Join(errs...)
}

func (out *output) end(s *report.Summary) error {
	err := out.Close(s)
	if err == nil {
		err = out.buf.Flush()
	}
	switch {
	case out.appended != nil:
		return errors.Join(err, out.appended.Close())
	case out.file == nil:
		return err
	case err != nil:
		out.file.Discard()
		return err
	}
	return out.file.Commit()
}

func (o *outputs) discard() {
	for _, out := range o.list {
		out.discard()
	}
}

func (out *output) discard() {
	if out.file != nil {
		out.file.Discard()
	}
	if out.appended != nil {
		_ = out.appended.Close() // nothing was written to it
	}
}
