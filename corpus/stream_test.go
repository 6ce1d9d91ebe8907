package corpus

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"copydesk/article"
	"copydesk/fixers"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"
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
				if err := b.Replace(i, after, [][]fixers.Edit{edits}); err != nil {
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
	got, err := l.rewrite(b, &Record{field: article.Span{Start: 2, End: 4}}, "a, b", nil)
	if err != nil || got != `"a, b"` {
		t.Errorf("got %q, %v", got, err)
	}
}

// Whatever the bytes and however they come, a shard in which nothing is
// replaced comes out as it went in.
func TestStreamIdentity(t *testing.T) {
	for _, name := range []string{"x.jsonl", "x.csv", "x.tsv"} {
		rapid.Check(t, func(t *rapid.T) {
			in := rapid.StringOfN(rapid.SampledFrom([]rune("{}\"\\,:\ntexid\r\t; é\uFEFF")), 0, 200, -1).Draw(t, "in")
			checkIdentity(t, name, "id,text\tx\n"+in)
		})
	}
}

func checkIdentity(t tester, name, in string) {
	var out bytes.Buffer
	s, err := NewFilter(name, iotest.OneByteReader(strings.NewReader(in)), &out, testConfig(t))
	if err != nil {
		t.Fatal(err)
	}
	for b, err := range s.Batches() {
		if err != nil {
			return // no header: nothing is written
		}
		b.Parse()
		if err := s.Put(b); err != nil {
			t.Fatal(err)
		}
	}
	if out.String() != in {
		t.Fatalf("%q comes out as %q", in, out.String())
	}
}

