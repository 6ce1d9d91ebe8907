package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"copydesk/rules/catalogue"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
)

// How many random corpora are made. COPYDESK_SEED names the first seed, for a
// search that goes on where the tests of every day end.
const (
	corpora      = 24
	shortCorpora = 6
)

// Whatever is in a corpus, check changes no byte of it, a second fix changes
// nothing, and undo brings every byte back.
func TestCheckFixUndo(t *testing.T) {
	eachCorpus(t, func(t *testing.T, random *rand.Rand, dir string) {
		before := makeCorpus(t, random, dir)
		args := []string{"."}
		if random.IntN(2) == 0 {
			args = append(args, "--unsafe-fixes")
		}
		runQuietly(t, dir, append([]string{"check"}, args...)...)
		same(t, "check", before, bytesUnder(t, dir))
		runQuietly(t, dir, append([]string{"fix"}, args...)...)
		fixed := bytesUnder(t, dir)
		runQuietly(t, dir, append([]string{"fix"}, args...)...)
		same(t, "a second fix", fixed, bytesUnder(t, dir))
		if cmp.Equal(before, fixed) {
			t.Skip("there was nothing to fix")
		}
		if status, errs := runQuietly(t, dir, "undo"); status != exitClean {
			t.Errorf("undo: exit %d, %s", status, errs)
		}
		same(t, "undo", before, bytesUnder(t, dir))
	})
}

// On one core or eight, the same is reported and written.
func TestOutputOfAnyJobs(t *testing.T) {
	eachCorpus(t, func(t *testing.T, random *rand.Rand, dir string) {
		seed := random.Uint64()
		var first string
		var written map[string]string
		for _, jobs := range []string{"1", "2", "8"} {
			dir := filepath.Join(dir, jobs)
			makeCorpus(t, rand.New(rand.NewPCG(seed, 0)), dir)
			out := ""
			for _, verb := range []string{"check", "diff", "fix"} {
				got, errs, status := runIn(t, dir, verb, "--isolated", "--no-cache", "-j", jobs, "--output", "json", "--output", "sarif=../report.sarif", ".")
				out += fmt.Sprintf("%s: exit %d\n%s%s%s", verb, status, got, errs, get(t, filepath.Join(dir, "../report.sarif")))
			}
			if first == "" {
				first, written = out, bytesUnder(t, dir)
				continue
			}
			if d := cmp.Diff(first, out); d != "" {
				t.Errorf("-j %s reports something else than -j 1: %.2000s", jobs, d)
			}
			same(t, "-j "+jobs, written, bytesUnder(t, dir))
		}
	})
}

func eachCorpus(t *testing.T, test func(t *testing.T, random *rand.Rand, dir string)) {
	n, first := corpora, 1
	if testing.Short() {
		n = shortCorpora
	}
	if s := os.Getenv("COPYDESK_SEED"); s != "" {
		var err error
		if first, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	for seed := first; seed < first+n; seed++ {
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			test(t, rand.New(rand.NewPCG(uint64(seed), 0)), t.TempDir())
		})
	}
}

// runIn runs the command line in dir.
func runIn(t *testing.T, dir string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	t.Chdir(dir)
	var out, errs bytes.Buffer
	c := Command{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Catalogue: catalogue.All()}
	status = c.Main(append([]string{"copydesk"}, args...))
	return out.String(), errs.String(), status
}

// runQuietly runs the command line in dir. Files that cannot be read are part
// of a corpus; a rule that fails, or articles that do not converge, are bugs.
func runQuietly(t *testing.T, dir string, args ...string) (status int, stderr string) {
	t.Helper()
	_, stderr, status = runIn(t, dir, args...)
	if strings.Contains(stderr, "rule ") || strings.Contains(stderr, "converge") || strings.Contains(stderr, "promises") {
		t.Errorf("%v: %s", args, stderr)
	}
	return status, stderr
}

