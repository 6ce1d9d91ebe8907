package corpus

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// parquetOut writes a Parquet file of which some columns are new and whose
// other bytes are those of the old one.
type parquetOut struct {
	shard   *parquetShard
	pending *Pending
	at      int64               // bytes written so far
	meta    format.FileMetaData // a copy of that of the old file, up to date for the row groups written
	group   int                 // the next row group to be written
	chunks  []*chunkWriter      // the columns of that row group that can be written; nil while they are as they were

	indexes []chunkIndex // of the chunks, in their order
}

const parquetMagic = "PAR1"

// Put takes a batch of rows back.
func (s *parquetShard) Put(b *Batch) error {
	if s.failed || s.out == nil && !b.Changed() {
		return nil // a failure is said once; Commit will not commit
	}
	err := unpanicked(func() (err error) {
		if s.out == nil {
			if s.out, err = s.begin(); err != nil {
				return err
			}
		}
		return s.out.put(b.rows)
	})
	if err == nil {
		return nil
	}
	s.failed = true
	s.Discard()
	return writeError(s.target(), err)
}

func (s *parquetShard) begin() (*parquetOut, error) {
	meta := s.file.Metadata()
	if meta.EncryptionAlgorithm != (format.EncryptionAlgorithm{}) {
		return nil, errors.New("the file is encrypted")
	}
	o := &parquetOut{shard: s, meta: *meta, chunks: make([]*chunkWriter, len(s.written))}
	o.meta.RowGroups = slices.Clone(meta.RowGroups)
	var err error
	if s.under == "" {
		o.pending, err = s.stamp.pending()
	} else if err = os.MkdirAll(filepath.Dir(s.target()), 0o777); err == nil {
		o.pending, err = NewPending(s.target(), s.stamp.info.Mode())
	}
	if err != nil {
		return nil, err
	}
	return o, o.write([]byte(parquetMagic))
}

func (o *parquetOut) write(data []byte) error {
	n, err := o.pending.Write(data)
	o.at += int64(n)
	return err
}

// put takes rows of row group r.group, which follow those given before.
func (o *parquetOut) put(r *rows) error {
	for o.group < r.group {
		if err := o.endGroup(); err != nil {
			return err
		}
	}
	for i := range r.written {
		if err := o.column(i, r); err != nil {
			return err
		}
	}
	return nil
}

// column takes the rows r of column i of those that can be written.
func (o *parquetOut) column(i int, r *rows) (err error) {
	c := &r.written[i]
	if o.chunks[i] == nil && c.new == nil {
		return nil
	}
	if o.chunks[i] == nil {
		if o.chunks[i], err = o.shard.newChunk(r.group, i); err != nil {
			return err
		}
		if err := o.shard.copyValues(o.chunks[i], r.group, i, r.first); err != nil {
			return err
		}
	}
	for row, v := range c.values {
		if text, ok := c.new[row]; ok {
			v = parquet.ByteArrayValue([]byte(text)).Level(0, o.shard.written[i].MaxDefinitionLevel(), 0)
		}
		if err := o.chunks[i].add(v); err != nil {
			return err
		}
	}
	return nil
}

// endGroup writes the row group that is next.
func (o *parquetOut) endGroup() error {
	group := &o.meta.RowGroups[o.group]
	group.Columns = slices.Clone(group.Columns)
	start := o.at
	for i := range group.Columns {
		c := &group.Columns[i]
		var err error
		if n := slices.IndexFunc(o.shard.written, func(c *parquet.Column) bool { return c.Index() == i }); n >= 0 && o.chunks[n] != nil {
			err = o.replaceChunk(group, c, n)
		} else {
			err = o.copyChunk(c)
		}
		if err != nil {
			return fmt.Errorf("row group %d, column %d: %w", o.group, i, err)
		}
	}
	if group.FileOffset > 0 {
		group.FileOffset = start
	}
	o.group++
	return nil
}

// firstByte returns where the pages of a chunk begin.
func firstByte(m *format.ColumnMetaData) int64 {
	if m.DictionaryPageOffset > 0 && m.DictionaryPageOffset < m.DataPageOffset {
		return m.DictionaryPageOffset
	}
	return m.DataPageOffset
}

// move adds by to the offsets of a chunk.
func move(c *format.ColumnChunk, by int64) {
	m := &c.MetaData
	m.DataPageOffset += by
	for _, offset := range []*int64{&m.DictionaryPageOffset, &m.IndexPageOffset, &c.FileOffset} {
		if *offset > 0 {
			*offset += by
		}
	}
}

