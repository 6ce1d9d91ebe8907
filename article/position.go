package article

import (
	"sort"
	"unicode/utf8"
)

// Position is a place in a text as people and protocols count it. All
// numbers begin at 1. Lines end with '\n'.
type Position struct {
	Line   int
	Byte   int // column in bytes: rdjson
	Column int // column in code points: terminals and SARIF
	UTF16  int // column in UTF-16 code units: the language server protocol
}

// Position returns where the byte offset off lies. An offset inside a
// character counts as the character's own place; one outside the text is
// moved to its nearer end.
func (a *Article) Position(off int) Position {
	off = min(max(off, 0), len(a.Text))
	for off > 0 && off < len(a.Text) && !utf8.RuneStart(a.Text[off]) && insideRune(a.Text, off) {
		off--
	}
	line := sort.Search(len(a.lines), func(i int) bool { return int(a.lines[i]) > off }) - 1
	start := int(a.lines[line])
	if line == 0 {
		start = min(a.Begin(), off)
	}
	from, to := columnMark{off: int32(start)}, columnMark{off: int32(start)}
	if off-start > columnStep {
		from, to = a.columnsUpTo(start), a.columnsUpTo(off)
	}
	to = to.advance(a.Text, off)
	from = from.advance(a.Text, start)
	return Position{Line: line + 1, Byte: off - start + 1, Column: int(to.points-from.points) + 1, UTF16: int(to.units-from.units) + 1}
}

// columnMark is a place in a text, with the code points and the UTF-16 units in front of it.
type columnMark struct{ off, points, units int32 }

// advance returns the mark at off, which lies behind m.
func (m columnMark) advance(text string, off int) columnMark {
	for _, r := range text[m.off:off] {
		m.points++
		m.units++
		if r > 0xFFFF {
			m.units++
		}
	}
	m.off = int32(off)
	return m
}

// columnStep is how far the marks of a text lie apart, in bytes: more than a
// paragraph of news is long, so that an ordinary article has none, and little
// enough that the columns of a line of megabytes cost no quadratic time.
const columnStep = 4096

// columnsUpTo returns the last mark that is not behind off.
func (a *Article) columnsUpTo(off int) columnMark {
	if len(a.columns) == 0 {
		a.columns = append(a.columns, columnMark{})
	}
	for {
		m := a.columns[len(a.columns)-1]
		next := int(m.off) + columnStep
		if next > off {
			break
		}
		for back := 0; back < utf8.UTFMax && insideRune(a.Text, next); back++ {
			next--
		}
		a.columns = append(a.columns, m.advance(a.Text, next))
	}
	i := sort.Search(len(a.columns), func(i int) bool { return int(a.columns[i].off) > off })
	return a.columns[i-1]
}

// insideRune reports whether off lies behind the first byte of a valid
// character; a stray continuation byte is a place of its own.
func insideRune(text string, off int) bool {
	for back := 1; back < utf8.UTFMax && off-back >= 0; back++ {
		if utf8.RuneStart(text[off-back]) {
			_, n := utf8.DecodeRuneInString(text[off-back:])
			return n > back
		}
	}
	return false
}

// Offset returns the byte offset of the code point at column (from 1) of line
// (from 1), and false when the text has no such place. The column behind the
// last character of a line is a place.
func (a *Article) Offset(line, column int) (int, bool) {
	if line < 1 || line > len(a.lines) || column < 1 {
		return 0, false
	}
	start := a.Line(line).Start
	text := a.Text[start:a.lineEnd(line)]
	n := 1
	for i := range text {
		if n == column {
			return start + i, true
		}
		n++
	}
	return start + len(text), n == column
}

// Line returns the span of line n (from 1) without its line end and without a
// byte-order mark in front of the text.
func (a *Article) Line(n int) Span {
	s := Span{int(a.lines[n-1]), a.lineEnd(n)}
	if n == 1 {
		s.Start = a.Begin()
	}
	if s.End > s.Start && a.Text[s.End-1] == '\r' {
		s.End--
	}
	return s
}

// Lines returns the number of lines; a text that ends with '\n' has an empty last one.
func (a *Article) Lines() int { return len(a.lines) }

func (a *Article) lineEnd(n int) int {
	if n < len(a.lines) {
		return int(a.lines[n]) - 1
	}
	return len(a.Text)
}
