package mojibake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// repair returns the reading as a repair of the text in which the field
// begins at the byte offset at.
func (r *reading) repair(at int) Repair {
	depth, text := 1, r.decoded()
	for inner := r.inner; inner != nil; inner = inner.inner {
		depth++
		text = inner.decoded()
	}
	start, end, tail := difference(r.text, text)
	return Repair{
		Start: at + start, End: at + end, New: text[start : len(text)-tail],
		Code: r.code, Depth: depth, Score: r.score, Word: r.word,
	}
}

// difference returns where a and b begin and end to differ, a[start:end], at
// ends of characters of both, and the length of the common tail.
func difference(a, b string) (start, end, tail int) {
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	for start > 0 && (inside(a, start) || inside(b, start)) {
		start--
	}
	for tail < min(len(a), len(b))-start && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	for tail > 0 && (inside(a, len(a)-tail) || inside(b, len(b)-tail)) {
		tail--
	}
	return start, len(a) - tail, tail
}

// inside reports whether the offset at of s lies behind the first byte of a character.
func inside(s string, at int) bool { return at < len(s) && !utf8.RuneStart(s[at]) }

// weigh gives the reading its score: that of its best unit, a little for each
// other one, and what the word lists say. Units that say nothing likely are
// left as they are.
func (r *reading) weigh() (reading, bool) {
	kept := make([]unit, 0, len(r.units))
	var top, rest Points
	for i, u := range r.units {
		p := r.unitPoints(i)
		if p < leastAlone && !(p >= leastBeside && r.touches(i)) {
			continue
		}
		kept = append(kept, u)
		rest += min(top, p)
		top = max(top, p)
	}
	r.units = kept
	if len(kept) == 0 || !r.covers() {
		return reading{}, false
	}
	r.score = top + min(rest*restShare, restCap) + perUnit*Points(min(len(kept), maxCounted))
	r.score += r.words() + pages[r.code].prior + leftBehind*Points(min(r.beside(), maxLeft))
	return *r, true
}

// The points at which a unit is decoded: one by itself, and one beside others.
const (
	leastAlone  = Points(1)
	leastBeside = Points(0)
)

// touches reports whether another unit touches unit i.
func (r *reading) touches(i int) bool {
	return i > 0 && r.units[i-1].end == r.units[i].start || i+1 < len(r.units) && r.units[i+1].start == r.units[i].end
}

// The share of the points of further units in a field, and their limit:
// units of one field are not independent.
const (
	restShare  = Points(0.5)
	restCap    = Points(3)
	perUnit    = Points(0.5) // so that the code page that reads more of the field wins
	maxCounted = 8
	leftBehind = Points(-2) // for each character beyond ASCII that touches a unit and is none
	maxLeft    = 4
)

// beside counts the characters beyond ASCII that are no part of a unit and
// have only such characters between them and one.
func (r *reading) beside() int {
	n, at := 0, 0
	for i, u := range r.units {
		gap := r.text[at:u.start]
		front := strings.LastIndexFunc(gap, isASCII) + 1
		n += wide(gap[front:])
		if behind := strings.IndexFunc(gap, isASCII); i > 0 && behind > 0 {
			n += wide(gap[:behind])
		}
		at = u.end
	}
	tail := r.text[at:]
	if behind := strings.IndexFunc(tail, isASCII); behind >= 0 {
		tail = tail[:behind]
	}
	return n + wide(tail)
}

func isASCII(r rune) bool { return r < utf8.RuneSelf }

// around returns what stands beside unit i when the units are decoded, 0 where nothing does.
func (r *reading) around(i int) (before, after rune) {
	u := r.units[i]
	if i > 0 && r.units[i-1].end == u.start {
		before = r.units[i-1].r
	} else if u.start > 0 {
		before, _ = utf8.DecodeLastRuneInString(r.text[:u.start])
	}
	if i+1 < len(r.units) && r.units[i+1].start == u.end {
		after = r.units[i+1].r
	} else if u.end < len(r.text) {
		after, _ = utf8.DecodeRuneInString(r.text[u.end:])
	}
	return before, after
}

// group returns how many units in a row, with unit i, are letters of its script.
func (r *reading) group(i int) int {
	s := script(r.units[i].r)
	n := 1
	for k := i; k > 0 && i-k < maxGroup && r.units[k-1].end == r.units[k].start && script(r.units[k-1].r) == s; k-- {
		n++
	}
	for k := i; k+1 < len(r.units) && k-i < maxGroup && r.units[k].end == r.units[k+1].start && script(r.units[k+1].r) == s; k++ {
		n++
	}
	return n
}

// maxGroup is how far group looks to each side: more would add nothing.
const maxGroup = 4

func isLetter(r rune) bool { return unicode.IsLetter(r) }
