package corpus

import (
	"encoding/binary"
	"hash/crc32"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"copydesk/fixers"

	"github.com/parquet-go/parquet-go"
)

// fuzzShard repairs a shard of the bytes data: it is refused and stays as it
// was, or a second repair finds nothing to do.
func fuzzShard(t *testing.T, path string, data []byte) {
	write(t, path, string(data))
	s, err := OpenShard(File{Path: path, Rel: filepath.Base(path)}, testConfig(t), "")
	if err == nil {
		_, _, err = repair(s)
	}
	if err != nil {
		if content(t, path) != string(data) {
			t.Errorf("written in spite of %v", err)
		}
		return
	}
	once := content(t, path)
	if s, err = OpenShard(File{Path: path, Rel: filepath.Base(path)}, testConfig(t), ""); err == nil {
		_, _, err = repair(s)
	}
	if err != nil || content(t, path) != once {
		t.Errorf("what was repaired is repaired again, %v", err)
	}
}

func FuzzGzip(f *testing.F) {
	dir := f.TempDir()
	f.Add([]byte(gzipped(f, `{"text":"a  b"}`+"\n"+`{"text":"c"}`+"\n")))
	f.Add([]byte(gzipped(f, `{"text":"a  b"}`) + gzipped(f, "\n{}")))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzShard(t, filepath.Join(dir, "x.jsonl.gz"), data) })
}

func FuzzZstd(f *testing.F) {
	dir := f.TempDir()
	f.Add([]byte(zstded(f, `{"text":"a  b"}`+"\n"+`{"text":"c"}`+"\n")))
	f.Add([]byte(zstded(f, strings.Repeat(`{"text":"a  b"}`+"\n", 99))))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzShard(t, filepath.Join(dir, "x.jsonl.zst"), data) })
}

func FuzzParquet(f *testing.F) {
	type row struct {
		Text *string `parquet:"text,optional"`
		N    int32   `parquet:"n"`
	}
	dir, text := f.TempDir(), "a  b"
	path := filepath.Join(dir, "x.parquet")
	for _, codec := range []parquet.WriterOption{parquet.Compression(&parquet.Uncompressed), parquet.Compression(&parquet.Snappy)} {
		if err := parquet.WriteFile(path, []row{{&text, 1}, {nil, 2}, {&text, 3}}, codec); err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(content(f, path)))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzShard(t, path, data) })
}

// What was read of a file of notes is written so that it is read again.
func FuzzNotes(f *testing.F) {
	f.Add(`3ba2d3ea7b1d9b4c.0 accept rule="spacing/run" old="  " new=" " in="a b.txt#1" why="x \"y\"" by=Ana on=2025-10-27 until=2090-12-31` + "\n")
	f.Add("like:3ba2d3ea7b1d9b4c reject rule=x\n# remark\n<<<<<<< HEAD\n")
	f.Add("3ba2d3ea7b1d9b4c rule=\"spacing/run\" count=3\n")
	f.Fuzz(func(t *testing.T, text string) {
		notes, err := ParseNotes("x", text)
		if err != nil {
			return
		}
		first := FormatNotes(DecisionsName, slices.Clone(notes))
		again, err := ParseNotes("x", first)
		if err != nil {
			t.Fatalf("%q is written as %q: %v", text, first, err)
		}
		if second := FormatNotes(DecisionsName, again); second != first {
			t.Errorf("%q is written as %q and then as %q", text, first, second)
		}
	})
}

// Edits of a damaged journal lead somewhere or are refused.
func FuzzPackedEdits(f *testing.F) {
	f.Add([]byte(packedEdits(nil).pack(0, 3, 5, "xy").pack(5, 6, 6, "\xFF")), "some text")
	f.Add([]byte("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"), "x")
	f.Fuzz(func(t *testing.T, edits []byte, text string) {
		if out, err := packedEdits(edits).apply(text); err == nil && len(out) > len(text)+len(edits) {
			t.Errorf("%d bytes of %d and %d", len(out), len(text), len(edits))
		}
	})
}

// sealed returns data with the checksum of a segment in the place of its last bytes.
func sealed(data []byte) []byte {
	body := data[:max(len(data)-numberBytes, 0)]
	return binary.LittleEndian.AppendUint32(slices.Clone(body), crc32.Checksum(body, castagnoli))
}

// A segment of a cache is whole, or none; also when its checksum was made to fit.
func FuzzSegment(f *testing.F) {
	f.Add(encodeSegment(map[CacheKey]string{KeyOf("a"): "value", KeyOf("b"): ""}))
	f.Add(encodeSegment(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &segment{data: string(sealed(data))}
		if !s.open() {
			return
		}
		sorted := true
		last := ""
		s.each(func(k CacheKey, _ string) {
			sorted, last = sorted && string(k[:]) > last, string(k[:])
		})
		s.each(func(k CacheKey, v string) {
			if got, ok := s.get(k); sorted && (!ok || got != v) {
				t.Errorf("key %x: got %q, %v, want %q", k, got, ok, v)
			}
		})
	})
}

// A configuration is read or refused with the line of each mistake.
func FuzzConfig(f *testing.F) {
	f.Add("select: [spacing]\noverrides:\n  - files: ['*.md']\n    corpus:\n      fields:\n        text: body\n")
	f.Add("a: &a [*a]\nlang: [\n")
	f.Add("rules:\n  spacing/run:\n    x: 1\n? [1]\n: 2\n")
	l := NewLoader(nil)
	l.Isolated = true
	f.Fuzz(func(t *testing.T, text string) {
		layer, err := parseFile(ConfigName, []byte(text), l.names)
		if err != nil {
			if !strings.Contains(err.Error(), ConfigName) {
				t.Errorf("the error does not say where: %v", err)
			}
			return
		}
		_, _ = newConfig(layer.settings) // a value that is wrong is an error, and no panic
		for _, o := range layer.overrides {
			o.matches("", "a/b.txt")
			_, _ = newConfig(layer.settings.overlay(o.settings))
		}
	})
}

// The text of a file in any encoding is written back as it was, whatever lies beside an edit.
func FuzzRewrite(f *testing.F) {
	f.Add([]byte("a\xF1o  nuevo"))
	f.Add([]byte("\xFF\xFEa\x00 \x00 \x00\xE9\x00"))
	f.Add([]byte("Thu\xD2 t\xFD\xF5\xECng  Vi\xEA\xF2t"))
	f.Add([]byte("\xEF\xBB\xBFa  b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, encoding, err := Decode(string(data))
		if err != nil {
			return
		}
		after, edits := squeeze(text)
		raw, err := encoding.Rewrite(string(data), after, [][]fixers.Edit{edits})
		if err != nil {
			t.Fatalf("%q in %v: %v", data, encoding, err)
		}
		if again, err := encoding.codec.decode(strings.TrimPrefix(raw, encoding.bom)); err != nil || again != after {
			t.Errorf("%q in %v comes out as %q, which is %q: %v", data, encoding, raw, again, err)
		}
		if c := (&Content{Text: text, Raw: string(data), Encoding: encoding}); raw != string(data) {
			if back, err := inverse(c, raw, [][]fixers.Edit{edits}).apply(raw); err != nil || back != string(data) {
				t.Errorf("%q comes back as %q: %v", data, back, err)
			}
		}
	})
}
