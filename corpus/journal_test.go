package corpus

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"copydesk/article"
	"copydesk/fixers"

	"pgregory.net/rapid"
)

// newCorpus makes a folder with a StateDir and files.
func newCorpus(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, StateDir), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func contentOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// overwrite changes an article by way of the journal.
func overwrite(t *testing.T, j *Journal, path string, edits ...fixers.Edit) {
	t.Helper()
	c, err := Read(File{Path: path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	after, err := fixers.Apply(c.Text, edits)
	if err != nil {
		t.Fatal(err)
	}
	passes := [][]fixers.Edit{edits}
	raw, err := c.Rewrite(&Config{}, after, passes)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Article(c, raw, passes); err != nil {
		t.Fatal(err)
	}
	if err := c.Overwrite(raw); err != nil {
		t.Fatal(err)
	}
}

func cut(start, end int, with string) fixers.Edit {
	return fixers.Edit{Span: article.Span{Start: start, End: end}, New: with}
}

func TestUndoBringsBackTheBytes(t *testing.T) {
	latin := "La corporaci\xf3n celebr\xf3 ayer  su reuni\xf3n anual en la ciudad de Valdemar.\r\n" // windows-1252
	files := map[string]string{
		"a.txt": "uno  dos\r\ntres", "bom.txt": "\uFEFFuno  dos\n", "latin.txt": latin, "same.txt": "nada\n",
	}
	root := newCorpus(t, files)
	j := NewJournal(root, "fix .", time.Now())
	if j.Run() != "" {
		t.Error("a run that changed nothing has a name")
	}
	overwrite(t, j, filepath.Join(root, "a.txt"), cut(3, 5, " "), cut(8, 8, "!"))
	overwrite(t, j, filepath.Join(root, "bom.txt"), cut(0, 3, ""), cut(4, 5, ""))
	overwrite(t, j, filepath.Join(root, "latin.txt"), cut(0, 2, "Una"))
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	run, err := FindRun(root, "")
	if err != nil || run.Name != j.Run() || run.Command != "fix ." {
		t.Fatalf("run %+v, error %v", run, err)
	}
	done, err := run.Undo()
	if err != nil || len(done) != 3 {
		t.Fatalf("undone %v, error %v", done, err)
	}
	for name, want := range files {
		if got := contentOf(t, filepath.Join(root, name)); got != want {
			t.Errorf("%s is %q, was %q", name, got, want)
		}
	}
	if _, err := FindRun(root, ""); !errors.Is(err, ErrNoRun) {
		t.Errorf("after undo: %v", err)
	}
	if _, err := FindRun(root, run.Name); !errors.Is(err, ErrUndone) {
		t.Errorf("a second undo: %v", err)
	}
}

func TestUndoIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("ab \n\r\tñĐ\u0301🙂")), 0, 60, 200).Draw(t, "text")
		mark := rapid.SampledFrom([]string{"", "\uFEFF"}).Draw(t, "mark")
		c := &Content{Text: text, Raw: mark + text}
		now, passes := text, [][]fixers.Edit(nil)
		for range rapid.IntRange(1, 3).Draw(t, "passes") {
			var edits []fixers.Edit
			at := 0
			for i := range now {
				if i >= at && rapid.IntRange(0, 5).Draw(t, "here") == 0 {
					edits, at = append(edits, cut(i, i, rapid.SampledFrom([]string{"x", " ", "é"}).Draw(t, "new"))), i+1
				}
			}
			next, err := fixers.Apply(now, edits)
			if err != nil {
				t.Fatal(err)
			}
			now, passes = next, append(passes, edits)
		}
		after := mark + now
		got, err := inverse(c, after, passes).apply(after)
		if err != nil || got != c.Raw {
			t.Fatalf("back to %q, want %q: %v", got, c.Raw, err)
		}
	})
}

