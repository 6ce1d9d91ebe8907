package corpus

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A configuration that travels says of every file what it said at home, where
// its own files and those that it extends are gone.
func TestPinned(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{
		"base/base.yml":          "lang: es\nignore: [spacing/run]\nsource: wire\n",
		"corpus/.copydesk.yml":   "extend: ../base/base.yml\nprofile: known.profile\noverrides:\n  - files: ['vns/**', 'x-*.jsonl']\n    lang: vi\n",
		"corpus/vns/a.jsonl":     "",
		"corpus/x-1.jsonl":       "",
		"corpus/deep/down.jsonl": "",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	home := NewLoader(nil)
	for _, arg := range []string{"unsafe-fixes=true", "corpus.fields.text=/a  b/c", "select=[a, 'b  c']"} {
		name, value, err := ParseSet(arg, home.Keys())
		if err != nil {
			t.Fatal(err)
		}
		home.Set[name] = value
	}
	pinned, err := home.Pin(filepath.Join(dir, "corpus", ConfigName))
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(pinned)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	files := []string{"vns/a.jsonl", "x-1.jsonl", "deep/down.jsonl"}
	for _, rel := range files {
		want[rel] = configText(t, home, filepath.Join(dir, "corpus", rel))
	}
	if !strings.Contains(want["vns/a.jsonl"], "lang: vi") || !strings.Contains(want["deep/down.jsonl"], "lang: es") || !strings.Contains(want["x-1.jsonl"], "/a  b/c") {
		t.Fatalf("this test proves nothing: %v", want)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	away, travelled := NewLoader(nil), &Pinned{}
	if err := json.Unmarshal(data, travelled); err != nil {
		t.Fatal(err)
	}
	if err := away.Use(travelled); err != nil {
		t.Fatal(err)
	}
	for _, rel := range files {
		if got := configText(t, away, rel); got != want[rel] {
			t.Errorf("%s:\n%s\nwant\n%s", rel, got, want[rel])
		}
	}
}

// configText returns all values that hold for path, a line each.
func configText(t *testing.T, l *Loader, path string) string {
	t.Helper()
	c, err := l.For(path)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, k := range Keys() {
		if s, ok := c.Settings[k.Name]; ok {
			b.WriteString(k.Name + ": " + s.Node.Value)
			for _, n := range s.Node.Content {
				b.WriteString(" [" + n.Value + "]")
			}
			b.WriteString("\n")
		}
	}
	return b.String() + c.Profile
}

func TestPinMistakes(t *testing.T) {
	path := filepath.Join(t.TempDir(), ConfigName)
	if _, err := NewLoader(nil).Pin(path); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("no file: %v", err)
	}
	if err := os.WriteFile(path, []byte("langg: es\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := NewLoader(nil).Pin(path); err == nil || !strings.Contains(err.Error(), `did you mean "lang"`) {
		t.Errorf("wrong key: %v", err)
	}
}
