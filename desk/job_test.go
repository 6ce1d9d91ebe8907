package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"copydesk/corpus"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/catalogue"
)

const (
	untidy = "The harbour of  Da Nang was closed  on Tuesday after a night of heavy rain."
	tidy   = "The harbour of Da Nang was closed on Tuesday after a night of heavy rain."
)

// bomb is a rule that panics in articles that begin with its name.
func bomb() *rules.Rule {
	return &rules.Rule{
		Name: "spacing/bomb", Severity: rules.Error,
		Doc: rules.Doc{Summary: "x", Why: "x", Fix: "x", Best: fixers.Safe, Since: "0.1.0"},
		Run: func(p *rules.Pass) {
			if strings.HasPrefix(p.Text, "bomb") {
				panic("index out of range")
			}
		},
	}
}

// newJob returns a job of one rule and the bomb, with a corpus to work on.
func newJob(t *testing.T, verb Verb, files map[string]string) (*Job, string) {
	t.Helper()
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	for name, data := range files {
		write(t, filepath.Join(in, name), data)
	}
	return &Job{Verb: verb, Desk: newDesk(t, "spacing/run"), Dir: filepath.Join(dir, "job"), Under: filepath.Join(dir, "out")}, in
}

func newDesk(t *testing.T, rule string) *Desk {
	t.Helper()
	all := append(catalogue.All(), bomb())
	configs := corpus.NewLoader(RuleKeys(all))
	configs.Isolated = true
	for _, arg := range []string{"lang=en", "select=[" + rule + ", spacing/bomb]"} {
		name, value, err := corpus.ParseSet(arg, configs.Keys())
		if err != nil {
			t.Fatal(err)
		}
		configs.Set[name] = value
	}
	return &Desk{Catalogue: all, Version: "0.1.0", Configs: configs, Identity: &Identity{Program: "test", FileID: FileSum}}
}

func write(t *testing.T, path, data string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(data), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// doAll does every unit below in.
func doAll(t *testing.T, j *Job, in string) map[string]Done {
	t.Helper()
	walker := corpus.Walker{Configs: newDesk(t, "spacing/run").Configs}
	done := map[string]Done{}
	for u, err := range Units(walker.Walk(context.Background(), []string{in})) {
		if err != nil {
			t.Fatal(err)
		}
		done[u.Name] = j.Do(context.Background(), Workers{}, u)
	}
	return done
}

func record(text string) string {
	data, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		return err.Error()
	}
	return string(data) + "\n"
}

// A rule that panics costs its own findings in that article, which becomes a
// dead letter with all that is needed to find the mistake.
func TestPanicIsADeadLetter(t *testing.T) {
	for _, verb := range []Verb{CheckVerb, FixVerb} {
		j, in := newJob(t, verb, map[string]string{"a.jsonl": record(untidy) + record("bomb  here") + record(untidy), "b.txt": "bomb  there\n"})
		done := doAll(t, j, in)
		for _, name := range []string{"a.jsonl", "texts"} {
			if d := done[name]; d.Err != nil || d.Record == nil || d.Record.Dead != 1 {
				t.Fatalf("%s %s: %+v", verb, name, d)
			}
		}
		var letter DeadLetter
		if err := json.Unmarshal([]byte(read(t, filepath.Join(j.Dir, "dead/a.jsonl.jsonl"))), &letter); err != nil {
			t.Fatal(err)
		}
		want := DeadLetter{Path: filepath.Join(in, "a.jsonl"), ID: "2", Line: 2, Rule: "spacing/bomb", Text: "bomb  here"}
		if !strings.Contains(letter.Error, "index out of range") || !strings.Contains(letter.Stack, "bomb.func1") {
			t.Errorf("%+v", letter)
		}
		letter.Error, letter.Stack = "", ""
		if letter != want {
			t.Errorf("%+v, want %+v", letter, want)
		}
		if verb == FixVerb && read(t, filepath.Join(j.Under, "a.jsonl")) != record(tidy)+record("bomb here")+record(tidy) {
			t.Error("the other rules and articles did not go on")
		}
	}
}

