package structure

import (
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
	"copydesk/rules/structure/heading"

	"golang.org/x/text/language"
)

// judgement is what is wrong with one dateline.
type judgement struct {
	sure     bool // it is a dateline, whether or not anything is wrong with it
	edits    []fixers.Edit
	message  string
	fix      string
	level    fixers.Applicability
	chance   float64
	evidence []string
}

func (j *judgement) report(p *rules.Pass, d *heading.Dateline) {
	p.Report(rules.Finding{
		Span:       article.Span{Start: d.Start, End: max(d.End, j.edits[len(j.edits)-1].End)},
		Message:    j.message,
		Evidence:   j.evidence,
		Confidence: j.chance,
		Fix:        &fixers.Fix{Message: j.fix, Applicability: j.level, Keeps: fixers.KeepsWords, Edits: j.edits},
	})
}

// Chances that a repair is right, by what speaks for it. Measured on the
// header sets of seven languages and on clean news.
const (
	chanceWire   = 0.999 // a known agency
	chancePlace  = 0.997 // a place of the gazetteer in capitals and a dash
	chanceLost   = 0.996 // the dash is lost, and header or lead bear the reading out
	chanceUnsure = 0.85
)

// judge compares d with the way datelines are written. lead is false behind
// the first paragraph of prose, where only an agency proves a dateline.
func judge(p *rules.Pass, d *heading.Dateline, lead bool) judgement {
	switch {
	case d.Place.Glue > 0:
		if lead {
			return judgeGlued(p, d)
		}
	case !d.Agency.Empty():
		return judgeAgency(p, d)
	case lead && runsIntoDate(p, d):
		return beforeDate(p, d)
	case lead && !d.Dash.Empty():
		return judgeDash(p, d)
	case lead:
		return judgeBare(p, d)
	}
	return judgement{}
}

// judgeAgency looks at a dateline with brackets: "Hanoi, (VNA)- El".
func judgeAgency(p *rules.Pass, d *heading.Dateline) judgement {
	known := d.Place.Kind != 0 || d.Region.Kind != 0
	if !d.Wire && (!known || d.Dash.Empty()) {
		return judgement{}
	}
	if !opensProse(p, d) && (!d.Wire || !known || d.Dash.Empty() || !goesOn(p, d)) {
		return judgement{}
	}
	j := judgement{sure: true, edits: mendBlanks(p, d), message: "blanks or comma of the dateline are wrong", fix: "mend the dateline", level: fixers.Safe, chance: chanceWire}
	j.note(p, d)
	if d.Place.Last == 0 && p.Text[d.Agency.Start] != '(' && p.Pack.Lang() != language.Vietnamese {
		j.level, j.chance = fixers.Unsafe, chanceUnsure // codes are common acronyms: "AA-"
	}
	if d.Dash.Empty() && !d.Dashless {
		if d.Place.Last == 0 || d.Place.Kind == 0 && d.Region.Kind == 0 && d.Date.Month == 0 {
			return judgement{}
		}
		j.edits = append(j.edits, gap(p, d.End, d.Lead, " - ")...)
		j.message, j.fix = "the dash of the dateline is lost", "put the dash back"
		if !known {
			j.level, j.chance = fixers.Unsafe, chanceUnsure
		}
	}
	return j
}

// judgeDash looks at a place and a dash: "HANOI— The", "SUECIA.-Su".
func judgeDash(p *rules.Pass, d *heading.Dateline) judgement {
	if d.Place.Kind == 0 || !opensProse(p, d) || shouts(p, d.Next) && shouts(p, d.Next+1) {
		return judgement{}
	}
	left, right := p.Text[d.Prose:d.Dash.Start], p.Text[d.Dash.End:d.Lead]
	dash := p.At(d.Dash)
	if left == "" && right == "" && dash[0] != '.' { // HANOI—The is a style, Paris-Roubaix a name
		return judgement{}
	}
	j := judgement{sure: d.Place.Upper, edits: mendBlanks(p, d), message: "blanks of the dateline are wrong", fix: "mend the dateline", level: fixers.Safe, chance: chancePlace}
	j.note(p, d)
	if !d.Place.Upper && dash[0] != '.' || dash == "-" && heading.Lookup(p.Of(d.Next))&heading.City != 0 { // PARIS -Nice
		j.level, j.chance = fixers.Unsafe, chanceUnsure
	}
	return j
}

// judgeBare looks at a place without a dash: "SANTIAGO State President".
func judgeBare(p *rules.Pass, d *heading.Dateline) judgement {
	n := d.Place
	if n.Kind == 0 || !n.Upper || d.Next >= len(p.Tokens) || p.Text[d.End:d.Lead] == "" || !opensProse(p, d) {
		return judgement{}
	}
	loud := shouts(p, d.Next)
	if loud && (p.Header.Layout == article.NoHeader || shouts(p, d.Next+1)) {
		return judgement{}
	}
	if d.Places > 1 || d.Region.Last > 0 {
		return judgement{}
	}
	j := judgement{sure: true, edits: gap(p, d.End, d.Lead, " — "), message: "the dash of the dateline is lost", fix: "put the dash back", level: fixers.Unsafe, chance: chanceUnsure}
	j.note(p, d)
	next := p.Of(d.Next)
	switch {
	case repeats(p, p.At(n.Span)+" "+next, d.Lead):
		return judgement{}
	case loud: // "HÀ NỘI ASEAN leaders", or a place and its bank
	case p.Header.Layout != article.NoHeader:
		j.evidence = append(j.evidence, "a metadata header stands in front of it")
		j.level, j.chance = fixers.Safe, chanceLost
	case p.Tokens[d.Next].Kind != article.Word || p.Pack.Is(next, lexicon.FunctionWord):
		j.evidence = append(j.evidence, fmt.Sprintf("the sentence begins behind it, with “%s”", next))
		j.level, j.chance = fixers.Safe, chanceLost
	}
	return j
}

