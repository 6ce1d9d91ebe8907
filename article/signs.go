package article

// Signs is a set of characters: exact below U+0100, by blocks of 64 up to U+2FFF, and by blocks of 4096 beyond. An article
// collects those that it has while it is parsed, so that a rule can ask for all that it looks for at once.
type Signs [numSigns]uint64

const (
	exactEnd  = 0x100  // below, a bit a character in the first four words,
	blocksEnd = 0x3000 // below, a bit a block in the next three, and then in the last one
	blockBits = 6
	planeBits = 12
	numSigns  = exactEnd>>blockBits + blocksEnd>>planeBits + 1
)

// place returns the word of the set that r is in, and its bit there.
func place(r rune) (word int, bit uint64) {
	switch {
	case r < exactEnd:
		return int(r >> blockBits), 1 << (r & 63)
	case r < blocksEnd:
		return exactEnd>>blockBits + int(r>>planeBits), 1 << (r >> blockBits & 63)
	}
	return numSigns - 1, 1 << min(r>>planeBits, 63)
}

func (s *Signs) add(r rune) {
	word, bit := place(r)
	s[word] |= bit
}

// SignsOf returns the set of the characters of text.
func SignsOf(text string) Signs {
	var s Signs
	for _, r := range text {
		s.add(r)
	}
	return s
}

// And returns the characters of s and those from first to last.
func (s Signs) And(first, last rune) Signs {
	for r := first; r <= last; r++ {
		s.add(r)
		switch { // the others of its block
		case r >= blocksEnd:
			r |= 1<<planeBits - 1
		case r >= exactEnd:
			r |= 1<<blockBits - 1
		}
	}
	return s
}

// MayHave reports whether the text may have one of the characters of s, none of which may be a letter, a digit or a blank of ASCII.
// Above U+00FF, one of the same block is enough.
func (a *Article) MayHave(s *Signs) bool {
	common := uint64(0)
	for i, word := range a.signs {
		common |= word & s[i]
	}
	return common != 0
}
