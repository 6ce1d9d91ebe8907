package corpus

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
)

// parquetShard is a Parquet file, of which the articles are one column.
//
// To repair it, only the chunks of that column are written anew; every other
// byte of the columns is copied, and the footer keeps all but the places of
// what has moved. So schema, row groups, codecs, metadata and the other
// columns are what they were, also where their writer knew more of Parquet
// than copydesk does.
type parquetShard struct {
	File
	config *Config
	under  string

	stamp   stamp
	in      *os.File
	file    *parquet.File
	columns [5]int            // of text, id, language, date and source, as leaves; -1 for none
	written []*parquet.Column // those that can be written: of the text, and those that headers are written to
	filled  [headerFields]int // where in written the columns of headers are; -1 for none

	out    *parquetOut // nil before anything has changed
	failed bool        // Put has failed
}

// openParquet opens the file f for which IsShard says Parquet.
func openParquet(f File, c *Config, under string) (Shard, error) {
	in, stamp, err := open(f.at())
	if err != nil {
		return nil, err
	}
	s := &parquetShard{File: f, config: c, under: under, stamp: stamp, in: in}
	if err := unpanicked(s.openFile); err != nil {
		return nil, errors.Join(fmt.Errorf("read %s: %w; the shard stays as it was", f.Path, err), in.Close())
	}
	return s, nil
}

func (s *parquetShard) openFile() (err error) {
	if err := checkFooter(s.in, s.stamp.info.Size()); err != nil {
		return err
	}
	s.file, err = parquet.OpenFile(s.in, s.stamp.info.Size(), parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		return err
	}
	return s.findColumns()
}

// checkFooter checks that the footer fits into the file r of size bytes: the
// library makes room for whatever length the file claims, gigabytes included.
func checkFooter(r io.ReaderAt, size int64) error {
	var end [4 + len(parquetMagic)]byte
	if size < int64(len(parquetMagic)+len(end)) {
		return errors.New("the file is too short for Parquet")
	}
	if _, err := r.ReadAt(end[:], size-int64(len(end))); err != nil {
		return err
	}
	if n := int64(binary.LittleEndian.Uint32(end[:])); n > size-int64(len(parquetMagic)+len(end)) {
		return fmt.Errorf("the file is damaged: a footer of %d bytes in a file of %d", n, size)
	}
	return nil
}

// unpanicked calls f and returns a panic of it as an error: the library
// panics on some damaged files, of which one must not end the run.
func unpanicked(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("the file is damaged: %v", v)
		}
	}()
	return f()
}

// findColumns looks the configured fields up in the schema.
func (s *parquetShard) findColumns() error {
	f := &s.config.Fields
	for i, name := range []string{f.Text, f.ID, f.Language, f.Date, f.Source} {
		s.columns[i] = -1
		column := leaf(s.file.Root(), name)
		if column == nil {
			continue
		}
		s.columns[i] = column.Index()
		if i == 0 {
			s.written = append(s.written, column)
		}
	}
	switch {
	case len(s.written) == 0:
		return fmt.Errorf("no column %q; name the one that holds the text with --set corpus.fields.text=NAME", f.Text)
	case s.written[0].Type().Kind() != parquet.ByteArray:
		return fmt.Errorf("the column %q is no column of strings", f.Text)
	}
	return s.findHeader()
}

// findHeader looks up the columns that headers are written to.
func (s *parquetShard) findHeader() error {
	s.filled = noColumns
	if !s.config.WritesHeader(HeaderFields) {
		return nil
	}
	for i, name := range s.config.Fields.header() {
		column := leaf(s.file.Root(), name)
		if column == nil || column.Type().Kind() != parquet.ByteArray {
			continue
		}
		s.filled[i] = len(s.written)
		s.written = append(s.written, column)
	}
	if s.filled == noColumns {
		return errNoColumns
	}
	return nil
}

// leaf returns the leaf column called name, a name or a JSON Pointer; nil when there is none.
func leaf(root *parquet.Column, name string) *parquet.Column {
	column := root
	path := []string{name}
	if inner, ok := strings.CutPrefix(name, "/"); ok {
		path = strings.Split(inner, "/")
	}
	for _, part := range path {
		if column = column.Column(part); column == nil {
			return nil
		}
	}
	if !column.Leaf() || column.MaxRepetitionLevel() > 0 {
		return nil
	}
	return column
}

// rows are the rows that a batch of Parquet holds.
type rows struct {
	group, first int // the row group, and the number of the first row in it
	meta         []fieldValues
	written      []writtenColumn // by their numbers in parquetShard.written
	changed      bool
}

// writtenColumn is what the rows of a batch have in a column that can be written.
type writtenColumn struct {
	values []parquet.Value
	new    map[int]string // by row
}

// mostRows bounds the rows of a batch, for texts that are short or missing.
const mostRows = 4096

// Batches yields the rows, group by group.
func (s *parquetShard) Batches() iter.Seq2[*Batch, error] {
	return func(yield func(*Batch, error) bool) {
		number := 1
		for i, group := range s.file.RowGroups() {
			g := newGroupReader(s, group)
			err := g.batches(i, &number, func(b *Batch) bool { return yield(b, nil) })
			if closing := g.close(); err == nil {
				err = closing
			}
			if errors.Is(err, errStopped) {
				return
			}
			if err != nil {
				yield(nil, fmt.Errorf("read %s: row group %d: %w; the shard stays as it was", s.Path, i, err))
				return
			}
		}
	}
}

// errStopped says that nobody wants more batches.
var errStopped = errors.New("stopped")

