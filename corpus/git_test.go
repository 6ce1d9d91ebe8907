package corpus

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// repo is a scratch repository.
type repo struct {
	t   *testing.T
	dir string
}

// newRepo returns an empty repository, away from the configuration of whoever
// runs the tests.
func newRepo(t *testing.T) repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	home := t.TempDir()
	write(t, filepath.Join(home, ".gitconfig"), "[user]\nname = A\nemail = a@example.org\n[init]\ndefaultBranch = main\n[protocol \"file\"]\nallow = always\n[diff]\nnoprefix = true\n")
	for key, value := range map[string]string{"HOME": home, "XDG_CONFIG_HOME": home, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": filepath.Join(home, ".gitconfig")} {
		t.Setenv(key, value)
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := repo{t, dir}
	r.git("init", "--quiet")
	return r
}

func (r repo) git(args ...string) {
	r.t.Helper()
	out, err := exec.CommandContext(r.t.Context(), "git", append([]string{"-C", r.dir}, args...)...).CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %v: %s", args, out)
	}
}

func (r repo) put(name, text string) { r.t.Helper(); write(r.t, r.path(name), text) }

func (r repo) path(name string) string { return filepath.Join(r.dir, filepath.FromSlash(name)) }

func (r repo) commit() { r.t.Helper(); r.git("add", "-A"); r.git("commit", "--quiet", "-m", "x") }

// changed returns the parts of the file called name, "|" between them, that lie in s; "-" when the file does not.
func (r repo) changed(s *Scope, name string) string {
	r.t.Helper()
	c, ok := s.Of(r.path(name))
	if !ok {
		return "-"
	}
	text := content(r.t, r.path(name))
	if c.whole {
		return text
	}
	spans, joints := c.offsets(text)
	var parts []string
	for _, x := range spans {
		parts = append(parts, text[x.Start:x.End])
	}
	for _, at := range joints {
		parts = append(parts, text[:at]+"^")
	}
	return strings.Join(parts, "|")
}

var oddNames = []string{"two words.txt", "tab\there.txt", "line\nend.txt", "quote\"s.txt", "back\\slash.txt", "Hà Nội.txt", "b/a b/b.txt", "-dash.txt", "é\xFF.txt"}

func TestSince(t *testing.T) {
	r := newRepo(t)
	r.put("same.txt", "one\ntwo\n")
	r.put("edit.txt", "one\ntwo\nthree\nfour\nfive")
	r.put("old.txt", strings.Repeat("a line to know the file by\n", 9)+"last\n")
	r.put("moved.txt", "moved without a change\n")
	r.put("gone.txt", "x\n")
	r.put("shard.bin", "\x00\x01")
	r.put(".gitignore", "*.log\n")
	names := oddNames
	if runtime.GOOS != "linux" {
		names = oddNames[:1]
	}
	for _, n := range names {
		r.put(n, "one\n")
	}
	r.commit()
	r.git("checkout", "--quiet", "-b", "work")
	r.put("edit.txt", "one\nTWO\nthree\nfive\nsix")
	r.git("mv", "old.txt", "sub-new.txt")
	r.put("sub-new.txt", strings.Repeat("a line to know the file by\n", 9)+"changed\n")
	r.git("mv", "moved.txt", "moved2.txt")
	r.git("rm", "--quiet", "gone.txt")
	r.put("shard.bin", "\x00\x02")
	for _, n := range names {
		r.put(n, "one\nmore\n")
	}
	r.commit()
	r.git("checkout", "--quiet", "main")
	r.put("same.txt", "changed on main only\n")
	r.commit()
	r.git("checkout", "--quiet", "work")
	r.put("new.txt", "not yet added\n")
	r.put("debug.log", "ignored\n")

	s, err := Since(t.Context(), "main", []string{r.dir})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"same.txt": "-", "edit.txt": "TWO\n|five\nsix|one\n^|one\nTWO\nthree\n^", "sub-new.txt": "changed\n", "moved2.txt": "",
		"gone.txt": "-", "shard.bin": "\x00\x02", "new.txt": "not yet added\n", "debug.log": "-",
	}
	for _, n := range names {
		want[n] = "more\n"
	}
	for name, text := range want {
		if _, err := os.Stat(r.path(name)); err != nil {
			continue
		}
		if got := r.changed(s, name); !strings.HasPrefix(got, text) || text == "" && got != "" {
			t.Errorf("%q: changed %q, want %q", name, got, text)
		}
	}
}

func TestStaged(t *testing.T) {
	r := newRepo(t)
	r.put("a.txt", "one\n")
	r.put("b.txt", "one\n")
	r.git("add", "-A")
	s, err := Staged(t.Context(), []string{r.dir})
	if err != nil || r.changed(s, "a.txt") != "one\n" {
		t.Fatalf("before the first commit: %v", err)
	}
	r.commit()
	r.put("a.txt", "one\ntwo\n")
	r.git("add", "a.txt")
	r.put("a.txt", "one\ntwo\nthree\n")
	r.put("b.txt", "not staged\n")
	s, err = Staged(t.Context(), []string{r.dir})
	if err != nil || r.changed(s, "a.txt") != "two\n" || r.changed(s, "b.txt") != "-" {
		t.Fatalf("a %q, b %q, %v", r.changed(s, "a.txt"), r.changed(s, "b.txt"), err)
	}
	c, _ := s.Of(r.path("a.txt"))
	staged, err := c.Staged()
	if err != nil || staged == nil {
		t.Fatal(err)
	}
	got, err := Read(File{Path: "a.txt", Stdin: true}, staged)
	if err != nil || got.Text != "one\ntwo\n" {
		t.Errorf("staged %q, %v", got.Text, err)
	}
}

