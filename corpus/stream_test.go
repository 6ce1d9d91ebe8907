package corpus

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"copydesk/article"
	"copydesk/fixers"

	"github.com/google/go-cmp/cmp"
)

// tester is a test of package testing or of rapid.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func testConfig(t tester, set ...string) *Config {
	t.Helper()
	l := NewLoader(nil)
	l.Isolated = true
	for _, arg := range set {
		name, s, err := ParseSet(arg, l.Keys())
		if err != nil {
			t.Fatal(err)
		}
		l.Set[name] = s
	}
	c, err := l.For("a")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// squeeze returns text with single blanks, and the edits that lead there.
func squeeze(text string) (string, []fixers.Edit) {
	var edits []fixers.Edit
	for at := 0; ; {
		i := strings.Index(text[at:], "  ")
		if i < 0 {
			break
		}
		at += i
		edits = append(edits, fixers.Edit{Span: article.Span{Start: at, End: at + 1}})
		at++
	}
	after, err := fixers.Apply(text, edits)
	if err != nil {
		panic(err)
	}
	return after, edits
}

// repair squeezes all articles of s and returns them as "ID line: text", the
// errors for bad records, and that of the shard.
func repair(s Shard) (articles []string, bad []error, err error) {
	for b, err := range s.Batches() {
		if err != nil {
			s.Discard()
			return articles, bad, err
		}
		b.Parse()
		bad = append(bad, b.Bad...)
		for i, r := range b.Records {
			articles = append(articles, r.ID+": "+r.Text)
			if after, edits := squeeze(r.Text); after != r.Text {
				if err := b.Replace(i, &Revision{Text: after, Passes: [][]fixers.Edit{edits}}); err != nil {
					bad = append(bad, err)
				}
			}
		}
		if err := s.Put(b); err != nil {
			return articles, bad, err
		}
	}
	return articles, bad, s.Commit()
}

// filtered repairs in as a shard called name.
func filtered(t tester, name, in string, set ...string) (out string, articles []string, bad []error) {
	t.Helper()
	var b bytes.Buffer
	s, err := NewFilter(name, strings.NewReader(in), &b, testConfig(t, set...))
	if err != nil {
		t.Fatal(err)
	}
	articles, bad, err = repair(s)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), articles, bad
}

func TestJSONLines(t *testing.T) {
	for _, c := range []struct {
		name, in, out string
		articles      []string
		bad           string
		set           []string
	}{
		{"order, spacing and numbers stay", `{ "n":1.50e3 , "text" :"a  b","id":7}` + "\r\n", `{ "n":1.50e3 , "text" :"a b","id":7}` + "\r\n", []string{"7: a  b"}, "", nil},
		{"no line end", `{"text":"a  b"}`, `{"text":"a b"}`, []string{"1: a  b"}, "", nil},
		{"escapes stay", `{"text":"caf\u00E9  \/ \ud83d\udc4f\n"}`, `{"text":"caf\u00E9 \/ \ud83d\udc4f\n"}`, []string{"1: café  / 👏\n"}, "", nil},
		{"empty lines", "\n{\"text\":\"a  b\"}\n\n", "\n{\"text\":\"a b\"}\n\n", []string{"2: a  b"}, "", nil},
		{"byte-order mark", "\uFEFF{\"text\":\"a  b\"}\n", "\uFEFF{\"text\":\"a b\"}\n", []string{"1: a  b"}, "", nil},
		{"null is no article", `{"text":null}`, `{"text":null}`, nil, "", nil},
		{"nested", `{"a":{"x":[{"b":"n  o"}],"b":"y  z"}}`, `{"a":{"x":[{"b":"n  o"}],"b":"y z"}}`, []string{"1: y  z"}, "", []string{"corpus.fields.text=/a/b"}},
		{"other names", `{"body":"a  b","key":"k"}`, `{"body":"a b","key":"k"}`, []string{"k: a  b"}, "", []string{"corpus.fields.text=body", "corpus.fields.id=key"}},
		{"slash in a name", `{"a/b":"x  y"}`, `{"a/b":"x y"}`, []string{"1: x  y"}, "", []string{"corpus.fields.text=a/b"}},
		{"bad between good", "{\"text\":\"a  b\"}\n{\"text\": oops}\n{\"text\":\"c  d\"}\n", "{\"text\":\"a b\"}\n{\"text\": oops}\n{\"text\":\"c d\"}\n", []string{"1: a  b", "3: c  d"}, "x.jsonl:2: byte 10:", nil},
		{"cut off", `{"text":"a  b`, `{"text":"a  b`, nil, "x.jsonl:1: byte 14: this is no JSON object: the line ends", nil},
		{"array", `["text"]`, `["text"]`, nil, "x.jsonl:1: byte 1: this is no JSON object: it begins with [", nil},
		{"two values", `{"text":"a  b"} {}`, `{"text":"a  b"} {}`, nil, "more than one value", nil},
		{"twice", `{"text":"a  b","text":"c"}`, `{"text":"a  b","text":"c"}`, nil, "duplicate", nil},
		{"no text", `{"title":"a"}`, `{"title":"a"}`, nil, "corpus.fields.text=NAME", nil},
		{"text is a number", `{"text":5}`, `{"text":5}`, nil, "no string", nil},
		{"not UTF-8", "{\"text\":\"a  \xFFb\"}", "{\"text\":\"a  \xFFb\"}", nil, "invalid UTF-8", nil},
		{"half a surrogate", `{"text":"a  \ud83d"}`, `{"text":"a  \ud83d"}`, nil, "surrogate", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, articles, bad := filtered(t, "x.jsonl", c.in, c.set...)
			if out != c.out {
				t.Errorf("got  %q\nwant %q", out, c.out)
			}
			if diff := cmp.Diff(c.articles, articles); diff != "" {
				t.Error(diff)
			}
			if text := errors.Join(bad...); c.bad == "" != (text == nil) || text != nil && !strings.Contains(text.Error(), c.bad) {
				t.Errorf("bad: %v", text)
			}
		})
	}
}

