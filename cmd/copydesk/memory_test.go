package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/fixers"
	"copydesk/report"
	"copydesk/rules"
)

// colour is a rule whose fix nobody would make unseen.
var colour = &rules.Rule{
	Name: "test/colour", Severity: rules.Warning,
	Run: func(p *rules.Pass) {
		for at := 0; ; {
			i := strings.Index(p.Text[at:], "rojo")
			if i < 0 {
				return
			}
			s := article.Span{Start: at + i, End: at + i + len("rojo")}
			p.Report(rules.Finding{Span: s, Message: "a colour", Confidence: 0.6, Fix: fixers.Replace(s, "azul", "paint it", fixers.Unsafe, fixers.KeepsNothing)})
			at = s.End
		}
	},
}

// fixColours writes files and decisions, and returns the files as fix leaves them.
func fixColours(t *testing.T, files map[string]string, decisions ...corpus.Note) map[string]string {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range files {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(corpus.StateDir, corpus.DecisionsName)
	if err := corpus.UpdateNotes(path, func([]corpus.Note) ([]corpus.Note, error) { return decisions, nil }); err != nil {
		t.Fatal(err)
	}
	var out, err bytes.Buffer
	c := &Command{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &err, Catalogue: []*rules.Rule{colour}}
	if status := c.Main([]string{"copydesk", "fix", "--no-cache", "--exit-zero"}); status != exitClean {
		t.Fatalf("exit %d: %s", status, err.String())
	}
	after := map[string]string{}
	for name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		after[name] = string(data)
	}
	return after
}

// findings returns the findings of text.
func findings(text string) []rules.Finding {
	o := rules.NewEngine([]*rules.Rule{colour}, nil).Worker().Inspect(article.Input{Name: "a.txt", Text: text}, rules.Policy{})
	return o.Findings
}

func TestDecisionsReplay(t *testing.T) {
	const text = "Un coche rojo pasa. Otro rojo queda."
	first, second := findings(text)[0], findings(text)[1]
	like := corpus.Note{Key: report.Likeness(&first), Verdict: corpus.Accept, Rule: colour.Name}
	one := corpus.Note{Key: first.Fingerprint, Verdict: corpus.Accept, Rule: colour.Name, Old: "rojo", New: "azul", In: "a.txt"}
	hand := one
	hand.New = "verde"
	reject := corpus.Note{Key: second.Fingerprint, Verdict: corpus.Reject, Rule: colour.Name, In: "a.txt"}
	for _, c := range []struct {
		what      string
		decisions []corpus.Note
		want      string
	}{
		{"nothing", nil, text},
		{"one", []corpus.Note{one}, "Un coche azul pasa. Otro rojo queda."},
		{"one, by hand", []corpus.Note{hand}, "Un coche verde pasa. Otro rojo queda."},
		{"all alike", []corpus.Note{like}, "Un coche azul pasa. Otro azul queda."},
		{"all alike but one", []corpus.Note{like, reject}, "Un coche azul pasa. Otro rojo queda."},
	} {
		got := fixColours(t, map[string]string{"a.txt": text, "nuevo.txt": "Es rojo."}, c.decisions...)
		if got["a.txt"] != c.want {
			t.Errorf("%s: a.txt is %q, want %q", c.what, got["a.txt"], c.want)
		}
		want := "Es rojo."
		if strings.HasPrefix(c.what, "all alike") {
			want = "Es azul."
		}
		if got["nuevo.txt"] != want {
			t.Errorf("%s: the new article is %q, want %q", c.what, got["nuevo.txt"], want)
		}
	}
}

// TestDecisionOfEqualFindings checks findings of equal words in equal
// surroundings: one decision holds for all of them, so that a second run finds
// nothing that the first one left.
func TestDecisionOfEqualFindings(t *testing.T) {
	const text = "rojo\nrojo\nrojo\n"
	first := findings(text)[0]
	got := fixColours(t, map[string]string{"a.txt": text}, corpus.Note{Key: first.Fingerprint, Verdict: corpus.Accept, Rule: colour.Name, Old: "rojo", New: "azul"})
	if got["a.txt"] != "azul\nazul\nazul\n" {
		t.Errorf("the article is %q", got["a.txt"])
	}
}

func TestStaleRejection(t *testing.T) {
	second := findings("rojo\nrojo\n")[1]
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile("a.txt", []byte("verde\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	note := corpus.Note{Key: second.Fingerprint, Verdict: corpus.Reject, Rule: colour.Name, In: "a.txt"}
	path := filepath.Join(corpus.StateDir, corpus.DecisionsName)
	if err := corpus.UpdateNotes(path, func([]corpus.Note) ([]corpus.Note, error) { return []corpus.Note{note}, nil }); err != nil {
		t.Fatal(err)
	}
	var out, problems bytes.Buffer
	c := &Command{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &problems, Catalogue: []*rules.Rule{colour}}
	if c.Main([]string{"copydesk", "check", "--no-cache"}); !strings.Contains(out.String(), staleDecision) {
		t.Errorf("a rejection without use is not reported:\n%s%s", out.String(), problems.String())
	}
	out.Reset()
	if c.Main([]string{"copydesk", "fix", "--no-cache"}); !strings.Contains(out.String(), "1 defect fixed") {
		t.Errorf("fix says:\n%s%s", out.String(), problems.String())
	}
	if notes, err := corpus.ReadNotes(path); err != nil || len(notes) != 0 {
		t.Errorf("left: %v, %v", notes, err)
	}
}
