//go:build unix

package main

import (
	"bytes"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A run that is interrupted ends what is under way, says how far it came, and
// leaves nothing behind; also in the middle of a shard.
func TestInterrupt(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		dir := t.TempDir()
		want := corpusOf(t, dir, killFiles)
		record := `{"text":"` + strings.TrimSuffix(untidy, "\n") + `"}` + "\n"
		shard := strings.Repeat(record, 20<<20/len(record))
		put(t, filepath.Join(dir, "zz.jsonl"), shard)
		cmd := exec.Command(program(t), "fix", "--isolated", "--lang=en", "--select=spacing/run", "--no-cache", "-v", "--statistics", ".")
		cmd.Dir = dir
		var out bytes.Buffer
		cmd.Stdout = &out
		stderr, err := cmd.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		errs := readUntil(stderr, "article-299.txt:") // the last of the files: the shard is under way
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		rest, err := io.ReadAll(stderr)
		if err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it fails, that is the point
		errs += string(rest)
		if status := cmd.ProcessState.ExitCode(); status != exitFailed || !complaint(errs, "interrupted") || !strings.Contains(out.String(), "spacing/run") {
			t.Errorf("%v: exit %d, stdout %q, the end of stderr %q", signal, status, out.String(), errs[max(0, len(errs)-200):])
		}
		for name, text := range want {
			if got := get(t, filepath.Join(dir, name)); got != text[0] && got != text[1] {
				t.Errorf("%s is neither old nor new", name)
			}
		}
		if get(t, filepath.Join(dir, "zz.jsonl")) != shard {
			t.Error("half a shard was put in place")
		}
		if left := pendingFiles(t, dir); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// readUntil reads r until word comes, or for a minute.
func readUntil(r io.Reader, word string) string {
	var all strings.Builder
	buf := make([]byte, 4096)
	for end := time.Now().Add(time.Minute); time.Now().Before(end) && !strings.Contains(all.String(), word); {
		n, err := r.Read(buf)
		all.Write(buf[:n])
		if err != nil {
			break
		}
	}
	return all.String()
}

// A shard that is killed while it is written is the old one.
func TestKillInShard(t *testing.T) {
	dir := t.TempDir()
	record := `{"text":"` + strings.TrimSuffix(untidy, "\n") + `"}` + "\n"
	before := strings.Repeat(record, 4<<20/len(record))
	after := strings.ReplaceAll(before, "  ", " ")
	path := filepath.Join(dir, "a.jsonl")
	old, midway := 0, 0
	for wait := time.Duration(0); wait < 30*time.Millisecond; wait += 3 * time.Millisecond {
		put(t, path, before)
		killWhen(t, dir, func() bool { return len(pendingFiles(t, dir)) > 0 }, wait)
		switch get(t, path) {
		case before:
			old++
		case after:
		default:
			t.Fatalf("killed %v after the first byte: the shard is neither old nor new", wait)
		}
		midway += len(pendingFiles(t, dir))
		if got := copydesk(t, dir, nil, "clean", "."); got.status != exitClean || len(pendingFiles(t, dir)) > 0 {
			t.Fatalf("clean: exit %d, %s", got.status, got.stderr)
		}
	}
	t.Logf("%d kills left the old shard, %d of them in the middle of writing", old, midway)
	if midway == 0 {
		t.Error("no kill hit the writing: this test proves nothing")
	}
}
