package rules

import (
	"fmt"
	"strings"
	"testing"

	"copydesk/article"
	"copydesk/fixers"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
)

// xRule finds every x and replaces it.
func xRule(name string, level fixers.Applicability) *Rule {
	return &Rule{Name: name, Severity: Warning, Run: func(p *Pass) {
		for i, c := range p.Text {
			if c == 'x' {
				s := article.Span{Start: i, End: i + 1}
				p.Report(Finding{Span: s, Message: "an x", Fix: fixers.Replace(s, "y", "make it y", level, fixers.KeepsNothing)})
			}
		}
	}}
}

var panicRule = &Rule{Name: "test/panic", Severity: Warning, Run: func(p *Pass) {
	p.Report(Finding{Message: "before the panic"})
	panic("boom")
}}

func TestFixAppliesWhatThePolicyAllows(t *testing.T) {
	engine := NewEngine([]*Rule{xRule("test/safe", fixers.Safe)}, nil)
	unsafe := NewEngine([]*Rule{xRule("test/unsafe", fixers.Unsafe)}, nil)
	for _, c := range []struct {
		name   string
		engine *Engine
		policy Policy
		want   string
	}{
		{"safe", engine, Policy{Level: fixers.Safe}, "ayby"},
		{"unsafe is not applied", unsafe, Policy{Level: fixers.Safe}, "axbx"},
		{"unsafe when asked for", unsafe, Policy{Level: fixers.Unsafe}, "ayby"},
		{"unfixable", engine, Policy{Level: fixers.Safe, Fixable: func(string) bool { return false }}, "axbx"},
		{"out of scope", engine, Policy{Level: fixers.Safe, Keep: func(f *Finding) bool { return f.Origin.Start > 2 }}, "axby"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := c.engine.Worker().Fix(article.Input{Text: "axbx", Lang: language.English}, c.policy)
			if out.Text != c.want {
				t.Errorf("got %q, want %q", out.Text, c.want)
			}
		})
	}
}

func TestPanicIsAFault(t *testing.T) {
	w := NewEngine([]*Rule{panicRule, xRule("test/x", fixers.Safe)}, nil).Worker()
	out := w.Fix(article.Input{Name: "a.txt", Text: "x"}, Policy{Level: fixers.Safe})
	if out.Text != "y" || len(out.Findings) != 1 {
		t.Errorf("the other rule did not run: %+v", out)
	}
	if len(out.Faults) != 1 || !strings.Contains(out.Faults[0].Error(), "a.txt: rule test/panic failed: boom") {
		t.Errorf("faults %+v", out.Faults)
	}
}

