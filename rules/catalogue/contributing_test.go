package catalogue_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// The guide for contributors shows a whole rule. It is compiled and its
// examples are run, so that a reader can follow it to the letter.
func TestContributingSkeleton(t *testing.T) {
	t.Parallel()
	project, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	guide, err := os.ReadFile(filepath.Join(project, "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, content := range map[string]string{
		"long_ellipsis.go":    block(t, string(guide), "go"),
		"long-ellipsis.txtar": block(t, string(guide), "txtar"),
		"skeleton_test.go":    skeletonTest,
		"go.mod":              "module skeleton\n\ngo 1.26.0\n",
		"go.work":             "go 1.26.0\n\nuse .\n\nuse " + project + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), "go", "test", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK="+filepath.Join(dir, "go.work"), "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("the rule in CONTRIBUTING.md does not pass: %v\n%s", err, out)
	}
}

const skeletonTest = `package punctuation

import (
	"testing"

	"copydesk/rules"
	"copydesk/rules/rulestest"
)

func TestSkeleton(t *testing.T) {
	if err := rules.Validate([]*rules.Rule{LongEllipsis}); err != nil {
		t.Error(err)
	}
	rulestest.Examples(t, LongEllipsis)
}
`

// block returns the first fenced block of the language in a Markdown text.
func block(t *testing.T, text, lang string) string {
	t.Helper()
	m := regexp.MustCompile("(?s)\n```" + lang + "\n(.*?)```\n").FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("CONTRIBUTING.md has no %s block", lang)
	}
	return m[1]
}
