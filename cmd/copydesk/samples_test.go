package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"copydesk/rules/catalogue"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files of the sample articles anew")

// The sample articles have planted defects of many kinds. What is found in
// them, and the patch of all fixes, are kept as golden files, so that a change
// of a rule shows what it does to whole articles.
func TestSamplesGolden(t *testing.T) {
	t.Chdir("../../testdata")
	for name, args := range map[string][]string{
		"findings.txt": {"check", "--isolated", "--exit-zero", "--output", "concise", "articles"},
		"safe.patch":   {"diff", "--isolated", "--exit-zero", "articles"},
		"unsafe.patch": {"diff", "--isolated", "--exit-zero", "--unsafe-fixes", "articles"},
		"clean.txt":    {"check", "--isolated", "--exit-zero", "--output", "concise", "clean"},
	} {
		var stdout, stderr bytes.Buffer
		c := Command{Stdin: &bytes.Buffer{}, Stdout: &stdout, Stderr: &stderr, Catalogue: catalogue.All()}
		if status := c.Main(append([]string{"copydesk"}, args...)); status != exitClean || stderr.Len() > 0 {
			t.Errorf("%v: exit %d, %s", args, status, &stderr)
		}
		path := filepath.Join("golden", name)
		if *update {
			if err := os.WriteFile(path, stdout.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), stdout.String()); d != "" {
			t.Errorf("%s differs; go test ./cmd/copydesk -run SamplesGolden -update writes it anew (-want +got):\n%.4000s", path, d)
		}
	}
}
