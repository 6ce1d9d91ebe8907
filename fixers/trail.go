package fixers

import (
	"sort"

	"copydesk/article"
)

// Trail leads back from a text to the one that it was made of by passes of
// edits. To follow it takes logarithmic time: an article of megabytes can have
// a hundred thousand edits, and as many findings that are left.
type Trail struct{ passes [][]place }

// place is where an edit ended up.
type place struct {
	was        article.Span // of the text that was edited
	start, end int          // of the text that came of it
}

// NewTrail returns the trail of passes of edits, the first of which was made first.
func NewTrail(passes [][]Edit) *Trail {
	t := &Trail{make([][]place, len(passes))}
	for i, edits := range passes {
		t.passes[i] = make([]place, len(edits))
		shift := 0
		for j, e := range edits {
			start := e.Start + shift
			t.passes[i][j] = place{e.Span, start, start + len(e.New)}
			shift += len(e.New) - e.Len()
		}
	}
	return t
}

// Origin returns where the span s of the text after the first n passes lay
// before them. What an edit inserted lies where the edit was made.
func (t *Trail) Origin(s article.Span, n int) article.Span {
	for n--; n >= 0; n-- {
		s = article.Span{Start: before(s.Start, t.passes[n], false), End: before(s.End, t.passes[n], true)}
		s.End = max(s.Start, s.End)
	}
	return s
}

// before maps the offset at of a text to the text that edits were made on. An
// offset inside a replacement becomes an end of what was replaced: its start,
// or its end when tail is set.
func before(at int, edits []place, tail bool) int {
	i := sort.Search(len(edits), func(i int) bool { return edits[i].start >= at }) - 1
	switch {
	case i < 0:
		return at
	case at < edits[i].end && !tail:
		return edits[i].was.Start
	case at <= edits[i].end && tail:
		return edits[i].was.End
	}
	return at - edits[i].end + edits[i].was.End
}

// Origin returns where the span s of a text lay before the passes of edits
// that led to it.
func Origin(s article.Span, passes [][]Edit) article.Span {
	return NewTrail(passes).Origin(s, len(passes))
}