func TestWorktreeAndSubmodule(t *testing.T) {
	inner := newRepo(t)
	inner.put("x.txt", "one\n")
	inner.commit()
	outer := repo{t, filepath.Join(t.TempDir(), "outer")}
	if err := os.MkdirAll(outer.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	outer.git("init", "--quiet")
	outer.put("a.txt", "one\n")
	outer.git("submodule", "--quiet", "add", inner.dir, "sub")
	outer.commit()
	tree := repo{t, filepath.Join(t.TempDir(), "tree")}
	outer.git("worktree", "add", "--quiet", "-b", "work", tree.dir)
	tree.put("a.txt", "one\ntwo\n")
	s, err := Since(t.Context(), "main", []string{tree.dir})
	if err != nil || tree.changed(s, "a.txt") != "two\n" {
		t.Errorf("in a second working tree: %v", err)
	}
	outer.put("sub/x.txt", "one\ntwo\n")
	if s, err = Since(t.Context(), "HEAD", []string{outer.dir}); err != nil || outer.changed(s, "sub/x.txt") != "-" {
		t.Errorf("a submodule seen from outside: %v", err)
	}
	if s, err = Since(t.Context(), "HEAD", []string{outer.path("sub")}); err != nil || outer.changed(s, "sub/x.txt") != "two\n" {
		t.Errorf("a submodule seen from inside: %v", err)
	}
}

// What cannot be compared is an error that says what to do, never an empty scope.
func TestGitRefuses(t *testing.T) {
	r := newRepo(t)
	r.put("a.txt", "one\n")
	r.commit()
	r.put("a.txt", "two\n")
	r.commit()
	shallow := repo{t, filepath.Join(t.TempDir(), "shallow")}
	r.git("clone", "--quiet", "--depth=1", "file://"+r.dir, shallow.dir)
	r.git("checkout", "--quiet", "--orphan", "island")
	r.commit()
	for _, c := range []struct{ name, dir, rev, says string }{
		{"missing", r.dir, "origin/main", "git fetch origin main"},
		{"shallow", shallow.dir, "HEAD~1", "fetch-depth: 0"},
		{"other history", r.dir, "main", "no commit in common"},
		{"option", r.dir, "--output=/tmp/x", "no revision"},
		{"empty", r.dir, "", "no revision"},
		{"no repository", t.TempDir(), "main", "no repository"},
	} {
		if _, err := Since(t.Context(), c.rev, []string{c.dir}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got error %v", c.name, err)
		}
	}
}

func TestForeignOwner(t *testing.T) {
	r := newRepo(t)
	r.put("a.txt", "one\n")
	r.commit()
	if err := os.Lchown(r.dir, 65534, 65534); err != nil {
		t.Skip("needs the right to give files away:", err)
	}
	_, err := Since(t.Context(), "HEAD", []string{r.dir})
	if !errors.Is(err, ErrGit) || !strings.Contains(err.Error(), "safe.directory "+r.dir) {
		t.Errorf("got error %v", err)
	}
	loader := NewLoader(nil)
	var last error
	for _, err := range (&Walker{Configs: loader, Ignore: true}).Walk(t.Context(), []string{r.dir}) {
		last = errors.Join(last, err)
	}
	if last == nil || !strings.Contains(last.Error(), "--no-ignore") {
		t.Errorf("got error %v", last)
	}
}

func TestUnmerged(t *testing.T) {
	r := newRepo(t)
	r.put("a.txt", "one\n")
	r.commit()
	r.git("checkout", "--quiet", "-b", "other")
	r.put("a.txt", "two\n")
	r.commit()
	r.git("checkout", "--quiet", "main")
	r.put("a.txt", "three\n")
	r.commit()
	_ = exec.CommandContext(t.Context(), "git", "-C", r.dir, "merge", "other").Run() // it fails, that is the point
	if _, err := Since(t.Context(), "HEAD", []string{r.dir}); err == nil || !strings.Contains(err.Error(), "resolve") {
		t.Errorf("got error %v", err)
	}
}

func TestIgnored(t *testing.T) {
	r := newRepo(t)
	r.put(".gitignore", "out/\n*.bak.txt\n")
	for _, name := range []string{"a.txt", "b.bak.txt", "out/c.txt", "sub/d.txt", "sub/e.bak.txt"} {
		r.put(name, "x\n")
	}
	r.put("tracked.bak.txt", "x\n")
	r.git("add", "-f", "tracked.bak.txt")
	for _, c := range []struct {
		paths  []string
		ignore bool
		want   string
	}{
		{[]string{r.dir}, true, "a.txt sub/d.txt tracked.bak.txt"},
		{[]string{r.dir}, false, "a.txt b.bak.txt out/c.txt sub/d.txt sub/e.bak.txt tracked.bak.txt"},
		{[]string{r.path("sub")}, true, "d.txt"},
		{[]string{r.path("out")}, true, "c.txt"},
		{[]string{r.path("b.bak.txt")}, true, "b.bak.txt"},
	} {
		var got []string
		for f, err := range (&Walker{Configs: NewLoader(nil), Ignore: c.ignore}).Walk(t.Context(), c.paths) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, filepath.ToSlash(f.Rel))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v: walked over %v, want %s", c.paths, got, c.want)
		}
	}
}
