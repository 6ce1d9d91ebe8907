package spacing

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
	"copydesk/rules/spacing/fusion"
)

//go:embed letter-digit.txtar
var letterDigitExamples string

// LetterDigit finds a word and a number that are written together.
var LetterDigit = &rules.Rule{
	Name:     "spacing/letter-digit",
	Severity: rules.Warning,
	Native:   true,
	Doc: rules.Doc{
		Summary: "A word and a number are written together",
		Why:     "Where a line end or an inline tag stood between a number and a word, neither is found any more: `27de octubre`, `51millones`, `en2019`. Dates and amounts are what news is searched for.",
		Fix: "A blank is put in. It is safe where grammar leaves nothing else: a day and its month, an amount and its scale, currency or unit, a preposition and a year. " +
			"Elsewhere the model of fused words judges, as for two words. Ordinals (`17th`, `20e`), codes (`B2B`, `4K`, `G20`), units that are written close (`5km`, `18h30`) and words that are made of numerals (`18jährige`, `53enne`) are left alone; what may be the title of a paper (`20minutos`) is for review.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: letterDigitExamples,
	},
	Run: runLetterDigit,
}

func runLetterDigit(p *rules.Pass) {
	if !p.Has(article.Digits) {
		return
	}
	s := sharedOf(p)
	groups := s.fusions(p)
	for _, g := range groups {
		if g.kind == digitJoint && !ofNumeral(p.Text[g.ds[0].At:g.ds[0].Span.End]) && !code(p, g.ds[0].At) {
			reportDigit(p, s.Summary(), g.ds)
		}
	}
	if !p.Has(article.LetterDigit) {
		return
	}
	manual := sync.OnceValue(func() bool { return technical(p) })
	for _, n := range p.Numbers {
		for i := max(int(n)-1, 0); i <= int(n) && i+1 < len(p.Tokens); i++ {
			if d, ok := digitsAt(p, i); ok && !covered(groups, d.run()) {
				if v := d.judge(); v.level != silent {
					reportGrammar(p, d, v, manual())
				}
			}
		}
	}
}

// code reports whether the number at the joint at is part of a code: "3DS", "M5S", "6am".
func code(p *rules.Pass, at int) bool {
	i := p.TokenAt(at)
	if i == 0 || p.Tokens[i].Kind != article.Word || p.Tokens[i-1].Kind != article.Number {
		return false
	}
	word := p.Text[at:p.Tokens[i].End]
	return p.Tokens[i].Case == article.Upper || word == "am" || word == "pm" || i > 1 && p.Tokens[i-1].Glued && p.Tokens[i-2].Kind == article.Word
}

// numeralForms begin the words that German and Italian make of a numeral.
var numeralForms = []string{"jähr", "tägig", "stündig", "minüt", "prozentig", "fach", "mal", "enne", "enni"}

// ofNumeral reports whether rest, what stands behind a number, makes one word with it.
func ofNumeral(rest string) bool {
	return slices.ContainsFunc(numeralForms, func(form string) bool { return strings.HasPrefix(rest, form) })
}

// digits is a word and a number that are glued together, and to nothing else.
type digits struct {
	p      *rules.Pass
	i      int  // the first of the two tokens
	number int  // which of them is the number
	word   side // the other one
}

// digitsAt returns the word and the number that tokens i and i+1 are.
func digitsAt(p *rules.Pass, i int) (digits, bool) {
	l, r := &p.Tokens[i], &p.Tokens[i+1]
	if !r.Glued || l.Verbatim || r.Verbatim || l.Kind == r.Kind {
		return digits{}, false
	}
	d := digits{p: p, i: i}
	switch {
	case l.Kind == article.Number && r.Kind == article.Word:
		d.number, d.word = i, sideOf(p, i+1)
	case l.Kind == article.Word && r.Kind == article.Number:
		d.number, d.word = i+1, sideOf(p, i)
	default:
		return digits{}, false
	}
	return d, d.free()
}

// free reports whether nothing is glued to the two tokens but the groups and
// the decimals of the number, an opening mark in front and a closing one behind.
func (d digits) free() bool {
	first, last := d.i, d.i+1
	for first == d.number && first >= 2 && d.p.Tokens[first].Glued && d.p.Tokens[first-1].Glued && d.p.Tokens[first-2].Kind == article.Number && isPoint(d.p.Of(first-1)) {
		first -= 2
		d.number = first
	}
	if d.p.Tokens[first].Glued && first > 0 && !sideOf(d.p, first-1).opens {
		return false
	}
	if last+1 >= len(d.p.Tokens) || !d.p.Tokens[last+1].Glued {
		return true
	}
	next := d.p.Of(last + 1)
	return isPoint(next) && (last+2 >= len(d.p.Tokens) || !d.p.Tokens[last+2].Glued) || sideOf(d.p, last+1).closes || next == ";" || next == "!" || next == "?"
}

