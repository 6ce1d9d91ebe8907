package profile

import (
	"bytes"
	"container/heap"
	"errors"
	"io"
)

// merged is the k-way merge of streams: their facts in order, each key once with the sum of
// its counts.
type merged struct {
	streams streamHeap
	key     []byte
	counts  Counts
}

// newMerged starts the streams.
func newMerged(streams []*stream) (*merged, error) {
	m := new(merged)
	for _, s := range streams {
		switch err := s.next(); {
		case errors.Is(err, io.EOF):
		case err != nil:
			return nil, err
		default:
			m.streams = append(m.streams, s)
		}
	}
	heap.Init(&m.streams)
	return m, nil
}

// next reads the next fact into m.key and m.counts, io.EOF behind the last one.
func (m *merged) next() error {
	if len(m.streams) == 0 {
		return io.EOF
	}
	m.key = append(m.key[:0], m.streams[0].key...)
	m.counts = Counts{}
	for len(m.streams) > 0 && bytes.Equal(m.streams[0].key, m.key) {
		s := m.streams[0]
		m.counts.add(&s.counts)
		switch err := s.next(); {
		case errors.Is(err, io.EOF):
			heap.Pop(&m.streams)
		case err != nil:
			return err
		default:
			heap.Fix(&m.streams, 0)
		}
	}
	return nil
}

// writeTo writes all facts as a partial profile.
func (m *merged) writeTo(w io.Writer) error {
	b, err := newBlockWriter(w, partial)
	if err != nil {
		return err
	}
	for {
		switch err := m.next(); {
		case errors.Is(err, io.EOF):
			return b.finish(nil)
		case err != nil:
			return err
		}
		if err := b.put(m.key, &m.counts); err != nil {
			return err
		}
	}
}

// streamHeap orders streams by the key of their next fact.
type streamHeap []*stream

func (h streamHeap) Len() int           { return len(h) }
func (h streamHeap) Less(i, j int) bool { return bytes.Compare(h[i].key, h[j].key) < 0 }
func (h streamHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }

// Push is there for heap.Interface; a merge only ever loses streams.
func (h *streamHeap) Push(x any) {
	if s, ok := x.(*stream); ok {
		*h = append(*h, s)
	}
}

// Pop is there for heap.Interface, as Push.
func (h *streamHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
