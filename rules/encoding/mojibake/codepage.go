package mojibake

import (
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Codepage is a single-byte encoding through which UTF-8 is read by mistake.
type Codepage uint8

// The code pages, in the order in which they win when the evidence for two
// is equal. Latin-1 is Windows1252 here, and a byte that a code page leaves
// undefined is the character of Latin-1 with its number, for that is how
// programs that do not fail on it decode it.
const (
	Windows1252 Codepage = iota
	Windows1250
	ISO8859x2
	Windows1258
	Windows1254
	Windows1257
	Windows1251
	Windows1253
	Macintosh
	CP437
	numCodepages
)

var pages = [numCodepages]struct {
	name  string
	table *charmap.Charmap
	prior Points // how much rarer it is than windows-1252
}{
	{"windows-1252", charmap.Windows1252, 0},
	{"windows-1250", charmap.Windows1250, -1},
	{"iso-8859-2", charmap.ISO8859_2, -1},
	{"windows-1258", charmap.Windows1258, -1},
	{"windows-1254", charmap.Windows1254, -1},
	{"windows-1257", charmap.Windows1257, -1},
	{"windows-1251", charmap.Windows1251, -1},
	{"windows-1253", charmap.Windows1253, -1},
	{"macintosh", charmap.Macintosh, -1},
	{"cp437", charmap.CodePage437, -1},
}

// String returns the name of the code page as it is registered with IANA.
func (c Codepage) String() string { return pages[c].name }

// set is a set of code pages, a bit each.
type set uint16

func (s set) has(c Codepage) bool { return s&(1<<c) != 0 }

// character is what a rune can be in each code page.
type character struct {
	bytes      [numCodepages]byte // 0 where the code page lacks it
	lead, cont set                // the code pages in which it begins or goes on a sequence of UTF-8
}

// tableEnd is the end of the runes that code pages hold, but for the three in
// extra: the box-drawing characters of cp437 and the lozenge of the Macintosh come last.
const tableEnd = 0x25CB

// extra are the characters of the Macintosh code page beyond tableEnd: two
// ligatures and the apple.
var extra = [...]rune{0xFB01, 0xFB02, 0xF8FF}

// characters holds every rune of a code page; index finds it. Both are
// written once, when the program starts.
var index, characters = buildTable()

func buildTable() ([tableEnd + len(extra)]uint16, []character) {
	var index [tableEnd + len(extra)]uint16
	list := []character{{}}
	for c := range numCodepages {
		for b := 0x80; b < 0x100; b++ {
			r := pages[c].table.DecodeByte(byte(b))
			list = add(&index, list, r, c, byte(b))
			if r == utf8.RuneError || b < 0xA0 && c != Macintosh && c != CP437 {
				list = add(&index, list, rune(b), c, byte(b))
			}
		}
	}
	return index, list
}

// add enters that the byte b of the code page c is read as r.
func add(index *[tableEnd + len(extra)]uint16, list []character, r rune, c Codepage, b byte) []character {
	slot := slotOf(r)
	if slot < 0 {
		return list
	}
	if index[slot] == 0 {
		index[slot] = uint16(len(list))
		list = append(list, character{})
	}
	ch := &list[index[slot]]
	ch.bytes[c] = b
	switch {
	case b < 0xC0:
		ch.cont |= 1 << c
	case isLead(b, c):
		ch.lead |= 1 << c
	}
	return list
}

// slotOf returns the place of r in index, -1 when no code page has it.
func slotOf(r rune) int {
	if r >= 0x80 && r < tableEnd {
		return int(r)
	}
	if i := slices.Index(extra[:], r); i >= 0 {
		return tableEnd + i
	}
	return -1
}

// isLead reports whether the byte b can begin a sequence that is worth
// looking for. The old and rare code pages are only tried on the blocks whose
// letters news has: an em dash before an accented letter is a sequence in one of them.
func isLead(b byte, c Codepage) bool {
	if b < 0xC2 || b > 0xF4 {
		return false
	}
	if c != Macintosh && c != CP437 {
		return true
	}
	switch {
	case b <= 0xC6, b == 0xC8, b == 0xCE, b == 0xCF, b == 0xD0, b == 0xD1, b >= 0xD7 && b <= 0xD9:
		return true
	}
	return b >= 0xE0 && b <= 0xE3 || b == 0xEF || b == 0xF0
}

// of returns what r can be.
func of(r rune) *character {
	if r < tableEnd {
		if r < 0x80 {
			return &characters[0]
		}
		return &characters[index[r]]
	}
	if i := slotOf(r); i >= 0 {
		return &characters[index[i]]
	}
	return &characters[0]
}
