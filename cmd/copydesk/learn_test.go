package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"copydesk/rules/catalogue"
)

// called runs the program in this process and returns its exit status and its streams.
func called(args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	c := Command{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Catalogue: catalogue.All()}
	status = c.Main(append([]string{"copydesk"}, args...))
	return status, out.String(), errs.String()
}

// A profile whose blocks are damaged is opened, for it is read in place; the run that comes upon
// the damage says so and fails.
func TestDamagedProfile(t *testing.T) {
	dir := t.TempDir()
	article, profile := filepath.Join(dir, "a.txt"), filepath.Join(dir, "corpus.profile")
	if err := os.WriteFile(article, []byte(strings.Repeat("The harbour of Da Nang was closed on Tuesday by Marek Wrzosek. ", 30)), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, errs := called("learn", "--isolated", "--lang=en", "--profile="+profile, article); status != exitClean {
		t.Fatalf("learn: exit %d, %s", status, errs)
	}
	check := []string{"check", "--isolated", "--no-cache", "--lang=en", "--select=names/corpus-variant,duplication/near-duplicate", "--profile=" + profile, article}
	if status, out, errs := called(check...); status != exitClean {
		t.Fatalf("check: exit %d, %s%s", status, out, errs)
	}
	data, err := os.ReadFile(profile)
	if err != nil {
		t.Fatal(err)
	}
	data[len("CDPROFxx")+8+1] ^= 1 // in the first fact of the first block
	if err := os.WriteFile(profile+".bad", data, 0o600); err != nil {
		t.Fatal(err)
	}
	check[len(check)-2] += ".bad"
	if status, _, errs := called(check...); status != exitFailed || !strings.Contains(errs, "the profile is damaged") || !strings.Contains(errs, "findings that need it are missing") {
		t.Errorf("exit %d, %s", status, errs)
	}
}

// Without memory for counts, everything goes by way of the disk, and nothing is left there.
func TestLearnLeavesNoFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "b.txt", "c.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("The harbour of Da Nang was closed on "+name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	status, out, errs := called("learn", "--isolated", "--memory=1", "--profile="+filepath.Join(dir, "corpus.profile"), dir)
	if status != exitClean || !strings.Contains(out, "Learned 3 articles") {
		t.Fatalf("exit %d, %s%s", status, out, errs)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".copydesk-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
