//go:build unix

package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Size of the test that kills runs: enough files that a kill nearly always
// hits a write.
const (
	killFiles = 300
	killRuns  = 30

	shortKillRuns = 8
)

// corpusOf writes n untidy articles under dir and returns their names with
// the text before and after repair.
func corpusOf(t *testing.T, dir string, n int) map[string][2]string {
	t.Helper()
	want := map[string][2]string{}
	for i := range n {
		name := fmt.Sprintf("%02d/article-%03d.txt", i%10, i)
		head, times := fmt.Sprintf("Article %d.\n\n", i), 1+i%40
		want[name] = [2]string{head + strings.Repeat(untidy, times), head + strings.Repeat(tidy, times)}
		put(t, filepath.Join(dir, name), want[name][0])
	}
	return want
}

// A run that is killed at any moment leaves each file as it was or repaired,
// whole; what else it leaves is removed by clean; the next run ends the work.
func TestKill(t *testing.T) {
	whole := wholeRun(t)
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	var cut, leftovers int
	runs := killRuns
	if testing.Short() {
		runs = shortKillRuns
	}
	for run := range runs {
		dir := t.TempDir()
		want := corpusOf(t, dir, killFiles)
		after := time.Duration(random.Int64N(int64(whole)))
		killed := killAfter(t, dir, after)
		repaired := 0
		for name, text := range want {
			switch get(t, filepath.Join(dir, name)) {
			case text[0]:
			case text[1]:
				repaired++
			default:
				t.Fatalf("run %d (seed %d), killed after %v: %s is neither old nor new", run, seed, after, name)
			}
		}
		if killed && repaired > 0 && repaired < killFiles {
			cut++
		}
		leftovers += len(pendingFiles(t, dir))
		if got := copydesk(t, dir, nil, "clean", "."); got.status != exitClean || len(pendingFiles(t, dir)) > 0 {
			t.Fatalf("clean: exit %d, %s", got.status, got.stderr)
		}
		if got := fixBlanks(t, dir, nil, "."); got.status != exitClean || get(t, filepath.Join(dir, "00/article-000.txt")) != want["00/article-000.txt"][1] {
			t.Fatalf("the run after a kill: exit %d, %s", got.status, got.stderr)
		}
	}
	t.Logf("%d runs, %d of them cut in the middle of the work, %d temporary files left and removed; a whole run takes %v", runs, cut, leftovers, whole)
	if cut < runs/4 {
		t.Errorf("only %d of %d kills hit the work: this test proves nothing", cut, runs)
	}
}

// wholeRun returns how long a run takes that nobody kills.
func wholeRun(t *testing.T) time.Duration {
	t.Helper()
	dir := t.TempDir()
	corpusOf(t, dir, killFiles)
	program(t)
	start := time.Now()
	if got := fixBlanks(t, dir, nil, "."); got.status != exitClean {
		t.Fatalf("exit %d, stderr %q", got.status, got.stderr)
	}
	return time.Since(start)
}

// killAfter starts a run in dir and kills it, and reports whether it was still running.
func killAfter(t *testing.T, dir string, after time.Duration) bool {
	t.Helper()
	cmd := exec.Command(program(t), "fix", "--isolated", "--lang=en", "--select=spacing/run", ".")
	cmd.Dir = dir
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	_ = cmd.Process.Kill() // it may have ended already
	err := cmd.Wait()
	var exit *exec.ExitError
	return errors.As(err, &exit) && exit.ExitCode() < 0
}

// pendingFiles returns the temporary files under dir.
func pendingFiles(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if strings.HasPrefix(filepath.Base(path), ".copydesk-") {
			list = append(list, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
