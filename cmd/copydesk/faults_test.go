//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/catalogue"
)

// A paragraph with runs of blanks, which a safe fix takes out.
const (
	untidy = "The harbour of  Da Nang was closed  on Tuesday after a night of heavy rain.\n"
	tidy   = "The harbour of Da Nang was closed on Tuesday after a night of heavy rain.\n"
)

// asNobody takes the rights of the superuser away, to whom no file is unreadable.
func asNobody(cmd *exec.Cmd) {
	const nobody = 65534
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
}

// fixBlanks runs fix with the one rule that untidy breaks, over the corpus in dir.
func fixBlanks(t *testing.T, dir string, edit func(*exec.Cmd), args ...string) result {
	t.Helper()
	return copydesk(t, dir, edit, append([]string{"fix", "--isolated", "--lang=en", "--select=spacing/run"}, args...)...)
}

// Whatever is wrong with one file, it is said in one line, the others are
// repaired, and the run fails.
func TestBadFiles(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T, bad string)
		says []string
	}{
		{"binary", func(t *testing.T, bad string) { put(t, bad, "\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR") }, []string{"NUL"}},
		{"damaged UTF-8", func(t *testing.T, bad string) { put(t, bad, "Thủ tướng\xFF Việt Nam\n") }, []string{"0xFF", "offset", "iconv"}},
		{"unreadable", func(t *testing.T, bad string) { put(t, bad, untidy); chmod(t, bad, 0) }, []string{"permission denied"}},
		{"dangling link", func(t *testing.T, bad string) { link(t, "nowhere", bad) }, []string{"no such file"}},
		{"link to itself", func(t *testing.T, bad string) { link(t, filepath.Base(bad), bad) }, []string{"too many levels"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := openDir(t)
			first, bad, last := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt"), filepath.Join(dir, "c.txt")
			put(t, first, untidy)
			c.make(t, bad)
			put(t, last, untidy)
			got := fixBlanks(t, dir, asNobody, ".")
			if got.status != exitFailed || !complaint(got.stderr, append(c.says, "b.txt")...) {
				t.Errorf("exit %d, stderr %q", got.status, got.stderr)
			}
			if get(t, first) != tidy || get(t, last) != tidy {
				t.Errorf("the other files were not repaired")
			}
		})
	}
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, path string) {
	t.Helper()
	if err := os.Symlink(to, path); err != nil {
		t.Fatal(err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	dir := openDir(t)
	locked := filepath.Join(dir, "locked", "a.txt")
	put(t, locked, untidy)
	put(t, filepath.Join(dir, "open", "b.txt"), untidy)
	chmod(t, filepath.Dir(locked), 0o555)
	chmod(t, filepath.Join(dir, "open"), 0o777)
	got := fixBlanks(t, dir, asNobody, ".")
	if got.status != exitFailed || !complaint(got.stderr, "locked/a.txt", "permission denied", "writable") {
		t.Errorf("exit %d, stderr %q", got.status, got.stderr)
	}
	if get(t, locked) != untidy || get(t, filepath.Join(dir, "open", "b.txt")) != tidy {
		t.Error("wrong files were written")
	}
}

func TestNoArticles(t *testing.T) {
	for _, c := range []struct {
		path string
		says []string
	}{
		{".", []string{"no articles found", "include"}},
		{"missing.txt", []string{"missing.txt", "no such file"}},
	} {
		got := fixBlanks(t, t.TempDir(), nil, c.path)
		if got.status != exitFailed || !complaint(got.stderr, c.says...) {
			t.Errorf("%s: exit %d, stderr %q", c.path, got.status, got.stderr)
		}
	}
}

// A pipe that nobody writes to must not stop the run.
func TestPipeIsNotRead(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "a.txt"), 0o644); err != nil {
		t.Skip(err)
	}
	put(t, filepath.Join(dir, "b.txt"), untidy)
	got := fixBlanks(t, dir, nil, "a.txt", "b.txt")
	if got.status != exitFailed || !complaint(got.stderr, "a.txt", "copydesk check -") || get(t, filepath.Join(dir, "b.txt")) != tidy {
		t.Errorf("exit %d, stderr %q", got.status, got.stderr)
	}
}

