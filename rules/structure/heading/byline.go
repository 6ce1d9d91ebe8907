package heading

import (
	"strings"

	"copydesk/article"
	"copydesk/lexicon"

	"golang.org/x/text/language"
)

// Byline is the line that names the author.
type Byline struct {
	article.Span
	Phrase string       // what opens it: "By", "A cura di"
	Names  article.Span // who wrote it
	Glued  bool         // the dateline follows without a blank: "By Minh HươngHÀ NỘI — "
}

// Bounds of a byline.
const (
	maxByline       = 100 // bytes
	maxBylineWords  = 3   // of the phrase that opens it: "A cura di"
	maxBylinePhrase = 40  // bytes of that phrase
	maxNameWords    = 10
)

// ReadByline reads paragraph number par as a byline: a phrase of the list of
// the language and names behind it, to the end of the paragraph or to a
// dateline glued to the last name.
func ReadByline(a *article.Article, par int, pack *lexicon.Pack) (Byline, bool) {
	p := &a.Paragraphs[par]
	if p.Len() > maxByline && !a.Has(article.MixedCase) { // too long, and nothing is glued
		return Byline{}, false
	}
	first := bylinePhrase(a, p, pack)
	if first == 0 || first >= p.Last {
		return Byline{}, false
	}
	b := Byline{Span: p.Span, Phrase: a.Text[p.Start:a.Tokens[first-1].End]}
	b.Names = article.Span{Start: int(a.Tokens[first].Start), End: p.End}
	names := 0
	for i := first; i < p.Last; i++ {
		t := &a.Tokens[i]
		switch {
		case t.Case == article.Mixed && !t.Glued && names > 0:
			if at, ok := placeInside(a, p, i); ok {
				b.End, b.Names.End, b.Glued = at, at, true
				return b, true
			}
			names++
		case capitalised(t):
			names++
		case t.Kind == article.Word && authorWords[a.Of(i)], t.Kind == article.Punct && strings.Contains(",.-'’/&()", a.Of(i)):
		default:
			return Byline{}, false
		}
	}
	ok := names > 0 && names <= maxNameWords && p.Len() <= maxByline && namesSomeone(a, first, p.Last, pack)
	return b, ok
}

// bylinePhrase returns the token behind the phrase that opens p, 0 without one.
func bylinePhrase(a *article.Article, p *article.Paragraph, pack *lexicon.Pack) int {
	for n := min(maxBylineWords, p.Last-p.First-1); n > 0; n-- {
		s := article.Span{Start: int(a.Tokens[p.First].Start), End: int(a.Tokens[p.First+n-1].End)}
		if a.Tokens[p.First].Case == article.Lower || s.Len() > maxBylinePhrase || !pack.Byline(a.At(s)) {
			continue
		}
		if i := p.First + n; a.Of(i) == ":" {
			return i + 1
		}
		return p.First + n
	}
	return 0
}

// authorWords are the small words of names, and those that join authors.
var authorWords = map[string]bool{
	"de": true, "del": true, "la": true, "da": true, "do": true, "dos": true, "di": true, "du": true, "van": true, "von": true, "der": true, "den": true,
	"y": true, "e": true, "and": true, "et": true, "und": true, "và": true, "bin": true, "al": true, "el": true, "avec": true, "con": true, "com": true, "mit": true, "with": true,
	"in": true, "en": true, "dpa": true, "epd": true, "afp": true,
}

// namesSomeone reports whether the tokens [i,end) name an agency, or two words
// or more that can be people. "De Madrid" and "Por Fin" are no bylines; nor is
// a title in English capitals ("By Popular Demand"), which only names tell.
func namesSomeone(a *article.Article, i, end int, pack *lexicon.Pack) bool {
	if Wire(a.Text[a.Tokens[i].Start:a.Tokens[end-1].End]) {
		return true
	}
	people, strangers := 0, 0
	for ; i < end; i++ {
		if a.Tokens[i].Kind != article.Word || a.Tokens[i].Case == article.Lower || Lookup(a.Of(i)) != 0 {
			continue
		}
		w, ok := pack.Lookup(a.Of(i))
		switch {
		case w.Flags.Has(lexicon.FunctionWord) && a.Tokens[i].End-a.Tokens[i].Start > 1:
			return false
		case !ok, w.Flags.Any(lexicon.FirstName | lexicon.Surname):
			people++
		default:
			strangers++
		}
	}
	return people+strangers >= 2 && (people > 0 || pack.Lang() != language.English)
}

// placeInside returns the offset in token i at which a place in capitals
// begins that a dash follows: "HươngHÀ NỘI — The".
func placeInside(a *article.Article, p *article.Paragraph, i int) (int, bool) {
	t := &a.Tokens[i]
	for _, off := range Joints(a.Of(i)) {
		start := int(t.Start) + off
		for j := i; j < p.Last && j < i+maxBylineWords; j++ {
			place := a.Text[start:a.Tokens[j].End]
			if strings.ToUpper(place) == place && Lookup(place)&(City|Region) != 0 && j+1 < p.Last && strings.Contains("-–—(", a.Of(j+1)) {
				return start, true
			}
		}
	}
	return 0, false
}

// NameParticle reports whether word, in small letters, can stand among the
// names of authors: "de", "van", "and".
func NameParticle(word string) bool { return authorWords[word] }
