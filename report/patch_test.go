package report

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"

	"pgregory.net/rapid"
)

// drawText draws an article with the line ends and last lines that occur.
func drawText(t *rapid.T) string {
	line := rapid.SampledFrom([]string{"", "El ministro dijo", "Hà Nội", "a", "  dos  blancos", "-- guion", "+++ b/x", "@@ -1 +1 @@", "\\ No newline", "ñandú\t", "\u2028"})
	end := rapid.SampledFrom([]string{"\n", "\n", "\n", "\r\n", "\r"})
	var b strings.Builder
	for range rapid.IntRange(0, 24).Draw(t, "lines") {
		b.WriteString(line.Draw(t, "line"))
		b.WriteString(end.Draw(t, "end"))
	}
	b.WriteString(rapid.SampledFrom([]string{"", "", "sin fin de línea"}).Draw(t, "last"))
	return b.String()
}

// drawEdits draws edits of text that are in order and can be applied.
func drawEdits(t *rapid.T, text string) []fixers.Edit {
	var starts []int
	for i := range text {
		starts = append(starts, i)
	}
	starts = append(starts, len(text))
	news := rapid.SampledFrom([]string{"", "", "x", " ", "\n", "dos\nlíneas\n", "\r\n", "é"})
	var edits []fixers.Edit
	for i := 0; i < len(starts); {
		i += rapid.IntRange(0, 40).Draw(t, "skip")
		if i >= len(starts) {
			break
		}
		n := min(rapid.IntRange(0, 6).Draw(t, "length"), len(starts)-1-i)
		e := fixers.Edit{Span: article.Span{Start: starts[i], End: starts[i+n]}, New: news.Draw(t, "new")}
		if text[e.Start:e.End] != e.New {
			edits = append(edits, e)
		}
		i += n + 1
	}
	return edits
}

// drawName draws the name of a file: what scrapers make of headlines, and
// what breaks programs.
func drawName(t *rapid.T) string {
	part := rapid.StringOfN(rapid.SampledFrom([]rune("ab .-_ñĐ'\"\\\t\n#%&;$()é~")), 1, 12, 40)
	name := strings.TrimLeft(part.Draw(t, "name"), "-") + ".txt"
	if rapid.Bool().Draw(t, "folder") {
		return filepath.Join("una carpeta", name)
	}
	return name
}

func TestPatchApplies(t *testing.T) {
	git, patch := tool(t, "git"), tool(t, "patch")
	rapid.Check(t, func(t *rapid.T) {
		name, before := drawName(t), drawText(t)
		passes := [][]fixers.Edit{drawEdits(t, before)}
		middle, err := fixers.Apply(before, passes[0])
		if err != nil {
			t.Fatal(err)
		}
		passes = append(passes, drawEdits(t, middle))
		after, err := fixers.Apply(middle, passes[1])
		if err != nil {
			t.Fatal(err)
		}
		diff := Patch(name, before, passes)
		if before == after {
			if diff != "" {
				t.Fatalf("a patch for no change:\n%s", diff)
			}
			return
		}
		for _, command := range [][]string{{git, "apply", "--whitespace=nowarn", "-"}, {patch, "-p1", "--binary", "--no-backup-if-mismatch", "-s"}} {
			applyPatch(t, command, name, before, after, diff)
		}
	})
}

// applyPatch checks that command makes after of a file with the text before.
func applyPatch(t *rapid.T, command []string, name, before, after, diff string) {
	dir, err := os.MkdirTemp("", "copydesk-patch-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(before), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(diff)
	cmd.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir), "GIT_CONFIG_GLOBAL=/dev/null")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s\nname %q\n%s", command, err, out, name, diff)
	}
	got, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) || os.IsNotExist(err) && after != "" {
		t.Fatal(err)
	}
	if string(got) != after {
		t.Fatalf("%v made %q of %q, want %q\n%s", command, got, before, after, diff)
	}
}

func TestComposeEqualsPasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := drawText(t)
		now, passes := before, [][]fixers.Edit(nil)
		for range rapid.IntRange(0, 4).Draw(t, "passes") {
			edits := drawEdits(t, now)
			next, err := fixers.Apply(now, edits)
			if err != nil {
				t.Fatal(err)
			}
			now, passes = next, append(passes, edits)
		}
		composed := fixers.Compose(len(before), passes)
		var got strings.Builder
		at := 0
		for _, e := range composed {
			got.WriteString(before[at:e.Start] + e.New)
			at = e.End
		}
		if got.WriteString(before[at:]); got.String() != now {
			t.Fatalf("composed edits make %q, want %q", got.String(), now)
		}
	})
}

func TestPatchNames(t *testing.T) {
	for name, want := range map[string]string{
		"a/x.txt":       "a/x.txt",
		"a/Đà Nẵng.txt": "a/Đà Nẵng.txt\t",
		"a/a\"b\n.txt":  `"a/a\"b\012.txt"`,
		"a/\xff.txt":    `"a/\377.txt"`,
	} {
		if got := patchName(name); got != want {
			t.Errorf("patchName(%q) = %q, want %q", name, got, want)
		}
		if !utf8.ValidString(patchName(name)) {
			t.Errorf("patchName(%q) is no UTF-8", name)
		}
	}
}

func tool(t *testing.T, name string) string {
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed: the patch was not tried with it", name)
	}
	return path
}