func TestUndoRefusesWhatWasChanged(t *testing.T) {
	root := newCorpus(t, map[string]string{"a.txt": "uno  dos", "b.txt": "tres  cuatro"})
	j := NewJournal(root, "fix", time.Now())
	overwrite(t, j, filepath.Join(root, "a.txt"), cut(3, 4, ""))
	overwrite(t, j, filepath.Join(root, "b.txt"), cut(4, 5, ""))
	if err := os.WriteFile(filepath.Join(root, "a.txt"), []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	run, err := FindRun(root, j.Run()[:8])
	if err != nil {
		t.Fatal(err)
	}
	done, err := run.Undo()
	if err == nil || !strings.Contains(err.Error(), "was changed since") || len(done) != 1 || done[0] != "b.txt" {
		t.Errorf("undone %v, error %v", done, err)
	}
	if got := contentOf(t, filepath.Join(root, "a.txt")); got != "mine" {
		t.Errorf("a.txt is %q", got)
	}
	if got := contentOf(t, filepath.Join(root, "b.txt")); got != "tres  cuatro" {
		t.Errorf("b.txt is %q", got)
	}
	if again, err := FindRun(root, ""); err != nil || again.Undone {
		t.Errorf("a run with a file left must not count as undone: %v", err)
	}
}

// TestUndoAfterKill checks a run that was killed between its journal and its
// write, and one that was killed within a line of its journal.
func TestUndoAfterKill(t *testing.T) {
	root := newCorpus(t, map[string]string{"a.txt": "uno  dos", "b.txt": "tres  cuatro"})
	j := NewJournal(root, "fix", time.Now())
	overwrite(t, j, filepath.Join(root, "a.txt"), cut(3, 4, ""))
	c, err := Read(File{Path: filepath.Join(root, "b.txt")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Article(c, "tres cuatro", [][]fixers.Edit{{cut(4, 5, "")}}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, StateDir, undoDir, j.Run()+journalSuffix)
	if err := os.WriteFile(path, []byte(contentOf(t, path)+`{"path":"c.t`), 0o666); err != nil {
		t.Fatal(err)
	}
	run, err := FindRun(root, "")
	if err != nil {
		t.Fatal(err)
	}
	done, err := run.Undo()
	if err != nil || len(done) != 1 || contentOf(t, filepath.Join(root, "a.txt")) != "uno  dos" {
		t.Errorf("undone %v, error %v", done, err)
	}
}

func TestUndoShard(t *testing.T) {
	old := `{"text": "uno  dos"}` + "\n"
	root := newCorpus(t, map[string]string{"s.jsonl": old})
	path := filepath.Join(root, "s.jsonl")
	j := NewJournal(root, "fix", time.Now())
	written, err := j.Shard(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path, []byte(`{"text": "uno dos"}`+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := written(); err != nil {
		t.Fatal(err)
	}
	run, err := FindRun(root, "")
	if err != nil {
		t.Fatal(err)
	}
	if done, err := run.Undo(); err != nil || len(done) != 1 || contentOf(t, path) != old {
		t.Errorf("undone %v, error %v: %q", done, err, contentOf(t, path))
	}
}

func TestOldJournalsAreRemoved(t *testing.T) {
	root := newCorpus(t, map[string]string{"a.txt": "a b"})
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range keptRuns + 3 {
		j := NewJournal(root, "fix", day.AddDate(0, 0, i))
		overwrite(t, j, filepath.Join(root, "a.txt"), cut(1, 1, " "))
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	runs, err := Runs(root)
	if err != nil || len(runs) != keptRuns {
		t.Fatalf("%d runs are kept, want %d: %v", len(runs), keptRuns, err)
	}
	if !strings.HasPrefix(runs[0].Name, "20260123") || !strings.HasPrefix(runs[len(runs)-1].Name, "20260104") {
		t.Errorf("kept %s to %s", runs[len(runs)-1].Name, runs[0].Name)
	}
}
