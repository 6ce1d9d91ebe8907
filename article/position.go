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
	p := Position{Line: line + 1, Byte: off - start + 1, Column: 1, UTF16: 1}
	for _, r := range a.Text[start:off] {
		p.Column++
		p.UTF16++
		if r > 0xFFFF {
			p.UTF16++
		}
	}
	return p
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
