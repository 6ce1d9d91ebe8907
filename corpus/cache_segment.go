package corpus

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"maps"
	"os"
	"slices"
	"sort"
	"time"
)

// segment is a file of a cache, held in memory as it is on disk:
//
//	magic, count, keys in order, where each value ends, the values, checksum
//
// all numbers of 32 bits, little endian. A look-up is a binary search in the
// keys and makes nothing.
type segment struct {
	path   string
	data   string
	count  int
	values int // where the values begin
}

const (
	segmentMagic = "cdcache1"
	keyBytes     = len(CacheKey{})
	numberBytes  = 4
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// readSegment reads the segment at path; nil when it is gone or damaged, and
// then it is removed.
func readSegment(path string) *segment {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	s := &segment{path: path, data: string(data)}
	if !s.open() {
		_ = os.Remove(path) // it is of no use to anybody
		return nil
	}
	return s
}

// open checks that the segment is whole.
func (s *segment) open() bool {
	head := len(segmentMagic) + numberBytes
	if len(s.data) < head+numberBytes || s.data[:len(segmentMagic)] != segmentMagic {
		return false
	}
	body := s.data[:len(s.data)-numberBytes]
	if crc32.Checksum([]byte(body), castagnoli) != s.number(len(body)) {
		return false
	}
	s.count = int(s.number(len(segmentMagic)))
	s.values = head + s.count*(keyBytes+numberBytes)
	if s.values > len(body) {
		return false
	}
	last := 0
	for i := range s.count {
		if s.end(i) < last {
			return false
		}
		last = s.end(i)
	}
	return s.values+last == len(body)
}

func (s *segment) number(at int) uint32 {
	return uint32(s.data[at]) | uint32(s.data[at+1])<<8 | uint32(s.data[at+2])<<16 | uint32(s.data[at+3])<<24
}

func (s *segment) key(i int) string {
	at := len(segmentMagic) + numberBytes + i*keyBytes
	return s.data[at : at+keyBytes]
}

// end returns where value i ends, counted from the first one.
func (s *segment) end(i int) int {
	return int(s.number(len(segmentMagic) + numberBytes + s.count*keyBytes + i*numberBytes))
}

func (s *segment) value(i int) string {
	start := 0
	if i > 0 {
		start = s.end(i - 1)
	}
	return s.data[s.values+start : s.values+s.end(i)]
}

func (s *segment) get(key CacheKey) (string, bool) {
	want := string(key[:])
	i := sort.Search(s.count, func(i int) bool { return s.key(i) >= want })
	if i == s.count || s.key(i) != want {
		return "", false
	}
	return s.value(i), true
}

func (s *segment) each(f func(CacheKey, string)) {
	for i := range s.count {
		f(CacheKey([]byte(s.key(i))), s.value(i))
	}
}

// touchEvery is how old the time of a segment may become while it is used.
const touchEvery = 24 * time.Hour

// touch notes that the segment was used.
func (s *segment) touch() {
	if info, err := os.Stat(s.path); err == nil && time.Since(info.ModTime()) > touchEvery {
		now := time.Now()
		_ = os.Chtimes(s.path, now, now) // at worst it is forgotten too early
	}
}

// encodeSegment returns m as a segment.
func encodeSegment(m map[CacheKey]string) []byte {
	keys := slices.SortedFunc(maps.Keys(m), func(a, b CacheKey) int { return bytes.Compare(a[:], b[:]) })
	size := 0
	for _, v := range m {
		size += len(v)
	}
	data := make([]byte, 0, len(segmentMagic)+2*numberBytes+len(m)*(keyBytes+numberBytes)+size)
	data = binary.LittleEndian.AppendUint32(append(data, segmentMagic...), uint32(len(keys)))
	for _, k := range keys {
		data = append(data, k[:]...)
	}
	end := 0
	for _, k := range keys {
		end += len(m[k])
		data = binary.LittleEndian.AppendUint32(data, uint32(end))
	}
	for _, k := range keys {
		data = append(data, m[k]...)
	}
	return binary.LittleEndian.AppendUint32(data, crc32.Checksum(data, castagnoli))
}
