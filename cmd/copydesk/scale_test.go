//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// budget is the memory that a run may take, in bytes, whatever the corpus.
const budget = 150 << 20

// measured runs the program in dir and returns what it left behind and the
// most memory that it held, in bytes. What the system says of a process that
// has ended counts the memory of its parent in, so it is asked while it runs.
func measured(t *testing.T, dir string, args ...string) (got result, most int64) {
	t.Helper()
	if _, err := os.Stat("/proc/self/status"); err != nil {
		t.Skip("the system does not say how much memory a process holds")
	}
	cmd := exec.Command(program(t), args...)
	cmd.Dir = dir
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for status := fmt.Sprintf("/proc/%d/status", cmd.Process.Pid); ; time.Sleep(time.Millisecond) {
		select {
		case <-ended:
			return result{cmd.ProcessState.ExitCode(), out.String(), errs.String()}, most
		default:
			data, _ := os.ReadFile(status) // it may just have ended
			_, line, _ := strings.Cut(string(data), "VmHWM:")
			var kilobytes int64
			if _, err := fmt.Sscan(line, &kilobytes); err == nil {
				most = max(most, kilobytes<<10)
			}
		}
	}
}

// A line of 200 MB costs neither the memory nor the other articles: where it
// is a record it is passed by, where it is a file the file is refused.
func TestLineOf200MB(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 400 MB")
	}
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.txt"), untidy)
	record := `{"text":"` + strings.TrimSuffix(untidy, "\n") + `"}` + "\n"
	for name, frame := range map[string][2]string{"b.jsonl": {record + `{"text":"`, "\"}\n" + record}, "c.txt": {"", "\n"}} {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		_, err = f.WriteString(frame[0])
		for megabyte := strings.Repeat("lluvia, ", 1<<17); err == nil; {
			var info os.FileInfo
			if info, err = f.Stat(); err == nil && info.Size() >= 200<<20 {
				break
			}
			_, err = f.WriteString(megabyte)
		}
		if _, more := f.WriteString(frame[1]); errors.Join(err, more, f.Close()) != nil {
			t.Fatal(err, more)
		}
	}
	got, memory := measured(t, dir, "fix", "--isolated", "--lang=en", "--select=spacing/run", "--no-cache", ".")
	if got.status != exitFailed || !complaint(got.stderr, "b.jsonl:2", "a record of more than 16 MiB") || !complaint(got.stderr, "c.txt", "split it") {
		t.Errorf("exit %d, stderr %q", got.status, got.stderr)
	}
	if memory > budget {
		t.Errorf("took %d MB", memory>>20)
	}
	shard := get(t, filepath.Join(dir, "b.jsonl"))
	if get(t, filepath.Join(dir, "a.txt")) != tidy || strings.Contains(shard[:len(record)], "  ") || strings.Contains(shard[len(shard)-len(record):], "  ") {
		t.Error("what stands beside the lines was not repaired")
	}
}

// Files of TestManyFiles: enough to see the memory grow with them, unless
// COPYDESK_FILES names another number, such as 1000000.
const (
	manyFiles      = 10_000
	shortManyFiles = 1_000
)

// Memory does not grow with the number of files.
func TestManyFiles(t *testing.T) {
	n := manyFiles
	if testing.Short() {
		n = shortManyFiles
	}
	if s := os.Getenv("COPYDESK_FILES"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	for i := range n {
		if i%1000 == 0 {
			if err := os.Mkdir(filepath.Join(dir, strconv.Itoa(i/1000)), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, strconv.Itoa(i/1000), strconv.Itoa(i%1000)+".txt"), []byte("Rain fell.\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, memory := measured(t, dir, "check", "--no-cache", ".")
	if got.status != exitClean || !strings.Contains(got.stdout, fmt.Sprintf("%d articles", n)) {
		t.Errorf("exit %d, stdout %q, stderr %q", got.status, got.stdout, got.stderr)
	}
	t.Logf("%d files, %d MB", n, memory>>20)
	if memory > budget {
		t.Errorf("took %d MB", memory>>20)
	}
}

// Two runs over one corpus at once leave every file repaired, or as it was
// where one of them saw the other change it and says so.
func TestTwoRunsAtOnce(t *testing.T) {
	dir := t.TempDir()
	want := corpusOf(t, dir, killFiles)
	record := `{"text":"` + strings.TrimSuffix(untidy, "\n") + `"}` + "\n"
	for i := range 4 {
		name, before := fmt.Sprintf("shard-%d.jsonl", i), strings.Repeat(record, (1<<20)/len(record))
		want[name] = [2]string{before, strings.ReplaceAll(before, "  ", " ")}
		put(t, filepath.Join(dir, name), before)
	}
	results := make(chan result)
	program(t) // built before the race
	for range 2 {
		go func() {
			results <- copydesk(t, dir, nil, "fix", "--lang=en", "--select=spacing/run", "--no-cache", ".")
		}()
	}
	for range 2 {
		got := <-results
		for line := range strings.Lines(got.stderr) {
			if !strings.Contains(line, "by someone else") {
				t.Errorf("a run says %q", line)
			}
		}
		if said := got.stderr != ""; said != (got.status == exitFailed) {
			t.Errorf("exit %d, stderr %q", got.status, got.stderr)
		}
	}
	for name, text := range want {
		if get(t, filepath.Join(dir, name)) != text[1] {
			t.Errorf("%s is not repaired by either", name)
		}
	}
	if left := pendingFiles(t, dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