// A name that is no UTF-8, or that holds a line end, is one line all the same.
func TestOddNames(t *testing.T) {
	dir := t.TempDir()
	names := []string{"caf\xE9.txt", "two\nlines.txt", "tab\there.txt", "-dash.txt", "quote\"s.txt", "\x1B[31mred.txt"}
	for _, n := range names {
		if err := os.WriteFile(filepath.Join(dir, n), []byte(untidy), 0o644); err != nil {
			t.Skip(err)
		}
	}
	checked := copydesk(t, dir, nil, "check", "--isolated", "--lang=en", "--select=spacing/run", "--output=concise", ".")
	if lines := strings.Count(checked.stdout, "spacing/run"); lines != 2*len(names) || strings.Contains(checked.stdout, "\x1B") {
		t.Errorf("%d findings in %q", lines, checked.stdout)
	}
	for _, n := range names { // a shard is put back from a copy, an article by edits
		put(t, filepath.Join(dir, n+".jsonl"), `{"text":"`+strings.TrimSuffix(untidy, "\n")+`"}`+"\n")
	}
	before := bytesUnder(t, dir)
	if got := fixBlanks(t, dir, nil, "."); got.status != exitClean {
		t.Errorf("exit %d, stderr %q", got.status, got.stderr)
	}
	for _, n := range names {
		if get(t, filepath.Join(dir, n)) != tidy || strings.Contains(get(t, filepath.Join(dir, n+".jsonl")), "  ") {
			t.Errorf("%q was not repaired", n)
		}
	}
	if got := copydesk(t, dir, nil, "undo"); got.status != exitClean {
		t.Errorf("undo: exit %d, stderr %q", got.status, got.stderr)
	}
	same(t, "fix and undo", before, bytesUnder(t, dir))
}

func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skip("needs the right to mount:", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	big, small, shard := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt"), filepath.Join(dir, "c.jsonl")
	before := strings.Repeat(untidy, 1300) // 100 KB: not two of them fit twice
	put(t, big, before)
	put(t, shard, `{"text":"`+strings.ReplaceAll(before, "\n", `\n`)+"\"}\n")
	old := get(t, shard)
	put(t, small, untidy)
	got := fixBlanks(t, dir, nil, ".")
	if got.status != exitFailed || !complaint(got.stderr, "a.txt", "no space left", "make room") {
		t.Errorf("exit %d, stderr %q", got.status, got.stderr)
	}
	if !complaint(got.stderr, "c.jsonl", "no space left", "make room") {
		t.Errorf("stderr %q", got.stderr)
	}
	if get(t, big) != before || get(t, shard) != old || get(t, small) != tidy {
		t.Error("a file was lost, or one that had room was not repaired")
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".copydesk-*")); len(left) > 0 || err != nil {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// A rule that panics costs its own findings in that article and nothing else.
func TestPanickingRule(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.txt"), "bomb  \n")
	put(t, filepath.Join(dir, "b.txt"), untidy)
	broken := &rules.Rule{
		Name: "spacing/broken", Severity: rules.Error,
		Doc: rules.Doc{Summary: "x", Why: "x", Fix: "x", Best: fixers.Safe, Since: "0.1.0"},
		Run: func(p *rules.Pass) {
			if strings.HasPrefix(p.Text, "bomb") {
				panic("index out of range\nwith a second line")
			}
		},
	}
	var out, errs bytes.Buffer
	c := Command{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Catalogue: append(catalogue.All(), broken)}
	status := c.Main([]string{"copydesk", "fix", "--isolated", "--lang=en", "--select=spacing/run,spacing/trailing,spacing/broken", dir})
	if status != exitFailed || !complaint(errs.String(), "a.txt", "spacing/broken", "index out of range") {
		t.Errorf("exit %d, stderr %q", status, errs.String())
	}
	if get(t, filepath.Join(dir, "a.txt")) != "bomb\n" || get(t, filepath.Join(dir, "b.txt")) != tidy {
		t.Error("the other rules did not go on")
	}
}

// 50 MB without a line end is an article like any other.
func TestHugeLine(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	dir := t.TempDir()
	line := strings.TrimSuffix(untidy, "\n") + " "
	path := filepath.Join(dir, "a.txt")
	put(t, path, strings.Repeat(line, 50<<20/len(line)))
	if got := fixBlanks(t, dir, nil, "--output=concise", "--statistics", "."); got.status != exitClean {
		t.Errorf("exit %d, stderr %q", got.status, got.stderr)
	}
	if text := get(t, path); strings.Contains(text, "  ") {
		t.Error("was not repaired")
	}
}