// Random records come out with their text squeezed and all else equal, and
// the same whether they arrive at once or byte by byte.
func TestRandomRecords(t *testing.T) {
	word := rapid.StringMatching(`[a-zé"\\,\nđ👏\t ]{0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(word, 1, 20).Draw(t, "texts")
		ascii := rapid.Bool().Draw(t, "ascii")
		var lines, table strings.Builder
		w := csv.NewWriter(&table)
		check(t, w.Write([]string{"n", "text"}))
		for _, text := range texts {
			data, err := json.Marshal(map[string]any{"text": text, "z": 1.0, "a": []int{1}})
			check(t, err)
			if ascii {
				data = []byte(escapeNonASCII(string(data), "0123456789abcdef"))
			}
			lines.Write(append(data, '\n'))
			check(t, w.Write([]string{"1", text}))
		}
		w.Flush()
		checkLines(t, lines.String(), texts)
		checkTable(t, table.String(), texts)
	})
}

func check(t tester, err error) {
	if err != nil {
		t.Fatal(err)
	}
}

func checkLines(t *rapid.T, in string, texts []string) {
	out, _, bad := filtered(t, "x.jsonl", in)
	check(t, errors.Join(bad...))
	got := strings.SplitAfter(out, "\n")
	for i, line := range strings.SplitAfter(in, "\n")[:len(texts)] {
		var before, after map[string]any
		check(t, errors.Join(json.Unmarshal([]byte(line), &before), json.Unmarshal([]byte(got[i]), &after)))
		want, _ := squeeze(texts[i])
		if after["text"] != want {
			t.Fatalf("text %q, want %q", after["text"], want)
		}
		if want == texts[i] && line != got[i] {
			t.Fatalf("a clean line changed: %q to %q", line, got[i])
		}
		if len(line)-len(got[i]) != len(texts[i])-len(want) {
			t.Fatalf("more than blanks went: %q to %q", line, got[i])
		}
	}
}

func checkTable(t *rapid.T, in string, texts []string) {
	out, _, bad := filtered(t, "x.csv", in)
	check(t, errors.Join(bad...))
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	check(t, err)
	for i, text := range texts {
		want, _ := squeeze(text)
		if rows[i+1][1] != want || rows[i+1][0] != "1" {
			t.Fatalf("row %q, want text %q", rows[i+1], want)
		}
	}
}

func gzipped(t testing.TB, s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Name, z.Comment = "news.jsonl", "a comment"
	_, err := io.WriteString(z, s)
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstded(t testing.TB, s string, o ...zstd.EOption) string {
	z, err := zstd.NewWriter(nil, o...)
	if err != nil {
		t.Fatal(err)
	}
	return string(z.EncodeAll([]byte(s), nil))
}

func openTest(t *testing.T, path, under string) Shard {
	t.Helper()
	s, err := OpenShard(File{Path: path, Rel: filepath.Base(path)}, testConfig(t), under)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plainText returns what the file at path holds, decompressed.
func plainText(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	_, compression := formatOf(path)
	r, err := decompress(f, compression)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A shard of several batches is rewritten from its first change on, in its
// own compression, and not at all when it is clean.
func TestShardInPlace(t *testing.T) {
	clean := strings.Repeat(`{"id":1,"text":"clean text that fills batches"}`+"\n", 3*batchBytes/48)
	for _, c := range []struct{ name, text string }{
		{"clean", clean}, {"change at the end", clean + `{"text":"a  b"}`}, {"change at the start", `{"text":"a  b"}` + "\n" + clean},
		{"change in the middle", clean + `{"text":"a  b"}` + "\n" + clean},
	} {
		for ending, data := range map[string]string{".jsonl": c.text, ".jsonl.gz": gzipped(t, c.text), ".ndjson.zst": zstded(t, c.text)} {
			t.Run(c.name+ending, func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "x"+ending)
				write(t, path, data)
				before := stat(t, path)
				if _, bad, err := repair(openTest(t, path, "")); err != nil || bad != nil {
					t.Fatal(err, bad)
				}
				if got, want := plainText(t, path), strings.Replace(c.text, "  ", " ", 1); got != want {
					t.Errorf("%d bytes, want %d", len(got), len(want))
				}
				if touched := !os.SameFile(before, stat(t, path)); touched != strings.Contains(c.text, "  ") {
					t.Errorf("rewritten: %v", touched)
				}
				if names := listDir(t, filepath.Dir(path)); len(names) != 1 {
					t.Errorf("left behind: %v", names)
				}
			})
		}
	}
}

func stat(t *testing.T, path string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func TestGzipHeaderStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl.gz")
	write(t, path, gzipped(t, `{"text":"a  b"}`))
	if _, _, err := repair(openTest(t, path, "")); err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(strings.NewReader(content(t, path)))
	if err != nil || z.Name != "news.jsonl" || z.Comment != "a comment" {
		t.Errorf("header %+v, %v", z.Header, err)
	}
}

func TestShardUnder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"clean.jsonl.gz": `{"text":"a"}`, "dirty.jsonl.gz": `{"text":"a  b"}`} {
		path, out := filepath.Join(dir, name), filepath.Join(dir, "out")
		write(t, path, gzipped(t, text))
		before := content(t, path)
		if _, _, err := repair(openTest(t, path, out)); err != nil {
			t.Fatal(err)
		}
		if content(t, path) != before {
			t.Errorf("%s itself was written", name)
		}
		if got := plainText(t, filepath.Join(out, name)); got != strings.Replace(text, "  ", " ", 1) {
			t.Errorf("%s: %q", name, got)
		}
		if name == "clean.jsonl.gz" && content(t, filepath.Join(out, name)) != before {
			t.Error("a clean shard was compressed anew")
		}
	}
}

// A shard that cannot be read to its end is not written, whatever was
// repaired in front of the damage.
func TestDamagedShards(t *testing.T) {
	text := `{"text":"a  b"}` + "\n" + strings.Repeat(`{"text":"some text 123"}`+"\n", 1000)
	gz, zst := gzipped(t, text), zstded(t, text, zstd.WithEncoderCRC(true))
	flipped := []byte(gz)
	flipped[len(flipped)-6] ^= 1
	for _, c := range []struct{ name, data, says string }{
		{"cut.jsonl.gz", gz[:len(gz)-10], "cut off"},
		{"cut.jsonl.zst", zst[:len(zst)-10], "cut off"},
		{"sum.jsonl.gz", string(flipped), "checksum"},
		{"none.jsonl.zst", text, "magic"},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		write(t, path, c.data)
		_, _, err := repair(openTest(t, path, ""))
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.name) {
			t.Errorf("%s: got error %v", c.name, err)
		}
		if content(t, path) != c.data || len(listDir(t, filepath.Dir(path))) != 1 {
			t.Errorf("%s was written", c.name)
		}
	}
	path := filepath.Join(t.TempDir(), "none.jsonl.gz")
	write(t, path, text)
	if _, err := OpenShard(File{Path: path}, testConfig(t), ""); err == nil {
		t.Error("opened a gzip file that is none")
	}
}

// zeros is a reader of n bytes of c.
func zeros(c byte, n int64) io.Reader { return io.LimitReader(repeat(c), n) }

type repeat byte

func (r repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r)
	}
	return len(p), nil
}

// A line without end is passed through in pieces: reported once, and written
// as it was when something else in the shard changes.
func TestEndlessLine(t *testing.T) {
	for _, size := range []int64{MaxRecord - 100, MaxRecord + 1, 5 * MaxRecord} {
		path := filepath.Join(t.TempDir(), "x.jsonl.zst")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		z, err := zstd.NewWriter(f)
		if err != nil {
			t.Fatal(err)
		}
		in := io.MultiReader(strings.NewReader(`{"text":"a  b"}`+"\n"+`{"text":"`), zeros('x', size), strings.NewReader("\"}\n"+`{"text":"c  d"}`+"\n"))
		_, err = io.Copy(z, in)
		if err := errors.Join(err, z.Close(), f.Close()); err != nil {
			t.Fatal(err)
		}
		articles, bad, err := repair(openTest(t, path, ""))
		if err != nil {
			t.Fatal(err)
		}
		long := size > MaxRecord
		if last := articles[len(articles)-1]; last != "3: c  d" || long != (len(bad) == 1) || long != (len(articles) == 2) {
			t.Errorf("%d bytes: %d articles, the last %q; bad: %v", size, len(articles), last, bad)
		}
		got := plainText(t, path)
		if want := len(`{"text":"a b"}`+"\n"+`{"text":"`) + int(size) + len("\"}\n"+`{"text":"c d"}`+"\n"); len(got) != want || !strings.HasSuffix(got, "\"}\n{\"text\":\"c d\"}\n") {
			t.Errorf("%d bytes came out, want %d", len(got), want)
		}
	}
}

