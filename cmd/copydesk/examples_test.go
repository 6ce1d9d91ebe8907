//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The command that the example for Spark pipes partitions through: a line out
// for each line in, findings in a file, and no failure for lines that are no records.
func TestSparkExample(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip(err)
	}
	_, rest, _ := strings.Cut(get(t, "../../docs/examples/spark_pipe.py"), `filter_command = """bash -c '`)
	script, _, ok := strings.Cut(rest, `'"""`)
	if !ok {
		t.Fatal("the example has no filter_command any more")
	}
	dir := t.TempDir()
	if err := os.Symlink(program(t), filepath.Join(dir, "copydesk")); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("bash", "-c", strings.ReplaceAll(script, `\\`, `\`))
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "COPYDESK_FINDINGS="+filepath.Join(dir, "findings.jsonl"))
	in := "{\"id\":\"a\",\"text\":\"The  harbour.\"}\nno record\n{\"id\":\"b\",\"text\":\"The ferry.\"}\n"
	cmd.Stdin = strings.NewReader(in)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Errorf("%v: %s", err, errs.String())
	}
	if want := strings.Replace(in, "The  h", "The h", 1); out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
	if found := get(t, filepath.Join(dir, "findings.jsonl")); !strings.Contains(found, `"id":"a"`) || !strings.Contains(found, `"id":"b"`) {
		t.Errorf("findings: %s", found)
	}
	if !complaint(errs.String(), "<stdin>:2", "left as it is") {
		t.Errorf("the bad line is not told: %s", errs.String())
	}
}

// The example for GNU parallel does a corpus, and again does nothing.
func TestParallelExample(t *testing.T) {
	version, err := exec.Command("parallel", "--version").Output()
	if err != nil || !strings.Contains(string(version), "GNU parallel") {
		t.Skip("GNU parallel is not installed: `apt-get install parallel` runs this test")
	}
	dir := t.TempDir()
	for _, name := range []string{"a", "b", "sub/c", "sub/d", "e"} {
		put(t, filepath.Join(dir, "in", name+".txt"), untidy)
	}
	for run := range 2 {
		cmd := exec.Command("bash", mustAbs(t, "../../docs/examples/parallel.sh"), "-j2")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "CORPUS=in", "OUT=out", "PARTS=3", "COPYDESK="+program(t), "HOME="+dir)
		put(t, filepath.Join(dir, "in/last.jsonl"), "{\"text\":\"The  harbour.\"}\n")
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "3 units done (0 before), 0 failed") {
			t.Fatalf("%v: %s", err, out)
		}
		if skips := regexp.MustCompile(`done \([1-3] before\)`).Match(out); skips != (run == 1) {
			t.Errorf("run %d passes over what is done: %v: %s", run, skips, out)
		}
	}
	if get(t, filepath.Join(dir, "out/articles/sub/d.txt")) != tidy {
		t.Error("was not repaired")
	}
}

func mustAbs(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}
