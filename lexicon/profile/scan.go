package profile

import (
	"bytes"
	"encoding/binary"
	"io"
	"sort"
	"sync"
)

// scan calls yield for every fact whose key begins with prefix, in order, until it returns false.
// The item is what follows the prefix, valid during the call.
func (p *Profile) scan(prefix []byte, yield func(item []byte, c *Counts) bool) {
	if p == nil {
		return
	}
	key, ok := keys.Get().(*[]byte)
	if !ok {
		key = new([]byte)
	}
	defer keys.Put(key)
	for n := p.blockOf(prefix); n < p.index.blocks; n++ {
		payload, ok := p.block(n)
		if !ok {
			return
		}
		for *key = (*key)[:0]; len(payload) > 0; {
			var c Counts
			var took int
			if *key, took = decodeFact(payload, *key, &c); took == 0 {
				p.fail(damaged("a fact of block %d", n))
				return
			}
			payload = payload[took:]
			switch {
			case bytes.HasPrefix(*key, prefix):
				if !yield((*key)[len(prefix):], &c) {
					return
				}
			case bytes.Compare(*key, prefix) > 0:
				return
			}
		}
	}
}

// keys are the buffers of look-ups.
var keys sync.Pool

// blockOf returns the number of the last block whose first key is not behind prefix.
func (p *Profile) blockOf(prefix []byte) int {
	n := sort.Search(p.index.blocks, func(i int) bool { return bytes.Compare(p.firstKey(i), prefix) > 0 })
	return max(0, n-1)
}

// index finds the blocks of a profile.
type index struct {
	blocks int
	heads  string // offset of the block u64 and end of its first key u32 of each
	keys   string // the first keys one after another
}

// indexHead is what a block takes in index.heads.
const indexHead = 8 + 4

// openIndex reads the section of an index, whose checksum was verified.
func openIndex(data string) (index, error) {
	if len(data) < 4 {
		return index{}, damaged("an index of %d bytes", len(data))
	}
	n := int(binary.LittleEndian.Uint32(bytesOf(data)))
	if data = data[4:]; n > len(data)/indexHead {
		return index{}, damaged("an index of %d blocks", n)
	}
	return index{n, data[:n*indexHead], data[n*indexHead:]}, nil
}

// firstKey returns the first key of a block.
func (p *Profile) firstKey(n int) []byte {
	from := uint32(0)
	if n > 0 {
		from = p.index.end(n - 1)
	}
	return bytesOf(p.index.keys[from:p.index.end(n)])
}

func (x *index) end(n int) uint32 {
	return binary.LittleEndian.Uint32(bytesOf(x.heads[n*indexHead+8:]))
}

// blockHead returns where the payload of a block begins, and its length.
func (p *Profile) blockHead(n int) (at, size int, ok bool) {
	off := binary.LittleEndian.Uint64(bytesOf(p.index.heads[n*indexHead:]))
	if off > uint64(len(p.data)-blockHead) {
		return 0, 0, false
	}
	at = int(off) + blockHead
	size = int(binary.LittleEndian.Uint32(bytesOf(p.data[off:])))
	return at, size, size <= len(p.data)-at
}

// block returns the payload of a block after its checksum was verified.
func (p *Profile) block(n int) ([]byte, bool) {
	at, size, ok := p.blockHead(n)
	if !ok {
		p.fail(damaged("block %d ends beyond the file", n))
		return nil, false
	}
	payload := bytesOf(p.data[at : at+size])
	if checksum(payload) != binary.LittleEndian.Uint32(bytesOf(p.data[at-4:])) {
		p.fail(damaged("wrong checksum of block %d", n))
		return nil, false
	}
	return payload, true
}

// Verify reads the whole profile and returns the first damage.
func (p *Profile) Verify() error {
	for n := range p.index.blocks {
		if _, ok := p.block(n); !ok {
			return p.Err()
		}
	}
	for _, l := range p.languages {
		l.open()
	}
	return p.Err()
}

// Facts reads the facts of a profile, partial or frozen, in the order of the file, and calls
// yield for each. The words without marks and the pairs of words of a frozen profile are not
// among them. It returns the error of yield.
func Facts(r io.Reader, yield func(*Fact) error) error {
	s, err := newStream(r)
	if err != nil {
		return err
	}
	for {
		switch err := s.next(); {
		case err == io.EOF: //nolint:errorlint // next returns it as it is
			return nil
		case err != nil:
			return err
		}
		f := factOf(s.key, &s.counts)
		if err := yield(&f); err != nil {
			return err
		}
	}
}