func TestBomb(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl.zst")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zstd.NewWriter(f)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(z, zeros(0, 2<<30))
	if err := errors.Join(err, z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	before := content(t, path)
	if _, _, err := repair(openTest(t, path, "")); !errors.Is(err, errBomb) {
		t.Errorf("got error %v", err)
	}
	if content(t, path) != before {
		t.Error("the bomb was written")
	}
}

func FuzzJSONLines(f *testing.F) {
	f.Add(`{"id":1,"text":"a  \"b\" caf\u00e9 \ud83d\udc4f"}` + "\n")
	f.Fuzz(func(t *testing.T, in string) {
		out, _, _ := filtered(t, "x.jsonl", in)
		again, _, _ := filtered(t, "x.jsonl", out)
		if again != out {
			t.Errorf("%q comes out as %q and then as %q", in, out, again)
		}
		checkIdentity(t, "x.jsonl", in)
		if strings.Count(in, "\n") != strings.Count(out, "\n") {
			t.Errorf("%q comes out with other lines: %q", in, out)
		}
	})
}

func FuzzDelimited(f *testing.F) {
	f.Add("a  b,\"c  \"\"d\"\"\"\n")
	f.Fuzz(func(t *testing.T, in string) {
		in = "text,x\n" + in
		out, _, _ := filtered(t, "x.csv", in)
		again, _, _ := filtered(t, "x.csv", out)
		if again != out {
			t.Errorf("%q comes out as %q and then as %q", in, out, again)
		}
		checkIdentity(t, "x.csv", in)
	})
}
