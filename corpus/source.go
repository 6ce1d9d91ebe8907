// Package corpus is where articles come from and where they go back to:
// files and folders, their configuration, and writes that lose nothing. It
// knows articles and edits, and no rules.
package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
)

// File is a file that holds articles.
type File struct {
	Path string // as it was given or found, for people and reports
	Rel  string // relative to the argument it was found under, for --output-dir; slashes as on this system

	Stdin bool // it is the standard input, and Path only its name
}

// Stdin is the path that stands for the standard input.
const Stdin = "-"

// ErrNoArticles is wrapped by the error for an argument under which no file
// is an article.
var ErrNoArticles = errors.New("no articles found")

// Walk yields the files under paths, in the order of the arguments and, within
// a folder, of their names. A file that is named is taken whatever its name;
// the files of a folder are those that configured includes and does not
// exclude. An error concerns the file that comes with it; the walk goes on.
func Walk(paths []string, configs *Loader) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		seen := map[string]bool{}
		for _, root := range paths {
			if !walkRoot(root, configs, seen, yield) {
				return
			}
		}
	}
}

func walkRoot(root string, configs *Loader, seen map[string]bool, yield func(File, error) bool) bool {
	info, err := os.Stat(root)
	if err != nil {
		return yield(File{Path: root}, fmt.Errorf("%w; name a file or folder that exists", err))
	}
	if !info.IsDir() {
		return once(seen, root) || yield(File{Path: root, Rel: filepath.Base(root)}, nil)
	}
	found, more := false, true
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		file, skip := File{Path: path}, error(nil)
		if err == nil {
			file.Rel, err = filepath.Rel(root, path)
		}
		if err == nil {
			var take bool
			take, skip, err = wanted(file, d, configs)
			if err == nil && (!take || once(seen, path)) {
				found = found || take
				return skip
			}
		}
		found = true
		if more = yield(file, err); !more {
			return fs.SkipAll
		}
		if err != nil && d != nil && d.IsDir() {
			return fs.SkipDir
		}
		return nil
	})
	if more && err != nil {
		return yield(File{Path: root}, err)
	}
	if more && !found {
		return yield(File{Path: root}, fmt.Errorf("%s: %w; articles are the files that `include` names (%s: see `copydesk config show`)", root, ErrNoArticles, "*.txt and *.md by default"))
	}
	return more
}

// wanted reports whether the entry d of a walk is an article, and what the
// walk must return for it otherwise.
func wanted(f File, d fs.DirEntry, configs *Loader) (take bool, skip, err error) {
	config, err := configs.For(f.Path)
	if err != nil {
		return false, nil, err
	}
	rel := filepath.ToSlash(f.Rel)
	switch {
	case f.Rel == ".":
		return false, nil, nil
	case matchPath(config.Exclude, rel):
		if d.IsDir() {
			return false, fs.SkipDir, nil
		}
		return false, nil, nil
	case d.IsDir(), isPending(d.Name()):
		return false, nil, nil
	case !matchPath(config.Include, rel):
		return false, nil, nil
	case d.Type()&fs.ModeSymlink != 0:
		info, err := os.Stat(f.Path) // a link to a folder is not followed, so there are no loops
		return err == nil && info.Mode().IsRegular(), nil, err
	}
	return d.Type().IsRegular(), nil, nil
}

// once reports whether path was seen before, and notes it.
func once(seen map[string]bool, path string) bool {
	was := seen[filepath.Clean(path)]
	seen[filepath.Clean(path)] = true
	return was
}
