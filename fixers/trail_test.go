package fixers

import (
	"strings"
	"testing"

	"copydesk/article"

	"pgregory.net/rapid"
)

// A trail leads to where one comes by shifting an offset past each edit.
func TestTrail(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat("x", 60)
		var passes [][]Edit
		for range rapid.IntRange(0, 3).Draw(t, "passes") {
			var edits []Edit
			for at := rapid.IntRange(0, 9).Draw(t, "first"); at+3 < len(text); at += rapid.IntRange(4, 30).Draw(t, "gap") {
				edits = append(edits, edit(at, at+rapid.IntRange(0, 3).Draw(t, "out"), strings.Repeat("y", rapid.IntRange(0, 4).Draw(t, "in"))))
			}
			next := text
			for i := len(edits) - 1; i >= 0; i-- {
				next = next[:edits[i].Start] + edits[i].New + next[edits[i].End:]
			}
			text, passes = next, append(passes, edits)
		}
		start := rapid.IntRange(0, len(text)).Draw(t, "start")
		s := article.Span{Start: start, End: rapid.IntRange(start, len(text)).Draw(t, "end")}
		want := s
		for i := len(passes) - 1; i >= 0; i-- {
			want = article.Span{Start: shiftedBack(want.Start, passes[i], false), End: shiftedBack(want.End, passes[i], true)}
			want.End = max(want.Start, want.End)
		}
		if got := Origin(s, passes); got != want {
			t.Fatalf("origin of %v after %v is %v, want %v", s, passes, got, want)
		}
	})
}

// shiftedBack maps the offset at back over edits, one after the other.
func shiftedBack(at int, edits []Edit, tail bool) int {
	shift := 0
	for _, e := range edits {
		start := e.Start + shift
		if at <= start {
			break
		}
		if end := start + len(e.New); at < end || at == end && tail {
			if tail {
				return e.End
			}
			return e.Start
		}
		shift += len(e.New) - e.Len()
	}
	return at - shift
}
