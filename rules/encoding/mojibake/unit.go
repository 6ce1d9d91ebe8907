package mojibake

import "unicode/utf8"

// unit is one character of UTF-8 whose bytes stand in the text as characters
// of their own.
type unit struct {
	start, end int  // byte offsets in the text that was scanned
	r          rune // what the bytes say
	raw        [utf8.UTFMax]rune
	n          int // how many bytes
}

// lostByte stands in the raw characters of a unit for a byte that became U+FFFD.
const lostByte = utf8.RuneError

// decode reads the unit that begins at the byte offset at of s, through the
// code page c. The bytes must be well-formed UTF-8; in addition a pair of
// surrogates is taken, three bytes each, as CESU-8 has it, and a unit of which
// a later byte was lost, which is U+FFFD.
func decode(s string, at int, c Codepage) (unit, bool) {
	u := unit{start: at}
	var bytes [utf8.UTFMax]byte
	want, lossy := 1, false
	for i := at; u.n < want; {
		if i >= len(s) {
			return unit{}, false
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		b := of(r).bytes[c]
		if r == lostByte && size > 1 && u.n > 0 {
			b, lossy = 0x80, true
		}
		if b < 0x80 || (u.n == 0) != (b >= 0xC0) {
			return unit{}, false
		}
		if u.n == 0 {
			want = length(b)
		}
		u.raw[u.n], bytes[u.n] = r, b
		u.n++
		i += size
		u.end = i
	}
	if lossy {
		u.r = lostByte
		return u, want < utf8.UTFMax
	}
	r, size := utf8.DecodeRune(bytes[:u.n])
	if size == u.n && u.n > 1 && r != utf8.RuneError || isReplacement(bytes) {
		u.r = r
		return u, true
	}
	return surrogates(s, u, bytes, c)
}

// length returns how many bytes a sequence has that begins with b; 5, which
// no sequence has, when none does.
func length(b byte) int {
	switch {
	case b < 0xC2 || b > 0xF4:
		return utf8.UTFMax
	case b < 0xE0:
		return 2
	case b < 0xF0:
		return 3
	}
	return 4
}

// isReplacement reports whether bytes are those of U+FFFD.
func isReplacement(bytes [utf8.UTFMax]byte) bool {
	return bytes == [utf8.UTFMax]byte{0xEF, 0xBF, 0xBD}
}

// surrogates completes u, the first half of a pair, with the second half.
func surrogates(s string, u unit, high [utf8.UTFMax]byte, c Codepage) (unit, bool) {
	if u.n != 3 || high[0] != 0xED || high[1] < 0xA0 || high[1] > 0xAF {
		return unit{}, false
	}
	var low [3]byte
	for i := range low {
		r, size := utf8.DecodeRuneInString(s[u.end:])
		low[i] = of(r).bytes[c]
		u.end += size
	}
	if low[0] != 0xED || low[1] < 0xB0 || low[1] > 0xBF || low[2] < 0x80 || low[2] > 0xBF {
		return unit{}, false
	}
	const base, ten = 0x10000, 10
	u.r = base + (rune(high[1]&0x0F)<<6|rune(high[2]&0x3F))<<ten | rune(low[1]&0x0F)<<6 | rune(low[2]&0x3F)
	u.n = utf8.UTFMax
	return u, true
}
