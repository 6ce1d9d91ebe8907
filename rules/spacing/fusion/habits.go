package fusion

import "copydesk/article"

// habits counts how the article sets the marks that some languages or houses set apart: « mot », mot :, 40 %, $ 5.
type habits struct {
	spaced [numSpacedMarks]int // with a blank
	glued  [numSpacedMarks]int // without

	thousands int // numbers like 14 840
}

// spacedMarks are the marks in question. The first ones open: their blank stands behind them.
var spacedMarks = [...]rune{'«', '$', '»', ':', ';', '?', '!', '%'}

// How many of them open, and which of them no language sets apart by itself.
const (
	openingMarks = 2
	dollar       = 1
)

const numSpacedMarks = len(spacedMarks)

func spacedIndex(r rune) int {
	for i, m := range spacedMarks {
		if m == r {
			return i
		}
	}
	return -1
}

// apart reports whether a blank is due beside the mark r: behind it (after) or before it. It
// is when the article has it more often than not.
func (h *habits) apart(r rune, after bool) bool {
	i := spacedIndex(r)
	if i < 0 || after != (i < openingMarks) {
		return false
	}
	return h.spaced[i] > h.glued[i]
}

// signature tells the habits that decide where blanks go from others.
func (h *habits) signature() (bits uint64) {
	for i := range h.spaced {
		if h.spaced[i] > h.glued[i] {
			bits |= 1 << i
		}
	}
	return bits
}

// learn counts the marks of the article; a language that sets them apart has the first vote.
func (h *habits) learn(a *article.Article, setsApart bool) {
	*h = habits{}
	if setsApart {
		for k := range h.spaced {
			if k != dollar {
				h.spaced[k] = 2
			}
		}
	}
	for i := range a.Tokens {
		if a.Tokens[i].Kind == article.Number && thousandsAt(a, i) {
			h.thousands++
		}
	}
	for _, m := range a.Marks {
		i := int(m)
		if a.Tokens[i].End-a.Tokens[i].Start > 2 {
			continue
		}
		k := spacedIndex(firstRune(a.Of(i)))
		if k < 0 {
			continue
		}
		glued := a.Tokens[i].Glued
		if k < openingMarks {
			glued = i+1 < len(a.Tokens) && a.Tokens[i+1].Glued
		}
		if glued {
			h.glued[k]++
		} else {
			h.spaced[k]++
		}
	}
}

// thousandsAt reports whether token i is three digits behind one to three others and a blank.
func thousandsAt(a *article.Article, i int) bool {
	t := &a.Tokens[i]
	if t.Kind != article.Number || t.End-t.Start != 3 || i == 0 || t.Glued {
		return false
	}
	l := &a.Tokens[i-1]
	return l.Kind == article.Number && l.End-l.Start <= 3 && l.End+2 >= t.Start
}
