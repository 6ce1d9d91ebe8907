package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"copydesk/desk"
)

// A run that is killed at any moment leaves whole files only, and goes on
// where it was when it is started again.
func TestKilled(t *testing.T) {
	const shards = 120
	dir := t.TempDir()
	makeCorpus(t, filepath.Join(dir, "in"), shards, 6)
	if o := program(t, dir, "fix", "--input", "in", "--output", "want", "--exit-zero"); o.status != exitClean {
		t.Fatalf("%d: %s", o.status, o.stderr)
	}
	want := files(t, filepath.Join(dir, "want/articles"))
	cut, before := 0, 0
	for kill := range 6 {
		cmd := command(t, dir, "fix", "--input", "in", "--output", "out", "--exit-zero")
		check(t, cmd.Start())
		more := before + 1 + kill*7
		for end := time.Now().Add(time.Minute); count(t, dir) < more && time.Now().Before(end); {
			time.Sleep(time.Millisecond)
		}
		_ = cmd.Process.Kill() // it may have ended already
		_ = cmd.Wait()
		for name, data := range files(t, filepath.Join(dir, "out/articles")) {
			if data != want[name] {
				t.Fatalf("%s is half written", name)
			}
		}
		if n := count(t, dir); n < shards {
			cut++
			before = n
		}
	}
	if cut < 3 {
		t.Fatalf("only %d kills hit the work: this test proves nothing", cut)
	}
	o := program(t, dir, "fix", "--input", "in", "--output", "out", "--exit-zero")
	sum := summary(t, dir)
	if o.status != exitClean || sum.Skipped < before || sum.Units != shards {
		t.Errorf("exit %d: %s%s", o.status, o.stdout, o.stderr)
	}
	sameFiles(t, files(t, filepath.Join(dir, "out/articles")), want)
	sameLines(t, sortedLines(t, filepath.Join(dir, "out/findings")), sortedLines(t, filepath.Join(dir, "want/findings")))
	t.Logf("%d kills hit the work; of %d shards %d were done before the last start", cut, shards, sum.Skipped)
}

// count returns how many units are done.
func count(t *testing.T, dir string) int {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "out/done"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	n := 0
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			n++
		}
	}
	return n
}

func summary(t *testing.T, dir string) desk.Summary {
	t.Helper()
	var s desk.Summary
	check(t, json.Unmarshal([]byte(read(t, filepath.Join(dir, "out/summary.json"))), &s))
	return s
}

// What cannot be done becomes a dead letter, the rest goes on, and the job
// ends with the status that says so.
func TestDeadLetters(t *testing.T) {
	t.Setenv(withBomb, "1")
	dir := t.TempDir()
	makeCorpus(t, filepath.Join(dir, "in"), 8, 2)
	write(t, filepath.Join(dir, "in/bomb.jsonl"), []byte("{\"id\":\"x\",\"text\":\"bomb  here\"}\n{\"id\":\"y\",\"text\":\"The  harbour\"}\n"))
	write(t, filepath.Join(dir, "in/cut.jsonl.gz"), []byte("\x1f\x8b\x08\x00cut"))
	write(t, filepath.Join(dir, "in/bad.parquet"), []byte("PAR1 no more"))
	write(t, filepath.Join(dir, "in/line.jsonl"), []byte("{\"text\": \"no end\n"))
	o := program(t, dir, "fix", "--input", "in", "--output", "out", "--select", "spacing/run,spacing/bomb")
	sum := summary(t, dir)
	if o.status != exitFailed || sum.Units != 10 || sum.Failed != 2 || sum.Dead != 2 {
		t.Errorf("exit %d, %+v, %s", o.status, sum, o.stderr)
	}
	for name, wants := range map[string][]string{
		"bomb.jsonl":   {`"id":"x"`, `"rule":"spacing/bomb"`, "index out of range", "main_test.go", `"text":"bomb  here"`},
		"cut.jsonl.gz": {`"path":"in/cut.jsonl.gz"`, "it is cut off"},
		"bad.parquet":  {`"path":"in/bad.parquet"`, "the shard stays as it was"},
		"line.jsonl":   {"in/line.jsonl:1: byte", "left as it is"},
	} {
		letter := read(t, filepath.Join(dir, "out/dead", name+".jsonl"))
		for _, want := range wants {
			if !strings.Contains(letter, want) {
				t.Errorf("%s: %q is not in %s", name, want, letter)
			}
		}
	}
	if got := read(t, filepath.Join(dir, "out/articles/bomb.jsonl")); !strings.Contains(got, `"bomb here"`) || !strings.Contains(got, `"The harbour"`) {
		t.Errorf("the other rules and articles did not go on: %s", got)
	}
	for _, name := range []string{"cut.jsonl.gz", "bad.parquet"} {
		if _, err := os.Stat(filepath.Join(dir, "out/articles", name)); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}

// A bad call says so before anything runs.
func TestBadCalls(t *testing.T) {
	dir := t.TempDir()
	for want, args := range map[string][]string{
		"want copydesk-beam check|fix|learn": {"--input", "x"},
		"--input and --output":               {"fix", "--input", "x"},
		"did you mean":                       {"check", "--input", "x", "--output", "o", "--select", "spacing/runn"},
		"no severity":                        {"check", "--input", "x", "--output", "o", "--fail-level", "bad"},
		"matches no files":                   {"check", "--input", "none/*.jsonl", "--output", "o"},
	} {
		if o := program(t, dir, args...); o.status != exitFailed || !strings.Contains(o.stderr, want) {
			t.Errorf("%v: exit %d, %s", args, o.status, o.stderr)
		}
	}
}
