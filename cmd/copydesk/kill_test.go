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
		seen := fmt.Sprintf("%02d/article-%03d.txt", 0, 10*random.IntN(killFiles/10)) // of any of the files of a folder
		after := time.Duration(random.Int64N(int64(2 * time.Millisecond)))
		killed := killWhen(t, dir, func() bool { return get(t, filepath.Join(dir, seen)) != want[seen][0] }, after)
		repaired := 0
		for name, text := range want {
			switch get(t, filepath.Join(dir, name)) {
			case text[0]:
			case text[1]:
				repaired++
			default:
				t.Fatalf("run %d (seed %d), killed %v after %s: %s is neither old nor new", run, seed, after, seen, name)
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
	t.Logf("%d runs, %d of them cut in the middle of the work, %d temporary files left and removed", runs, cut, leftovers)
	if cut < runs/4 {
		t.Errorf("only %d of %d kills hit the work: this test proves nothing", cut, runs)
	}
}

// killWhen starts a run in dir, kills it a while after ready holds, and
// reports whether it was still running.
func killWhen(t *testing.T, dir string, ready func() bool, after time.Duration) bool {
	t.Helper()
	cmd := exec.Command(program(t), "fix", "--isolated", "--lang=en", "--select=spacing/run", ".")
	cmd.Dir = dir
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for end := time.Now().Add(time.Minute); !ready() && time.Now().Before(end) && len(ended) == 0; {
		time.Sleep(100 * time.Microsecond)
	}
	time.Sleep(after)
	_ = cmd.Process.Kill() // it may have ended already
	var exit *exec.ExitError
	return errors.As(<-ended, &exit) && exit.ExitCode() < 0
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