// bytesUnder returns the files under dir by their names, without those of the tool.
func bytesUnder(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".copydesk":
			return fs.SkipDir
		case d.Type().IsRegular():
			all[strings.TrimPrefix(path, dir)] = get(t, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func same(t *testing.T, what string, want, got map[string]string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Fatalf("%s changed the corpus: %.3000s", what, d)
	}
}

// makeCorpus writes a random corpus under dir and returns its bytes.
func makeCorpus(t *testing.T, random *rand.Rand, dir string) map[string]string {
	t.Helper()
	m := maker{random, 1}
	if random.IntN(8) == 0 {
		m.times = manyTimes
	}
	for i := range 3 + random.IntN(6) {
		name, data := m.file(t)
		put(t, filepath.Join(dir, fmt.Sprintf("%c/%02d%s", 'a'+rune(i%3), i, name)), data)
	}
	put(t, filepath.Join(dir, ".copydesk.yml"), "include: ['*']\nexclude: ['.*']\n")
	return bytesUnder(t, dir)
}

// maker makes the files of a corpus, with so many times as many records.
type maker struct {
	*rand.Rand
	times int
}

// manyTimes makes shards of several batches.
const manyTimes = 50

func (m maker) pick(list []string) string { return list[m.IntN(len(list))] }

// defects and their like, of which random articles are made.
var (
	phrases = []string{
		"El puerto de Valdoria reabrió el lunes", "tras dos semanas  de obras", "realizóuna visita a la fábrica", "la ministra dijo quela obra sigue",
		"The harbour of  Da Nang was closed", "on Tuesday after a night of heavy rain", "officials said ,adding that work goes on", "Read more",
		"HÀ NỘI — ", "Hanoi, (VNA)- ", "date 2025-10-27 ", "27de octubre de 2025", "./.", "Foto: VNA", "reuniÃ³n &amp; más", "<b>negrita</b>", "de de la",
	}
	beyondASCII = []string{
		"Thủ tướng Phạm Minh Chính thăm Hà Nội", "Nguyễn Văn Cường và Nguyễn Văn Cườn", "hoà bình và hòa bình", "“comillas” «y» más…", "a\u200Bb", "cafe\u0301", "ﬁn", "👏 — 5 %",
		"\u00A0\u00A0", "Ð\u1ED5i m\u1EDBi", "\uFFFD",
	}
	joints = []string{" ", " ", " ", ". ", ".", ", ", ",", "  ", "\n", "\n\n", "\n\n\n", " \n", "\t", ""}

	// In windows-1252, windows-1258, and in no encoding at all.
	odd = []string{
		"El a\xF1o que viene, la reuni\xF3n  de \x93Valdoria\x94 ser\xE1 en mayo.\n",
		"Thu\xD2 t\xFD\xF5\xECng Vi\xEA\xF2t Nam  g\xE3\xF2p Chu\xD2 ti\xF2ch n\xFD\xF5\xECc.\n",
		"\x00\x01\x02", "\xC3\x28 \xFF\xFE\xFD \x81\x8D  x\n",
	}
)

// text returns a random article; ASCII alone for encodings of one byte.
func (m maker) text(ascii bool) string {
	var b strings.Builder
	for range 1 + m.IntN(25) {
		part := m.pick(phrases)
		if m.IntN(3) == 0 {
			part = m.pick(beyondASCII)
		}
		b.WriteString(part + m.pick(joints))
	}
	text := b.String()
	if ascii {
		text = strings.Map(func(r rune) rune {
			if r > '~' {
				return -1
			}
			return r
		}, text)
	}
	if m.IntN(4) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if m.IntN(2) == 0 {
		text += "\n"
	}
	return text
}

// file returns a file of any format, and how its name ends.
func (m maker) file(t *testing.T) (name, data string) {
	switch m.IntN(9) {
	case 0:
		return ".txt", m.text(false)
	case 1:
		return ".md", m.pick([]string{"", "---\ntitle: a  b\ndate: 2025-10-27\n---\n", "---\nopen: [\n"}) + m.text(false)
	case 2:
		return ".txt", "\uFEFF" + m.text(false)
	case 3:
		return ".txt", wide(m.text(false), m.IntN(2) == 0, m.IntN(2) == 0)
	case 4:
		return ".txt", m.text(true) + m.pick(odd) + m.text(true)
	case 5:
		comma := m.pick([]string{",", ";"})
		return ".csv", m.table(comma)
	case 6:
		return ".tsv", m.table("\t")
	case 7:
		return ".parquet", m.parquet(t)
	}
	name = m.pick([]string{".jsonl", ".jsonl.gz", ".jsonl.zst"})
	return name, compressed(t, m.lines(), filepath.Ext(name))
}

// wide returns text in UTF-16.
func wide(text string, big, mark bool) string {
	var b strings.Builder
	if mark {
		text = "\uFEFF" + text
	}
	for _, r := range text {
		units := []rune{r}
		if r > 0xFFFF {
			units = []rune{0xD800 + (r-0x10000)>>10, 0xDC00 + (r-0x10000)&0x3FF}
		}
		for _, u := range units {
			if pair := [2]byte{byte(u >> 8), byte(u)}; big {
				b.Write(pair[:])
			} else {
				b.Write([]byte{pair[1], pair[0]})
			}
		}
	}
	return b.String()
}

// lines returns JSON Lines as many writers make them, and some that are none.
func (m maker) lines() string {
	var b strings.Builder
	for i := range 1 + m.IntN(30*m.times) {
		text := strconv.QuoteToASCII(m.text(false)) // its escapes for what is not ASCII are those of JSON, but for \x, \a, \v and \U
		if strings.Contains(text, `\x`) || strings.Contains(text, `\U`) || m.IntN(2) == 0 {
			text = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(m.text(false)) + `"`
		}
		switch m.IntN(8) {
		case 0:
			fmt.Fprintf(&b, `{ "views" : 1.50e3,"text":%s , "tags":["a",  "b"]}`, text)
		case 1:
			fmt.Fprintf(&b, `{"text":%s`, text)
		case 2:
			fmt.Fprintf(&b, `{"text":null,"id":%d}`, i)
		default:
			fmt.Fprintf(&b, `{"id":"n%d","language":"es","date":"2025-10-27","text":%s}`, i, text)
		}
		b.WriteString(m.pick([]string{"\n", "\n", "\r\n", "\n\n"}))
	}
	return strings.TrimSuffix(b.String(), m.pick([]string{"", "\n"}))
}

func compressed(t *testing.T, data, ending string) string {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch ending {
	case ".gz":
		z := gzip.NewWriter(&b)
		z.Name, z.Comment = "news", "of a test"
		if _, err = z.Write([]byte(data)); err == nil {
			err = z.Close()
		}
	case ".zst":
		var z *zstd.Encoder
		if z, err = zstd.NewWriter(&b); err == nil {
			if _, err = z.Write([]byte(data)); err == nil {
				err = z.Close()
			}
		}
	default:
		return data
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// table returns CSV with quotes where they are needed, and where not.
func (m maker) table(comma string) string {
	var b strings.Builder
	b.WriteString("id" + comma + "text" + comma + "n\n")
	for i := range 1 + m.IntN(20*m.times) {
		text := m.text(false)
		if m.IntN(3) > 0 || strings.ContainsAny(text, "\r\n\""+comma) {
			text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
		}
		fmt.Fprintf(&b, "%d%s%s%s%d%s", i, comma, text, comma, i*i, m.pick([]string{"\n", "\r\n", comma + "\n"}))
	}
	return b.String()
}

func (m maker) parquet(t *testing.T) string {
	t.Helper()
	type row struct {
		ID   int64    `parquet:"id,delta"`
		Text *string  `parquet:"text,optional,zstd"`
		Tags []string `parquet:"tags,list"`
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[row](&b, parquet.KeyValueMetadata("source", "a test"))
	for range 1 + m.IntN(3) {
		for i := range m.IntN(20 * m.times) {
			r := row{ID: int64(i), Tags: []string{"x", "y"}[:i%3]}
			if text := m.text(false); i%5 != 4 {
				r.Text = &text
			}
			if _, err := w.Write([]row{r}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
