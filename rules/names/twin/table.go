package twin

// table is a hash table from 64-bit keys to indices of words, by open addressing. It is kept
// from one article to the next and cleared by a new stamp.
type table struct {
	slots []slot
	mask  int // of the index into slots, of which a small article uses the first ones
	used  int
	stamp uint32
}

type slot struct {
	key   uint64
	value int32
	stamp uint32
}

// firstSlots is the size of a new table; it must be a power of two.
const firstSlots = 256

// reset empties the table and makes room for the new words of a text of so many.
func (t *table) reset(words int) {
	t.used = 0
	t.stamp++
	if t.slots == nil || t.stamp == 0 {
		t.slots, t.stamp = make([]slot, max(firstSlots, len(t.slots))), 1
	}
	n := firstSlots
	for n < words && n < len(t.slots) {
		n *= 2
	}
	t.mask = n - 1
}

// find returns the first slot for a key: that of an entry with this key, or an empty one.
func (t *table) find(key uint64) int {
	return t.probe(key, int(key)&t.mask)
}

// after returns the next slot for the key of an occupied slot.
func (t *table) after(i int) int {
	return t.probe(t.slots[i].key, (i+1)&t.mask)
}

func (t *table) probe(key uint64, i int) int {
	for t.slots[i].stamp == t.stamp && t.slots[i].key != key {
		i = (i + 1) & t.mask
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
	if 2*t.used > t.mask {
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
	old, stamp := t.slots[:t.mask+1], t.stamp
	t.mask = 2*t.mask + 1
	t.slots, t.used, t.stamp = make([]slot, max(len(t.slots), t.mask+1)), 0, 1
	for _, s := range old {
		if s.stamp == stamp {
			t.put(s.key, s.value)
		}
	}
}

// bloom is a set of hashes that may answer yes for one that is not in it. Each has two bits in one word of the set (a
// blocked filter, Putze, Sanders, Singler 2007).
type bloom struct {
	words []uint64
	mask  uint64 // of the index into words
}

// A set has one word for each word of the text, so that a set of all of them says yes to one other word in some hundreds.
const bloomMax = 1 << 14 // 128 KiB

// reset empties the set and makes room for the words of a text.
func (b *bloom) reset(words int) {
	n := 1
	for n < words && n < bloomMax {
		n *= 2
	}
	if n > len(b.words) {
		b.words = make([]uint64, n)
	} else {
		clear(b.words[:n])
	}
	b.mask = uint64(n - 1)
}

func (b *bloom) add(hash uint64) { b.words[hash>>12&b.mask] |= bitsOf(hash) }

func (b *bloom) has(hash uint64) bool {
	bits := bitsOf(hash)
	return b.words[hash>>12&b.mask]&bits == bits
}

func bitsOf(hash uint64) uint64 { return 1<<(hash&63) | 1<<(hash>>6&63) }
