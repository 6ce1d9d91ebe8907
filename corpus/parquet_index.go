package corpus

import (
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// chunkIndex is the page index of a chunk.
type chunkIndex struct {
	chunk   *format.ColumnChunk
	columns []byte              // the column index as it is written; nil for none
	pages   *format.OffsetIndex // nil for none
	moved   int64               // by how many bytes the chunk has moved since pages was made
}

// writeIndexes writes the indexes of all chunks, with the places that they have now.
func (o *parquetOut) writeIndexes() error {
	for _, x := range o.indexes {
		if x.columns == nil {
			x.chunk.ColumnIndexOffset, x.chunk.ColumnIndexLength = 0, 0
			continue
		}
		x.chunk.ColumnIndexOffset, x.chunk.ColumnIndexLength = o.at, int32(len(x.columns))
		if err := o.write(x.columns); err != nil {
			return err
		}
	}
	for _, x := range o.indexes {
		if x.pages == nil {
			x.chunk.OffsetIndexOffset, x.chunk.OffsetIndexLength = 0, 0
			continue
		}
		for i := range x.pages.PageLocations {
			x.pages.PageLocations[i].Offset += x.moved
		}
		data, err := thrift.Marshal(new(thrift.CompactProtocol), x.pages)
		if err != nil {
			return err
		}
		x.chunk.OffsetIndexOffset, x.chunk.OffsetIndexLength = o.at, int32(len(data))
		if err := o.write(data); err != nil {
			return err
		}
	}
	return nil
}

// bytesAt returns n bytes of the old file, nil for none.
func (s *parquetShard) bytesAt(offset, n int64) ([]byte, error) {
	if n <= 0 || offset <= 0 {
		return nil, nil
	}
	data := make([]byte, n)
	_, err := s.in.ReadAt(data, offset)
	return data, err
}

func (s *parquetShard) offsetIndex(c *format.ColumnChunk) (*format.OffsetIndex, error) {
	data, err := s.bytesAt(c.OffsetIndexOffset, int64(c.OffsetIndexLength))
	if err != nil || data == nil {
		return nil, err
	}
	index := new(format.OffsetIndex)
	return index, thrift.Unmarshal(new(thrift.CompactProtocol), data, index)
}
