// Package corpus is where articles come from and where they go back to:
// files and folders, their configuration, and writes that lose nothing. It
// knows articles and edits, and no rules.
package corpus

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"iter"
	"os"
	pathpkg "path"
	"path/filepath"
)

// File is a file that holds articles.
type File struct {
	Path string // as it was given or found, for people and reports
	Rel  string // relative to the argument it was found under, for --output-dir; slashes as on this system

	Stdin bool // it is the standard input, and Path only its name

	// At is where its bytes lie, when that is not Path: the copy of a file that
	// lies on no disk of this machine. Such a file is only ever written elsewhere.
	At string
}

// at returns the path that the file is opened by.
func (f *File) at() string {
	if f.At != "" {
		return f.At
	}
	return f.Path
}

// Stdin is the path that stands for the standard input.
const Stdin = "-"

// ErrNoArticles is wrapped by the error for an argument under which no file
// is an article.
var ErrNoArticles = errors.New("no articles found")

// Walker finds the files of a corpus.
type Walker struct {
	Configs *Loader
	Skip    string // an absolute folder that is passed over, such as the one that is written to; "" for none
	Ignore  bool   // pass over what git ignores
	Exclude bool   // pass over excluded files also when they are named, as tools do that pass on file names
	Share   Share  // yield only the files of this part of the corpus

	ignored map[string]bool // below the folder that is walked
}

// Walk yields the files under paths, in the order of the arguments and, within
// a folder, of their names. A file that is named is taken whatever its name;
// the files of a folder are those that are configured to be included and not
// excluded. An error concerns the file that comes with it; the walk goes on.
func (w *Walker) Walk(ctx context.Context, paths []string) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		var seen visited
		if len(paths) > 1 {
			seen = visited{}
		}
		for _, root := range paths {
			if !w.root(ctx, root, seen, yield) {
				return
			}
		}
	}
}

func (w *Walker) root(ctx context.Context, root string, seen visited, yield func(File, error) bool) bool {
	info, err := os.Stat(root)
	if err != nil {
		return yield(File{Path: root}, fmt.Errorf("%w; name a file or folder that exists", err))
	}
	if !info.IsDir() {
		return w.named(root, seen, yield)
	}
	w.ignored = nil
	if w.Ignore {
		if w.ignored, err = ignored(ctx, root); err != nil && !yield(File{Path: root}, err) {
			return false
		}
	}
	f := folder{Walker: w, root: root, seen: seen, yield: yield}
	err = filepath.WalkDir(root, f.entry)
	switch {
	case f.stopped:
		return false
	case err != nil:
		return yield(File{Path: root}, err)
	case !f.found:
		return yield(File{Path: root}, fmt.Errorf("%s: %w; articles are the files that `include` names: see `copydesk config show`", root, ErrNoArticles))
	}
	return true
}

// named takes a file that was named.
func (w *Walker) named(path string, seen visited, yield func(File, error) bool) bool {
	file := File{Path: path, Rel: filepath.Base(path)}
	if w.Exclude {
		config, err := w.Configs.For(path)
		if err != nil {
			return yield(file, err)
		}
		if excludes(config, path) {
			return true
		}
	}
	return !w.Share.Has(file.Rel) || seen.again(path) || yield(file, nil)
}

// excludes reports whether config excludes the file at path, or a folder above it.
func excludes(config *Config, path string) bool {
	for rel := filepath.ToSlash(filepath.Clean(path)); rel != "." && rel != "/"; rel = pathpkg.Dir(rel) {
		if matchPath(config.Exclude, rel) {
			return true
		}
	}
	return false
}

// folder is a folder that is walked.
type folder struct {
	*Walker
	root    string
	seen    visited
	yield   func(File, error) bool
	found   bool // an article, or something that could not be read
	stopped bool // nobody wants more files
}

// entry takes an entry of the folder; it is called by filepath.WalkDir.
func (f *folder) entry(path string, d fs.DirEntry, err error) error {
	file := File{Path: path}
	if err == nil {
		file.Rel, err = filepath.Rel(f.root, path)
	}
	if err == nil {
		take, skip, wrong := f.wanted(file, d)
		if err = wrong; err == nil && !take {
			return skip
		}
	}
	f.found = true
	if d != nil && !d.IsDir() && !f.Share.Has(file.Rel) || err == nil && f.seen.again(path) {
		return nil
	}
	if f.stopped = !f.yield(file, err); f.stopped {
		return fs.SkipAll
	}
	if err != nil && d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// wanted reports whether the entry d of a walk is an article, and what the
// walk must return for it otherwise.
func (w *Walker) wanted(f File, d fs.DirEntry) (take bool, skip, err error) {
	config, err := w.Configs.For(f.Path)
	if err != nil {
		return false, nil, err
	}
	rel := filepath.ToSlash(f.Rel)
	switch {
	case f.Rel == ".":
		return false, nil, nil
	case matchPath(config.Exclude, rel), d.IsDir() && w.skips(f.Path), w.ignores(rel, d.IsDir()):
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

// skips reports whether the walk passes over the folder at path.
func (w *Walker) skips(path string) bool {
	if w.Skip == "" {
		return false
	}
	abs, err := filepath.Abs(path)
	return err == nil && abs == w.Skip
}

func (w *Walker) ignores(rel string, dir bool) bool {
	if dir {
		rel += "/"
	}
	return w.ignored[rel]
}

// visited holds the files that were yielded, by a hash of their paths: a
// corpus can have millions. It is nil for a walk that meets no file twice.
type visited map[uint64]struct{}

// again reports whether path was met before, and notes it.
func (v visited) again(path string) bool {
	if v == nil {
		return false
	}
	h := maphash.String(visitedSeed, filepath.Clean(path))
	_, was := v[h]
	v[h] = struct{}{}
	return was
}

// visitedSeed makes it impossible to name two files so that one hides the other.
var visitedSeed = maphash.MakeSeed()
