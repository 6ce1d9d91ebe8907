package corpus

import (
	"fmt"
	"strings"
	"testing"

	"copydesk/article"

	"github.com/google/go-cmp/cmp"
)

// summary writes what a patch says of its files as "name lines joints".
func summary(files []patchFile) []string {
	var list []string
	for _, f := range files {
		list = append(list, fmt.Sprintf("%s%v%v", f.name, f.lines, f.joints))
	}
	return list
}

func TestReadPatch(t *testing.T) {
	for _, c := range []struct {
		name, patch string
		want        []string
	}{
		{"git", "diff --git a/x.txt b/x.txt\nindex 1..2 100644\n--- a/x.txt\n+++ b/x.txt\n@@ -2 +2,2 @@ one\n-two\n+TWO\n+more\n@@ -9,2 +10,0 @@\n-a\n-b\n", []string{"b/x.txt[{2 3}][2 11]"}},
		{"context", "--- x.txt\t2025-10-27\n+++ x.txt\t2025-10-28\n@@ -1,3 +1,4 @@\n one\n+new\n two\n three\n", []string{"x.txt[{2 2}][]"}},
		{"text like a header", "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n--- old line\n++++ new line\n @@ -1 +1 @@\n--- a/y\n+++ b/y\n@@ -0,0 +1 @@\n+z\n", []string{"b/x[{1 1}][1]", "b/y[{1 1}][]"}},
		{"quoted", "diff --git \"a/t\\tb\" \"b/t\\tb\"\n--- \"a/t\\tb\"\n+++ \"b/t\\tb \\303\\251\\\\\\\"\"\n@@ -0,0 +1 @@\n+z\n\\ No newline at end of file\n", []string{"b/t\tb é\\\"[{1 1}][]"}},
		{"deleted", "diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-z\n", []string{"/dev/null[][1]"}},
		{"binary and mode", "diff --git a/x b/x\nBinary files a/x and b/x differ\ndiff --git a/y b/y\nold mode 100644\nnew mode 100755\n", []string{"[][]", "[][]"}},
		{"empty", "", nil},
	} {
		files, err := readPatch(strings.NewReader(c.patch))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.want, summary(files)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	for _, bad := range []string{"hello\n", "--- a\n+++ b\n@@ nonsense @@\n", "--- a\n+++ \"b\n", "--- a\n+++ b\n@@ -1,-2 +1 @@\n"} {
		if _, err := readPatch(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was taken for a patch", bad)
		}
	}
}

func TestChangesIn(t *testing.T) {
	const text = "one\ntwo\nthree\nfour\n"
	c := Changes{changes: changes{lines: []lines{{2, 2}, {4, 4}}, joints: []int{3}}}
	in := c.In(text)
	for _, x := range []struct {
		start, end int
		want       bool
	}{
		{0, 3, false},   // one
		{4, 7, true},    // two
		{3, 5, true},    // from the end of one into two
		{8, 13, false},  // three
		{7, 9, true},    // across the deletion
		{8, 8, false},   // an insertion in front of three
		{4, 4, true},    // an insertion in front of two
		{14, 18, true},  // four
		{19, 19, true},  // an insertion at the end
		{13, 14, false}, // the end of three
	} {
		if got := in(article.Span{Start: x.start, End: x.end}); got != x.want {
			t.Errorf("[%d,%d) %q: %v", x.start, x.end, text[x.start:x.end], got)
		}
	}
	if !c.Touches(1, 2) || c.Touches(3, 1) || !c.Touches(0, 0) {
		t.Error("records are matched with the wrong lines")
	}
}

func FuzzReadPatch(f *testing.F) {
	f.Add("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\n+b\n c\n")
	f.Fuzz(func(t *testing.T, s string) {
		files, err := readPatch(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, p := range files {
			c := Changes{changes: p.changes}
			if in := c.In(s); in != nil {
				in(article.Span{Start: 0, End: len(s)})
			}
		}
	})
}
