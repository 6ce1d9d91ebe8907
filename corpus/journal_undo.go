package corpus

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Errors of Undo.
var (
	ErrNoRun  = errors.New("no run to undo")
	ErrUndone = errors.New("was undone already")
)

// Run is a run that a journal tells of.
type Run struct {
	Name    string
	Command string
	Started time.Time
	Files   []string // that it wrote, from the folder of the corpus
	Undone  bool

	root    string
	entries []journalEntry
}

// Runs returns the runs in the corpus at root that left a journal, the newest first.
func Runs(root string) ([]*Run, error) {
	names, err := journalNames(filepath.Join(root, StateDir, undoDir))
	if err != nil {
		return nil, fmt.Errorf("list runs: %w", err)
	}
	var runs []*Run
	for _, name := range slices.Backward(names) {
		r, err := readRun(root, name)
		if err != nil {
			return nil, err
		}
		runs = append(runs, r)
	}
	return runs, nil
}

// FindRun returns the run called name, or the start of whose name it is; with
// "" the newest that was not undone. The error wraps ErrNoRun or ErrUndone.
func FindRun(root, name string) (*Run, error) {
	runs, err := Runs(root)
	if err != nil {
		return nil, err
	}
	for _, r := range runs {
		switch {
		case name == "" && !r.Undone:
			return r, nil
		case name != "" && strings.HasPrefix(r.Name, name) && r.Undone:
			return nil, fmt.Errorf("run %s %w", r.Name, ErrUndone)
		case name != "" && strings.HasPrefix(r.Name, name):
			return r, nil
		}
	}
	if name == "" {
		return nil, fmt.Errorf("%w in %s", ErrNoRun, root)
	}
	return nil, fmt.Errorf("%w: none is called %q; `copydesk undo --list` lists them", ErrNoRun, name)
}

// readRun reads a journal. A last line that a kill cut off is passed over: the
// file it is about was not written.
func readRun(root, name string) (*Run, error) {
	path := filepath.Join(root, StateDir, undoDir, name+journalSuffix)
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	defer file.Close() // only read from
	run := &Run{Name: name, root: root}
	for reader := bufio.NewReader(file); ; {
		line, err := reader.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return run, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		var e journalEntry
		if err := json.Unmarshal(line, &e); err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		run.add(e)
	}
}

func (r *Run) add(e journalEntry) {
	if e.Name != nil {
		e.Path = string(e.Name)
	}
	switch {
	case e.Run != "":
		r.Command = e.Command
		r.Started, _ = time.Parse(time.RFC3339, e.Started) // shown only
	case e.Undone != "":
		r.Undone = true
	case e.Written != nil:
		for i := range r.entries {
			if r.entries[i].Kept == e.Kept {
				r.entries[i].Written = e.Written
			}
		}
	default:
		r.entries = append(r.entries, e)
		r.Files = append(r.Files, e.Path)
	}
}

// Undo brings back the bytes that stood in the files before the run. A file
// that was changed since is left alone, and is an error that wraps ErrChanged
// or ErrGone; the others are brought back all the same. It returns the files
// that were. When none is left the run counts as undone.
func (r *Run) Undo() ([]string, error) {
	var done []string
	var errs []error
	for _, e := range slices.Backward(r.entries) {
		wrote, err := r.undo(e)
		if err != nil {
			errs = append(errs, err)
		} else if wrote {
			done = append(done, e.Path)
		}
	}
	if len(errs) == 0 {
		errs = append(errs, r.mark())
	}
	slices.Reverse(done)
	return done, errors.Join(errs...)
}

// undo takes one file back. It reports false when the run had not written it.
func (r *Run) undo(e journalEntry) (bool, error) {
	path := e.Path
	if !filepath.IsAbs(filepath.FromSlash(path)) {
		path = filepath.Join(r.root, filepath.FromSlash(path))
	}
	if e.Kept != "" {
		return r.undoShard(path, e)
	}
	file, stamp, err := open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, fmt.Errorf("%s: %w", path, ErrGone)
	}
	if err != nil {
		return false, err
	}
	defer file.Close() // only read from
	data, err := io.ReadAll(file)
	if err != nil {
		return false, fmt.Errorf("read %s: %w", path, err)
	}
	switch digest(string(data)) {
	case e.Before:
		return false, nil
	case e.After:
	default:
		return false, fmt.Errorf("%s: was changed since; it stays as it is", path)
	}
	before, err := e.Edits.apply(string(data))
	if err != nil || digest(before) != e.Before {
		return false, fmt.Errorf("%s: the journal does not lead back to what stood there; the file stays as it is", path)
	}
	return true, stamp.replace(func(w io.Writer) error {
		_, err := io.WriteString(w, before)
		return err
	})
}

func (r *Run) undoShard(path string, e journalEntry) (bool, error) {
	kept := filepath.Join(r.root, StateDir, undoDir, r.Name, e.Kept)
	old, err := os.Stat(kept)
	if err != nil {
		return false, fmt.Errorf("%s: the old file is no longer kept: %w", path, err)
	}
	now, err := os.Stat(path)
	if err != nil {
		return false, fmt.Errorf("%s: %w", path, ErrGone)
	}
	switch {
	case os.SameFile(old, now):
		return false, nil
	case e.Written == nil:
		return false, fmt.Errorf("%s: the run was killed while it wrote this file; the old one is %s", path, kept)
	case now.Size() != e.Written.Size || now.ModTime().UnixNano() != e.Written.ModTime:
		return false, fmt.Errorf("%s: was changed since; it stays as it is, and the old one is %s", path, kept)
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return false, fmt.Errorf("undo: %w", err)
	}
	return true, copyFile(stamp{kept, old}, target)
}

// mark notes that the run was undone.
func (r *Run) mark() error {
	path := filepath.Join(r.root, StateDir, undoDir, r.Name+journalSuffix)
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, notesMode)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	line, err := json.Marshal(journalEntry{Undone: time.Now().Format(time.RFC3339)})
	if err == nil {
		_, err = file.Write(append(line, '\n'))
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	r.Undone = true
	return os.RemoveAll(filepath.Join(r.root, StateDir, undoDir, r.Name))
}
