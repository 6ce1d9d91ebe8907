package desk

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"copydesk/corpus"
	"copydesk/report"
)

// DeadLetter is an article, or a whole unit, that could not be done as it should be.
type DeadLetter struct {
	Path  string `json:"path"`            // of its file
	ID    string `json:"id,omitempty"`    // of its record
	Line  int    `json:"line,omitempty"`  // where the record begins
	Rule  string `json:"rule,omitempty"`  // that failed
	Error string `json:"error"`           // why
	Stack string `json:"stack,omitempty"` // of the panic
	Text  string `json:"text,omitempty"`  // the article, to try it again
}

// fileMode is the mode of the files of a job: for all to read.
const fileMode = 0o644

// lines is a file of JSON Lines that appears whole when it is committed.
type lines struct {
	path    string
	pending *corpus.Pending // nil before the first line of a file that is there only when it has lines
	buf     *bufio.Writer
	count   int
}

func (l *lines) open() error {
	if l.pending != nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(l.path), 0o777); err != nil {
		return err
	}
	var err error
	if l.pending, err = corpus.NewPending(l.path, fileMode); err != nil {
		return err
	}
	l.buf = bufio.NewWriter(l.pending)
	return nil
}

// put appends v.
func (l *lines) put(v any) error {
	if err := l.open(); err != nil {
		return err
	}
	l.count++
	enc := json.NewEncoder(l.buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write %s: %w", l.path, err)
	}
	return nil
}

// commit puts the file in place. Without lines there is none, and an older one goes away.
func (l *lines) commit() error {
	if l.pending == nil {
		if err := os.Remove(l.path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		return nil
	}
	if err := l.buf.Flush(); err != nil {
		return fmt.Errorf("write %s: %w", l.path, err)
	}
	return l.pending.Commit()
}

func (l *lines) discard() {
	if l.pending != nil {
		l.pending.Discard()
	}
}

// findings are the findings of a unit in the format json-lines.
type findings struct {
	lines
	report.Writer
}

func newFindings(path string) (*findings, error) {
	f := &findings{lines: lines{path: path}}
	if err := f.open(); err != nil {
		return nil, err
	}
	var err error
	f.Writer, err = report.New("json-lines", io.Writer(f.buf), report.Style{})
	return f, err
}

// finish ends the format and puts the file in place.
func (f *findings) finish() error {
	if err := f.Close(&report.Summary{}); err != nil {
		return fmt.Errorf("write %s: %w", f.path, err)
	}
	return f.commit()
}
