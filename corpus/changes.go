package corpus

import (
	"io"
	"strings"

	"copydesk/article"
)

// changes are the changed lines of a file.
type changes struct {
	whole  bool    // all of them; of a file that git has no lines for
	lines  []lines // in order
	joints []int   // lines, in front of which lines were deleted
}

// lines are the lines from first to last, counted from 1.
type lines struct{ first, last int }

func (c *changes) addLine(n int) {
	if k := len(c.lines); k > 0 && c.lines[k-1].last == n-1 {
		c.lines[k-1].last = n
		return
	}
	c.lines = append(c.lines, lines{n, n})
}

func (c *changes) addJoint(n int) {
	if k := len(c.joints); k == 0 || c.joints[k-1] != n {
		c.joints = append(c.joints, n)
	}
}

// Changes are the changed lines of one file.
type Changes struct {
	changes
	object string
	tree   *worktree
}

// Staged returns a reader of the staged content of the file, and nil when the
// file in the working tree is the same.
func (c *Changes) Staged() (io.Reader, error) {
	if c.object == "" {
		return nil, nil
	}
	out, err := c.tree.git("cat-file", "blob", c.object)
	return strings.NewReader(out), err
}

// Whole makes c the change of the whole file.
func (c *Changes) Whole() { c.whole = true }

// Touches reports whether the n lines from first on have changed, as those of a record.
func (c *Changes) Touches(first, n int) bool {
	if c.whole || first == 0 {
		return true
	}
	for _, l := range c.lines {
		if l.first < first+n && first <= l.last {
			return true
		}
	}
	return false
}

// In returns a function that reports whether a span of text, which is all of
// the file, lies in lines that have changed; also when lines were deleted in
// the midst of it. It is nil when the whole file has changed.
func (c *Changes) In(text string) func(article.Span) bool {
	if c.whole {
		return nil
	}
	spans, joints := c.offsets(text)
	return func(s article.Span) bool {
		for _, t := range spans {
			if s.Overlaps(t) || s.Start == s.End && t.Start <= s.Start && (s.Start < t.End || t.End == len(text)) {
				return true
			}
		}
		for _, at := range joints {
			if s.Start < at && at < s.End {
				return true
			}
		}
		return false
	}
}

// offsets returns the bytes of text that the changed lines take, and where
// lines were deleted.
func (c *Changes) offsets(text string) (spans []article.Span, joints []int) {
	at, line := 0, 1
	seek := func(n int) int {
		for line < n {
			i := strings.IndexByte(text[at:], '\n')
			if i < 0 {
				return len(text)
			}
			at += i + 1
			line++
		}
		return at
	}
	for _, l := range c.lines {
		start := seek(l.first)
		spans = append(spans, article.Span{Start: start, End: seek(l.last + 1)})
	}
	at, line = 0, 1
	for _, n := range c.joints {
		joints = append(joints, seek(n))
	}
	return spans, joints
}
