package corpus

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"copydesk/fixers"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

var testHeader = Header{Date: "2025-10-27", Place: "HÀ NỘI", Agencies: []string{"VNS", "VNA"}, Byline: "Minh Hương"}

// filled returns what becomes of data, a shard called name, when its records
// get the fields of testHeader that they lack.
func filled(t *testing.T, name, data string, set ...string) string {
	t.Helper()
	c := testConfig(t, append(set, "corpus.header=fields")...)
	var out strings.Builder
	s, err := NewFilter(name, strings.NewReader(data), &out, c)
	if err != nil {
		t.Fatal(err)
	}
	for b, err := range s.Batches() {
		if err != nil {
			t.Fatal(err)
		}
		b.Parse()
		for i := range b.Records {
			r := &b.Records[i]
			text, edits := squeeze(r.Text)
			v := Revision{Text: text, Fields: r.Missing(testHeader, c)}
			if text != r.Text {
				v.Passes = [][]fixers.Edit{edits}
			}
			if err := b.Replace(i, &v); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Put(b); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

// Only what is missing or empty is written, in the manner of the line; every
// other byte stays, and a second run changes nothing.
func TestHeaderFieldsOfRecords(t *testing.T) {
	for _, c := range []struct{ name, file, before, after string }{
		{
			"compact", "a.jsonl", `{"text":"a","n":1.0e3}`,
			`{"text":"a","n":1.0e3,"date":"2025-10-27","place":"HÀ NỘI","agencies":["VNS","VNA"],"byline":"Minh Hương"}`,
		},
		{
			"spaced, with the text repaired behind a field", "a.jsonl", `{"place": null, "byline": "  ", "agencies": [ ], "text": "a  b", "date": "2020" }`,
			`{"place": "HÀ NỘI", "byline": "Minh Hương", "agencies": ["VNS", "VNA"], "text": "a b", "date": "2020" }`,
		},
		{
			"escaped", "a.jsonl", `{"text":"\u00c0","date":1,"agencies":["x"],"byline":"y"}`,
			`{"text":"\u00c0","date":1,"agencies":["x"],"byline":"y","place":"H\u00c0 N\u1ed8I"}`,
		},
		{
			"other values are left", "a.jsonl", `{"text":"a","place":{},"agencies":"AP","byline":["y"],"date":0}`,
			`{"text":"a","place":{},"agencies":"AP","byline":["y"],"date":0}`,
		},
		{"quoted as the table quotes", "a.csv", "place,text,agencies\n,\"a  b\",\n\"\",c,x\n", "place,text,agencies\nHÀ NỘI,\"a b\",VNS;VNA\n\"HÀ NỘI\",c,x\n"},
		{"a delimiter in the value", "a.csv", "text;agencies\r\na;\r\n", "text;agencies\r\na;\"VNS;VNA\"\r\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			once := filled(t, c.file, c.before)
			if diff := cmp.Diff(c.after, once); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if twice := filled(t, c.file, once); twice != once {
				t.Errorf("a second run makes %s of %s", twice, once)
			}
		})
	}
}

// Fields lie where the configuration says, also within objects, as far as the
// record has these.
func TestHeaderFieldsByName(t *testing.T) {
	set := []string{"corpus.fields.place=/meta/where", "corpus.fields.byline=", "corpus.fields.agencies=by", "corpus.fields.date=/none/date"}
	for before, want := range map[string]string{
		`{"text":"a","meta":{}}`:                 `{"text":"a","meta":{"where":"HÀ NỘI"},"by":["VNS","VNA"]}`,
		`{"meta":{"where":"","x":1},"text":"a"}`: `{"meta":{"where":"HÀ NỘI","x":1},"text":"a","by":["VNS","VNA"]}`,
		`{"text":"a","meta":"m","by":["x"]}`:     `{"text":"a","meta":"m","by":["x"]}`,
	} {
		if got := filled(t, "a.jsonl", before, set...); got != want {
			t.Errorf("%s\n got %s\nwant %s", before, got, want)
		}
	}
}

// A table without a column for any field is refused: one more column would
// change every line.
func TestHeaderFieldsNeedColumns(t *testing.T) {
	s, err := NewFilter("a.csv", strings.NewReader("id,text\n1,a\n"), nil, testConfig(t, "corpus.header=fields"))
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range s.Batches() {
		if err == nil || !strings.Contains(err.Error(), "no column is for them") {
			t.Errorf("got error %v", err)
		}
	}
}

// dated is an article in Parquet with columns for its heading.
type dated struct {
	Text     string  `parquet:"text,zstd"`
	Place    *string `parquet:"place,optional,snappy"`
	Views    int64   `parquet:"views"`
	Agencies string  `parquet:"agencies"`
}

func TestHeaderFieldsOfParquet(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.parquet")
	rows, known := make([]dated, 1000), "Huế"
	for i := range rows {
		rows[i] = dated{Text: fmt.Sprint("article ", i), Views: int64(i)}
		if i%3 == 0 {
			rows[i].Place, rows[i].Agencies = &known, "AP"
		}
	}
	if err := parquet.WriteFile(path, rows, parquet.MaxRowsPerRowGroup(300)); err != nil {
		t.Fatal(err)
	}
	c := testConfig(t, "corpus.header=fields")
	fillShard(t, path, c)
	got, err := parquet.ReadFile[dated](path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		if i%3 != 0 {
			rows[i].Place, rows[i].Agencies = &testHeader.Place, "VNS;VNA"
		}
	}
	if diff := cmp.Diff(rows, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	once, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	fillShard(t, path, c)
	if twice, err := os.ReadFile(path); err != nil || string(twice) != string(once) {
		t.Errorf("a second run changes the file, error %v", err)
	}
}

// fillShard gives the records of the shard at path the fields of testHeader.
func fillShard(t *testing.T, path string, c *Config) {
	t.Helper()
	s, err := OpenShard(File{Path: path, Rel: filepath.Base(path)}, c, "")
	if err != nil {
		t.Fatal(err)
	}
	for b, err := range s.Batches() {
		if err != nil {
			t.Fatal(err)
		}
		b.Parse()
		for i := range b.Records {
			r := &b.Records[i]
			if fields := r.Missing(testHeader, c); len(fields) > 0 {
				if err := b.Replace(i, &Revision{Text: r.Text, Fields: fields}); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := s.Put(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
}

func TestFrontMatter(t *testing.T) {
	const made = "---\ndate: 2025-10-27\nplace: HÀ NỘI\nagencies: [VNS, VNA]\nbyline: Minh Hương\n---\n\n"
	for _, c := range []struct{ name, before, after string }{
		{"made", "The lead.\n", made + "The lead.\n"},
		{"made with the line ends of the file", "The lead.\r\n", strings.ReplaceAll(made, "\n", "\r\n") + "The lead.\r\n"},
		{"completed", "---\ntitle: x # y\nplace: Huế\ndate:\n---\nThe lead.", "---\ntitle: x # y\nplace: Huế\ndate:\nagencies: [VNS, VNA]\nbyline: Minh Hương\n---\nThe lead."},
		{"empty", "---\n---\nThe lead.", strings.TrimSuffix(made, "\n") + "The lead."},
		{"no mapping", "---\n- a\n---\nThe lead.", "---\n- a\n---\nThe lead."},
		{"flow style", "---\n{a: b}\n---\nThe lead.", "---\n{a: b}\n---\nThe lead."},
		{"no YAML", "---\na: b: c\n---\nThe lead.", "---\na: b: c\n---\nThe lead."},
		{"a line of dashes alone", "---\nThe lead.", made + "---\nThe lead."},
	} {
		t.Run(c.name, func(t *testing.T) {
			after := c.before
			for range 2 {
				var err error
				if after, err = fixers.Apply(after, FrontMatter(after, testConfig(t), testHeader)); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(c.after, after); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			}
		})
	}
	tricky := Header{Place: "no: #1", Byline: "- true"}
	if got := FrontMatter("x", testConfig(t), tricky)[0].New; got != "---\nplace: 'no: #1'\nbyline: '- true'\n---\n\n" {
		t.Errorf("got %q", got)
	}
	if edits := FrontMatter("x", testConfig(t), Header{}); edits != nil {
		t.Errorf("a heading that says nothing makes %v", edits)
	}
}

// Whatever a record looks like, writing fields into it keeps what it holds,
// and is done once.
func FuzzHeaderFields(f *testing.F) {
	for _, line := range []string{
		`{"text":"a"}`, `{ "text" : "a" , "place" : null }`, `{"text":"\u00e0","agencies":[]}`, `{"date":"","text":"a","x":{"place":1}}`,
		`{}`, `{"text":null}`, `{"text":"a"} {"text":"b"}`, `[1]`, `{"text":"a","text":"b"}`,
	} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if strings.ContainsAny(line, "\r\n") || strings.Contains(line, "  ") { // one record, and nothing to squeeze
			return
		}
		once := filled(t, "a.jsonl", line)
		if twice := filled(t, "a.jsonl", once); twice != once {
			t.Errorf("a second run makes %s of %s", twice, once)
		}
		var before, after map[string]any
		if once == line || json.Unmarshal([]byte(line), &before) != nil {
			return
		}
		if err := json.Unmarshal([]byte(once), &after); err != nil {
			t.Fatalf("%s: %v", once, err)
		}
		for name, value := range before {
			if s, ok := value.(string); ok && strings.TrimSpace(s) == "" {
				continue
			}
			if list, ok := value.([]any); (!ok || len(list) > 0) && value != nil && !reflect.DeepEqual(value, after[name]) {
				t.Errorf("%s becomes %s", line, once)
			}
		}
	})
}

// Front matter is made once, and what stood there stands there still.
func FuzzFrontMatter(f *testing.F) {
	for _, text := range []string{"The lead.", "---\na: b\n---\nThe lead.", "---\n", "---\n---", "---\n# a\n---\n", "---\nplace: |\n  a\n---\n", "---\na: [\n---\n", "---\r\na: b\r\n---\r\n"} {
		f.Add(text)
	}
	c := testConfig(f)
	f.Fuzz(func(t *testing.T, text string) {
		once, err := fixers.Apply(text, FrontMatter(text, c, testHeader))
		if err != nil {
			t.Fatal(err)
		}
		if again := FrontMatter(once, c, testHeader); len(again) > 0 {
			t.Errorf("a second run writes %q into %q", again[0].New, once)
		}
	})
}