// copyChunk copies a chunk as it stands, with its indexes and its Bloom filter.
func (o *parquetOut) copyChunk(c *format.ColumnChunk) error {
	if c.FilePath != "" {
		return errors.New("its data lie in another file")
	}
	from := firstByte(&c.MetaData)
	by := o.at - from
	if err := o.copyBytes(from, c.MetaData.TotalCompressedSize); err != nil {
		return err
	}
	index := chunkIndex{chunk: c, moved: by}
	var err error
	if index.columns, err = o.shard.bytesAt(c.ColumnIndexOffset, int64(c.ColumnIndexLength)); err != nil {
		return err
	}
	if index.pages, err = o.shard.offsetIndex(c); err != nil {
		return err
	}
	o.indexes = append(o.indexes, index)
	move(c, by)
	return o.copyBloom(&c.MetaData)
}

// copyBloom copies the Bloom filter of a chunk. Files that do not say how
// long it is lose it: it only makes reading faster.
func (o *parquetOut) copyBloom(m *format.ColumnMetaData) error {
	offset := m.BloomFilterOffset
	m.BloomFilterOffset = 0
	if offset == 0 || m.BloomFilterLength == 0 {
		return nil
	}
	m.BloomFilterOffset = o.at
	return o.copyBytes(offset, int64(m.BloomFilterLength))
}

func (o *parquetOut) copyBytes(from, n int64) error {
	copied, err := io.Copy(o.pending.File, io.NewSectionReader(o.shard.in, from, n))
	o.at += copied
	if err == nil && copied != n {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// replaceChunk writes the new chunk of column n of those that can be written in the place of c.
func (o *parquetOut) replaceChunk(group *format.RowGroup, c *format.ColumnChunk, n int) error {
	chunk := o.chunks[n]
	made, err := chunk.finish()
	if err != nil {
		return err
	}
	defer chunk.discard()
	from := firstByte(&made.chunk.MetaData)
	by := o.at - from
	copied, err := io.Copy(o.pending.File, io.NewSectionReader(made.file, from, made.chunk.MetaData.TotalCompressedSize))
	o.at += copied
	if err != nil {
		return err
	}
	old := c.MetaData
	c.MetaData = made.chunk.MetaData
	m := &c.MetaData
	m.PathInSchema, m.KeyValueMetadata = old.PathInSchema, old.KeyValueMetadata
	m.Statistics = format.Statistics{NullCount: m.Statistics.NullCount} // the longest and the shortest text are of no use
	m.BloomFilterOffset, m.BloomFilterLength = 0, 0
	group.TotalByteSize += m.TotalUncompressedSize - old.TotalUncompressedSize
	if group.TotalCompressedSize > 0 {
		group.TotalCompressedSize += m.TotalCompressedSize - old.TotalCompressedSize
	}
	index := chunkIndex{chunk: c, moved: by}
	if c.ColumnIndexLength > 0 {
		index.columns = made.columns
	}
	if c.OffsetIndexLength > 0 {
		index.pages = made.pages
	}
	o.indexes, o.chunks[n] = append(o.indexes, index), nil
	if c.FileOffset > 0 {
		c.FileOffset = made.chunk.FileOffset
	}
	move(c, by)
	return nil
}

// close writes the rest: row groups, indexes and footer.
func (o *parquetOut) close() error {
	for o.group < len(o.meta.RowGroups) {
		if err := o.endGroup(); err != nil {
			return err
		}
	}
	if err := o.writeIndexes(); err != nil {
		return err
	}
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), &o.meta)
	if err != nil {
		return err
	}
	footer = binary.LittleEndian.AppendUint32(footer, uint32(len(footer)))
	return o.write(append(footer, parquetMagic...))
}

// Commit puts the new file in place.
func (s *parquetShard) Commit() error {
	defer s.Discard()
	switch {
	case s.failed:
		return nil
	case s.out == nil && s.under == "":
		return s.stamp.check()
	case s.out == nil:
		return copyFile(s.stamp, s.target())
	}
	if err := unpanicked(s.out.close); err != nil {
		return writeError(s.target(), err)
	}
	if err := s.stamp.check(); err != nil {
		return err
	}
	return s.out.pending.Commit()
}

// Discard closes the shard and removes what was not committed.
func (s *parquetShard) Discard() {
	if s.out != nil {
		s.out.pending.Discard()
		for _, c := range s.out.chunks {
			c.discard()
		}
	}
	_ = s.in.Close() // only read from
}
