package structure

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
	"copydesk/rules/structure/heading"

	"golang.org/x/text/language"
)

//go:embed byline.txtar
var bylineExamples string

// Byline finds the name of the author among the paragraphs.
var Byline = &rules.Rule{
	Name:     "structure/byline",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary:  "Byline among the paragraphs",
		Why:      "`By Ana Ruiz`, `Por Ana Ruiz`, `Theo VnExpress`: the name of the author belongs to the metadata. In the text it teaches names of people who are no part of the story.",
		Fix:      "The line is taken out; a byline that runs into the dateline is cut off. Unsafe, since a corpus may want its authors.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: bylineExamples,
	},
	Run: runByline,
}

// Bounds of a byline.
const (
	maxByline      = 100 // bytes
	bylineFromTop  = 5   // paragraphs
	bylineFromEnd  = 2
	maxBylineWords = 3 // of the phrase that opens it: "A cura di"
	maxNameWords   = 10
)

func runByline(p *rules.Pass) {
	top := 0
	for i := range p.Paragraphs {
		par := &p.Paragraphs[i]
		if par.End <= p.Header.End {
			continue
		}
		if top++; top > bylineFromTop && i < len(p.Paragraphs)-bylineFromEnd {
			continue
		}
		if b, ok := readByline(p, par); ok {
			p.Report(b)
		}
	}
}

// readByline reads a phrase of the list and names behind it, to the end of
// the paragraph or to a dateline glued to the last name.
func readByline(p *rules.Pass, par *article.Paragraph) (rules.Finding, bool) {
	first := bylinePhrase(p, par)
	if first == 0 {
		return rules.Finding{}, false
	}
	names := 0
	for i := first; i < par.Last; i++ {
		t := &p.Tokens[i]
		switch {
		case t.Kind == article.Word && t.Case == article.Mixed && p.Tokens[i].Glued == false && names > 0:
			if at, ok := datelineInside(p, par, i); ok {
				return bylineFinding(p, article.Span{Start: par.Start, End: at}, article.Span{Start: par.Start, End: at}, "it runs into the dateline", chanceGluedByline), true
			}
			names++
		case t.Kind == article.Word && (t.Case == article.Title || t.Case == article.Upper || t.Case == article.Mixed):
			names++
		case t.Kind == article.Word && nameParticles[p.Of(i)], t.Kind == article.Punct && strings.Contains(",.-'’/&()", p.Of(i)):
		default:
			return rules.Finding{}, false
		}
	}
	if names == 0 || names > maxNameWords || par.Len() > maxByline || !namesSomeone(p, first, par.Last) {
		return rules.Finding{}, false
	}
	return bylineFinding(p, par.Span, paragraphCut(p, par), fmt.Sprintf("it opens with %q and goes on with names alone", p.Text[par.Start:p.Tokens[first-1].End]), chanceByline), true
}

// Chances that a byline is one: hand-made shapes of seven languages, and no
// alarm on clean news.
const (
	chanceByline      = 0.93
	chanceGluedByline = 0.97
)

func bylineFinding(p *rules.Pass, span, cut article.Span, why string, chance float64) rules.Finding {
	return rules.Finding{
		Span:       span,
		Message:    "byline among the paragraphs",
		Evidence:   []string{why},
		Confidence: chance,
		Fix:        fixers.Replace(cut, "", "take it out", fixers.Unsafe, fixers.KeepsRest),
	}
}

// bylinePhrase returns the token behind the phrase that opens par, 0 without one.
func bylinePhrase(p *rules.Pass, par *article.Paragraph) int {
	for n := min(maxBylineWords, par.Last-par.First-1); n > 0; n-- {
		s := article.Span{Start: int(p.Tokens[par.First].Start), End: int(p.Tokens[par.First+n-1].End)}
		if p.Tokens[par.First].Case == article.Lower || s.Len() > maxBylinePhrase || !p.Pack.Byline(p.At(s)) {
			continue
		}
		if i := par.First + n; p.Of(i) == ":" {
			return i + 1
		}
		return par.First + n
	}
	return 0
}

// maxBylinePhrase bounds what is looked up, in bytes.
const maxBylinePhrase = 40

// nameParticles are the small words of names, and those that join authors.
var nameParticles = map[string]bool{
	"de": true, "del": true, "la": true, "da": true, "do": true, "dos": true, "di": true, "du": true, "van": true, "von": true, "der": true, "den": true,
	"y": true, "e": true, "and": true, "et": true, "und": true, "và": true, "bin": true, "al": true, "el": true, "avec": true, "con": true, "com": true, "mit": true, "with": true,
	"in": true, "en": true, "dpa": true, "epd": true, "afp": true,
}

// namesSomeone reports whether the tokens [i,end) name an agency, or two words
// or more that can be people. "De Madrid" and "Por Fin" are no bylines; nor is
// a title in English capitals ("By Popular Demand"), which only names tell.
func namesSomeone(p *rules.Pass, i, end int) bool {
	if heading.Wire(p.Text[p.Tokens[i].Start:p.Tokens[end-1].End]) {
		return true
	}
	people, strangers := 0, 0
	for ; i < end; i++ {
		if p.Tokens[i].Kind != article.Word || p.Tokens[i].Case == article.Lower || heading.Lookup(p.Of(i)) != 0 {
			continue
		}
		w, ok := p.Pack.Lookup(p.Of(i))
		switch {
		case w.Flags.Has(lexicon.FunctionWord) && p.Tokens[i].End-p.Tokens[i].Start > 1:
			return false
		case !ok, w.Flags.Any(lexicon.FirstName | lexicon.Surname):
			people++
		default:
			strangers++
		}
	}
	return people+strangers >= 2 && (people > 0 || p.Pack.Lang() != language.English)
}

// datelineInside returns the offset in token i at which a place in capitals
// begins that a dash follows: "HươngHÀ NỘI — The".
func datelineInside(p *rules.Pass, par *article.Paragraph, i int) (int, bool) {
	t := &p.Tokens[i]
	for _, off := range heading.Joints(p.Of(i)) {
		start := int(t.Start) + off
		for j := i; j < par.Last && j < i+maxBylineWords; j++ {
			place := p.Text[start:p.Tokens[j].End]
			if strings.ToUpper(place) == place && heading.Lookup(place)&(heading.City|heading.Region) != 0 && j+1 < par.Last && strings.Contains("-–—(", p.Of(j+1)) {
				return start, true
			}
		}
	}
	return 0, false
}
