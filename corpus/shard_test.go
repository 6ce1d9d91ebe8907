package corpus

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

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
		{"clean", clean},
		{"change at the end", clean + `{"text":"a  b"}`},
		{"change at the start", `{"text":"a  b"}` + "\n" + clean},
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

// A stream that expands without end is given up, and stays as it was.
func TestBomb(t *testing.T) {
	for name, compress := range map[string]func(io.Writer) (io.WriteCloser, error){
		"x.jsonl.zst": func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) },
		"x.jsonl.gz":  func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(w), nil },
	} {
		path := filepath.Join(t.TempDir(), name)
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		z, err := compress(f)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(z, zeros(0, 2*bombFrom))
		if err := errors.Join(err, z.Close(), f.Close()); err != nil {
			t.Fatal(err)
		}
		before := content(t, path)
		if _, _, err := repair(openTest(t, path, "")); !errors.Is(err, errBomb) {
			t.Errorf("%s: got error %v", name, err)
		}
		if content(t, path) != before {
			t.Errorf("%s was written", name)
		}
	}
}
