package corpus

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

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
