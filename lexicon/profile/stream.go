package profile

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// stream reads the facts of a profile one after another.
type stream struct {
	r       *bufio.Reader
	flavour byte
	block   []byte // as it was read
	payload []byte // what is left of the block
	opened  []byte // backs payload when the block was compressed
	key     []byte // of the fact that next read
	before  []byte // of the one before it
	counts  Counts
	facts   uint64
	sum     uint32 // of the checksums of the blocks
}

// newStream reads the head of a profile.
func newStream(r io.Reader) (*stream, error) {
	s := &stream{r: bufio.NewReaderSize(r, partialBlock)}
	var head [headSize]byte
	if _, err := io.ReadFull(s.r, head[:]); err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	var err error
	s.flavour, err = readHead(head[:])
	return s, err
}

// ErrNoProfile is wrapped by the errors of files that were never a profile.
var ErrNoProfile = errors.New("this is no profile of copydesk")

// readHead checks the first bytes of a profile and returns its flavour.
func readHead(head []byte) (flavour byte, err error) {
	switch {
	case len(head) < headSize || string(head[:len(magic)]) != magic:
		return 0, ErrNoProfile
	case head[len(magic)] != FormatVersion:
		return 0, fmt.Errorf("the profile has format %d and this copydesk reads %d: build it again with `copydesk learn`", head[len(magic)], FormatVersion)
	case head[len(magic)+1] != partial && head[len(magic)+1] != frozen:
		return 0, damaged("unknown flavour %q", head[len(magic)+1])
	}
	return head[len(magic)+1], nil
}

// next reads the next fact into s.key and s.counts. It returns io.EOF behind the last one, when
// the file proved to be whole.
func (s *stream) next() error {
	for len(s.payload) == 0 {
		if err := s.nextBlock(); err != nil {
			return err
		}
	}
	var n int
	s.before = append(s.before[:0], s.key...)
	if s.key, n = decodeFact(s.payload, s.key, &s.counts); n == 0 || s.facts > 0 && bytes.Compare(s.before, s.key) >= 0 {
		return damaged("fact %d cannot be read", s.facts)
	}
	s.payload = s.payload[n:]
	s.facts++
	return nil
}

func (s *stream) nextBlock() error {
	var head [blockHead]byte
	if _, err := io.ReadFull(s.r, head[:]); err != nil {
		return cutOff(err)
	}
	s.sum = crc32.Update(s.sum, castagnoli, head[4:])
	size, sum := binary.LittleEndian.Uint32(head[:]), binary.LittleEndian.Uint32(head[4:])
	if size == 0 {
		return s.end()
	}
	if size > maxBlock {
		return damaged("a block of %d bytes", size)
	}
	s.block = append(s.block[:0], make([]byte, size)...)
	if _, err := io.ReadFull(s.r, s.block); err != nil {
		return cutOff(err)
	}
	if checksum(s.block) != sum {
		return damaged("wrong checksum behind fact %d", s.facts)
	}
	s.payload = s.block
	if s.flavour == partial {
		var err error
		if s.opened, err = decoder().DecodeAll(s.block, s.opened[:0]); err != nil {
			return damaged("%v", err)
		}
		s.payload = s.opened
	}
	return nil
}

// end checks the footer, so that a file that was cut off is never taken for a whole one.
func (s *stream) end() error {
	rest, err := lastBytes(s.r, footerSize)
	if err != nil {
		return err
	}
	f, err := readFooter(rest)
	if err != nil {
		return err
	}
	if f.facts != s.facts || f.blocks != s.sum {
		return damaged("%d facts, and the footer says %d of other blocks", s.facts, f.facts)
	}
	return io.EOF
}

// lastBytes reads r to its end and returns its last n bytes, or fewer.
func lastBytes(r io.Reader, n int) ([]byte, error) {
	var buf [4096]byte
	var last []byte
	for {
		got, err := r.Read(buf[:])
		last = append(last, buf[:got]...)
		last = append(last[:0], last[max(0, len(last)-n):]...)
		if errors.Is(err, io.EOF) {
			return last, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func cutOff(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return damaged("it is cut off")
	}
	return err
}

// footer is the end of a profile file.
type footer struct {
	contents uint64 // offset of the table of contents
	length   uint32
	sum      uint32
	facts    uint64
	blocks   uint32 // checksum of the checksums of the blocks
}

// readFooter reads the footer from the last bytes of a file.
func readFooter(b []byte) (footer, error) {
	if len(b) < footerSize || string(b[len(b)-len(endMagic):]) != endMagic {
		return footer{}, damaged("it is cut off")
	}
	b = b[len(b)-footerSize:]
	le := binary.LittleEndian
	return footer{le.Uint64(b), le.Uint32(b[8:]), le.Uint32(b[12:]), le.Uint64(b[16:]), le.Uint32(b[24:])}, nil
}
