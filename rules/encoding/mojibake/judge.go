package mojibake

import (
	"strings"
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
