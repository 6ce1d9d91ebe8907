package corpus

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"

	"copydesk/fixers"
)

// splitter cuts a stream into batches of whole records.
type splitter struct {
	*stream
	yield   func(*Batch, error) bool
	stopped bool // nobody wants more batches
	begun   bool // the first batch is out
	long    bool // inside a record that is longer than MaxRecord
	line    int  // of the next batch
	cut     cutter
}

// piece is what a stretch of a stream holds.
type piece uint8

const (
	nothing piece = iota // no whole record yet: more must be read
	records              // whole records
	part                 // a part of a record that is too long
	tail                 // the last part of one
)

// run reads r to its end and yields its batches.
func (p *splitter) run(r io.Reader) error {
	buf := make([]byte, 0, batchBytes)
	for !p.stopped {
		var err error
		buf, err = p.fill(r, buf)
		last := errors.Is(err, io.EOF)
		if err != nil && !last {
			return err
		}
		p.layout.cut(&p.cut, buf)
		n, what := p.next(buf, last)
		if err := p.emit(buf[:n:n], what); err != nil || last && n == len(buf) {
			return err
		}
		if n > 0 || len(buf) == cap(buf) {
			buf = append(make([]byte, 0, max(batchBytes, min(2*(len(buf)-n), MaxRecord))), buf[n:]...)
		}
	}
	return nil
}

// fill reads until buf is full. Of the standard input it takes what there is:
// who writes there may be waiting for an answer.
func (p *splitter) fill(r io.Reader, buf []byte) ([]byte, error) {
	for len(buf) < cap(buf) {
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err != nil {
			return buf, err
		}
		if p.input != nil && n > 0 {
			return buf, nil
		}
	}
	return buf, nil
}

// next returns how much of buf makes a batch, and of what kind. It leaves the
// cutter at the start of what follows.
func (p *splitter) next(buf []byte, last bool) (int, piece) {
	switch n := p.cut.end; {
	case p.long && p.cut.first > 0:
		n = p.cut.first
		p.cut, p.long = cutter{}, false
		return n, tail
	case p.long && last:
		return len(buf), tail
	case last:
		return len(buf), records
	case n > 0:
		p.cut = cutter{pos: len(buf) - n, state: p.cut.state}
		return n, records
	case p.long || len(buf) >= MaxRecord:
		p.cut = cutter{state: p.cut.state}
		return len(buf), part
	}
	return 0, nothing
}

// emit yields raw as a batch.
func (p *splitter) emit(raw []byte, what piece) error {
	if len(raw) == 0 {
		return nil
	}
	b := &Batch{Raw: raw, line: p.line, parse: p.layout.parse, rewrite: p.replace}
	if !p.begun {
		skip, err := p.layout.header(raw)
		if err != nil {
			return err
		}
		b.skip, p.begun = skip, true
	}
	if what == part || what == tail {
		b.parse = func(*Batch) {}
	}
	if what == part && !p.long {
		p.long = true
		line := p.line
		b.parse = func(b *Batch) {
			b.Bad = []error{badRecord(p.Path, line, "a record of more than %d MiB", MaxRecord>>20)}
		}
	}
	p.line += bytes.Count(raw, []byte{'\n'})
	p.stopped = !p.yield(b, nil)
	return nil
}

// replace splices a revised record into a batch.
func (s *stream) replace(b *Batch, r *Record, v *Revision) error {
	edits, err := s.layout.rewrite(b, r, v)
	if err != nil {
		return badRecord(s.Path, r.Line, "%v", err)
	}
	slices.SortStableFunc(edits, func(x, y fixers.Edit) int { return cmp.Compare(x.Start, y.Start) })
	for _, e := range edits {
		b.splice(e.Span, e.New)
	}
	return nil
}
