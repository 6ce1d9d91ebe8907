package spacing

import (
	"copydesk/article"
)

// maxInside is how far a matching bracket is looked for, in tokens: a longer
// parenthesis is a sentence of its own and no part of a word.
const maxInside = 64

// closingBracket judges "(ONU)el" against "(re)construir" and "(s)he".
func (j joint) closingBracket() verdict {
	r := j.side(1)
	if !r.word || r.letters == 1 && !r.serves {
		return verdict{}
	}
	open := j.matching()
	if open < 0 {
		return verdict{}
	}
	if j.optional(open, j.at) {
		return verdict{}
	}
	if r.known || r.capital {
		return verdict{sure, false, "a word follows the bracket"}
	}
	return verdict{likely, false, r.is()}
}

// openingBracket judges "Energía(MOE)" against "niño(s)" and "f(x)".
func (j joint) openingBracket() verdict {
	l := j.side(-1)
	if !l.word || !l.known || l.letters < minProse || l.upper {
		return verdict{}
	}
	shut := j.closing()
	if shut < 0 || j.optional(j.at, shut) {
		return verdict{}
	}
	return verdict{sure, true, "a bracket of more than an ending opens behind a word"}
}

// optional reports whether what stands between the brackets could be a part
// of a word: one short run of small letters.
func (j joint) optional(open, shut int) bool {
	if shut-open != 2 {
		return shut-open < 2
	}
	t := j.p.Tokens[open+1]
	if t.Kind != article.Word {
		return t.Kind != article.Number
	}
	in := sideOf(j.p, open+1)
	return in.letters <= maxEnding && !in.upper || in.letters == 1
}

// maxEnding is the longest part of a word that is put in brackets: (innen), (mente).
const maxEnding = 6

// matching returns the bracket that the mark closes, -1 when there is none near.
func (j joint) matching() int {
	for i := j.at - 1; i >= 0 && j.at-i < maxInside; i-- {
		switch j.p.Of(i) {
		case ")":
			return -1
		case "(":
			return i
		}
	}
	return -1
}

// closing returns the bracket that closes the mark, -1 when none is near.
func (j joint) closing() int {
	for i := j.at + 1; i < len(j.p.Tokens) && i-j.at < maxInside; i++ {
		switch j.p.Of(i) {
		case "(":
			return -1
		case ")":
			return i
		}
	}
	return -1
}

// inverted judges ¿ and ¡ behind a word.
func (j joint) inverted() verdict {
	if l := j.side(-1); l.word || l.number {
		return verdict{sure, true, "the mark only opens"}
	}
	return verdict{}
}

// quote judges a quotation mark glued to both sides.
func (j joint) quote(mark string) verdict {
	l, r := j.side(-1), j.side(1)
	switch {
	case opens(j.p.Pack, mark):
		if l.word && r.word && (l.known || l.letters >= minName) && l.letters > 1 {
			return verdict{sure, true, "the mark only opens"}
		}
		if l.word && l.letters == 1 && l.serves && r.word {
			return verdict{likely, true, l.is()}
		}
	case closes(j.p.Pack, mark):
		if r.word && r.known && r.letters > 1 && !l.opens {
			return verdict{sure, false, "a word follows the closed quotation"}
		}
	case mark == `"`:
		return j.straight(l, r)
	}
	return verdict{}
}

// straight judges a quotation mark without a direction.
func (j joint) straight(l, r side) verdict {
	opens, closes := straightQuote(j.p, j.at)
	switch {
	case opens && l.word && l.known && r.word:
		return verdict{likely, true, "the quotation mark opens here"}
	case closes && r.word && r.known && r.letters > 1:
		return verdict{likely, false, "the quotation mark closes here"}
	}
	return verdict{}
}
