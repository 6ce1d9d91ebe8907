package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"copydesk/rules/catalogue"

	"github.com/google/go-cmp/cmp"
)

// The pages under docs/rules are those that the rules make of themselves.
func TestRulePagesAreCurrent(t *testing.T) {
	t.Parallel()
	fresh := t.TempDir()
	if err := writePages(fresh, catalogue.All()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(tree(t, fresh), tree(t, "../../docs/rules")); d != "" {
		t.Errorf("docs/rules is stale; renew it with\n\trm -r docs/rules && go run ./cmd/copydesk explain --output-dir docs/rules ALL\n(-want +got):\n%.2000s", d)
	}
}

// tree returns the files under dir by their paths.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
