package names_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"copydesk/lexicon/names"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

const file = `# Names of the corpus.

# The president.
Lương Cường [lang:en,fr] = Luong Cuong | Lương Cườn  # 412 | 1 | 3 articles
- Nguyễn Văn An = Nguyễn Văn Ân
? Tô Lâm [lang:en source:"Viet Nam News" source:vnexpress.net] = To Lam
# The end.
`

func parse(t *testing.T, text string) *names.List {
	t.Helper()
	l, err := names.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func written(t interface{ Fatal(...any) }, l *names.List) string {
	var b bytes.Buffer
	if _, err := l.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFile(t *testing.T) {
	l := parse(t, file)
	if d := cmp.Diff(file, written(t, l)); d != "" {
		t.Errorf("the file is written in another way (-want +got):\n%s", d)
	}
	shuffled := strings.Split(strings.TrimSuffix(file, "\n"), "\n")
	slices.Reverse(shuffled[4:6])
	if d := cmp.Diff(file, written(t, parse(t, strings.Join(shuffled, "\r\n")))); d != "" {
		t.Errorf("the order of the lines changes the file (-want +got):\n%s", d)
	}
}

// Whatever names, scopes and comments hold, what is written is read as it was.
func TestRoundTrip(t *testing.T) {
	name := rapid.StringMatching(`[A-Zđ?\-#|=\\\[\]"'.:,]{1,4}( [a-zé#|=\\\[\]]{1,4})?`)
	rapid.Check(t, func(t *rapid.T) {
		want := names.Entry{
			Status: rapid.SampledFrom([]names.Status{names.Accepted, names.Suggested, names.Rejected}).Draw(t, "status"),
			Form:   name.Draw(t, "form"),
		}
		for range rapid.IntRange(1, 3).Draw(t, "variants") {
			if v := name.Draw(t, "variant"); v != want.Form && !slices.Contains(want.Variants, v) {
				want.Variants = append(want.Variants, v)
			}
		}
		if len(want.Variants) == 0 {
			return
		}
		want.Langs = rapid.SampledFrom([][]string{nil, {"es"}, {"en", "vi"}}).Draw(t, "langs")
		if rapid.Bool().Draw(t, "scoped") {
			want.Sources = []string{name.Draw(t, "source")}
		}
		want.Note = rapid.SampledFrom([]string{"", "3 | 1", "a # b = c"}).Draw(t, "note")
		want.Comments = rapid.SampledFrom([][]string{nil, {"one"}, {"one", "? two = x"}}).Draw(t, "comments")
		slices.Sort(want.Variants)
		l, err := names.New([]names.Entry{want})
		if err != nil {
			t.Fatal(err)
		}
		read, err := names.Parse(written(t, l))
		if err != nil {
			t.Fatalf("%v:\n%s", err, written(t, l))
		}
		if d := cmp.Diff([]names.Entry{want}, read.Entries(), cmpopts.IgnoreFields(names.Entry{}, "Line")); d != "" {
			t.Fatalf("%s\n%s", d, written(t, l))
		}
	})
}

func TestPreferred(t *testing.T) {
	l := parse(t, `Tô Lâm [lang:en] = To Lam
To Lam [lang:en source:wire] = Tô Lâm
To Lam [lang:es] = Tô Lâm
? Hà Nội = Hanoi
- Paris = París
`)
	for _, c := range []struct{ form, lang, source, want string }{
		{"To Lam", "en", "", "Tô Lâm"},
		{"To Lam", "es", "", ""},
		{"Tô Lâm", "es", "vna", "To Lam"},
		{"Tô Lâm", "en", "wire", "To Lam"},
		{"To Lam", "vi", "", ""},
		{"Hanoi", "en", "", ""},
	} {
		got := ""
		if e := l.Preferred(c.form, c.lang, c.source); e != nil {
			got = e.Form
		}
		if got != c.want {
			t.Errorf("%+v: got %q", c, got)
		}
	}
	if !l.Decided("París", "es", "") || !l.Decided("To Lam", "es", "") || l.Decided("Hanoi", "en", "") {
		t.Error("what is decided and what is not")
	}
	if !l.Begins("To") || l.Begins("Hanoi") || l.Words() != 2 {
		t.Error("first words of variants")
	}
	var none *names.List
	if none.Preferred("x", "", "") != nil || none.Begins("x") || none.Decided("x", "", "") || none.Entries() != nil {
		t.Error("an empty list decides something")
	}
}

func TestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"Tô Lâm":                           "line 1: want PREFERRED = VARIANT",
		"\nTô Lâm =":                       "line 2: a variant is empty",
		"Tô Lâm = Tô Lâm":                  "a variant that differs",
		"Tô Lâm [lang:en = To Lam":         "has no end",
		"Tô Lâm [land:en] = To Lam":        `no scope is called "land"`,
		"Tô Lâm [lang:] = To Lam":          "is empty",
		"A = C\nB = C":                     `line 2: "C" is a variant of "B", and on line 1 of "A"`,
		"A = B\nB = C":                     `line 2: "B" is preferred, and on line 1 a variant of "A"`,
		"A [lang:en] = B\nB [lang:en] = A": "is preferred",
	} {
		_, err := names.Parse(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	parse(t, "A [lang:en] = B\nB [lang:es] = A\n")
}
