package pack

import (
	"encoding/binary"
	"fmt"
	"sort"
)

// A Table maps 64-bit keys to values of a few bytes, inside a string of bytes that is
// never parsed or copied. It is open addressing with fingerprints in its compact form:
// the entries of one bucket lie side by side, and because keys are uniform the start of
// bucket b is close to b·n/buckets, so that two bytes of deviation a bucket are the whole
// index and no slot is empty. A look-up reads one index word pair and one cache line.
//
// Layout, little endian: n u32 · buckets u32 · fingerprint bytes u8 · value bytes u8 ·
// u16 zero · deviation i16 × (buckets+1) · entries · 4 bytes of padding. An entry is the
// fingerprint (the low bits of the key) and then the value.
//
// A key that was never written is found with probability about [BucketLoad]·2^-(8·fingerprint
// bytes): 2.4e-7 with three bytes, 6.1e-5 with two.
type Table struct {
	index   string
	entries string
	n       uint64
	buckets uint64
	step    uint64 // entries a bucket, fixed point
	mask    uint32
	fpBytes int
	size    int
}

// BucketLoad is the mean number of entries of a bucket: small enough that a miss reads
// few fingerprints, large enough that the index costs half a byte an entry.
const BucketLoad = 4

const tableHead = 12

// Entry is what [AppendTable] writes for one key.
type Entry struct {
	Key   uint64
	Value uint32 // low bytes are kept, as many as the table holds
}

// OpenTable reads the head of a table; an empty string is the empty table.
func OpenTable(data string) (Table, error) {
	if data == "" {
		return Table{}, nil
	}
	if len(data) < tableHead {
		return Table{}, fmt.Errorf("open table: %d bytes, want at least %d", len(data), tableHead)
	}
	t := Table{
		n: uint64(load32(data, 0)), buckets: uint64(load32(data, 4)),
		fpBytes: int(data[8]), size: int(data[8]) + int(data[9]),
	}
	t.mask = uint32(1<<(8*t.fpBytes) - 1)
	t.step = bucketStep(t.n, t.buckets)
	indexEnd := tableHead + 2*(t.buckets+1)
	if want := indexEnd + t.n*uint64(t.size) + 4; uint64(len(data)) != want || t.fpBytes > 3 {
		return Table{}, fmt.Errorf("open table: %d bytes, want %d", len(data), want)
	}
	t.index = data[tableHead:indexEnd]
	t.entries = data[indexEnd:]
	return t, nil
}

// Len returns the number of entries.
func (t *Table) Len() int { return int(t.n) }

// Find returns the value stored for key, zero and false when there is none.
func (t *Table) Find(key uint64) (uint32, bool) {
	if t.n == 0 {
		return 0, false
	}
	b := bucketOf(key, t.buckets)
	deviations := load32(t.index, int(2*b)) // of this bucket and the next
	at := (int(b*t.step>>stepBits) + int(int16(deviations))) * t.size
	end := (int((b+1)*t.step>>stepBits) + int(int16(deviations>>16))) * t.size
	fp := uint32(key) & t.mask
	for ; at < end; at += t.size {
		if load32(t.entries, at)&t.mask == fp {
			return t.value(at + t.fpBytes), true
		}
	}
	return 0, false
}

func (t *Table) value(at int) uint32 {
	v := load32(t.entries, at)
	return v & (1<<(8*(t.size-t.fpBytes)) - 1)
}

// stepBits is the fixed point of bucketStep: a look-up multiplies where a division would cost as
// much as all the rest.
const stepBits = 20

// bucketStep is the mean number of entries of a bucket, the guess that deviations correct.
func bucketStep(n, buckets uint64) uint64 {
	if buckets == 0 {
		return 0
	}
	return n << stepBits / buckets
}

func bucketOf(key, buckets uint64) uint64 { return (key >> 32) * buckets >> 32 }

func load32(s string, i int) uint32 {
	_ = s[i+3]
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

// AppendTable writes entries to dst in the layout of [Table]. The order of entries does not
// matter, equal input gives equal bytes. Of entries that cannot be told apart (same key, or
// same bucket and fingerprint) the first given is kept; dropped counts the others.
func AppendTable(dst []byte, entries []Entry, fpBytes, valueBytes int) (out []byte, dropped int, err error) {
	if fpBytes < 1 || fpBytes > 3 || valueBytes < 0 || valueBytes > 3 {
		return nil, 0, fmt.Errorf("write table: fingerprint of %d and value of %d bytes", fpBytes, valueBytes)
	}
	buckets := uint64(len(entries)/BucketLoad + 1)
	mask := uint32(1<<(8*fpBytes) - 1)
	kept := sortEntries(entries, buckets, mask)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(kept)))
	dst = binary.LittleEndian.AppendUint32(dst, uint32(buckets))
	dst = append(dst, byte(fpBytes), byte(valueBytes), 0, 0)
	if dst, err = appendIndex(dst, kept, buckets); err != nil {
		return nil, 0, err
	}
	for _, e := range kept {
		dst = appendLow(dst, uint32(e.Key)&mask, fpBytes)
		dst = appendLow(dst, e.Value, valueBytes)
	}
	return append(dst, 0, 0, 0, 0), len(entries) - len(kept), nil
}

func sortEntries(entries []Entry, buckets uint64, mask uint32) []Entry {
	sorted := append([]Entry(nil), entries...)
	place := func(e Entry) (uint64, uint32) { return bucketOf(e.Key, buckets), uint32(e.Key) & mask }
	sort.SliceStable(sorted, func(i, j int) bool {
		bi, fi := place(sorted[i])
		bj, fj := place(sorted[j])
		if bi != bj {
			return bi < bj
		}
		return fi < fj
	})
	kept := sorted[:0]
	for i, e := range sorted {
		if i > 0 {
			b, f := place(e)
			pb, pf := place(kept[len(kept)-1])
			if b == pb && f == pf {
				continue
			}
		}
		kept = append(kept, e)
	}
	return kept
}

func appendIndex(dst []byte, sorted []Entry, buckets uint64) ([]byte, error) {
	step, at := bucketStep(uint64(len(sorted)), buckets), 0
	for b := uint64(0); b <= buckets; b++ {
		for at < len(sorted) && bucketOf(sorted[at].Key, buckets) < b {
			at++
		}
		dev := int64(at) - int64(b*step>>stepBits)
		if dev != int64(int16(dev)) {
			return nil, fmt.Errorf("write table: bucket %d deviates by %d entries; keys are not uniform", b, dev)
		}
		dst = binary.LittleEndian.AppendUint16(dst, uint16(int16(dev)))
	}
	return dst, nil
}

func appendLow(dst []byte, v uint32, bytes int) []byte {
	for ; bytes > 0; bytes-- {
		dst = append(dst, byte(v))
		v >>= 8
	}
	return dst
}
