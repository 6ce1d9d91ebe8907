package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"copydesk/lexicon/names"
)

// NamesName is the file of StateDir with the decisions about names.
const NamesName = "names"

// namesHeader stands at the top of a names file that has no header of its own.
var namesHeader = []string{
	"Names, one a line: PREFERRED [lang:… source:…] = VARIANT | VARIANT  # counts",
	`"?" in front marks a suggestion: take the mark away to accept it, write "-" in its place to reject it for good.`,
}

// NamesPath returns the path of the names file of the corpus in the folder root.
func NamesPath(root string) string { return filepath.Join(root, StateDir, NamesName) }

// ReadNames reads the names file at path; nil when there is none. The error names every line
// that cannot be read and every two that contradict one another.
func ReadNames(path string) (*names.List, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	list, err := names.Parse(string(data))
	if err == nil {
		return list, nil
	}
	var errs []error
	for line := range strings.Lines(err.Error()) {
		errs = append(errs, fmt.Errorf("%s: %s", path, strings.TrimSpace(line)))
	}
	return nil, errors.Join(errs...)
}

// WriteNames writes the names file at path. It is replaced whole or not at all.
func WriteNames(path string, list *names.List) error {
	if list.Header == nil {
		list.Header = namesHeader
	}
	var b strings.Builder
	if _, err := list.WriteTo(&b); err != nil {
		return fmt.Errorf("write names: %w", err)
	}
	return WriteFile(path, []byte(b.String()), 0o666)
}
