package profile

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
	"slices"
)

// table counts the items of one section in memory: entries one after another in an arena, and
// a hash table of their places. It costs about 30 bytes an item beside its letters, half of what
// a map of strings takes.
//
// An entry is the length of the item in two bytes, the item, and its counters in eight bytes each.
type table struct {
	counters int
	chunks   [][]byte // the arena; an entry lies in one chunk
	bytes    int      // of all entries
	slots    []slot
	used     int
}

// slot is the upper half of an item's hash, and the place of its entry plus one in the lower; 0
// is an empty slot. Most items that differ are told apart without a look at the entry.
type slot uint64

// maxItem is the longest item in bytes; longer ones are not counted. Signatures and lines, the
// longest items, stay below it.
const maxItem = 1 << 12

const (
	entryHead    = 2
	counterBytes = 8
	firstSlots   = 1 << 8
	slotBytes    = 16      // of an item: about half of the slots are empty
	chunkBits    = 20      // chunks of a megabyte: an arena that grows by copying would double the memory
	maxChunks    = 1 << 11 // two gigabytes; a place has 31 bits
)

var tableSeed = maphash.MakeSeed() // order in memory takes no part in the file

// size returns the bytes that the items of t take, with their slots.
func (t *table) size() int { return t.bytes + slotBytes*t.used }

// full reports whether t can take no more whatever the memory.
func (t *table) full() bool { return len(t.chunks) >= maxChunks }

// add adds counts to an item.
func (t *table) add(item []byte, c *Counts) {
	if len(item) >= maxItem {
		return
	}
	if 4*(t.used+1) > 3*len(t.slots) {
		t.grow()
	}
	hash := maphash.Bytes(tableSeed, item)
	i := t.find(item, hash)
	if t.slots[i] == 0 {
		t.slots[i] = slot(hash&^(1<<32-1) | uint64(t.take(item)) + 1)
		t.used++
	}
	_, counters := t.entry(t.slots[i].place())
	for n := range t.counters {
		at := counters[counterBytes*n:]
		binary.LittleEndian.PutUint64(at, binary.LittleEndian.Uint64(at)+c[n])
	}
}

func (s slot) place() uint32 { return uint32(s) - 1 }

// find returns the slot of an item: its own, or the empty one it belongs in.
func (t *table) find(item []byte, hash uint64) int {
	mask := len(t.slots) - 1
	i := int(hash>>32) & mask
	for ; t.slots[i] != 0; i = (i + 1) & mask {
		if uint64(t.slots[i])>>32 != hash>>32 {
			continue
		}
		if have, _ := t.entry(t.slots[i].place()); bytes.Equal(have, item) {
			break
		}
	}
	return i
}

// take makes an entry of an item and returns its place.
func (t *table) take(item []byte) uint32 {
	size := entryHead + len(item) + counterBytes*t.counters
	last := len(t.chunks) - 1
	if last < 0 || len(t.chunks[last])+size > 1<<chunkBits {
		t.chunks = append(t.chunks, make([]byte, 0, 1<<chunkBits))
		last++
	}
	at := len(t.chunks[last])
	chunk := binary.LittleEndian.AppendUint16(t.chunks[last], uint16(len(item)))
	chunk = append(chunk, item...)
	t.chunks[last] = chunk[:at+size]
	clear(t.chunks[last][len(chunk):])
	t.bytes += size
	return uint32(last<<chunkBits | at)
}

// entry returns the item and the counters of the entry at a place.
func (t *table) entry(place uint32) (item, counters []byte) {
	chunk := t.chunks[place>>chunkBits]
	at := int(place & (1<<chunkBits - 1))
	end := at + entryHead + int(binary.LittleEndian.Uint16(chunk[at:]))
	return chunk[at+entryHead : end], chunk[end : end+counterBytes*t.counters]
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]slot, max(firstSlots, 2*len(old)))
	mask := len(t.slots) - 1
	for _, s := range old {
		if s == 0 {
			continue
		}
		i := int(s>>32) & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = s
	}
}

// sorted calls yield for all items in the order of their bytes.
func (t *table) sorted(yield func(item []byte, c *Counts) error) error {
	type place struct {
		first uint64 // the first eight bytes: most comparisons need no more
		at    uint32
	}
	places := make([]place, 0, t.used)
	for _, s := range t.slots {
		if s != 0 {
			item, _ := t.entry(s.place())
			places = append(places, place{firstBytes(item), s.place()})
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		switch {
		case a.first < b.first:
			return -1
		case a.first > b.first:
			return 1
		}
		x, _ := t.entry(a.at)
		y, _ := t.entry(b.at)
		return bytes.Compare(x, y)
	})
	for _, p := range places {
		item, counters := t.entry(p.at)
		var c Counts
		for n := range t.counters {
			c[n] = binary.LittleEndian.Uint64(counters[counterBytes*n:])
		}
		if err := yield(item, &c); err != nil {
			return err
		}
	}
	return nil
}

// firstBytes returns the first eight bytes of an item as a number that sorts as they do.
func firstBytes(item []byte) uint64 {
	var b [8]byte
	copy(b[:], item)
	return binary.BigEndian.Uint64(b[:])
}
