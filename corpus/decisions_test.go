package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const (
	hashA = "0123456789abcdef"
	hashB = "fedcba9876543210"
)

func TestNotesRoundTrip(t *testing.T) {
	text := rapid.StringN(0, 30, 90)
	rapid.Check(t, func(t *rapid.T) {
		n := Note{
			Key:     rapid.SampledFrom([]string{hashA + ".0", hashA + ".12", "like:" + hashB, hashB}).Draw(t, "key"),
			Verdict: rapid.SampledFrom([]Verdict{Accept, Reject, ""}).Draw(t, "verdict"),
			Rule:    "spacing/run", Old: text.Draw(t, "old"), New: text.Draw(t, "new"), In: text.Draw(t, "in"), Why: text.Draw(t, "why"), By: text.Draw(t, "by"),
			On: rapid.SampledFrom([]string{"", "2026-11-22"}).Draw(t, "on"), Count: rapid.SampledFrom([]int{0, 2, 37}).Draw(t, "count"),
		}
		if n.Verdict != Accept && n.New == "" {
			n.New = ""
		}
		line := n.String()
		if strings.ContainsAny(line, "\n\r") {
			t.Fatalf("%q is more than one line", line)
		}
		got, err := parseNote(line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if got != n {
			t.Fatalf("read %#v\nwant %#v\nfrom %s", got, n, line)
		}
	})
}

func TestNotesErrors(t *testing.T) {
	for line, want := range map[string]string{
		"xyz accept":                              `d:1: "xyz" is no fingerprint`,
		hashA + ".0 perhaps":                      `"perhaps" is neither accept nor reject`,
		hashA + ".0 accept rul=\"x\"":             `unknown field "rul" (did you mean "rule"?)`,
		hashA + ".0 accept rule=\"x":              "not a quoted string",
		hashA + " count=0":                        "no number above 0",
		"<<<<<<< HEAD\n" + hashA + ".0 accept":    "d:1: a merge was not finished here",
		hashA + ".0 accept\n=======\n# a comment": "d:2: a merge was not finished here",
	} {
		if _, err := ParseNotes("d", line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", line, err, want)
		}
	}
}

// TestNotesMerge checks that two people who decide at the same time, each in a
// checkout of their own, get a file that git can merge by lines: each line
// stands by itself, sorted, and a double one is dropped.
func TestNotesMerge(t *testing.T) {
	mine := FormatNotes(DecisionsName, []Note{{Key: hashB + ".0", Verdict: Accept}, {Key: hashA + ".0", Verdict: Reject}})
	theirs := FormatNotes(DecisionsName, []Note{{Key: hashA + ".0", Verdict: Reject}})
	notes, err := ParseNotes("d", mine+theirs)
	if err != nil {
		t.Fatal(err)
	}
	if got := FormatNotes(DecisionsName, notes); got != mine {
		t.Errorf("merged:\n%swant:\n%s", got, mine)
	}
}

func TestDecisionsContradict(t *testing.T) {
	notes := []Note{{Key: hashA + ".0", Verdict: Accept, On: "2026-01-02", Line: 1}, {Key: hashA + ".0", Verdict: Reject, On: "2026-01-02", Line: 2}}
	if _, err := NewDecisions("d", notes); err == nil || !strings.Contains(err.Error(), "d:2: contradicts line 1") {
		t.Errorf("error %v", err)
	}
	notes[1].On = "2026-01-01"
	d, err := NewDecisions("d", notes)
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := d.Find(hashA+".0", ""); n.Verdict != Accept {
		t.Errorf("the older decision won: %+v", n)
	}
}

func TestDecisionsLikeness(t *testing.T) {
	d, err := NewDecisions("d", []Note{{Key: "like:" + hashA, Verdict: Accept}, {Key: hashB + ".0", Verdict: Reject, In: "a.txt"}})
	if err != nil {
		t.Fatal(err)
	}
	if n, ok := d.Find(hashA+".7", "like:"+hashA); !ok || n.Verdict != Accept {
		t.Error("what is decided of all alike must hold for each")
	}
	if n, ok := d.Find(hashB+".3", "like:"+hashA); !ok || n.Verdict != Reject {
		t.Error("what is decided of one goes before what is decided of all alike")
	}
	d.Done("a.txt")
	if stale := d.Stale(func(*Note) bool { return true }); len(stale) != 0 {
		t.Errorf("stale: %v", stale)
	}
}

func TestAllowance(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"a.txt", "new.txt", "s.jsonl"} {
		if err := os.WriteFile(filepath.Join(root, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	a := NewAllowance(root, []Note{
		{Key: hashA, In: "a.txt", Count: 2}, {Key: hashB, In: "gone.txt"}, {Key: hashA, In: "s.jsonl#3"},
	})
	take := func(article, hash string, want int) {
		t.Helper()
		u, got := a.For(article), 0
		for range 5 {
			if u.Take(hash + ".0") {
				got++
			}
		}
		u.Done()
		if got != want {
			t.Errorf("%s: %d findings are allowed, want %d", article, got, want)
		}
	}
	take("a.txt", hashA, 2)     // as often as it counts
	take("new.txt", hashA, 0)   // another article has its own findings
	take("new.txt", hashB, 1)   // the article was renamed
	take("s.jsonl#4", hashA, 1) // the records were renumbered
	take("a.txt", "aaaaaaaaaaaaaaaa", 0)
	if unused := a.Unused(func(*Note) bool { return true }); len(unused) != 0 {
		t.Errorf("unused: %v", unused)
	}
}

func TestAllowanceUnused(t *testing.T) {
	root := t.TempDir()
	a := NewAllowance(root, []Note{{Key: hashA, In: "a.txt", Count: 3}, {Key: hashB, In: "other.txt"}})
	if err := os.WriteFile(filepath.Join(root, "other.txt"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	u := a.For("a.txt")
	u.Take(hashA + ".0")
	u.Done()
	unused := a.Unused(func(*Note) bool { return true })
	if len(unused) != 1 || unused[0].Count != 1 || unused[0].In != "a.txt" {
		t.Errorf("unused: %+v; want a.txt with one left, and nothing of an article that was not checked", unused)
	}
}

func TestSuppressions(t *testing.T) {
	path := filepath.Join(t.TempDir(), SuppressionsName)
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	today := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	write(hashA + ` in="a.txt" why="a brand" until=2026-11-22` + "\n" + hashB + ` in="a.txt" why="until the relaunch" until=2026-11-21`)
	valid, expired, err := Suppressions(path, today)
	if err != nil || len(valid) != 1 || valid[0].Key != hashA || len(expired) != 1 || expired[0].Line != 2 {
		t.Errorf("valid %v, expired %v, error %v", valid, expired, err)
	}
	write(hashA + ` in="a.txt"`)
	if _, _, err := Suppressions(path, today); err == nil || !strings.Contains(err.Error(), "needs a reason") {
		t.Errorf("without a reason: %v", err)
	}
	write(hashA + ` in="a.txt" why="x" until="soon"`)
	if _, _, err := Suppressions(path, today); err == nil || !strings.Contains(err.Error(), "no date") {
		t.Errorf("without a date: %v", err)
	}
}

func TestUpdateNotesTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), StateDir, DecisionsName)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			n := Note{Key: hashA[:14] + string(rune('a'+i%6)) + string(rune('0'+i%10)) + ".0", Verdict: Accept, By: "someone"}
			if err := UpdateNotes(path, func(notes []Note) ([]Note, error) { return MergeDecisions(notes, []Note{n}), nil }); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	notes, err := ReadNotes(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(notes) != 20 { // i%6 and i%10 together are different for 30 numbers
		t.Errorf("%d of 20 decisions were kept", len(notes))
	}
}

func TestFindRoot(t *testing.T) {
	root := t.TempDir()
	deep := filepath.Join(root, "a", "b")
	if err := os.MkdirAll(deep, 0o777); err != nil {
		t.Fatal(err)
	}
	if got, _ := FindRoot(deep); got != deep {
		t.Errorf("FindRoot without marks = %s", got)
	}
	t.Chdir(root)
	if got, _ := FindRoot(deep); got != root {
		t.Errorf("FindRoot below the current folder = %s, want %s", got, root)
	}
	if err := os.Mkdir(filepath.Join(root, StateDir), 0o777); err != nil {
		t.Fatal(err)
	}
	if got, _ := FindRoot(filepath.Join(deep, "none.txt")); got != root {
		t.Errorf("FindRoot = %s, want %s", got, root)
	}
}