// A shard that cannot be read to its end leaves its dead letter and nothing
// else, and the job is done when it has been mended.
func TestUnreadableShard(t *testing.T) {
	j, in := newJob(t, FixVerb, map[string]string{"a.jsonl": record(untidy), "b.jsonl.gz": "\x1f\x8b\x08\x00cut"})
	for range 2 {
		done := doAll(t, j, in)
		if d := done["b.jsonl.gz"]; d.Err == nil || d.Record != nil {
			t.Fatalf("%+v", d)
		}
		if d := done["a.jsonl"]; d.Err != nil {
			t.Fatal(d.Err)
		}
	}
	if s := read(t, filepath.Join(j.Dir, "dead/b.jsonl.gz.jsonl")); !strings.Contains(s, "it is cut off") {
		t.Error(s)
	}
	for _, path := range []string{filepath.Join(j.Under, "b.jsonl.gz"), filepath.Join(j.Dir, "done/b.jsonl.gz.json"), filepath.Join(j.Dir, "findings/b.jsonl.gz.jsonl")} {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is there", path)
		}
	}
	if err := os.Remove(filepath.Join(in, "b.jsonl.gz")); err != nil {
		t.Fatal(err)
	}
	var sum Summary
	for _, d := range doAll(t, j, in) {
		sum.Add(&d)
	}
	if sum.Units != 1 || sum.Skipped != 1 || sum.Failed != 0 {
		t.Errorf("%+v", sum)
	}
}

// What was done by another configuration, of another input, or is no longer
// there, is done again, and nothing else is.
func TestDoneIsSkipped(t *testing.T) {
	j, in := newJob(t, FixVerb, map[string]string{"a.jsonl": record(untidy), "b/c.txt": untidy, "b/d.txt": untidy})
	skipped := func(want ...string) {
		t.Helper()
		for name, d := range doAll(t, j, in) {
			if d.Err != nil || d.Skipped != strings.Contains(strings.Join(want, " "), name) {
				t.Errorf("%s: skipped %v, %v; want %v skipped", name, d.Skipped, d.Err, want)
			}
		}
	}
	skipped()
	skipped("a.jsonl", "b/texts")
	write(t, filepath.Join(in, "b/d.txt"), untidy+"  More.")
	skipped("a.jsonl")
	write(t, filepath.Join(j.Under, "a.jsonl"), "something else")
	skipped("b/texts")
	write(t, filepath.Join(j.Dir, "done/a.jsonl.json"), "{half")
	skipped("b/texts")
	j.Desk = newDesk(t, "spacing/trailing")
	skipped()
}

// A stopped job leaves no dead letters: nothing was wrong.
func TestStoppedJob(t *testing.T) {
	j, in := newJob(t, FixVerb, map[string]string{"a.jsonl": record(untidy)})
	ctx, stop := context.WithCancel(context.Background())
	stop()
	d := j.Do(ctx, Workers{}, Unit{Name: "a.jsonl", Files: []corpus.File{{Path: filepath.Join(in, "a.jsonl"), Rel: "a.jsonl"}}})
	if !errors.Is(d.Err, context.Canceled) {
		t.Errorf("%v", d.Err)
	}
	for _, dir := range []string{j.Dir, j.Under} {
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				t.Errorf("%s is there", path)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// Units gathers the text files of each folder, whatever lies between them.
func TestUnits(t *testing.T) {
	files := []string{"a.txt", "b/a.jsonl", "b/b.txt", "b/c/x.txt", "b/d.txt", "c.jsonl", "d.md", "e/z.txt"}
	var got []string
	for u := range Units(func(yield func(corpus.File, error) bool) {
		for _, f := range files {
			if !yield(corpus.File{Path: "in/" + f, Rel: f}, nil) {
				return
			}
		}
	}) {
		line := u.Name + ":"
		for _, f := range u.Files {
			line += " " + f.Rel
		}
		got = append(got, line)
	}
	want := "b/a.jsonl: b/a.jsonl|b/c/texts: b/c/x.txt|c.jsonl: c.jsonl|b/texts: b/b.txt b/d.txt|e/texts: e/z.txt|texts: a.txt d.md"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("%s\nwant %s", s, want)
	}
}

// Profiles of units make the profile of the whole; the tally is the same in any order.
func TestLearnJob(t *testing.T) {
	files := map[string]string{}
	for i := range 20 {
		files[fmt.Sprintf("s%02d.jsonl", i)] = record(untidy) + record(fmt.Sprintf("Mayor Ana Silva opened harbour number %d. %s", i, tidy))
	}
	j, in := newJob(t, LearnVerb, files)
	for name, d := range doAll(t, j, in) {
		if d.Err != nil || d.Record.Articles != 2 || d.Record.Output == nil {
			t.Fatalf("%s: %+v", name, d)
		}
	}
	write(t, filepath.Join(j.Dir, "partial/.merged/some.part"), "what was merged of some")
	parts, err := Partials(j.Dir)
	if err != nil || len(parts) != 20 {
		t.Fatalf("%d parts, %v", len(parts), err)
	}
	n := 0
	for r, err := range AllRecords(j.Dir) {
		if err != nil {
			t.Fatal(err)
		}
		n += r.Articles
	}
	if n != 40 {
		t.Errorf("%d articles", n)
	}
	var out strings.Builder
	if err := MergePartials(parts, t.TempDir(), 0, io.Writer(&out)); err != nil || out.Len() == 0 {
		t.Errorf("%d bytes, %v", out.Len(), err)
	}
}