// groupReader reads the columns of a row group that are wanted, side by side.
type groupReader struct {
	shard   *parquetShard
	columns [5]*columnReader // nil where there is no such column
	written []*columnReader
}

func newGroupReader(s *parquetShard, group parquet.RowGroup) *groupReader {
	g := &groupReader{shard: s}
	for i, c := range s.columns {
		if c >= 0 {
			g.columns[i] = &columnReader{pages: group.ColumnChunks()[c].Pages()}
		}
	}
	g.written = append(g.written, g.columns[0])
	for _, c := range s.written[1:] {
		g.written = append(g.written, &columnReader{pages: group.ColumnChunks()[c.Index()].Pages()})
	}
	return g
}

func (g *groupReader) close() error {
	var errs []error
	for _, c := range append(g.columns[1:], g.written...) {
		if c != nil {
			errs = append(errs, c.close())
		}
	}
	return errors.Join(errs...)
}

// batches yields the rows of row group i; number is that of the next row in the file.
func (g *groupReader) batches(i int, number *int, yield func(*Batch) bool) error {
	for first := 0; ; {
		b := &Batch{line: *number, parse: g.shard.parse, rewrite: g.shard.replace, rows: g.shard.rows(i, first)}
		var done bool
		err := unpanicked(func() (err error) {
			done, err = g.fill(b)
			return err
		})
		if err != nil {
			return err
		}
		n := len(b.rows.meta)
		first += n
		*number += n
		if n > 0 && !yield(b) {
			return errStopped
		}
		if done {
			return nil
		}
	}
}

// fill reads rows into b until it is full, and reports whether the row group is at its end.
func (g *groupReader) fill(b *Batch) (bool, error) {
	r := b.rows
	for len(b.Raw) < batchBytes && len(r.meta) < mostRows {
		text, err := g.columns[0].next()
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
		v, err := g.row(text)
		if err != nil {
			return false, err
		}
		r.written[0].values = append(r.written[0].values, text.Clone())
		r.meta = append(r.meta, v)
		b.Raw = v.render(b.Raw, text.IsNull())
		if b.Raw, err = g.header(b.Raw, r); err != nil {
			return false, err
		}
	}
	return false, nil
}

// header reads the columns that headers are written to, and appends them to raw.
func (g *groupReader) header(raw []byte, r *rows) ([]byte, error) {
	for i, c := range g.written[1:] {
		v, err := c.next()
		if err != nil {
			return raw, errShortColumn(err)
		}
		r.written[i+1].values = append(r.written[i+1].values, v.Clone())
		raw = append(binary.AppendUvarint(raw, uint64(len(v.Bytes()))), v.Bytes()...)
	}
	return raw, nil
}

func errShortColumn(err error) error {
	return fmt.Errorf("a column is shorter than that of the text: %w", err)
}

// rows returns the rows from number first on of a row group, without any yet.
func (s *parquetShard) rows(group, first int) *rows {
	return &rows{group: group, first: first, written: make([]writtenColumn, len(s.written))}
}

// row reads the other columns of the row whose text is given.
func (g *groupReader) row(text parquet.Value) (fieldValues, error) {
	v := fieldValues{text: string(text.Bytes())}
	for i, into := range []*string{&v.id, &v.language, &v.date, &v.source} {
		c := g.columns[i+1]
		if c == nil {
			continue
		}
		value, err := c.next()
		if err != nil {
			return v, errShortColumn(err)
		}
		if !value.IsNull() {
			*into = value.String()
		}
	}
	return v, nil
}

// render appends v to raw so that no two rows look the same.
func (v *fieldValues) render(raw []byte, null bool) []byte {
	for _, s := range []string{v.text, v.id, v.language, v.date, v.source} {
		raw = append(binary.AppendUvarint(raw, uint64(len(s))), s...)
	}
	if null {
		return append(raw, 1)
	}
	return append(raw, 0)
}

func (s *parquetShard) parse(b *Batch) {
	for i, v := range b.rows.meta {
		number := b.line + i
		switch {
		case b.rows.written[0].values[i].IsNull():
			continue
		case len(v.text) > MaxRecord:
			b.Bad = append(b.Bad, badRecord(s.Path, number, "a text of more than %d MiB", MaxRecord>>20))
			continue
		case !utf8.ValidString(v.text):
			b.Bad = append(b.Bad, badRecord(s.Path, number, "the text is no UTF-8"))
			continue
		}
		r := Record{row: i}
		r.Input, r.ID = v.input(s.Path, number, s.config)
		for j, column := range s.filled {
			if column > 0 {
				old := b.rows.written[column].values[i]
				room := old.DefinitionLevel() >= s.written[column].MaxDefinitionLevel()-1 // the group around it is there
				r.header[j].open = room && len(bytes.TrimSpace(old.Bytes())) == 0
			}
		}
		b.Records = append(b.Records, r)
	}
}

// replace notes what is to stand in the columns that can be written.
func (s *parquetShard) replace(b *Batch, r *Record, v *Revision) error {
	if v.Text != r.Text {
		b.rows.put(0, r.row, v.Text)
	}
	for i := range v.Fields {
		names := s.config.Fields.header()
		b.rows.put(s.filled[slices.Index(names[:], v.Fields[i].Name)], r.row, v.Fields[i].text())
	}
	return nil
}

func (r *rows) put(column, row int, value string) {
	c := &r.written[column]
	if c.new == nil {
		c.new = map[int]string{}
	}
	c.new[row], r.changed = value, true
}

// target is the file that the shard is written to.
func (s *parquetShard) target() string {
	if s.under != "" {
		return filepath.Join(s.under, s.Rel)
	}
	return s.Path
}
