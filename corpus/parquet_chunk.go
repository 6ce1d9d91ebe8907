package corpus

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
	codecs "github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// chunkWriter writes one chunk of a column that can be written, as the only
// one of a Parquet file of its own, from which it is then taken over.
type chunkWriter struct {
	pending *Pending // never committed
	writer  *parquet.GenericWriter[any]
	rows    []parquet.Row
}

// chunkRows is how many values are handed to the writer at a time.
const chunkRows = 256

// newChunk returns a writer for row group i of column n of those that can be
// written, in the codec and the version of pages that it has there.
func (s *parquetShard) newChunk(i, n int) (*chunkWriter, error) {
	column := s.written[n]
	meta := &s.file.Metadata().RowGroups[i].Columns[column.Index()].MetaData
	codec := parquet.LookupCompressionCodec(meta.Codec)
	schema := parquet.NewSchema(s.file.Root().Name(), s.only(column, codec))
	version := 1
	for _, e := range meta.EncodingStats {
		if e.PageType == format.DataPageV2 {
			version = 2
		}
	}
	p, err := NewPending(s.target(), 0o600)
	if err != nil {
		return nil, err
	}
	pool := parquet.NewFileBufferPool(filepath.Dir(s.target()), pendingPrefix+"*"+pendingSuffix)
	w := parquet.NewGenericWriter[any](p.File, schema, parquet.DataPageVersion(version), parquet.DataPageStatistics(false), parquet.ColumnPageBuffers(pool))
	return &chunkWriter{pending: p, writer: w}, nil
}

// only returns the schema of the file without any column but this one, which
// keeps the levels of its values what they are.
func (s *parquetShard) only(column *parquet.Column, codec codecs.Codec) parquet.Node {
	leaf := parquet.Leaf(column.Type())
	node := parquet.Encoded(parquet.Compressed(leaf, codec), &parquet.Plain)
	path := []*parquet.Column{s.file.Root()}
	for _, name := range column.Path() {
		path = append(path, path[len(path)-1].Column(name))
	}
	for i := len(path) - 1; i > 0; i-- {
		if path[i].Optional() {
			node = parquet.Optional(node)
		}
		node = parquet.Group{path[i].Name(): node}
	}
	return node
}

// copyValues gives w the first rows values of column n in row group i as they are.
func (s *parquetShard) copyValues(w *chunkWriter, i, n, rows int) error {
	c := &columnReader{pages: s.file.RowGroups()[i].ColumnChunks()[s.written[n].Index()].Pages()}
	for range rows {
		v, err := c.next()
		if err == nil {
			err = w.add(v)
		}
		if err != nil {
			return errors.Join(err, c.close())
		}
	}
	return c.close()
}

// add appends the value of a row.
func (w *chunkWriter) add(v parquet.Value) error {
	w.rows = append(w.rows, parquet.Row{v.Clone().Level(0, v.DefinitionLevel(), 0)})
	if len(w.rows) < chunkRows {
		return nil
	}
	return w.flush()
}

func (w *chunkWriter) flush() error {
	_, err := w.writer.WriteRows(w.rows)
	w.rows = w.rows[:0]
	return err
}

// madeChunk is a chunk ready to be taken over.
type madeChunk struct {
	file    *os.File
	chunk   format.ColumnChunk
	columns []byte
	pages   *format.OffsetIndex
}

// finish ends the chunk.
func (w *chunkWriter) finish() (*madeChunk, error) {
	if err := errors.Join(w.flush(), w.writer.Close()); err != nil {
		return nil, err
	}
	size, err := w.pending.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	f, err := parquet.OpenFile(w.pending.File, size)
	if err != nil {
		return nil, err
	}
	if n := len(f.Metadata().RowGroups); n != 1 {
		return nil, errors.New("the texts of a row group came out as several")
	}
	made := &madeChunk{file: w.pending.File, chunk: f.Metadata().RowGroups[0].Columns[0]}
	if x := f.ColumnIndexes(); len(x) > 0 {
		if made.columns, err = thrift.Marshal(new(thrift.CompactProtocol), &x[0]); err != nil {
			return nil, err
		}
	}
	if x := f.OffsetIndexes(); len(x) > 0 {
		made.pages = &x[0]
	}
	return made, nil
}

// discard removes the file of w, which may be nil.
func (w *chunkWriter) discard() {
	if w != nil {
		w.pending.Discard()
	}
}
