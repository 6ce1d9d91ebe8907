package corpus

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"copydesk/article"
)

// Scope is what has changed in a corpus: files, and lines of them.
type Scope struct {
	files   map[string]changes // by path, absolute and without symbolic links
	partial map[string]string  // files whose staged content is not that of the working tree, with their git object
	dirs    map[string]string  // folders without symbolic links, as far as they were asked for
	trees   map[string]*worktree
}

// changes are the changed lines of a file.
type changes struct {
	whole  bool    // all of them; of a file that git has no lines for
	lines  []lines // in order
	joints []int   // lines, in front of which lines were deleted
}

// lines are the lines from first to last, counted from 1.
type lines struct{ first, last int }

func (c *changes) addLine(n int) {
	if k := len(c.lines); k > 0 && c.lines[k-1].last == n-1 {
		c.lines[k-1].last = n
		return
	}
	c.lines = append(c.lines, lines{n, n})
}

func (c *changes) addJoint(n int) {
	if k := len(c.joints); k == 0 || c.joints[k-1] != n {
		c.joints = append(c.joints, n)
	}
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
	real, ok := s.dirs[dir]
	if !ok {
		if real, err = filepath.EvalSymlinks(dir); err != nil {
			return "", err
		}
		s.dirs[dir] = real
	}
	return filepath.Join(real, name), nil
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

// Changes are the changed lines of one file.
type Changes struct {
	changes
	object string
	tree   *worktree
}

// Staged returns a reader of the staged content of the file, and nil when the
// file in the working tree is the same.
func (c *Changes) Staged() (io.Reader, error) {
	if c.object == "" {
		return nil, nil
	}
	out, err := c.tree.git("cat-file", "blob", c.object)
	return strings.NewReader(out), err
}

// Whole makes c the change of the whole file.
func (c *Changes) Whole() { c.whole = true }

// Touches reports whether the n lines from first on have changed, as those of a record.
func (c *Changes) Touches(first, n int) bool {
	if c.whole || first == 0 {
		return true
	}
	for _, l := range c.lines {
		if l.first < first+n && first <= l.last {
			return true
		}
	}
	return false
}

// In returns a function that reports whether a span of text, which is all of
// the file, lies in lines that have changed; also when lines were deleted in
// the midst of it. It is nil when the whole file has changed.
func (c *Changes) In(text string) func(article.Span) bool {
	if c.whole {
		return nil
	}
	spans, joints := c.offsets(text)
	return func(s article.Span) bool {
		for _, t := range spans {
			if s.Overlaps(t) || s.Start == s.End && t.Start <= s.Start && (s.Start < t.End || t.End == len(text)) {
				return true
			}
		}
		for _, at := range joints {
			if s.Start < at && at < s.End {
				return true
			}
		}
		return false
	}
}

// offsets returns the bytes of text that the changed lines take, and where
// lines were deleted.
func (c *Changes) offsets(text string) (spans []article.Span, joints []int) {
	at, line := 0, 1
	seek := func(n int) int {
		for line < n {
			i := strings.IndexByte(text[at:], '\n')
			if i < 0 {
				return len(text)
			}
			at += i + 1
			line++
		}
		return at
	}
	for _, l := range c.lines {
		start := seek(l.first)
		spans = append(spans, article.Span{Start: start, End: seek(l.last + 1)})
	}
	at, line = 0, 1
	for _, n := range c.joints {
		joints = append(joints, seek(n))
	}
	return spans, joints
}
