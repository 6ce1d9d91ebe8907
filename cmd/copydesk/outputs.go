package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"copydesk/report"

	"github.com/google/renameio/v2"
)

// outputs are the reports of a run, each to the standard output or a file.
// Files appear whole when the run ends.
type outputs struct{ list []output }

type output struct {
	report.Writer
	name string
	buf  *bufio.Writer
	file *renameio.PendingFile // nil for the standard output
}

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
		f, err := renameio.NewPendingFile(path, renameio.WithTempDir(filepath.Dir(path)), renameio.WithPermissions(0o666))
		if err != nil {
			return err
		}
		style.Color = false
		out.name, out.file, w = path, f, f
	}
	out.buf = bufio.NewWriter(w)
	writer, err := report.New(format, out.buf, style)
	if err != nil {
		if out.file != nil {
			_ = out.file.Cleanup()
		}
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
	if out.file == nil {
		return err
	}
	if err != nil {
		_ = out.file.Cleanup() // the error that led here is the one to tell
		return err
	}
	return out.file.CloseAtomicallyReplace()
}

func (o *outputs) discard() {
	for _, out := range o.list {
		if out.file != nil {
			_ = out.file.Cleanup() // nothing was written that could be lost
		}
	}
}
