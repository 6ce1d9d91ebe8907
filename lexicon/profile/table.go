package profile

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
	"slices"
)

// table counts the items of one section in memory: entries one after another in an arena, and
// a hash table of their offsets. It costs about 20 bytes an item beside its letters, a third of
// what a map of strings takes.
//
// An entry is the length of the item in two bytes, the item, and its counters in eight bytes each.
type table struct {
	counters int
	arena    []byte
	slots    []uint32 // offset of an entry plus one, 0 for an empty slot
	used     int
}

// maxItem is the longest item in bytes; longer ones are not counted. Signatures and lines, the
// longest items, stay below it.
const maxItem = 1 << 12

const (
	entryHead    = 2
	counterBytes = 8
	firstSlots   = 1 << 8
	slotBytes    = 8 // of an item: a slot has four bytes, and about half of them are empty
)

var tableSeed = maphash.MakeSeed() // order in memory takes no part in the file

// size returns the bytes that the items of t take, with their slots.
func (t *table) size() int { return len(t.arena) + slotBytes*t.used }

// add adds counts to an item.
func (t *table) add(item []byte, c *Counts) {
	if len(item) >= maxItem {
		return
	}
	if 4*(t.used+1) > 3*len(t.slots) {
		t.grow()
	}
	i := t.slot(item)
	if t.slots[i] == 0 {
		t.slots[i] = uint32(len(t.arena)) + 1
		t.arena = binary.LittleEndian.AppendUint16(t.arena, uint16(len(item)))
		t.arena = append(t.arena, item...)
		t.arena = append(t.arena, make([]byte, counterBytes*t.counters)...)
		t.used++
	}
	_, counters := t.entry(t.slots[i] - 1)
	for n := range t.counters {
		at := counters[counterBytes*n:]
		binary.LittleEndian.PutUint64(at, binary.LittleEndian.Uint64(at)+c[n])
	}
}

// slot returns the slot of an item: its own, or the empty one it belongs in.
func (t *table) slot(item []byte) int {
	mask := len(t.slots) - 1
	i := int(maphash.Bytes(tableSeed, item)) & mask
	for t.slots[i] != 0 {
		if have, _ := t.entry(t.slots[i] - 1); bytes.Equal(have, item) {
			break
		}
		i = (i + 1) & mask
	}
	return i
}

// entry returns the item and the counters of the entry at an offset.
func (t *table) entry(off uint32) (item, counters []byte) {
	at := int(off)
	end := at + entryHead + int(binary.LittleEndian.Uint16(t.arena[at:]))
	return t.arena[at+entryHead : end], t.arena[end : end+counterBytes*t.counters]
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]uint32, max(firstSlots, 2*len(old)))
	for _, off := range old {
		if off != 0 {
			item, _ := t.entry(off - 1)
			t.slots[t.slot(item)] = off
		}
	}
}

// reset forgets all items and keeps the memory.
func (t *table) reset() {
	t.arena, t.used = t.arena[:0], 0
	clear(t.slots)
}

// sorted calls yield for all items in the order of their bytes.
func (t *table) sorted(yield func(item []byte, c *Counts) error) error {
	type place struct {
		first uint64 // the first eight bytes: most comparisons need no more
		off   uint32
	}
	places := make([]place, 0, t.used)
	for _, off := range t.slots {
		if off != 0 {
			item, _ := t.entry(off - 1)
			places = append(places, place{firstBytes(item), off - 1})
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		switch {
		case a.first < b.first:
			return -1
		case a.first > b.first:
			return 1
		}
		x, _ := t.entry(a.off)
		y, _ := t.entry(b.off)
		return bytes.Compare(x, y)
	})
	for _, p := range places {
		item, counters := t.entry(p.off)
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