// isPoint reports whether mark groups digits, parts decimals, or ends a clause.
func isPoint(mark string) bool { return mark == "." || mark == "," }

func (d digits) run() article.Span {
	return d.p.Tokens[d.i].Span().Union(d.p.Tokens[d.i+1].Span())
}

// Bounds of what grammar tells.
const (
	minMonth = 3 // letters: "May", "mai"; a shorter month is an abbreviation
	minScale = 4 // letters: units that are shorter are signs, and written close
	maxDay   = 31
)

// judge decides what the number and the word are to one another.
func (d digits) judge() verdict {
	n := d.value()
	if _, ok := d.p.Pack.Month(d.word.text); ok && d.word.letters >= minMonth && d.word.known && (n >= 1 && n <= maxDay || d.number > d.i && d.isYear()) {
		if d.word.letters == minMonth && d.word.text != "May" && d.word.text != "Mai" { // "Mar10" may be a title, "7mai" a word
			return verdict{likely, false, "“" + d.word.text + "” may be short for a month"}
		}
		return verdict{sure, false, "a day and its month, or a month and its year"}
	}
	if d.word.capital || d.word.upper || d.word.mixed || !d.word.known {
		return verdict{}
	}
	if d.number == d.i {
		return d.behind()
	}
	return d.inFront(n)
}

// behind judges a word behind a number.
func (d digits) behind() verdict {
	switch {
	case d.word.letters >= minScale && d.word.unit && titles[d.word.text]:
		return verdict{likely, false, "an amount and its unit, or a title"}
	case d.word.letters >= minScale && d.word.unit:
		return verdict{sure, false, "an amount and its scale, currency or unit"}
	case d.word.serves && d.word.letters > 1 && d.month(d.i+2):
		return verdict{sure, false, d.word.is() + " between a day and its month"}
	}
	return verdict{}
}

// titles are units that papers and broadcasters have in their names: 20minutos, 24heures.
var titles = map[string]bool{
	"minutos": true, "minutes": true, "minuti": true, "horas": true, "hours": true, "heures": true,
	"días": true, "dias": true, "days": true, "jours": true, "giorni": true,
}

// inFront judges a word in front of the number n.
func (d digits) inFront(n int) verdict {
	if !d.word.serves || d.word.letters < 2 {
		return verdict{}
	}
	switch {
	case d.isYear():
		return verdict{sure, false, d.word.is() + " in front of a year"}
	case n >= 1 && n <= maxDay && (d.month(d.i+2) || d.p.Pack.Is(d.at(d.i+2), lexicon.FunctionWord) && d.month(d.i+3)):
		return verdict{sure, false, d.word.is() + " in front of a day and its month"}
	}
	return verdict{}
}

func (d digits) at(i int) string {
	if i >= len(d.p.Tokens) {
		return ""
	}
	return d.p.Of(i)
}

// month reports whether token i is a month that stands apart.
func (d digits) month(i int) bool {
	if i >= len(d.p.Tokens) || d.p.Tokens[i].Glued {
		return false
	}
	_, ok := d.p.Pack.Month(d.p.Of(i))
	return ok
}

func (d digits) isYear() bool {
	s := d.p.Of(d.number)
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20" || s[:2] == "18")
}

// value returns the number of at most two digits, -1 for others.
func (d digits) value() int {
	s := d.p.Of(d.number)
	if len(s) > 2 {
		return -1
	}
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return -1
		}
		n = 10*n + int(r-'0')
	}
	return n
}

func reportGrammar(p *rules.Pass, d digits, v verdict, manual bool) {
	level, confidence := fixers.Unsafe, likelyConfidence
	if v.level == sure && !manual {
		level, confidence = fixers.Safe, sureConfidence
	}
	s, at := d.run(), int(p.Tokens[d.i+1].Start)
	p.Report(rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("“%s” should be “%s %s”", p.At(s), p.Text[s.Start:at], p.Text[at:s.End]),
		Evidence:   []string{v.why},
		Confidence: confidence,
		Fix:        fixers.Insert(at, " ", "insert a blank", level, fixers.KeepsInk),
	})
}

// reportDigit reports what the model decided, or grammar where it is surer.
func reportDigit(p *rules.Pass, s fusion.Summary, ds []fusion.Decision) {
	if i := p.TokenAt(ds[0].At) - 1; i >= 0 && !ds[0].Safe {
		if d, ok := digitsAt(p, i); ok {
			if v := d.judge(); v.level == sure {
				reportGrammar(p, d, v, technical(p))
				return
			}
		}
	}
	reportFused(p, s, ds)
}
