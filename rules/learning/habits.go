package learning

import (
	"strings"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/lexicon/profile"
	"copydesk/rules/structure/heading"
)

// The habits of a source that are counted, by the names they have in a profile.
const (
	QuoteCurly         = "quote “"
	QuoteAngle         = "quote «"
	QuoteLow           = "quote „"
	QuoteStraight      = `quote "`
	ApostropheCurly    = "apostrophe ’"
	ApostropheStraight = "apostrophe '"
	DashEmSpaced       = "dash ␣—␣"
	DashEmGlued        = "dash —"
	DashEnSpaced       = "dash ␣–␣"
	DashHyphen         = "dash ␣-␣"
	EllipsisOne        = "ellipsis …"
	EllipsisThree      = "ellipsis ..."
	PercentGlued       = "percent glued"
	PercentSpaced      = "percent spaced"
	ToneOld            = "tone old" // hòa, thủy
	ToneNew            = "tone new" // hoà, thuỷ
)

// learnHabits counts the habits of the article.
func (l *Learner) learnHabits(a *article.Article) {
	counts := map[string]uint64{}
	vietnamese := l.lang == "vi"
	for i := range a.Tokens {
		t := &a.Tokens[i]
		switch {
		case t.Verbatim || t.Kind == article.Number:
		case t.Kind == article.Word:
			if vietnamese {
				tone(counts, a.Of(i))
			}
		default:
			if h := habit(a, i); h != "" {
				counts[h]++
			}
		}
	}
	for h, n := range counts { // addition does not mind the order
		l.add(profile.HabitOf, profile.Counts{n, 1}, l.source, h)
	}
}

// habit returns the habit that token i is an instance of, "" for none.
func habit(a *article.Article, i int) string {
	t := &a.Tokens[i]
	spacedAfter := i+1 < len(a.Tokens) && !a.Tokens[i+1].Glued
	switch a.Of(i) {
	case "“":
		return QuoteCurly
	case "«":
		return QuoteAngle
	case "„":
		return QuoteLow
	case `"`:
		return QuoteStraight
	case "’", "'":
		return apostrophe(a, i)
	case "—":
		return either(!t.Glued && spacedAfter, DashEmSpaced, DashEmGlued)
	case "–":
		return either(!t.Glued && spacedAfter, DashEnSpaced, "")
	case "-":
		return either(!t.Glued && spacedAfter, DashHyphen, "")
	case "…":
		return EllipsisOne
	case ".":
		return either(strings.HasPrefix(a.Text[t.Start:], "...") && (i == 0 || a.Of(i-1) != "."), EllipsisThree, "")
	case "%":
		return either(t.Glued, PercentGlued, PercentSpaced)
	}
	return ""
}

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

// apostrophe returns the habit of an apostrophe between letters.
func apostrophe(a *article.Article, i int) string {
	if i == 0 || !joins(a, i-1) {
		return ""
	}
	return either(a.Of(i) == "’", ApostropheCurly, ApostropheStraight)
}

// tone counts the place of the tone mark in a Vietnamese syllable whose place is a habit.
func tone(counts map[string]uint64, word string) {
	s, ok := lexicon.ParseSyllable(word)
	switch {
	case !ok || s.Style == lexicon.AnyStyle:
	case s.Style == lexicon.OldStyle:
		counts[ToneOld]++
	default:
		counts[ToneNew]++
	}
}

// leadParagraphs is how many paragraphs a dateline is looked for in: a title and a teaser may
// stand in front of it.
const leadParagraphs = 4

// learnDateline counts the dateline of the article, when it has one that is beyond doubt: with a
// known agency, or with a place of the gazetteer and a dash.
func (l *Learner) learnDateline(a *article.Article, pack *lexicon.Pack) {
	for _, p := range a.Paragraphs[:min(leadParagraphs, len(a.Paragraphs))] {
		first := p.First
		if p.Start < a.Header.End {
			first = a.TokenAt(a.Header.End)
		}
		d, ok := heading.ReadDateline(a, first, pack)
		if !ok || !d.Wire && (d.Place.Kind == 0 || d.Dash.Empty()) {
			continue
		}
		l.add(profile.Dateline, profile.Counts{1}, l.source, a.At(d.Place.Span), strings.Trim(a.At(d.Agency), "()"), a.Text[d.Prose:d.Lead])
		return
	}
}