func TestNativeRulesKeepToTheirLanguage(t *testing.T) {
	native := xRule("test/native", fixers.Safe)
	native.Native = true
	w := NewEngine([]*Rule{native, xRule("test/any", fixers.Safe)}, nil).Worker()
	text := "The harbour was closed for a week and x was all that the mayor had to say about it.\n\n" +
		"Der Hafen war eine Woche lang geschlossen und x war alles was der Bürgermeister dazu sagen wollte."
	_, found, _ := w.Check(article.Input{Lang: language.English, Text: text})
	var got []string
	for _, f := range found {
		got = append(got, fmt.Sprintf("%s %t", f.Rule, f.Start > strings.Index(text, "\n")))
	}
	if d := cmp.Diff([]string{"test/any false", "test/native false", "test/any true"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestFingerprints(t *testing.T) {
	w := NewEngine([]*Rule{xRule("test/x", fixers.Safe)}, nil).Worker()
	prints := func(text string) []string {
		_, found, _ := w.Check(article.Input{Text: text})
		var list []string
		for _, f := range found {
			list = append(list, f.Fingerprint)
		}
		return list
	}
	before := prints("one x here\nanother x there")
	after := prints("A new first paragraph.\n\nanother x there\n\none  x here")
	if d := cmp.Diff([]string{before[1], before[0]}, after); d != "" {
		t.Errorf("moving the lines changed the fingerprints (-want +got):\n%s", d)
	}
	same := prints("x\nx")
	if same[0] == same[1] {
		t.Errorf("two equal findings share the fingerprint %s", same[0])
	}
}

func TestSelection(t *testing.T) {
	optional := xRule("b/optional", fixers.Safe)
	optional.Optional = true
	catalogue := []*Rule{xRule("a/one", fixers.Safe), xRule("a/two", fixers.Safe), xRule("b/three", fixers.Safe), optional}
	for _, c := range []struct {
		name string
		s    Selection
		want []string
	}{
		{"default", Selection{}, []string{"a/one", "a/two", "b/three"}},
		{"all", Selection{Select: []string{"ALL"}}, []string{"a/one", "a/two", "b/three", "b/optional"}},
		{"family", Selection{Select: []string{"a"}}, []string{"a/one", "a/two"}},
		{"glob", Selection{Select: []string{"*/t*"}}, []string{"a/two", "b/three"}},
		{"ignore", Selection{Ignore: []string{"a"}}, []string{"b/three"}},
		{"extend", Selection{ExtendSelect: []string{"b/optional"}}, []string{"a/one", "a/two", "b/three", "b/optional"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			chosen, err := c.s.Choose(catalogue)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range chosen {
				got = append(got, r.Name)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
	_, err := Selection{Select: []string{"a/oen"}}.Choose(catalogue)
	if err == nil || !strings.Contains(err.Error(), `did you mean "a/one"?`) {
		t.Errorf("an unknown rule: %v", err)
	}
}

func TestValidate(t *testing.T) {
	good := Rule{
		Name: "test/good", Severity: Info, Run: func(*Pass) {},
		Doc: Doc{Summary: "S", Why: "W", Fix: "F", Since: "0.1.0", Examples: "-- a.en.before --\nx\n-- b.en.trap --\ny\n"},
	}
	if err := Validate([]*Rule{&good}); err != nil {
		t.Errorf("a good rule is refused: %v", err)
	}
	for name, spoil := range map[string]func(*Rule){
		"the name must be": func(r *Rule) { r.Name = "Good" },
		"no Run":           func(r *Rule) { r.Run = nil },
		"no Severity":      func(r *Rule) { r.Severity = 0 },
		"Doc.Summary":      func(r *Rule) { r.Doc.Summary = "Ends with a stop." },
		"Doc.Why":          func(r *Rule) { r.Doc.Why = "" },
		"Doc.Since":        func(r *Rule) { r.Doc.Since = "soon" },
		"a before and a":   func(r *Rule) { r.Doc.Examples = "-- a.en.before --\nx\n" },
		"no kind":          func(r *Rule) { r.Doc.Examples = "-- a.en.before --\nx\n-- a.en.after --\nx\n" },
		"yaml and doc":     func(r *Rule) { r.Options = &struct{ A int }{} },
		"point to a":       func(r *Rule) { r.Options = 3 },
	} {
		bad := good
		spoil(&bad)
		if err := Validate([]*Rule{&bad}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("want an error with %q, got %v", name, err)
		}
	}
	if err := Validate([]*Rule{&good, &good}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("a rule that is there twice: %v", err)
	}
}

func TestParseExamples(t *testing.T) {
	list, err := ParseExamples("A note.\n-- lost-dash.es.before --\na\\u{200B}b\n-- lost-dash.es.safe --\nab\\\n-- keep-it.en.trap --\nx\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []Example{
		{Title: "lost dash", Lang: language.Spanish, Before: "a\u200bb\n", Safe: "ab", Unsafe: "ab", Note: "A note."},
		{Title: "keep it", Lang: language.English, Before: "x\n", Safe: "x\n", Unsafe: "x\n", Trap: true},
	}
	if d := cmp.Diff(want, list, cmp.Comparer(func(a, b language.Tag) bool { return a == b })); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// Clean text must cost no allocation once a worker's buffers have grown.
func TestCleanTextAllocatesNothing(t *testing.T) {
	w := NewEngine([]*Rule{xRule("test/x", fixers.Safe)}, nil).Worker()
	in := article.Input{Text: strings.Repeat("La sala abrió el lunes. ", 100), Lang: language.Spanish}
	w.Check(in)
	if n := testing.AllocsPerRun(100, func() { w.Check(in) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// finder returns a rule that finds every occurrence of what and replaces it.
func finder(name, what, with string) *Rule {
	return &Rule{Name: name, Severity: Warning, Run: func(p *Pass) {
		for at := 0; ; {
			i := strings.Index(p.Text[at:], what)
			if i < 0 {
				return
			}
			s := article.Span{Start: at + i, End: at + i + len(what)}
			p.Report(Finding{Span: s, Message: what, Fix: fixers.Replace(s, with, "replace", fixers.Safe, fixers.KeepsNothing)})
			at = s.End
		}
	}}
}

func TestCharactersComeBeforeWords(t *testing.T) {
	w := NewEngine([]*Rule{
		finder("encoding/test", "Ã©", "é"), finder("names/test", "JosÃ©", "Joseph"), finder("names/other", "Ana", "Anna"),
	}, nil).Worker()
	in := article.Input{Text: "JosÃ© y Ana", Lang: language.Spanish}
	_, found, _ := w.Check(in)
	var rules []string
	for _, f := range found {
		rules = append(rules, f.Rule)
	}
	if d := cmp.Diff([]string{"encoding/test", "names/other"}, rules); d != "" {
		t.Errorf("a word in the wrong encoding is judged as a word (-want +got):\n%s", d)
	}
	if out := w.Fix(in, Policy{Level: fixers.Safe}); out.Text != "José y Anna" {
		t.Errorf("got %q", out.Text)
	}
}

// A repair can show the language of an article to be another: what its rules
// then find is repaired in the same run, or the next one would find it.
func TestLanguageOfWhatWasRepaired(t *testing.T) {
	const foreign = "Esta es la parte de la página que no era del artículo y que se ha quedado en el texto por un error de la descarga. "
	cut := &Rule{Name: "test/cut", Severity: Warning, Run: func(p *Pass) {
		if strings.HasPrefix(p.Text, foreign) {
			s := article.Span{End: len(foreign)}
			p.Report(Finding{Span: s, Message: "not of the article", Fix: fixers.Replace(s, "", "take it out", fixers.Safe, fixers.KeepsRest)})
		}
	}}
	english := xRule("test/x", fixers.Safe)
	english.Langs = []language.Base{language.MustParseBase("en")}
	w := NewEngine([]*Rule{cut, english}, nil).Worker()
	in := article.Input{Text: foreign + "The minister said that the harbour was closed for x days."}
	first := w.Fix(in, Policy{Level: fixers.Safe})
	if base, _ := first.Input.Lang.Base(); base.String() != "es" {
		t.Fatalf("the article as it was read is in %v", base)
	}
	in.Text = first.Text
	if again := w.Fix(in, Policy{Level: fixers.Safe}); again.Changed() || !strings.Contains(first.Text, "y days") {
		t.Errorf("repaired to %q and then to %q", first.Text, again.Text)
	}
}