func TestRecordMeta(t *testing.T) {
	s, err := NewFilter("x.jsonl", strings.NewReader(`{"text":"x","id":"n1","language":"es","date":"2025-10-27T08:00:00Z","source":"vna"}`), nil, testConfig(t))
	if err != nil {
		t.Fatal(err)
	}
	for b := range s.Batches() {
		b.Parse()
		r := b.Records[0]
		if r.Name != "x.jsonl#n1" || r.Lang.String() != "es" || r.Meta.Source != "vna" || r.Meta.Date.Format("2006-01-02") != "2025-10-27" {
			t.Errorf("got %+v", r)
		}
	}
}

func TestDelimited(t *testing.T) {
	for _, c := range []struct {
		name, file, in, out string
		articles            []string
		bad                 string
	}{
		{"plain", "x.csv", "id,text,n\n1,a  b,2\n", "id,text,n\n1,a b,2\n", []string{"1: a  b"}, ""},
		{"quoted", "x.csv", "id,text\n1,\"a  \"\"b\"\", c\"\n", "id,text\n1,\"a \"\"b\"\", c\"\n", []string{"1: a  \"b\", c"}, ""},
		{"line ends inside", "x.csv", "text,id\r\n\"a\r\n  b\",9\r\nc  d,10", "text,id\r\n\"a\r\n b\",9\r\nc d,10", []string{"9: a\r\n  b", "10: c  d"}, ""},
		{"semicolons", "x.csv", "id;text\n1;a,  b\n", "id;text\n1;a, b\n", []string{"1: a,  b"}, ""},
		{"tabs", "x.tsv", "id\ttext\n1\ta  \"b\"\n", "id\ttext\n1\ta \"b\"\n", []string{"1: a  \"b\""}, ""},
		{"byte-order mark", "x.csv", "\uFEFFtext,id\na  b,1\n", "\uFEFFtext,id\na b,1\n", []string{"1: a  b"}, ""},
		{"too few fields", "x.csv", "id,text\n1\n2,a  b\n", "id,text\n1\n2,a b\n", []string{"2: a  b"}, "x.csv:2: 1 fields"},
		{"text behind a quote", "x.csv", "id,text\n1,\"a  b\"c\n2,d  e\n", "id,text\n1,\"a  b\"c\n2,d e\n", []string{"2: d  e"}, "x.csv:2: text behind"},
		{"never closed", "x.csv", "id,text\n1,\"a  b\n", "id,text\n1,\"a  b\n", nil, "never closed"},
		{"not UTF-8", "x.csv", "id,text\n1,a  \xFF\n", "id,text\n1,a  \xFF\n", nil, "no UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, articles, bad := filtered(t, c.file, c.in)
			if out != c.out {
				t.Errorf("got  %q\nwant %q", out, c.out)
			}
			if diff := cmp.Diff(c.articles, articles); diff != "" {
				t.Error(diff)
			}
			if text := errors.Join(bad...); c.bad == "" != (text == nil) || text != nil && !strings.Contains(text.Error(), c.bad) {
				t.Errorf("bad: %v", text)
			}
		})
	}
}

func TestNoTextColumn(t *testing.T) {
	s, err := NewFilter("x.csv", strings.NewReader("id,body\n1,a\n"), nil, testConfig(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := repair(s); err == nil || !strings.Contains(err.Error(), "only id, body") {
		t.Errorf("got error %v", err)
	}
}

// A plain field that comes to need quotes gets them.
func TestDelimitedNeedsQuotes(t *testing.T) {
	l := &delimited{comma: ','}
	b := &Batch{Raw: []byte("1,ab,2\n")}
	got, err := l.rewrite(b, &Record{field: article.Span{Start: 2, End: 4}}, &Revision{Text: "a, b"})
	if err != nil || len(got) != 1 || got[0].New != `"a, b"` {
		t.Errorf("got %v, %v", got, err)
	}
}
