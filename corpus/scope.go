package corpus

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Scope is what has changed in a corpus: files, and lines of them.
type Scope struct {
	files   map[string]changes // by path, absolute and without symbolic links
	partial map[string]string  // files whose staged content is not that of the working tree, with their git object
	dirs    map[string]string  // folders without symbolic links, as far as they were asked for
	trees   map[string]*worktree
}

func newScope() *Scope {
	return &Scope{files: map[string]changes{}, partial: map[string]string{}, dirs: map[string]string{}, trees: map[string]*worktree{}}
}

func (s *Scope) add(path string, c changes) { s.files[path] = c }

// Since returns what has changed between the merge base of rev and HEAD and
// the files as they are now, in the working trees that hold paths; files that
// git does not know are changed as a whole. The error wraps ErrGit when there
// is no such base, and says what to do.
func Since(ctx context.Context, rev string, paths []string) (*Scope, error) {
	return scopeOf(ctx, paths, func(s *Scope, w *worktree) error {
		base, err := w.base(rev)
		if err != nil {
			return err
		}
		if err := w.changes(s, base); err != nil {
			return err
		}
		out, err := w.git("ls-files", "-z", "--others", "--exclude-standard")
		if err != nil {
			return err
		}
		for _, path := range nulls(out) {
			s.add(filepath.Join(w.root, filepath.FromSlash(path)), changes{whole: true})
		}
		return nil
	})
}

// Staged returns what is staged for the next commit.
func Staged(ctx context.Context, paths []string) (*Scope, error) {
	return scopeOf(ctx, paths, func(s *Scope, w *worktree) error {
		if err := w.changes(s, "--cached"); err != nil {
			return err
		}
		out, err := w.git("diff-files", "-z", "--name-only", "--ignore-submodules=all")
		if err != nil {
			return err
		}
		for _, path := range nulls(out) {
			full := filepath.Join(w.root, filepath.FromSlash(path))
			if _, ok := s.files[full]; ok {
				s.partial[full] = ":" + path
				s.trees[full] = w
			}
		}
		return nil
	})
}

func scopeOf(ctx context.Context, paths []string, ask func(*Scope, *worktree) error) (*Scope, error) {
	s, asked := newScope(), map[string]bool{}
	for _, path := range paths {
		dir := path
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			dir = filepath.Dir(path)
		}
		w, err := newWorktree(ctx, dir)
		if err != nil {
			return nil, err
		}
		if asked[w.root] {
			continue
		}
		asked[w.root] = true
		if err := ask(s, w); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// FromPatch returns what the patch r has changed, a unified diff. Its names
// are relative to the current folder, or else to the top of its working tree.
func FromPatch(ctx context.Context, r io.Reader) (*Scope, error) {
	files, err := readPatch(r)
	if err != nil {
		return nil, fmt.Errorf("read the patch: %w", err)
	}
	s, roots := newScope(), []string{"."}
	if w, err := newWorktree(ctx, "."); err == nil {
		roots = append(roots, w.root)
	}
	for _, f := range files {
		if f.name == "" || f.name == os.DevNull {
			continue
		}
		path := patchTarget(f.name, roots)
		full, err := s.resolve(path)
		if err != nil {
			continue // a file that is not here cannot be checked
		}
		s.add(full, f.changes)
	}
	return s, nil
}

// patchTarget returns the file that a patch calls name, with or without the prefix b/.
func patchTarget(name string, roots []string) string {
	names := []string{name}
	if short, ok := strings.CutPrefix(name, "b/"); ok {
		names = []string{short, name}
	}
	for _, root := range roots {
		for _, n := range names {
			path := filepath.Join(root, filepath.FromSlash(n))
			if _, err := os.Lstat(path); err == nil {
				return path
			}
		}
	}
	return names[0]
}

// resolve returns path as it is known to s: absolute, and with no symbolic
// link in its folder.
func (s *Scope) resolve(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	dir, name := filepath.Split(abs)
	target, ok := s.dirs[dir]
	if !ok {
		if target, err = filepath.EvalSymlinks(dir); err != nil {
			return "", err
		}
		s.dirs[dir] = target
	}
	return filepath.Join(target, name), nil
}

// Of returns what has changed in the file at path, and false when nothing
// has. It must not be called by two goroutines at a time.
func (s *Scope) Of(path string) (*Changes, bool) {
	full, err := s.resolve(path)
	if err != nil {
		return nil, false
	}
	c, ok := s.files[full]
	if !ok {
		return nil, false
	}
	return &Changes{changes: c, object: s.partial[full], tree: s.trees[full]}, true
}
