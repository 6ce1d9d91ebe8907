package mojibake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/lexicon"
)

// judge weighs the evidence that one field, a stretch without blanks, is
// broken.
type judge struct {
	pack  *lexicon.Pack
	text  string
	depth int // how often it was decoded before
}

// reading is what a field says when it is read through a code page.
type reading struct {
	judge
	code  Codepage
	units []unit // those that are decoded, in order
	inner *reading
	maybe *reading // the same, when too little speaks for it; the article may
	score Points
	word  string
}

// maxDepth is how often text is decoded in turn: three times was seen.
const maxDepth = 4

// best returns the reading with the highest score, false when none is worth
// a look.
func (j judge) best() (reading, bool) {
	list := j.readings()
	if len(list) == 0 {
		return reading{}, false
	}
	best := list[0]
	for _, r := range list[1:] {
		if r.score > best.score {
			best = r
		}
	}
	return best, true
}

// readings returns the readings of the field through all code pages that are
// worth a look, in the order of the code pages.
func (j judge) readings() []reading {
	var list []reading
	hits := j.hits()
	for c := range numCodepages {
		if !hits.has(c) {
			continue
		}
		if r, ok := j.read(c); ok && r.score >= weak {
			list = append(list, r)
			if c == Windows1252 && r.score >= evident && r.complete() {
				break
			}
		}
	}
	return list
}

// evident is the score of a reading through the commonest code page at which
// the others are not tried, when it leaves nothing behind.
const evident = sure + 2

// complete reports whether every character beyond ASCII was decoded, so that
// no other code page can read more.
func (r *reading) complete() bool {
	at := 0
	for _, u := range r.units {
		if wide(r.text[at:u.start]) > 0 {
			return false
		}
		at = u.end
	}
	return wide(r.text[at:]) == 0
}

// hits returns the code pages in which some character of the field begins a
// sequence that the next one goes on with.
func (j judge) hits() set {
	var hits, lead set
	for _, r := range j.text {
		ch := of(r)
		hits |= lead & ch.cont
		lead = ch.lead
	}
	return hits
}

// read reads the field through c. It decodes every unit there is, and if the
// outcome is broken again, that is what it weighs; otherwise it leaves the
// units alone that say nothing likely.
func (j judge) read(c Codepage) (reading, bool) {
	r := reading{judge: j, code: c}
	r.units = r.parse()
	if len(r.units) == 0 || !r.covers() {
		return reading{}, false
	}
	if r.again() {
		return r, true
	}
	return r.weigh()
}

// again reads the outcome once more, and reports whether it was broken too.
func (r *reading) again() bool {
	if r.depth+1 == maxDepth {
		return false
	}
	j := judge{pack: r.pack, text: r.decoded(), depth: r.depth + 1}
	inner, ok := j.best()
	if !ok || !r.feeds(inner.units) || inner.code != r.code && !r.complete() {
		return false
	}
	score := inner.score + nestedBonus
	if inner.code != r.code {
		score = inner.score + otherCode
	}
	if inner.score < fair || score < fair {
		if inner.code == r.code {
			r.maybe = &inner
		}
		return false
	}
	r.inner, r.word = &inner, inner.word
	r.score = score + pages[r.code].prior
	return true
}

// feeds reports whether at least half of the characters that r decodes are
// bytes of the units inner of the outcome. Otherwise the two are not one
// mistake made twice, but two, side by side.
func (r *reading) feeds(inner []unit) bool {
	fed, shift, k := 0, 0, 0
	for _, u := range r.units {
		at := u.start + shift
		shift += utf8.RuneLen(u.r) - (u.end - u.start)
		for k < len(inner) && inner[k].end <= at {
			k++
		}
		if k < len(inner) && inner[k].start <= at {
			fed++
		}
	}
	return 2*fed >= len(r.units)
}

// What it is worth when the outcome is broken again: chance does not do that,
// through the same code page less than through another.
const (
	nestedBonus = Points(4)
	otherCode   = Points(-2)
)

// usualUnits is how many units a field seldom has more of.
const usualUnits = 4

func (r *reading) parse() []unit {
	units := make([]unit, 0, usualUnits)
	for i := 0; i < len(r.text); {
		ch, n := utf8.DecodeRuneInString(r.text[i:])
		if ch >= utf8.RuneSelf && of(ch).lead.has(r.code) {
			if u, ok := decode(r.text, i, r.code); ok {
				units = append(units, u)
				i = u.end
				continue
			}
		}
		i += n
	}
	return units
}

// Of a long run of characters beyond ASCII at least half must decode: what is
// garbled beyond repair decodes here and there by chance.
const longRun = 8 // characters

// covers reports whether the units are not just some chance hits in a run of
// characters beyond ASCII.
func (r *reading) covers() bool {
	inUnits, outside := 0, 0
	at := 0
	for _, u := range r.units {
		outside += wide(r.text[at:u.start])
		inUnits += u.n
		at = u.end
	}
	outside += wide(r.text[at:])
	return inUnits+outside < longRun || inUnits >= outside
}

// wide counts the characters of s beyond ASCII.
func wide(s string) int {
	n := 0
	for _, r := range s {
		if r >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

// decoded returns the field with the units decoded.
func (r *reading) decoded() string {
	var b strings.Builder
	b.Grow(len(r.text))
	at := 0
	for _, u := range r.units {
		b.WriteString(r.text[at:u.start])
		b.WriteRune(u.r)
		at = u.end
	}
	b.WriteString(r.text[at:])
	return b.String()
}

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
