package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Names of the files that a Pending is written to. They begin with a dot and
// end with what no article ends with, so that whatever a killed run leaves
// behind is never taken for an article, and RemoveLeftovers knows it.
const (
	pendingPrefix = ".copydesk-"
	pendingSuffix = ".tmp"
)

// Pending is a file that comes into being whole or not at all. It is written
// beside its target, and Commit puts it in the target's place: at any moment,
// also after a kill or a power cut, the target is the old file or the new one.
type Pending struct {
	*os.File
	target string
	done   bool
}

// NewPending opens a file that Commit will put in the place of target, with
// the permissions mode. target must not be a symbolic link. The folder must exist.
func NewPending(target string, mode fs.FileMode) (*Pending, error) {
	f, err := os.CreateTemp(filepath.Dir(target), pendingPrefix+"*"+pendingSuffix)
	if err != nil {
		return nil, writeError(target, err)
	}
	p := &Pending{File: f, target: target}
	hold(f)
	if err := f.Chmod(mode.Perm()); err != nil {
		p.Discard()
		return nil, writeError(target, err)
	}
	return p, nil
}

// Commit makes the file durable and puts it in the place of the target. After
// an error the target is what it was, and the file is gone.
func (p *Pending) Commit() error {
	err := p.Sync()
	if closing := p.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(p.Name(), p.target)
	}
	if err != nil {
		p.Discard()
		return writeError(p.target, err)
	}
	p.done = true
	if err := syncFolder(filepath.Dir(p.target)); err != nil {
		return fmt.Errorf("%s was written, but may be the old file after a power cut: %w", p.target, err)
	}
	return nil
}

// Discard removes the file, unless it was committed. It may be called at any time, also twice.
func (p *Pending) Discard() {
	if p.done {
		return
	}
	p.done = true
	_ = p.Close()           // nothing of it is wanted any more
	_ = os.Remove(p.Name()) // what cannot be removed now is left to RemoveLeftovers
}

// WriteFile writes data to path at once, as a Pending does. The folder is made when it is not there.
func WriteFile(path string, data []byte, mode fs.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return writeError(path, err)
	}
	p, err := NewPending(path, mode)
	if err != nil {
		return err
	}
	defer p.Discard()
	if _, err := p.Write(data); err != nil {
		return writeError(path, err)
	}
	return p.Commit()
}

// isPending reports whether name, without its folder, is that of a file that is being written.
func isPending(name string) bool {
	return strings.HasPrefix(name, pendingPrefix) && strings.HasSuffix(name, pendingSuffix)
}

// RemoveLeftovers removes the files that killed runs left in dir and the
// folders below it, and returns how many. Files that a run is still writing
// stay. Symbolic links are not followed.
func RemoveLeftovers(dir string) (int, error) {
	removed := 0
	var errs []error
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			errs = append(errs, err)
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case d.Type().IsRegular() && isPending(d.Name()) && !held(path):
			if err := os.Remove(path); err != nil {
				errs = append(errs, err)
			} else {
				removed++
			}
		}
		return nil
	})
	return removed, errors.Join(append(errs, err)...)
}

// WriteError is the error of a write that did not come about: the target is what it was.
type WriteError struct {
	Path string
	Err  error  // the cause
	Hint string // what is lost and what to do
}

// Error says what could not be written, why, and what to do.
func (e *WriteError) Error() string { return fmt.Sprintf("write %s: %v; %s", e.Path, e.Err, e.Hint) }

// Unwrap returns the cause.
func (e *WriteError) Unwrap() error { return e.Err }

// writeError returns err as a WriteError, unless it is one. The name in the
// errors of package os is that of the temporary file, which would tell nobody
// anything.
func writeError(target string, err error) error {
	if errors.As(err, new(*WriteError)) {
		return err
	}
	var path *fs.PathError
	var link *os.LinkError
	cause := err
	switch {
	case errors.As(err, &path):
		cause = path.Err
	case errors.As(err, &link):
		cause = link.Err
	}
	hint := "nothing was written"
	switch {
	case errors.Is(err, syscall.ENOSPC):
		hint = "nothing was lost; make room and run again"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		hint = "the folder must be writable; or use --output-dir"
	}
	return &WriteError{target, cause, hint}
}
