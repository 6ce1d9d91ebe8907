package profile

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// A profile file is
//
//	magic "CDPROF", format u8, flavour u8
//	blocks: length u32, CRC-32C u32, payload; a length of zero ends them
//	sections of a frozen profile, see freeze.go
//	table of contents: kind u8, language and an end, offset u64, length u64, CRC-32C u32 of each section
//	footer: offset u64, length u32 and CRC-32C u32 of the table of contents, number of facts u64,
//	        CRC-32C u32 of the checksums of all blocks, "CDPE"
//
// with all numbers in little endian. The payload of a block holds facts in the order of their
// keys: bytes shared with the key before, bytes that follow, these bytes, and the counters of
// the kind, all numbers as varints. The first key of a block shares nothing. Payloads are
// compressed with Zstandard in a partial profile and lie open in a frozen one.
const (
	magic    = "CDPROF"
	endMagic = "CDPE"

	// FormatVersion is raised whenever the bytes of a profile mean something else.
	FormatVersion = 1

	partial = 'p'
	frozen  = 'f'

	headSize   = len(magic) + 2
	blockHead  = 8
	footerSize = 8 + 4 + 4 + 8 + 4 + len(endMagic)
)

// Sizes of a block's payload before compression, in bytes: large where blocks are read one
// after another, and small where one fact is looked for: with 1 kB a look-up takes half the time of
// one with 4 kB, and the index is 4 % of the file.
const (
	partialBlock = 128 << 10
	frozenBlock  = 1 << 10
)

// maxBlock is what a reader takes for a block at most, so that a damaged length costs no memory.
const maxBlock = 1 << 22

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(data []byte) uint32 { return crc32.Checksum(data, castagnoli) }

// ErrDamaged is wrapped by the errors of files that are no whole profile.
var ErrDamaged = errors.New("the profile is damaged: build it again with `copydesk learn`")

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w (%s)", ErrDamaged, fmt.Sprintf(format, args...))
}

// Encoder and decoder keep no state between blocks and may be shared.
var (
	encoder = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false))
		if err != nil {
			panic("profile: " + err.Error()) // the options are constants
		}
		return e
	})
	decoder = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxBlock))
		if err != nil {
			panic("profile: " + err.Error())
		}
		return d
	})
)

// blockWriter writes facts, which must come in the order of their keys.
type blockWriter struct {
	w       *bufio.Writer
	flavour byte
	off     uint64   // of the next block
	starts  []uint64 // of the blocks, kept for a frozen profile
	firsts  []byte   // their first keys, one after another
	ends    []uint32 // where each ends in firsts
	facts   uint64
	sum     uint32 // of the checksums of the blocks
	payload []byte
	last    []byte
	packed  []byte
}

func newBlockWriter(w io.Writer, flavour byte) (*blockWriter, error) {
	b := &blockWriter{w: bufio.NewWriterSize(w, partialBlock), flavour: flavour, off: uint64(headSize)}
	_, err := b.w.Write(append([]byte(magic), FormatVersion, flavour))
	return b, err
}

// put adds a fact with the counters of its kind.
func (b *blockWriter) put(key []byte, c *Counts) error {
	shared := 0
	if len(b.payload) > 0 {
		for shared < min(len(key), len(b.last)) && key[shared] == b.last[shared] {
			shared++
		}
	} else if b.flavour == frozen {
		b.firsts = append(b.firsts, key...)
		b.ends = append(b.ends, uint32(len(b.firsts)))
	}
	b.payload = binary.AppendUvarint(b.payload, uint64(shared))
	b.payload = binary.AppendUvarint(b.payload, uint64(len(key)-shared))
	b.payload = append(b.payload, key[shared:]...)
	for i := range width(Kind(key[0])) {
		b.payload = binary.AppendUvarint(b.payload, c[i])
	}
	b.last = append(b.last[:0], key...)
	b.facts++
	limit := partialBlock
	if b.flavour == frozen {
		limit = frozenBlock
	}
	if len(b.payload) < limit {
		return nil
	}
	return b.flush()
}

// flush writes the block that was begun.
func (b *blockWriter) flush() error {
	if len(b.payload) == 0 {
		return nil
	}
	data := b.payload
	if b.flavour == partial {
		b.packed = encoder().EncodeAll(b.payload, b.packed[:0])
		data = b.packed
	} else {
		b.starts = append(b.starts, b.off)
	}
	b.payload = b.payload[:0]
	return b.block(data)
}

func (b *blockWriter) block(data []byte) error {
	var head [blockHead]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(data)))
	binary.LittleEndian.PutUint32(head[4:], checksum(data))
	b.sum = crc32.Update(b.sum, castagnoli, head[4:])
	if _, err := b.w.Write(head[:]); err != nil {
		return err
	}
	b.off += uint64(blockHead + len(data))
	_, err := b.w.Write(data)
	return err
}

// index returns the section by which blocks are found: their number u32, offset u64 and end of
// the first key u32 of each, and then these keys.
func (b *blockWriter) index() []byte {
	index := binary.LittleEndian.AppendUint32(nil, uint32(len(b.starts)))
	for i, at := range b.starts {
		index = binary.LittleEndian.AppendUint64(index, at)
		index = binary.LittleEndian.AppendUint32(index, b.ends[i])
	}
	return append(index, b.firsts...)
}

// section is a part of a file that its table of contents names.
type section struct {
	kind Kind
	lang string
	data []byte
}

// finish ends the blocks and writes sections, table of contents and footer.
func (b *blockWriter) finish(sections []section) error {
	if err := b.flush(); err != nil {
		return err
	}
	if err := b.block(nil); err != nil {
		return err
	}
	var contents []byte
	for _, s := range sections {
		contents = appendKey(contents, s.kind, s.lang)
		contents = binary.LittleEndian.AppendUint64(contents, b.off)
		contents = binary.LittleEndian.AppendUint64(contents, uint64(len(s.data)))
		contents = binary.LittleEndian.AppendUint32(contents, checksum(s.data))
		if _, err := b.w.Write(s.data); err != nil {
			return err
		}
		b.off += uint64(len(s.data))
	}
	tail := binary.LittleEndian.AppendUint64(contents, b.off)
	tail = binary.LittleEndian.AppendUint32(tail, uint32(len(contents)))
	tail = binary.LittleEndian.AppendUint32(tail, checksum(contents))
	tail = binary.LittleEndian.AppendUint64(tail, b.facts)
	tail = binary.LittleEndian.AppendUint32(tail, b.sum)
	if _, err := b.w.Write(append(tail, endMagic...)); err != nil {
		return err
	}
	return b.w.Flush()
}

// decodeFact reads the fact at the start of payload. key holds the key before and is made the
// new one. n is how many bytes it took, 0 for a damaged payload.
func decodeFact(payload, key []byte, c *Counts) (_ []byte, n int) {
	shared, a := binary.Uvarint(payload)
	if a <= 0 || shared > uint64(len(key)) {
		return key, 0
	}
	more, m := binary.Uvarint(payload[a:])
	at := a + m
	if m <= 0 || more > uint64(len(payload)-at) {
		return key, 0
	}
	key = append(key[:shared], payload[at:at+int(more)]...)
	at += int(more)
	counters := 0
	if len(key) > 0 {
		counters = width(Kind(key[0]))
	}
	if counters == 0 {
		return key, 0
	}
	*c = Counts{}
	for i := range counters {
		v, m := binary.Uvarint(payload[at:])
		if m <= 0 {
			return key, 0
		}
		c[i] = v
		at += m
	}
	return key, at
}