// runsIntoDate reports whether a whole date with a stop behind it follows the
// place without a comma.
func runsIntoDate(p *rules.Pass, d *heading.Dateline) bool {
	if !d.Place.Upper || d.Place.Kind == 0 || d.Date.Year == 0 || p.Text[d.Place.End:d.Date.Start] != " " {
		return false
	}
	return p.Text[d.Date.End:min(len(p.Text), d.Date.End+1)] == "."
}

// beforeDate looks at a place that runs into a date line of the article:
// "HANOÏ 22 juin 2012. - La". A comma or a dash can be what was lost.
func beforeDate(p *rules.Pass, d *heading.Dateline) judgement {
	j := judgement{
		sure: true, edits: gap(p, d.Place.End, d.Date.Start, " — "),
		message: "the dash between place and date is lost", fix: "put the dash back", level: fixers.Unsafe, chance: chanceUnsure,
	}
	j.note(p, d)
	return j
}

// judgeGlued looks at a place that runs into the lead: "Hà NộiKhi".
func judgeGlued(p *rules.Pass, d *heading.Dateline) judgement {
	t := p.Tokens[d.Next]
	rest := p.Text[d.Lead:t.End]
	if !opensWith(p, d, rest) {
		return judgement{}
	}
	dash := " - "
	if d.Place.Upper {
		dash = " — "
	}
	s := article.Span{Start: int(t.Start), End: int(t.End)}
	j := judgement{
		sure:    true,
		edits:   []fixers.Edit{{Span: s, New: p.Text[t.Start:d.Lead] + dash + rest}},
		message: "the place of the dateline runs into the lead", fix: "part them by a dash", level: fixers.Unsafe, chance: chanceUnsure,
	}
	j.note(p, d)
	if p.Pack.Is(rest, lexicon.FunctionWord) || p.Pack.Lang() == language.Vietnamese || d.Place.Upper && p.Header.Layout != article.NoHeader {
		j.level, j.chance = fixers.Safe, chancePlace
	}
	return j
}

// opensWith reports whether rest, glued to the place of d, can be the first
// word of a lead. Behind a place of one word in small letters it must be a
// function word, or any Vietnamese one: "ParisTech" is a name.
func opensWith(p *rules.Pass, d *heading.Dateline, rest string) bool {
	word, known := p.Pack.Lookup(rest)
	if !known || strings.ToUpper(rest) == rest {
		return false
	}
	if d.Place.Upper || word.Flags.Has(lexicon.FunctionWord) || p.Pack.Lang() == language.Vietnamese {
		return true
	}
	return d.Place.Last-d.Place.First > 1 && !word.Flags.Has(lexicon.Foreign)
}

// note says what is known of the parts of d.
func (j *judgement) note(p *rules.Pass, d *heading.Dateline) {
	if d.Place.Kind != 0 {
		j.evidence = append(j.evidence, fmt.Sprintf("“%s” is a place of the gazetteer", p.At(d.Place.Span)))
	}
	if d.Wire {
		j.evidence = append(j.evidence, fmt.Sprintf("%s is a news agency", p.At(d.Agency)))
	}
}

// goesOn reports whether more stands on the line of d.
func goesOn(p *rules.Pass, d *heading.Dateline) bool {
	return d.Next < len(p.Tokens) && !strings.Contains(p.Text[d.End:d.Lead], "\n")
}

// opensProse reports whether prose can begin behind d: a capital, a digit or
// an opening quote or bracket.
func opensProse(p *rules.Pass, d *heading.Dateline) bool {
	if !goesOn(p, d) {
		return false
	}
	t := &p.Tokens[d.Next]
	switch t.Kind {
	case article.Word:
		return t.Case != article.Lower && t.Case != article.Caseless
	case article.Number:
		return true
	case article.Punct:
		return strings.Contains("“\"«‘'¿¡„", p.Of(d.Next)) || !d.Dash.Empty() && strings.Contains("([…", p.Of(d.Next))
	}
	return false
}

// shouts reports whether token i is a word of two or more capitals.
func shouts(p *rules.Pass, i int) bool {
	return i < len(p.Tokens) && p.Tokens[i].Kind == article.Word && p.Tokens[i].Case == article.Upper
}

// repeats reports whether name stands in the text behind the offset from in
// any case: "PARIS Hilton" is a name when "Paris Hilton" follows.
func repeats(p *rules.Pass, name string, from int) bool {
	text := p.Text[from:]
	for i := 0; i+len(name) <= len(text); i++ {
		k := strings.IndexByte(text[i:], name[0])
		if k < 0 || i+k+len(name) > len(text) {
			return false
		}
		i += k
		if strings.EqualFold(text[i:i+len(name)], name) {
			return true
		}
	}
	return false
}
