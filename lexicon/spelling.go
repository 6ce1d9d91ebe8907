package lexicon

// spelling returns a hash of the word text[start:end] as it is written. Words of up to eight bytes differ in it.
func spelling(text string, start, end int) uint64 {
	n := end - start
	if n > len(spellingMasks)-1 || len(text)-start < 16 {
		return spellingOf(text[start:end])
	}
	s, m := text[start:start+16], &spellingMasks[n]
	return mix(load64(s[:8])&m[0], load64(s[8:])&m[1])
}

// spellingMasks keep the bytes of a word of each length.
var spellingMasks = func() (masks [17][2]uint64) {
	for n := range masks {
		for i := range n {
			masks[n][i/8] |= 0xFF << (8 * (i % 8))
		}
	}
	return masks
}()

// spellingOf is spelling for words that are long, or near the end of the text.
func spellingOf(word string) uint64 {
	h := uint64(0)
	for {
		var b [16]byte
		word = word[copy(b[:], word):]
		s := string(b[:])
		h = mix(h^load64(s[:8]), load64(s[8:]))
		if word == "" {
			return h
		}
	}
}

// load64 reads eight bytes, little endian.
func load64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// mix multiplies by odd numbers without pattern (2⁶⁴ over the golden ratio, and that of MurmurHash3's finaliser by Austin Appleby).
func mix(low, high uint64) uint64 {
	const golden, murmur = 0x9E3779B97F4A7C15, 0xFF51AFD7ED558CCD
	x := (low ^ high*murmur) * golden
	return (x ^ x>>32) * murmur
}
