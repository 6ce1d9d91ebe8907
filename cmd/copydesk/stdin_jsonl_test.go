//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// filter is a running `fix --stdin-jsonl`.
type filter struct {
	*exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// startFilter starts the filter with the one rule that untidy breaks. Its
// findings go to descriptor 3, which is findings.
func startFilter(t *testing.T, findings *os.File, args ...string) *filter {
	t.Helper()
	cmd := exec.Command(program(t), append([]string{"fix", "--stdin-jsonl", "--isolated", "--lang=en", "--select=spacing/run,structure/too-short", "--exit-zero"}, args...)...)
	cmd.ExtraFiles = []*os.File{findings}
	cmd.Stderr = io.Discard
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // it has ended, unless the test failed
	return &filter{cmd, in, bufio.NewReader(out)}
}

// findingsFile returns a file for the findings of a filter.
func findingsFile(t *testing.T) *os.File {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "findings.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// filterLine returns line n of an input of every kind of line, and what is to come of it.
func filterLine(n int) (in, want string) {
	switch n % 10 {
	case 3:
		return fmt.Sprintf("{\"id\": %d, \"text\": \"cut  off", n), ""
	case 5:
		return "", ""
	case 7:
		return fmt.Sprintf("{\"id\":%d,\"text\":null,\"note\":\"a  b\"}\r", n), ""
	case 8:
		return fmt.Sprintf("[%d, \"no  object\"]", n), ""
	}
	filler := strings.Repeat("The ferry left at noon. ", n%97)
	before, after := fmt.Sprintf(`{"id":%d, "text":"%sIt came  late\u00e9."}`, n, filler), fmt.Sprintf(`{"id":%d, "text":"%sIt came late\u00e9."}`, n, filler)
	return before, after
}

// Lines come out in the order in which they went in, one for one; a line that
// cannot be read comes out as it is, and the run fails at its end.
func TestFilterKeepsLines(t *testing.T) {
	const lines = 20_000
	found := findingsFile(t)
	f := startFilter(t, found, "-j", "4", "--output", "json-lines=/dev/fd/3")
	go func() {
		w := bufio.NewWriter(f.in)
		for n := range lines {
			in, _ := filterLine(n)
			_, _ = w.WriteString(in)
			if n < lines-1 { // the last line has no end
				_ = w.WriteByte('\n')
			}
		}
		_ = w.Flush()
		_ = f.in.Close()
	}()
	for n := range lines {
		in, want := filterLine(n)
		if want == "" {
			want = in
		}
		if n < lines-1 {
			want += "\n"
		}
		got, err := f.out.ReadString('\n')
		if got != want {
			t.Fatalf("line %d: %q, %v; want %q", n, got, err, want)
		}
	}
	if rest, _ := io.ReadAll(f.out); len(rest) > 0 {
		t.Fatalf("more came out: %q", rest)
	}
	if err := f.Wait(); f.ProcessState.ExitCode() != exitFailed {
		t.Errorf("exit %d, %v; want %d for the lines that are no records", f.ProcessState.ExitCode(), err, exitFailed)
	}
	checkFindings(t, found.Name())
}

// checkFindings checks that the findings are about short articles, in their order.
func checkFindings(t *testing.T, path string) {
	t.Helper()
	last, n := -1, 0
	for line := range strings.Lines(get(t, path)) {
		var f struct{ ID, Rule string }
		if err := json.Unmarshal([]byte(line), &f); err != nil || f.Rule != "structure/too-short" {
			t.Fatalf("%s: %v", line, err)
		}
		var id int
		if _, err := fmt.Sscan(f.ID, &id); err != nil || id <= last {
			t.Fatalf("record %q comes behind %d, %v", f.ID, last, err)
		}
		last = id
		n++
	}
	if n == 0 {
		t.Error("no finding was written")
	}
}

// Who waits for the answer to a line before writing the next one gets it.
func TestFilterAnswersEachLine(t *testing.T) {
	f := startFilter(t, findingsFile(t), "--output", "json-lines=/dev/fd/3")
	for n := range 50 {
		fmt.Fprintf(f.in, "{\"text\":\"line  %d\"}\n", n)
		got, err := f.out.ReadString('\n')
		if want := fmt.Sprintf("{\"text\":\"line %d\"}\n", n); got != want {
			t.Fatalf("%q, %v; want %q", got, err, want)
		}
	}
	_ = f.in.Close()
	if err := f.Wait(); err != nil {
		t.Error(err)
	}
}

// When nobody reads, the filter stops reading; and however much goes through
// it, its memory stays what it was.
func TestFilterPushesBack(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const (
		most  = 64 << 20    // bytes that are offered; many times what may be in flight
		stall = time.Second // without progress: the filter has stopped reading
		peak  = 300 << 10   // kB: twice the budget of a run, for a collector that has no processor
	)
	f := startFilter(t, findingsFile(t), "-j", "2", "--output", "json-lines=/dev/fd/3")
	chunk := []byte(strings.Repeat(`{"text":"`+strings.Repeat("The ferry left at noon. ", 40)+`"}`+"\n", 60))
	chunks := most / len(chunk)
	progress, all := make(chan int, chunks), make(chan error, 1)
	go func() {
		var err error
		for range chunks {
			if err == nil {
				_, err = f.in.Write(chunk)
			}
			progress <- len(chunk)
		}
		all <- err
	}()
	taken := 0
	for waiting := true; waiting; {
		select {
		case n := <-progress:
			taken += n
		case <-time.After(stall):
			waiting = false
		}
	}
	if taken > most/4 {
		t.Errorf("%d bytes were taken in while nobody read", taken)
	}
	n, err := io.CopyN(io.Discard, f.out, int64(chunks*len(chunk)))
	if sent := <-all; err != nil || sent != nil {
		t.Errorf("%d bytes came out, %v, %v", n, err, sent)
	}
	if used := peakMemory(f.Process.Pid); used > peak {
		t.Errorf("%d kB of memory at most, want %d", used, peak)
	} else {
		t.Logf("stopped at %d bytes; %d kB of memory at most", taken, used)
	}
	_ = f.in.Close()
	if err := f.Wait(); err != nil {
		t.Error(err)
	}
}

// peakMemory returns the most memory that a running process has had, in kB; 0
// where the system does not say.
func peakMemory(pid int) int {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	used := 0
	for line := range strings.Lines(string(data)) {
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &used); err == nil {
			break
		}
	}
	return used
}
