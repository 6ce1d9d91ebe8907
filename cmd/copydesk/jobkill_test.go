//go:build unix

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A task that is killed at any moment leaves whole files only, and another one
// that is started in its place goes on where it was.
func TestKilledJob(t *testing.T) {
	const shards, kills = 80, 4
	dir := t.TempDir()
	for i := range shards {
		line := fmt.Sprintf("{\"id\":%d,\"text\":\"%s\"}\n", i, strings.TrimSpace(untidy))
		put(t, filepath.Join(dir, fmt.Sprintf("in/%d/shard-%03d.jsonl", i%3, i)), strings.Repeat(line, 100))
	}
	args := []string{"fix", "--isolated", "--lang=en", "--select=spacing", "--no-cache", "--exit-zero", "--job=out/job", "--output-dir=out/articles", "in"}
	if got := copydesk(t, dir, nil, "fix", "--isolated", "--lang=en", "--select=spacing", "--no-cache", "--exit-zero", "--output-dir=want", "in"); got.status != exitClean {
		t.Fatal(got.stderr)
	}
	out, cut := filepath.Join(dir, "out"), 0
	for kill := range kills {
		cmd := exec.Command(program(t), args...)
		cmd.Dir = dir
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		more := min(doneUnits(t, out)+1+kill*5, shards)
		for end := time.Now().Add(time.Minute); doneUnits(t, out) < more && time.Now().Before(end); {
			time.Sleep(time.Millisecond)
		}
		_ = cmd.Process.Kill() // it may have ended already
		_ = cmd.Wait()
		if doneUnits(t, out) < shards {
			cut++
		}
		sameShards(t, dir, shards, false)
	}
	if cut < kills/2 {
		t.Fatalf("only %d kills hit the work: this test proves nothing", cut)
	}
	before := doneUnits(t, out)
	got := copydesk(t, dir, nil, args...)
	if want := fmt.Sprintf("%d units done (%d before), 0 failed.", shards, before); got.status != exitClean || !strings.Contains(got.stdout, want) {
		t.Errorf("exit %d, %s%s; want %s", got.status, got.stdout, got.stderr, want)
	}
	sameShards(t, dir, shards, true)
	t.Logf("%d kills hit the work, %d of %d shards were done before the last start", cut, before, shards)
}

// sameShards checks that the shards below out/articles are those below want,
// and when all holds that none is missing.
func sameShards(t *testing.T, dir string, shards int, all bool) {
	t.Helper()
	for i := range shards {
		name := fmt.Sprintf("%d/shard-%03d.jsonl", i%3, i)
		got := filepath.Join(dir, "out/articles", name)
		if matches, err := filepath.Glob(got); err != nil || len(matches) == 0 && !all {
			continue
		}
		if get(t, got) != get(t, filepath.Join(dir, "want", name)) {
			t.Fatalf("%s is another", name)
		}
	}
}

// doneUnits returns how many units of the job below out are done.
func doneUnits(t *testing.T, out string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(filepath.Join(out, "job", "done"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), ".") {
			n++
		}
		return nil // files come and go while the tasks run
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return n
}
