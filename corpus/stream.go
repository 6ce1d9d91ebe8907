package corpus

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"copydesk/fixers"
)

// layout is how records lie in a stream of bytes.
type layout interface {
	// header returns how many bytes stand in front of the first record of
	// data, which is the first batch.
	header(data []byte) (int, error)
	// cut moves c over data, to find where the last whole record ends.
	cut(c *cutter, data []byte)
	// parse sets the records of a batch.
	parse(b *Batch)
	// rewrite returns the edits of b.Raw that make v of r.
	rewrite(b *Batch, r *Record, v *Revision) ([]fixers.Edit, error)
}

// cutter is how far a layout has looked for the ends of records.
type cutter struct {
	pos        int // looked at so far
	first, end int // where the first whole record ends, and the last; 0 for none
	state      byte
}

// ends notes that a record ends at the offset at.
func (c *cutter) ends(at int) {
	if c.first == 0 {
		c.first = at
	}
	c.end = at
}

// newLayout returns the layout of a format, with the path for errors.
func newLayout(format, path string, c *Config) layout {
	switch format {
	case ".csv":
		return &delimited{path: path, config: c}
	case ".tsv":
		return &delimited{path: path, config: c, comma: '\t'}
	default:
		return &jsonLines{path: path, config: c, fields: pointers(c.Fields)}
	}
}

// stream is a shard whose records follow one another in bytes, compressed or not.
type stream struct {
	File
	layout      layout
	compression string
	under       string // folder to write below, "" for in place

	input io.Reader // the standard input; nil for a file
	stamp stamp
	gz    gzipHeader

	kept    int64          // bytes of the text that Put was given and that need no writing yet
	pending *Pending       // what is being written, nil before anything has changed
	out     io.WriteCloser // leads to pending by way of the compression
	failed  bool           // Put has failed
}

func openStream(f File, l layout, compression, under string) (*stream, error) {
	file, stamp, err := open(f.at())
	if err != nil {
		return nil, err
	}
	s := &stream{File: f, layout: l, compression: compression, under: under, stamp: stamp}
	s.gz, err = readGzipHeader(file, compression)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, s.readError(err)
	}
	return s, nil
}

// batchBytes is about how much of a stream makes a batch: enough that handing
// it to a worker costs nothing beside checking it, little enough that a
// worker's cache holds it.
const batchBytes = 256 << 10

// Batches yields the records of the stream.
func (s *stream) Batches() iter.Seq2[*Batch, error] {
	return func(yield func(*Batch, error) bool) {
		r, err := s.reader()
		if err != nil {
			yield(nil, s.readError(err))
			return
		}
		p := splitter{stream: s, line: 1, yield: yield}
		err = p.run(r)
		if closing := r.Close(); err == nil {
			err = closing
		}
		if err != nil && !p.stopped {
			yield(nil, s.readError(err))
		}
	}
}

// readError says that a stream could not be read to its end, and what to do.
func (s *stream) readError(err error) error {
	hint := "the shard stays as it was"
	if errors.Is(err, io.ErrUnexpectedEOF) {
		hint = "it is cut off: fetch it again; " + hint
	}
	return fmt.Errorf("read %s: %w; %s", s.Path, err, hint)
}

func (s *stream) reader() (io.ReadCloser, error) {
	if s.input != nil {
		return io.NopCloser(s.input), nil
	}
	file, err := os.Open(s.at())
	if err != nil {
		return nil, err
	}
	return decompress(file, s.compression)
}

// Put takes a batch back and writes it, from the first that has changed on.
// The records in front of that one are then copied from the file.
func (s *stream) Put(b *Batch) error {
	switch {
	case s.failed:
		return nil // a failure is said once; Commit will not commit
	case s.out == nil && !b.Changed():
		s.kept += int64(len(b.Raw))
		return nil
	}
	err := s.put(b)
	if err == nil {
		return nil
	}
	s.failed = true
	if s.input != nil {
		return err
	}
	s.Discard()
	return writeError(s.target(), err)
}

func (s *stream) put(b *Batch) error {
	if s.out == nil {
		if err := s.begin(); err != nil {
			return err
		}
	}
	_, err := s.out.Write(b.bytes())
	return err
}

// target is the file that the stream is written to.
func (s *stream) target() string {
	if s.under != "" {
		return filepath.Join(s.under, s.Rel)
	}
	return s.Path
}

// begin opens the new file and copies what was kept so far.
func (s *stream) begin() (err error) {
	if s.under == "" {
		s.pending, err = s.stamp.pending()
	} else if err = os.MkdirAll(filepath.Dir(s.target()), 0o777); err == nil {
		s.pending, err = NewPending(s.target(), s.stamp.info.Mode())
	}
	if err != nil {
		return err
	}
	if s.out, err = compress(s.pending, s.compression, s.gz); err != nil || s.kept == 0 {
		return err
	}
	r, err := s.reader()
	if err != nil {
		return err
	}
	var to io.Writer = s.out
	if s.compression == "" {
		to = s.pending.File // lets the system copy, which can be free
	}
	_, err = io.CopyN(to, r, s.kept)
	return errors.Join(err, r.Close())
}

// Commit puts the new file in place.
func (s *stream) Commit() error {
	switch {
	case s.failed, s.input != nil:
		return nil
	case s.out == nil && s.under == "":
		return s.stamp.check()
	case s.out == nil:
		return s.copyWhole()
	}
	defer s.Discard()
	if err := s.out.Close(); err != nil {
		return writeError(s.target(), err)
	}
	if err := s.stamp.check(); err != nil {
		return err
	}
	return s.pending.Commit()
}

// copyWhole copies the file byte for byte, since nothing in it has changed.
func (s *stream) copyWhole() error { return copyFile(s.stamp, s.target()) }

// copyFile copies the file of s byte for byte to target.
func copyFile(s stamp, target string) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return writeError(target, err)
	}
	from, err := os.Open(s.path)
	if err != nil {
		return err
	}
	defer from.Close() // only read from
	p, err := NewPending(target, s.info.Mode())
	if err != nil {
		return err
	}
	defer p.Discard()
	if _, err := io.Copy(p.File, from); err != nil {
		return writeError(target, err)
	}
	if err := s.check(); err != nil {
		return err
	}
	return p.Commit()
}

// Discard removes what was written so far, unless it was committed.
func (s *stream) Discard() {
	if s.pending != nil {
		s.pending.Discard()
	}
}
