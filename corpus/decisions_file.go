package corpus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gofrs/flock"
)

// StateDir is the folder in a corpus in which decisions, suppressions, the
// baseline and the journal lie.
const StateDir = ".copydesk"

// The files of StateDir that belong into version control.
const (
	DecisionsName    = "decisions"
	SuppressionsName = "suppressions"
	BaselineName     = "baseline"
)

// FindRoot returns the folder of the corpus that path lies in: the nearest one
// upwards with a StateDir, else with a ConfigName, else with a .git, else the
// current folder when path lies below it, else the folder of path itself. The
// StateDir need not exist.
func FindRoot(path string) (string, error) {
	start, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("find the folder of the corpus: %w", err)
	}
	if info, err := os.Stat(start); err != nil || !info.IsDir() {
		start = filepath.Dir(start)
	}
	for _, mark := range []string{StateDir, ConfigName, ".git"} {
		for dir := start; ; dir = filepath.Dir(dir) {
			if _, err := os.Stat(filepath.Join(dir, mark)); err == nil {
				return dir, nil
			}
			if dir == filepath.Dir(dir) {
				break
			}
		}
	}
	if here, err := os.Getwd(); err == nil && strings.HasPrefix(start, here+string(filepath.Separator)) {
		return here, nil
	}
	return start, nil
}

// headers say at the top of each file what it is.
var headers = map[string]string{
	DecisionsName:    "# Decisions of reviews: rejected changes are not offered again, accepted ones are made wherever the same evidence holds.\n",
	SuppressionsName: "# Findings that are not reported, each with its reason in why=\"…\"; until=YYYY-MM-DD lets one come back.\n",
	BaselineName:     "# Findings that were there when the baseline was taken: `copydesk baseline` writes it anew.\n",
}

// ReadNotes reads a file of notes. One that does not exist holds none. A
// line that cannot be read is an error with its number; so are the marks that
// an unfinished merge leaves.
func ReadNotes(path string) ([]Note, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return ParseNotes(path, string(data))
}

// ParseNotes reads text as a file of notes; path is its name in errors.
func ParseNotes(path, text string) ([]Note, error) {
	var notes []Note
	var errs []error
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.HasPrefix(line, "<<<<<<<") || strings.HasPrefix(line, ">>>>>>>") || strings.HasPrefix(line, "=======") {
			errs = append(errs, fmt.Errorf("%s:%d: a merge was not finished here; keep the lines of both sides and delete the marks", path, number))
			continue
		}
		if !utf8.ValidString(line) {
			errs = append(errs, fmt.Errorf("%s:%d: is no UTF-8", path, number))
			continue
		}
		n, err := parseNote(line)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", path, number, err))
			continue
		}
		n.Line = number
		notes = append(notes, n)
	}
	return notes, errors.Join(errs...)
}

// FormatNotes returns notes as the file called name holds them.
func FormatNotes(name string, notes []Note) string {
	sortNotes(notes)
	var b strings.Builder
	b.WriteString(headers[name])
	last := ""
	for i := range notes {
		if line := notes[i].String(); line != last { // a merge may have left a line twice
			b.WriteString(line + "\n")
			last = line
		}
	}
	return b.String()
}

// Waiting for the lock of a file of notes. Whoever holds it writes a few
// kilobytes.
const (
	lockPatience = 10 * time.Second
	lockRetry    = 20 * time.Millisecond
)

// UpdateNotes reads the file of notes at path, lets change make other notes of
// them, and writes these in its place. Nobody else's changes are lost: the
// file is locked meanwhile, and written at once.
func UpdateNotes(path string, change func([]Note) ([]Note, error)) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	lock := flock.New(filepath.Join(filepath.Dir(path), ".lock"))
	ctx, cancel := context.WithTimeout(context.Background(), lockPatience)
	defer cancel()
	if _, err := lock.TryLockContext(ctx, lockRetry); err != nil {
		return fmt.Errorf("write %s: another copydesk holds %s: %w", path, lock.Path(), err)
	}
	defer lock.Unlock() //nolint:errcheck // it ends with the process at the latest
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read %s: %w", path, err)
	}
	notes, err := ParseNotes(path, string(data))
	if err != nil {
		return err
	}
	if notes, err = change(notes); err != nil {
		return err
	}
	text := FormatNotes(filepath.Base(path), notes)
	return WriteFile(path, []byte(keepComments(filepath.Base(path), string(data), text)), notesMode)
}

// keepComments returns text, a file of notes called name, with the comments of
// the file before it below its own header.
func keepComments(name, before, text string) string {
	var comments strings.Builder
	for line := range strings.Lines(before) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") && line != headers[name] {
			comments.WriteString(strings.TrimRight(line, "\r\n") + "\n")
		}
	}
	return headers[name] + comments.String() + strings.TrimPrefix(text, headers[name])
}

// notesMode is the mode of the files of StateDir: for all to read.
const notesMode = 0o644
