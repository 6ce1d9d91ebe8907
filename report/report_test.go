package report

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
)

var update = flag.Bool("update", false, "write the golden files anew")

// pattern returns a rule of the tests: it reports what re matches and, when
// with is not nil, replaces it. The golden reports stand on such rules, so
// that they do not change whenever a rule of the catalogue learns something.
func pattern(name, re, message string, s rules.Severity, a fixers.Applicability, with func(string) string) *rules.Rule {
	find := regexp.MustCompile(re)
	return &rules.Rule{
		Name: name, Severity: s,
		Doc: rules.Doc{
			Summary: "Test rule " + name, Why: "The reports need something to report.", Fix: "It is " + a.String() + ".",
			Best: a, Since: "0.1.0", Examples: "-- one.es.before --\nuno  dos\n-- one.es.safe --\nuno dos\n-- two.es.trap --\nuno dos\n",
		},
		Run: func(p *rules.Pass) {
			for _, m := range find.FindAllStringIndex(p.Text, -1) {
				f := rules.Finding{Span: article.Span{Start: m[0], End: m[1]}, Message: message, Confidence: 0.75 + float64(a)*0.12}
				f.Evidence = []string{fmt.Sprintf("%q matches", p.At(f.Span))}
				if with != nil {
					f.Fix = fixers.Replace(f.Span, with(p.At(f.Span)), "write it "+a.String()+"ly", a, fixers.KeepsNothing)
				}
				p.Report(f)
			}
		},
	}
}

func replace(old, with string) func(string) string {
	return func(s string) string { return strings.ReplaceAll(s, old, with) }
}

// testRules are a rule of each kind that a report must show.
func testRules() []*rules.Rule {
	return []*rules.Rule{
		pattern("spacing/run", `[^\s] {2,}[^\s]`, "more than one blank in a row", rules.Warning, fixers.Safe, replace("  ", " ")),
		pattern("spacing/trailing", `[ \t]+(\n|$)`, "blanks at the end of the line", rules.Info, fixers.Safe, func(string) string { return "\n" }),
		pattern("spacing/fused-word", `\belmuelle\b`, "two words are written as one", rules.Error, fixers.Safe, replace("elm", "el m")),
		pattern("spacing/letter-digit", `\d+millones`, "a number and a word are written as one", rules.Warning, fixers.Unsafe, replace("m", " m")),
		pattern("spacing/space-before-punctuation", ` ,`, "a blank in front of a comma", rules.Warning, fixers.Safe, replace(" ", "")),
		pattern("names/variant", `Cườn\b`, "this may be the name Cường", rules.Warning, fixers.Unsafe, replace("n", "ng")),
		pattern("structure/boilerplate", `(?m)^Ver más$`, "a link of the page, no part of the article", rules.Info, fixers.Display, nil),
	}
}

// entries returns the articles of testdata, checked or repaired.
func entries(t testing.TB, fix bool) []*Entry {
	t.Helper()
	paths, err := filepath.Glob("testdata/articles/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no test articles", err)
	}
	var list []*Entry
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, entry(filepath.Base(p), string(text), fix))
	}
	record := entry("lote.jsonl", "Unos  testigos", fix)
	record.ID, record.Line = "n-7", 3
	return append(list, record)
}

func entry(path, text string, fix bool) *Entry {
	w := rules.NewEngine(testRules(), nil).Worker()
	in := article.Input{Name: path, Lang: language.Spanish, Text: text}
	if fix {
		return &Entry{Path: path, Outcome: w.Fix(in, rules.Policy{Level: fixers.Safe})}
	}
	return &Entry{Path: path, Outcome: w.Inspect(in, rules.Policy{Level: fixers.Safe})}
}

// write returns the report of list in format.
func write(t testing.TB, format string, style Style, list []*Entry) string {
	t.Helper()
	var b bytes.Buffer
	style.Rules, style.Version = testRules(), "0.1.0"
	w, err := New(format, &b, style)
	if err != nil {
		t.Fatal(err)
	}
	var sum Summary
	for _, e := range list {
		sum.Add(e)
		if err := w.Entry(e); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(&sum); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, format := range slices.DeleteFunc(Formats(), func(f string) bool { return f == "html" }) {
		for _, run := range []struct {
			name string
			fix  bool
		}{{"check", false}, {"fix", true}} {
			t.Run(format+"/"+run.name, func(t *testing.T) {
				golden(t, run.name+"."+format, write(t, format, Style{Fixed: run.fix}, entries(t, run.fix)))
			})
		}
	}
	golden(t, "check.statistics", write(t, "full", Style{Statistics: true}, entries(t, false)))
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is not as it was (-want +got; -update when it should be):\n%s", path, diff)
	}
}

// TestEmptyRuns checks that a run without findings, or without articles, is
// still a whole document of its format.
func TestEmptyRuns(t *testing.T) {
	for _, format := range Formats() {
		for _, list := range [][]*Entry{nil, {entry("limpio.txt", "Sin defectos.\n", false)}} {
			checkSyntax(t, format, write(t, format, Style{}, list))
		}
	}
}

// A byte-order mark and a line end are no part of a line, but a finding can be about them.
func TestFindingBesideTheLine(t *testing.T) {
	const text = "\uFEFFuno\r\ndos\n"
	e := entry("marca.txt", text, false)
	for _, s := range []article.Span{{}, {End: 3}, {End: 4}, {Start: 6, End: 8}, {Start: 7, End: 8}, {Start: 7, End: 9}, {Start: len(text), End: len(text)}} {
		e.Rest = append(e.Rest, rules.Finding{
			Rule: "encoding/mojibake", Text: text, Span: s, Origin: s, Severity: rules.Warning, Message: "x",
			Fix: &fixers.Fix{Message: "x", Edits: []fixers.Edit{{Span: s, New: "y"}}},
		})
	}
	e.Findings, e.Tally = e.Rest, fixers.Tally{Found: len(e.Rest), Remaining: len(e.Rest)}
	for _, format := range Formats() {
		checkSyntax(t, format, write(t, format, Style{}, []*Entry{e}))
	}
}

func TestUnknownFormat(t *testing.T) {
	_, err := New("sariff", nil, Style{})
	if err == nil || !strings.Contains(err.Error(), `did you mean "sarif"`) {
		t.Errorf("New(sariff): %v", err)
	}
}
