package twin

// table is a hash table from 64-bit keys to indices of words, by open addressing. It is kept
// from one article to the next and cleared by a new stamp.
type table struct {
	slots []slot
	used  int
	stamp uint32
}

type slot struct {
	key   uint64
	value int32
	stamp uint32
}

// firstSlots is the size of a new table; it must be a power of two.
const firstSlots = 1024

func (t *table) reset() {
	t.used = 0
	t.stamp++
	if t.slots == nil || t.stamp == 0 {
		t.slots, t.stamp = make([]slot, max(firstSlots, len(t.slots))), 1
	}
}

// find returns the first slot for a key: that of an entry with this key, or an empty one.
func (t *table) find(key uint64) int {
	return t.probe(key, int(key)&(len(t.slots)-1))
}

// after returns the next slot for the key of an occupied slot.
func (t *table) after(i int) int {
	return t.probe(t.slots[i].key, (i+1)&(len(t.slots)-1))
}

func (t *table) probe(key uint64, i int) int {
	for t.slots[i].stamp == t.stamp && t.slots[i].key != key {
		i = (i + 1) & (len(t.slots) - 1)
	}
	return i
}

// at returns the value in a slot, -1 when it is empty.
func (t *table) at(i int) int32 {
	if t.slots[i].stamp != t.stamp {
		return -1
	}
	return t.slots[i].value
}

// get returns the first value of a key, -1 without one.
func (t *table) get(key uint64) int32 { return t.at(t.find(key)) }

// put adds an entry, beside others of the same key.
func (t *table) put(key uint64, value int32) {
	if 2*(t.used+1) > len(t.slots) {
		t.grow()
	}
	i := t.find(key)
	for t.at(i) >= 0 {
		i = t.after(i)
	}
	t.slots[i] = slot{key, value, t.stamp}
	t.used++
}

// link makes value the first of its key and returns the one it takes the place of, or -1.
func (t *table) link(key uint64, value int32) (before int32) {
	i := t.find(key)
	if before = t.at(i); before >= 0 {
		t.slots[i].value = value
		return before
	}
	t.put(key, value)
	return -1
}

func (t *table) grow() {
	old, stamp := t.slots, t.stamp
	t.slots, t.used, t.stamp = make([]slot, 2*len(old)), 0, 1
	for _, s := range old {
		if s.stamp == stamp {
			t.put(s.key, s.value)
		}
	}
}

// bloom is a set of hashes that may answer yes for one that is not in it.
type bloom struct {
	bits []uint64
	mask uint64 // of the index into bits
}

// bloomShare is the number of words of a text for one word of a set: with sixteen bits a word, a set of all words of an
// article says yes to one other word in sixteen, and lies in the first-level cache.
const (
	bloomShare = 4
	bloomMax   = 1 << 14 // 128 KiB
)

// reset empties the set and makes room for the words of a text.
func (b *bloom) reset(words int) {
	n := 1
	for n < words/bloomShare && n < bloomMax {
		n *= 2
	}
	if n > len(b.bits) {
		b.bits = make([]uint64, n)
	} else {
		clear(b.bits[:n])
	}
	b.mask = uint64(n - 1)
}

func (b *bloom) add(hash uint64) { b.bits[hash>>6&b.mask] |= 1 << (hash & 63) }

func (b *bloom) has(hash uint64) bool { return b.bits[hash>>6&b.mask]&(1<<(hash&63)) != 0 }
