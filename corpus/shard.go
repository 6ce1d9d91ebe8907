package corpus

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"copydesk/article"
	"copydesk/fixers"

	"golang.org/x/text/language"
)

// Shard is a file of many articles. It is read in batches, small against the
// file, so that memory is bounded by the batches in flight; and it is written
// anew, by way of a Pending, only when an article in it has changed.
//
// Batches is consumed by one goroutine, and Put, Commit and Discard are called
// by one, which may be another.
type Shard interface {
	// Batches yields the records in their order, once. An error concerns the
	// whole shard and ends it: nothing of it may be written then. Records that
	// cannot be read are in Batch.Bad instead.
	Batches() iter.Seq2[*Batch, error]
	// Put takes the batches back in their order, after what was to be
	// replaced in them was replaced.
	Put(b *Batch) error
	// Commit puts what was written in place, or nothing when nothing has
	// changed. The error wraps ErrChanged or ErrGone when the file is no
	// longer the one that was read.
	Commit() error
	// Discard gives up what was not committed.
	Discard()
}

// Batch is a run of the records of a shard.
type Batch struct {
	Raw     []byte   // the records as they were read, from which all else follows; of Parquet, a rendering of them
	Records []Record // the articles, in their order; set by Parse
	Bad     []error  // records that are no articles, with their place and the remedy; set by Parse

	line int // number of the first line of Raw, or of the first row
	skip int // bytes in front of the first record: a byte-order mark, the header of CSV

	parse   func(*Batch)
	rewrite func(b *Batch, r *Record, v *Revision) error
	next    []byte // Raw with the repairs made so far, up to at
	at      int    // in Raw
	rows    *rows  // of Parquet
}

// Record is one article of a batch.
type Record struct {
	article.Input
	ID    string // from its field; else its number in the file
	Line  int    // on which it begins, from 1; 0 in formats without lines
	Lines int    // that it takes

	line   article.Span       // of the whole record in Raw
	field  article.Span       // of the text in Raw, as it is written there
	row    int                // in the batch, of Parquet
	header [headerFields]slot // the fields that headers are written to
	ends   []objectEnd        // of the objects that fields can be added to, of JSON
}

// slot is a field of a record that can be written.
type slot struct {
	article.Span      // of its value in Raw, as it is written there
	open         bool // it is there and empty
	missing      bool // it is not there, and can be added
}

// Revision is what a record is to become.
type Revision struct {
	Text   string          // its text
	Passes [][]fixers.Edit // that led to it
	Fields []Field         // as Missing returned them
}

// Missing returns those fields of h that the record lacks, or has empty, and
// that can be written: a line of CSV and a row of Parquet take no field for
// which there is no column. It is empty unless Config.Header is HeaderFields.
func (r *Record) Missing(h Header, c *Config) []Field {
	var list []Field
	for i, f := range h.values(&c.Fields) {
		if len(f.Values) > 0 && (r.header[i].open || r.header[i].missing) {
			list = append(list, f)
		}
	}
	return list
}

// slotOf returns the slot of a field that Missing returned.
func (r *Record) slotOf(f *Field, names *Fields) slot {
	for i, name := range names.header() {
		if name == f.Name {
			return r.header[i]
		}
	}
	return slot{}
}

// Parse finds the articles of b. It may be called on any goroutine, once.
func (b *Batch) Parse() { b.parse(b) }

// Replace makes v of record i. Records are replaced in their order, each once.
func (b *Batch) Replace(i int, v *Revision) error { return b.rewrite(b, &b.Records[i], v) }

// Changed reports whether a record of b was replaced.
func (b *Batch) Changed() bool { return b.next != nil || b.rows != nil && b.rows.changed }

// bytes returns the batch with its repairs.
func (b *Batch) bytes() []byte {
	if b.next == nil {
		return b.Raw
	}
	return append(b.next, b.Raw[b.at:]...)
}

// splice puts data in the place of s in Raw.
func (b *Batch) splice(s article.Span, data string) {
	if b.next == nil {
		b.next = make([]byte, 0, len(b.Raw)+len(b.Raw)/16)
	}
	b.next = append(append(b.next, b.Raw[b.at:s.Start]...), data...)
	b.at = s.End
}

// fieldValues are the fields of a record that copydesk reads.
type fieldValues struct{ text, id, language, date, source string }

// input makes an article of the values of a record at path whose number is n.
func (v *fieldValues) input(path string, n int, c *Config) (in article.Input, id string) {
	id = v.id
	if id == "" {
		id = strconv.Itoa(n)
	}
	in = article.Input{Name: path + "#" + id, Lang: c.Lang, Text: v.text, Meta: article.Meta{Source: v.source}}
	if in.Lang == language.Und && v.language != "" {
		in.Lang, _ = language.Parse(v.language) // what is no tag leaves the language to be found out
	}
	if in.Meta.Source == "" {
		in.Meta.Source = c.Source
	}
	if len(v.date) >= len(time.DateOnly) {
		in.Meta.Date, _ = time.Parse(time.DateOnly, v.date[:len(time.DateOnly)]) // other dates are unknown ones
	}
	return in, id
}

// formatOf returns the format of the shard at path and its compression, by
// the endings of its name; "" for a file that is one article.
func formatOf(path string) (format, compression string) {
	name := strings.ToLower(path)
	for _, c := range []string{".gz", ".zst"} {
		if rest, ok := strings.CutSuffix(name, c); ok {
			name, compression = rest, c
		}
	}
	for _, f := range []string{".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"} {
		if strings.HasSuffix(name, f) {
			return f, compression
		}
	}
	return "", compression
}

// IsShard reports whether the file at path holds records rather than one
// article: JSON Lines (also .json), CSV and TSV, each also with .gz or .zst, and Parquet.
func IsShard(path string) bool {
	format, _ := formatOf(path)
	return format != ""
}

// OpenShard opens f, for which IsShard holds. under, when not "", is the
// folder below which it is written instead of in its own place.
func OpenShard(f File, c *Config, under string) (Shard, error) {
	format, compression := formatOf(f.Path)
	if format == ".parquet" {
		if compression != "" {
			return nil, fmt.Errorf("%s: Parquet has its own compression; decompress the file first", f.Path)
		}
		return openParquet(f, c, under)
	}
	return openStream(f, newLayout(format, f.Path, c), compression, under)
}

// NewFilter returns a shard that is read from r and written to w as it goes;
// w may be nil. name stands for it in reports and tells its format: JSON Lines
// when it tells none. Commit does not close w.
func NewFilter(name string, r io.Reader, w io.Writer, c *Config) (Shard, error) {
	format, compression := formatOf(name)
	if format == ".parquet" || compression != "" {
		return nil, fmt.Errorf("%s: the standard input must be text that is not compressed", name)
	}
	s := &stream{File: File{Path: name, Stdin: true}, layout: newLayout(format, name, c), input: r}
	if w != nil {
		s.out = nopCloser{w}
	}
	return s, nil
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// MaxRecord is the longest record that is read, in bytes. Twenty records in
// flight of a tenth of this keep a run within 150 MB; what is longer is
// reported and left as it is.
const MaxRecord = 16 << 20

// ErrRecord is wrapped by the errors in Batch.Bad.
var ErrRecord = errors.New("left as it is")

// badRecord returns the error for the record on line of the file at path.
func badRecord(path string, line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s; %w", path, line, fmt.Sprintf(format, args...), ErrRecord)
}
