package corpus

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// article as scrapers store it, with columns of many kinds around the text.
type stored struct {
	Key   string            `parquet:"id,dict"`
	Views int64             `parquet:"views,delta"`
	Tags  []string          `parquet:"tags,list"`
	Text  *string           `parquet:"text,optional,zstd"`
	Score float64           `parquet:"score,split"`
	When  time.Time         `parquet:"when,timestamp(microsecond)"`
	Meta  map[string]string `parquet:"meta"`
	Inner struct {
		Body *string `parquet:"body,optional,snappy"`
		Page int32   `parquet:"page,optional"`
	} `parquet:"inner,optional"`
	Hash [4]byte `parquet:"hash"`
}

func storedRow(i int, text string) stored {
	r := stored{
		Key: fmt.Sprint("a", i%7), Views: int64(i * i), Tags: []string{"x", strconv.Itoa(i)}[:i%3], Score: float64(i) / 3,
		When: time.Unix(int64(i), 0).UTC(), Meta: map[string]string{"k": strconv.Itoa(i)}, Hash: [4]byte{byte(i)},
	}
	if i%5 != 4 {
		r.Text = &text
	}
	body := "body  " + text
	r.Inner.Body, r.Inner.Page = &body, int32(i)
	return r
}

// makeParquet writes groups row groups of n rows, of which those that dirty names have a double blank.
func makeParquet(t *testing.T, path string, groups, n int, dirty func(i int) bool, o ...parquet.WriterOption) []stored {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	o = append(o, parquet.KeyValueMetadata("pandas", `{"x": 1}`), parquet.KeyValueMetadata("source", "vna"),
		parquet.BloomFilters(parquet.SplitBlockFilter(10, "id")), parquet.SortingWriterConfig(parquet.SortingColumns(parquet.Ascending("views"))))
	w := parquet.NewGenericWriter[stored](f, o...)
	var all []stored
	for g := range groups {
		for i := range n {
			row := storedRow(g*n+i, fmt.Sprintf("Thủ tướng Việt Nam, article %d", g*n+i))
			if dirty(g*n+i) && row.Text != nil {
				*row.Text += "  end"
			}
			all = append(all, row)
		}
		if _, err := w.Write(all[g*n:]); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return all
}

func readParquet(t *testing.T, path string) []stored {
	t.Helper()
	rows, err := parquet.ReadFile[stored](path)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func openParquetFile(t *testing.T, path string) *parquet.File {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	file, err := parquet.OpenFile(f, stat(t, path).Size())
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestParquet(t *testing.T) {
	for _, c := range []struct {
		name  string
		dirty func(i int) bool
	}{
		{"clean", func(int) bool { return false }},
		{"all", func(int) bool { return true }},
		{"first", func(i int) bool { return i == 0 }},
		{"last", func(i int) bool { return i == 899 }},
		{"one of the middle group", func(i int) bool { return i == 425 }},
	} {
		for version := 1; version <= 2; version++ {
			t.Run(fmt.Sprint(c.name, " v", version), func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "x.parquet")
				before := makeParquet(t, path, 3, 300, c.dirty, parquet.DataPageVersion(version), parquet.PageBufferSize(4<<10))
				raw := content(t, path)
				old := openParquetFile(t, path)
				if _, bad, err := repair(openTest(t, path, "")); err != nil || bad != nil {
					t.Fatal(err, bad)
				}
				dirty := 0
				for i := range before {
					if before[i].Text != nil && strings.Contains(*before[i].Text, "  ") {
						squeezed, _ := squeeze(*before[i].Text)
						before[i].Text = &squeezed
						dirty++
					}
				}
				if diff := cmp.Diff(before, readParquet(t, path)); diff != "" {
					t.Fatal(diff)
				}
				if dirty == 0 && content(t, path) != raw {
					t.Error("a clean file was written")
				}
				compareParquet(t, old, openParquetFile(t, path), raw, content(t, path))
				if names := listDir(t, filepath.Dir(path)); len(names) != 1 {
					t.Errorf("left behind: %v", names)
				}
			})
		}
	}
}

// compareParquet checks that two files differ in the column of texts alone:
// the bytes of every other chunk are the same, and so is all metadata that
// tells no places.
func compareParquet(t *testing.T, a, b *parquet.File, rawA, rawB string) {
	t.Helper()
	ma, mb := a.Metadata(), b.Metadata()
	if !reflect.DeepEqual(ma.Schema, mb.Schema) || !reflect.DeepEqual(ma.KeyValueMetadata, mb.KeyValueMetadata) || ma.CreatedBy != mb.CreatedBy || !reflect.DeepEqual(ma.ColumnOrders, mb.ColumnOrders) {
		t.Error("schema or metadata differ")
	}
	if len(ma.RowGroups) != len(mb.RowGroups) {
		t.Fatal("other row groups")
	}
	text := leaf(a.Root(), "text").Index()
	for g := range ma.RowGroups {
		ga, gb := &ma.RowGroups[g], &mb.RowGroups[g]
		if ga.NumRows != gb.NumRows || !reflect.DeepEqual(ga.SortingColumns, gb.SortingColumns) {
			t.Errorf("row group %d differs", g)
		}
		for i := range ga.Columns {
			ca, cb := &ga.Columns[i], &gb.Columns[i]
			if ca.MetaData.Codec != cb.MetaData.Codec || ca.MetaData.NumValues != cb.MetaData.NumValues || !slices.Equal(ca.MetaData.PathInSchema, cb.MetaData.PathInSchema) {
				t.Errorf("row group %d, column %d differs", g, i)
			}
			if i != text && chunkBytes(rawA, ca) != chunkBytes(rawB, cb) {
				t.Errorf("row group %d: the bytes of column %d differ", g, i)
			}
			if i != text && bloomBytes(rawA, ca) != bloomBytes(rawB, cb) {
				t.Errorf("row group %d: the Bloom filter of column %d differs", g, i)
			}
			checkPages(t, rawB, cb)
		}
	}
	if !reflect.DeepEqual(columnIndexes(a, text), columnIndexes(b, text)) {
		t.Error("column indexes differ")
	}
}

func columnIndexes(f *parquet.File, but int) []format.ColumnIndex {
	var list []format.ColumnIndex
	n := len(f.Metadata().RowGroups[0].Columns)
	for i, x := range f.ColumnIndexes() {
		if i%n != but {
			list = append(list, x)
		}
	}
	return list
}

func chunkBytes(raw string, c *format.ColumnChunk) string {
	from := firstByte(&c.MetaData)
	return raw[from : from+c.MetaData.TotalCompressedSize]
}

func bloomBytes(raw string, c *format.ColumnChunk) string {
	return raw[c.MetaData.BloomFilterOffset : c.MetaData.BloomFilterOffset+int64(c.MetaData.BloomFilterLength)]
}

// checkPages checks that the offset index of c leads to its pages.
func checkPages(t *testing.T, raw string, c *format.ColumnChunk) {
	t.Helper()
	var index format.OffsetIndex
	if err := thrift.Unmarshal(new(thrift.CompactProtocol), []byte(raw[c.OffsetIndexOffset:c.OffsetIndexOffset+int64(c.OffsetIndexLength)]), &index); err != nil {
		t.Fatal(err)
	}
	for i, p := range index.PageLocations {
		var header format.PageHeader
		r := strings.NewReader(raw[p.Offset : p.Offset+int64(p.CompressedPageSize)])
		err := thrift.NewDecoder(new(thrift.CompactProtocol).NewReader(r)).Decode(&header)
		if err != nil || int32(r.Len()) != header.CompressedPageSize || i == 0 && p.Offset != c.MetaData.DataPageOffset {
			t.Fatalf("%v: page %d is not where its index says: %v", c.MetaData.PathInSchema, i, err)
		}
	}
}

func TestParquetNestedText(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.parquet")
	before := makeParquet(t, path, 2, 50, func(int) bool { return false })
	s, err := OpenShard(File{Path: path}, testConfig(t, "corpus.fields.text=/inner/body"), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, bad, err := repair(s); err != nil || bad != nil {
		t.Fatal(err, bad)
	}
	for i := range before {
		squeezed, _ := squeeze(*before[i].Inner.Body)
		before[i].Inner.Body = &squeezed
	}
	if diff := cmp.Diff(before, readParquet(t, path)); diff != "" {
		t.Error(diff)
	}
}

func TestParquetRefuses(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.parquet")
	makeParquet(t, good, 2, 300, func(int) bool { return true })
	raw := content(t, good)
	for _, c := range []struct{ name, data, set, says string }{
		{"cut.parquet", raw[:len(raw)/2], "", "stays as it was"},
		{"none.parquet", strings.Repeat("no parquet ", 10), "", "stays as it was"},
		{"column.parquet", raw, "corpus.fields.text=body", "corpus.fields.text=NAME"},
		{"number.parquet", raw, "corpus.fields.text=views", "no column of strings"},
		{"many.parquet", raw, "corpus.fields.text=/tags/list/element", "no column"},
		{"flipped.parquet", raw[:900] + strings.Repeat("\xFF", 3000) + raw[3900:], "", "stays as it was"},
	} {
		path := filepath.Join(dir, c.name)
		write(t, path, c.data)
		var set []string
		if c.set != "" {
			set = append(set, c.set)
		}
		s, err := OpenShard(File{Path: path}, testConfig(t, set...), "")
		if err == nil {
			_, _, err = repair(s)
		}
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.name) {
			t.Errorf("%s: got error %v", c.name, err)
		}
		if content(t, path) != c.data {
			t.Errorf("%s was written", c.name)
		}
	}
}

func TestParquetUnder(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.parquet")
	makeParquet(t, path, 1, 10, func(i int) bool { return i == 3 })
	raw := content(t, path)
	if _, _, err := repair(openTest(t, path, filepath.Join(dir, "out"))); err != nil {
		t.Fatal(err)
	}
	if content(t, path) != raw {
		t.Error("the file itself was written")
	}
	if rows := readParquet(t, filepath.Join(dir, "out", "x.parquet")); strings.Contains(*rows[3].Text, "  ") {
		t.Error("the copy was not repaired")
	}
}

// Damaged files are refused or read, and never end the program. The seed is
// fixed: a fuzzer makes fewer cases that come past the footer.
func TestParquetDamage(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.parquet")
	makeParquet(t, path, 2, 20, func(i int) bool { return i%2 == 0 })
	whole := content(t, path)
	const tries = 500
	random := rand.New(rand.NewPCG(1, 2))
	refused := 0
	for range tries {
		data := []byte(whole)
		for range 1 + random.IntN(4) {
			data[random.IntN(len(data))] = byte(random.IntN(256))
		}
		write(t, path, string(data))
		s, err := OpenShard(File{Path: path, Rel: "x.parquet"}, testConfig(t), "")
		if err == nil {
			_, _, err = repair(s)
		}
		if err != nil {
			refused++
			if content(t, path) != string(data) {
				t.Errorf("written in spite of %v", err)
			}
		}
	}
	if refused == 0 || refused == tries {
		t.Errorf("%d of %d damaged files were refused", refused, tries)
	}
}
