package spacing

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed missing-space.txtar
var missingSpaceExamples string

// MissingSpace finds punctuation that lost the blank behind it, or in front
// of it when it opens.
var MissingSpace = &rules.Rule{
	Name:     "spacing/missing-space",
	Severity: rules.Warning,
	Native:   true,
	Doc: rules.Doc{
		Summary: "A blank is missing beside punctuation",
		Why: "Where a scraper drops a line end or an inline tag, the blank behind a comma, a stop or a bracket goes with it: `partido,sin`, `llegado.La`, `(ONU)el`. " +
			"Tokenisers then see one word of two, and sentence splitters miss the end of a sentence.",
		Fix: "A blank is put in. It is safe where both sides are words and nothing else is written that way: a comma between words, a stop between a known word and a capital. " +
			"It is for review where an abbreviation, a name with a stop inside (`Man.City`) or an optional ending (`niño(s)`) could be meant. " +
			"URLs, domains, decimals, times, initials, `EE.UU.`, `TP.HCM` and `Künstler:innen` are left alone.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: missingSpaceExamples,
	},
	Run: runMissingSpace,
}

func runMissingSpace(p *rules.Pass) {
	for _, m := range p.MarksIn(1, len(p.Tokens)-1) {
		i := int(m)
		t := &p.Tokens[i]
		if t.Kind != article.Punct || !t.Glued || !p.Tokens[i+1].Glued || t.Verbatim || p.Tokens[i-1].Verbatim || p.Tokens[i+1].Verbatim {
			continue
		}
		j := joint{p: p, at: i}
		if v := j.judge(); v.level != silent {
			reportMissing(p, i, v)
		}
	}
}

// certainty is how sure a judgement is.
type certainty uint8

const (
	silent certainty = iota // nothing is said
	likely                  // for review
	sure                    // safe
)

// verdict is what a joint comes to.
type verdict struct {
	level  certainty
	before bool   // the blank belongs in front of the mark, not behind it
	why    string // the evidence
}

// Confidence of the two levels: the share that was right on held-back news of
// seven languages, rounded down.
const (
	sureConfidence   = 0.997
	likelyConfidence = 0.9
)

func reportMissing(p *rules.Pass, i int, v verdict) {
	mark, at := p.Of(i), int(p.Tokens[i].End)
	side := "behind"
	if v.before {
		at, side = int(p.Tokens[i].Start), "in front of"
	}
	level, confidence := fixers.Unsafe, likelyConfidence
	if v.level == sure {
		level, confidence = fixers.Safe, sureConfidence
	}
	p.Report(rules.Finding{
		Span:       article.Span{Start: int(p.Tokens[i-1].Start), End: int(p.Tokens[i+1].End)},
		Message:    fmt.Sprintf("no blank %s “%s”", side, mark),
		Evidence:   []string{v.why},
		Confidence: confidence,
		Fix:        fixers.Insert(at, " ", "insert a blank", level, fixers.KeepsInk),
	})
}

// joint is a punctuation token with something glued to either side.
type joint struct {
	p  *rules.Pass
	at int
}

// side returns what stands on the given side of the mark: -1 before, 1 behind.
func (j joint) side(d int) side { return sideOf(j.p, j.at+d) }

// judge decides by the mark.
func (j joint) judge() verdict {
	switch mark := j.p.Of(j.at); mark {
	case ",", ";", "،", "、":
		return j.comma(mark)
	case ":":
		return j.colon()
	case ".":
		return j.stop()
	case "?", "!", "…":
		return j.exclamation(mark)
	case ")":
		return j.closingBracket()
	case "”", "»", "“", "«", `"`, "„":
		return j.quote(mark)
	case "(":
		return j.openingBracket()
	case "¿", "¡":
		return j.inverted()
	}
	return verdict{}
}

func (j joint) comma(mark string) verdict {
	l, r := j.side(-1), j.side(1)
	switch {
	case mark == ";" && j.entity():
		return verdict{}
	case l.number && r.number:
		return j.commaBetweenNumbers(l, r)
	case r.opens && (l.word || l.closes || l.number):
		return verdict{sure, false, "an opening mark follows"}
	case !r.word && !r.number || !l.word && !l.closes && !l.number:
		return verdict{}
	case l.letters == 1 && r.letters == 1, r.number && (l.letters < minYearWord || l.unit):
		return verdict{likely, false, "the sides are too short to be sure"}
	}
	return verdict{sure, false, "words on both sides of “" + mark + "”"}
}

// commaBetweenNumbers tells "January 8,1880" and "1998,2000" from decimals and
// groups of a thousand.
func (j joint) commaBetweenNumbers(l, r side) verdict {
	if !year(r.text) || j.at+2 < len(j.p.Tokens) && j.p.Tokens[j.at+2].Glued && j.p.Of(j.at+2) == "," {
		return verdict{}
	}
	if j.at >= 2 && len(l.text) <= 2 {
		if _, ok := j.p.Pack.Month(j.p.Of(j.at - 2)); ok {
			return verdict{sure, false, "a year follows a day and a month"}
		}
	}
	if year(l.text) {
		return verdict{sure, false, "years on both sides"}
	}
	return verdict{}
}

// year reports whether s could be a year of which news speaks.
func year(s string) bool { return len(s) == 4 && (s[0] == '1' || s[:2] == "20") }

// entity reports whether the mark ends an HTML entity: "&amp;x".
func (j joint) entity() bool {
	return j.at >= 2 && (j.p.Of(j.at-2) == "&" || j.p.Of(j.at-2) == "#")
}

// minYearWord keeps "A,5" and "kg,5" apart from "enero,2020", in letters.
const minYearWord = 3

func (j joint) colon() verdict {
	l, r := j.side(-1), j.side(1)
	switch {
	case l.number && !r.opens:
		return verdict{} // a time, a ratio, a verse
	case r.opens && (l.word || l.closes) && r.text != "(":
		return verdict{sure, false, "an opening mark follows"}
	case genderEnding(r.text) && l.word:
		return verdict{}
	case l.closes && r.word && r.letters > 1:
		return verdict{sure, false, "a word follows a closed bracket or quotation"}
	case !l.word || !l.known || l.letters == 1:
		return verdict{}
	case r.number && l.letters >= minYearWord && !l.capital:
		return verdict{sure, false, l.is()}
	case r.word && r.known && r.letters > 1:
		return verdict{sure, false, l.is() + ", " + r.is()}
	case r.word && r.letters > 1 && r.capital:
		return verdict{likely, false, l.is() + ", a capital follows"}
	}
	return verdict{}
}

// genderEnding reports whether s is the ending of a German gender-neutral
// form: Künstler:innen, jede:r.
func genderEnding(s string) bool {
	switch s {
	case "in", "innen", "r", "n", "e", "s", "m", "frau", "mann":
		return true
	}
	return strings.HasPrefix(s, "innen")
}

func (j joint) exclamation(mark string) verdict {
	l, r := j.side(-1), j.side(1)
	switch {
	case !l.word && !l.closes && !l.number:
		return verdict{}
	case mark == "…":
		if r.word && r.capital && r.common {
			return verdict{likely, false, "a sentence could begin behind the dots"}
		}
		return verdict{}
	case r.opens && r.text != `"`:
		return verdict{sure, false, "an opening mark follows"}
	case r.word && r.capital && r.serves && r.common && l.known:
		return verdict{sure, false, r.is() + ", and begins a sentence"}
	case r.word && l.known && !l.capital && r.known && r.letters > 1:
		return verdict{likely, false, "words on both sides"}
	}
	return verdict{}
}
