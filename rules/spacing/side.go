package spacing

import (
	"unicode/utf8"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules"
)

// side is what stands on one side of a joint.
type side struct {
	text    string
	letters int  // code points of a word
	word    bool // a run of letters
	number  bool // a run of digits
	opens   bool // a mark that only opens in this language
	closes  bool // a mark that only closes in this language
	capital bool // begins with a capital
	upper   bool // is all capitals, two or more
	mixed   bool // has a capital inside
	known   bool // the pack has the word
	common  bool // the pack has it in lower case: a capital begins a sentence
	serves  bool // a function word
	unit    bool // a unit or currency
}

// sideOf looks at token i; outside the article there is nothing.
func sideOf(p *rules.Pass, i int) side {
	if i < 0 || i >= len(p.Tokens) {
		return side{}
	}
	t := &p.Tokens[i]
	s := side{text: p.Of(i)}
	switch t.Kind {
	case article.Word:
		s.word = true
		s.letters = utf8.RuneCountInString(s.text)
		s.capital = t.Case == article.Title || t.Case == article.Upper
		s.upper, s.mixed = t.Case == article.Upper, t.Case == article.Mixed
		s.look(&p.Words()[i])
		s.elide(p, i)
	case article.Number:
		s.number = true
	case article.Punct, article.Symbol:
		s.opens, s.closes = opens(p.Pack, s.text), closes(p.Pack, s.text)
		if s.text == `"` {
			s.opens, s.closes = straightQuote(p, i)
		}
	}
	return s
}

// elide counts the word behind an apostrophe with the one in front of it:
// "L'eau" begins a sentence as well as any word.
func (s *side) elide(p *rules.Pass, i int) {
	if i+2 >= len(p.Tokens) || !p.Tokens[i+1].Glued || !p.Tokens[i+2].Glued || p.Tokens[i+2].Kind != article.Word {
		return
	}
	if mark := p.Of(i + 1); mark != "'" && mark != "’" {
		return
	}
	s.letters += utf8.RuneCountInString(p.Of(i + 2))
	if p.Pack.ElidedPrefix(p.Text[p.Tokens[i].Start:p.Tokens[i+1].End]) {
		s.known, s.common, s.serves = true, true, true
	}
}

// straightQuote tells which way the quotation mark without a direction at
// token i points, by how many stand before it in its paragraph. In a
// paragraph with an odd number of them it does not say.
func straightQuote(p *rules.Pass, i int) (opens, closes bool) {
	par := p.Paragraphs[p.ParagraphAt(int(p.Tokens[i].Start))]
	if par.Last-par.First > maxQuoted {
		return false, false
	}
	before, total := 0, 0
	for k := par.First; k < par.Last; k++ {
		if p.Tokens[k].Kind == article.Punct && p.Of(k) == `"` {
			total++
			if k < i {
				before++
			}
		}
	}
	if total%2 != 0 {
		return false, false
	}
	next := i+1 < len(p.Tokens) && p.Tokens[i+1].Glued
	return before%2 == 0 && next, before%2 == 1 && p.Tokens[i].Glued
}

// maxQuoted is the longest paragraph in which quotation marks are counted, in
// tokens: each mark that lacks a blank counts anew, and news has no longer ones.
const maxQuoted = 4096

func (s *side) look(w *lexicon.Entry) {
	if !w.Known() || w.Flags.Has(lexicon.Foreign) {
		return
	}
	s.known = true
	s.common = !w.Flags.Any(lexicon.OnlyCapitalised | lexicon.Acronym | lexicon.CaseUnknown)
	s.serves = w.Flags.Has(lexicon.FunctionWord)
	s.unit = w.Flags.Any(lexicon.Unit | lexicon.Currency)
}

// is says of a word what is known, for the evidence.
func (s *side) is() string {
	switch {
	case s.serves:
		return "“" + s.text + "” is a function word"
	case s.known:
		return "“" + s.text + "” is a known word"
	}
	return "“" + s.text + "” is no known word"
}

// german reports whether the pack's language closes quotations with “ and
// opens them with », as German does; other languages have it the other way.
func german(pack *lexicon.Pack) bool {
	base, _ := pack.Lang().Base()
	return base.String() == "de"
}

func opens(pack *lexicon.Pack, mark string) bool {
	switch mark {
	case "(", "[", "¿", "¡", "„":
		return true
	case "“", "«":
		return !german(pack)
	}
	return false
}

func closes(pack *lexicon.Pack, mark string) bool {
	switch mark {
	case ")", "]", "”", "%":
		return true
	case "»":
		return !german(pack)
	case "“":
		return german(pack)
	}
	return false
}

// abbreviated reports whether word is one that ends in a stop.
func abbreviated(pack *lexicon.Pack, word string) bool {
	return pack.Abbreviation(word)
}
