package corpus

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

func write(t *testing.T, path, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func content(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func read(t *testing.T, path string) *Content {
	t.Helper()
	c, err := Read(File{Path: path, Rel: filepath.Base(path)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestOverwriteKeepsModeAndLink(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "real", "a.txt"), filepath.Join(dir, "link.txt")
	write(t, path, "old")
	if err := errors.Join(os.Chmod(path, 0o640), os.Symlink(path, link)); err != nil {
		t.Skip(err)
	}
	if err := read(t, link).Overwrite("new"); err != nil {
		t.Fatal(err)
	}
	if got := content(t, path); got != "new" {
		t.Errorf("the target holds %q", got)
	}
	if target, err := os.Readlink(link); err != nil || target != path {
		t.Errorf("the link leads to %q, %v", target, err)
	}
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

// A file that another program has touched since it was read is never overwritten.
func TestOverwriteLeavesOthersWork(t *testing.T) {
	later := time.Now().Add(time.Hour)
	for _, c := range []struct {
		name   string
		meddle func(path string) error
		want   error
		after  string
	}{
		{"longer", func(p string) error { return os.WriteFile(p, []byte("other text"), 0o644) }, ErrChanged, "other text"},
		{"same size, later", func(p string) error { return os.Chtimes(p, later, later) }, ErrChanged, "old"},
		{"replaced", func(p string) error {
			info, err := os.Stat(p)
			return errors.Join(err, os.WriteFile(p+"2", []byte("ole"), 0o644), os.Chtimes(p+"2", info.ModTime(), info.ModTime()), os.Rename(p+"2", p))
		}, ErrChanged, "ole"},
		{"removed", os.Remove, ErrGone, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "a.txt")
			write(t, path, "old")
			got := read(t, path)
			if err := c.meddle(path); err != nil {
				t.Fatal(err)
			}
			if err := got.Overwrite("new"); !errors.Is(err, c.want) {
				t.Errorf("got error %v", err)
			}
			if data, err := os.ReadFile(path); err == nil && string(data) != c.after {
				t.Errorf("the file holds %q", data)
			}
			if names := listDir(t, dir); slices.ContainsFunc(names, isPending) {
				t.Errorf("left behind: %v", names)
			}
		})
	}
}

func listDir(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func TestReadRefuses(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "binary.txt"), "\x7FELF\x02\x01\x00\x00\x00 and so on")
	write(t, filepath.Join(dir, "damaged.txt"), "Ha Noi: Thủ tướng Việt Nam \xFF\n")
	for _, c := range []struct {
		name string
		want error
		says string
	}{
		{"binary.txt", ErrBinary, "NUL"},
		{"damaged.txt", ErrEncoding, "offset 34"},
		{"missing.txt", fs.ErrNotExist, "missing.txt"},
	} {
		_, err := Read(File{Path: filepath.Join(dir, c.name)}, nil)
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.name) {
			t.Errorf("%s: got error %v", c.name, err)
		}
	}
}

// A file that grows under the reader is noticed, however much of it was read.
func TestReadNoticesGrowth(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	write(t, path, "first")
	file, stamp, err := open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	write(t, path, "first and more")
	if err := stamp.check(); !errors.Is(err, ErrChanged) {
		t.Errorf("got error %v", err)
	}
}

func TestLeftovers(t *testing.T) {
	dir := t.TempDir()
	stale := filepath.Join(dir, "sub", pendingPrefix+"123"+pendingSuffix)
	write(t, stale, "half a")
	live, err := NewPending(filepath.Join(dir, "a.txt"), 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer live.Discard()
	write(t, filepath.Join(dir, "b.txt"), "an article")
	loader := NewLoader(nil)
	loader.Isolated = true
	loader.Set["include"] = setting(t, loader, "include=['*']")
	for f, err := range (&Walker{Configs: loader}).Walk(t.Context(), []string{dir}) {
		if err != nil || filepath.Base(f.Path) != "b.txt" {
			t.Errorf("walked over %s, %v", f.Path, err)
		}
	}
	n, err := RemoveLeftovers(dir)
	if n != 1 || err != nil {
		t.Errorf("removed %d, %v", n, err)
	}
	if _, err := os.Stat(stale); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the leftover is still there: %v", err)
	}
	if err := live.Commit(); err != nil {
		t.Errorf("a file that was being written is gone: %v", err)
	}
}

func setting(t *testing.T, l *Loader, arg string) Setting {
	t.Helper()
	_, s, err := ParseSet(arg, l.Keys())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWalkLoopsAndLinks(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a", "one.txt"), "x")
	for link, to := range map[string]string{"a/loop": "..", "a/self.txt": "self.txt", "a/two.txt": "one.txt", "a/gone.txt": "nowhere.txt"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	loader := NewLoader(nil)
	var good, bad []string
	for f, err := range (&Walker{Configs: loader}).Walk(t.Context(), []string{dir}) {
		if err != nil {
			bad = append(bad, filepath.Base(f.Path))
		} else {
			good = append(good, filepath.Base(f.Path))
		}
	}
	if !slices.Equal(good, []string{"one.txt", "two.txt"}) || !slices.Equal(bad, []string{"gone.txt", "self.txt"}) {
		t.Errorf("good %v, bad %v", good, bad)
	}
}
