package article

import (
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Columns that were found by way of the marks of a long line are those that
// counting from its start gives, in whatever order they are asked for.
func TestPositionInLongLines(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "ñ", "ộ", "𝔛", "\xC3", "\xFF", "\xF0\x9D", "\n", "\r\n"})
	rapid.Check(t, func(t *rapid.T) {
		unit := strings.Join(rapid.SliceOfN(piece, 1, 9).Draw(t, "unit"), "")
		line := strings.Repeat(unit, rapid.IntRange(1, 3*columnStep).Draw(t, "times"))
		text := rapid.SampledFrom([]string{"", "\uFEFF", "x\n"}).Draw(t, "front") + line
		a := Parse(Input{Text: text})
		for range 20 {
			off := rapid.IntRange(0, len(text)).Draw(t, "off")
			if got, want := a.Position(off), countedPosition(a, off); got != want {
				t.Fatalf("offset %d of %d × %q is at %+v, want %+v", off, len(line)/len(unit), unit, got, want)
			}
		}
	})
}

// countedPosition is Position without marks.
func countedPosition(a *Article, off int) Position {
	for off > 0 && off < len(a.Text) && insideRune(a.Text, off) {
		off--
	}
	start := strings.LastIndexByte(a.Text[:off], '\n') + 1
	if start == 0 {
		start = min(a.Begin(), off)
	}
	p := Position{Line: strings.Count(a.Text[:off], "\n") + 1, Byte: off - start + 1, Column: 1, UTF16: 1}
	for _, r := range a.Text[start:off] {
		p.Column++
		p.UTF16++
		if r > 0xFFFF {
			p.UTF16++
		}
	}
	return p
}

// A line of 16 MB with a finding every few words: counting each column from
// the start of the line would take hours.
func TestManyPositionsInOneLine(t *testing.T) {
	a := Parse(Input{Text: strings.Repeat("lluvia ñ ", 16<<20/len("lluvia ñ "))})
	random := rand.New(rand.NewPCG(1, 2))
	for range 500_000 {
		off := random.IntN(len(a.Text))
		if p := a.Position(off); p.Line != 1 || p.Byte > off+1 || p.Column > p.Byte {
			t.Fatalf("offset %d is at %+v", off, p)
		}
	}
}
