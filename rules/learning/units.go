package learning

import (
	"copydesk/article"
	"copydesk/lexicon"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// unit is a word as the language packs count words, or what stands between two of them.
type unit struct {
	key     lexicon.Key // of the word; Start, Break or Number for other units
	text    string      // "" for other units
	capital bool        // the word has one
}

// appendUnits cuts an article into words as the packs do: an elided word ends in its apostrophe
// (l' accord), the English genitive is a word of its own, other apostrophes are letters.
func appendUnits(dst []unit, a *article.Article, pack *lexicon.Pack) []unit {
	base, _ := a.Lang.Base()
	english, _ := language.English.Base()
	c := cutter{a: a, pack: pack, genitive: base == english, units: dst}
	end := 0
	for i := 0; i < len(a.Tokens); i++ {
		t := &a.Tokens[i]
		if end > 0 && newline(a.Text[end:t.Start]) {
			c.mark(lexicon.Start)
		}
		switch {
		case t.Verbatim:
			c.mark(lexicon.Break)
		case t.Kind == article.Number:
			c.number(t.Glued)
		case t.Kind == article.Word:
			i = c.word(i)
		case t.Kind == article.Punct || t.Kind == article.Symbol:
			c.punct(i)
		}
		end = int(a.Tokens[i].End)
	}
	return c.units
}

// cutter cuts one article into units.
type cutter struct {
	a        *article.Article
	pack     *lexicon.Pack
	genitive bool // the language parts 's from the word in front
	units    []unit
}

// word adds the words that begin with token i, joined by apostrophes, and returns the last token.
func (c *cutter) word(i int) int {
	for joins(c.a, i) {
		elided := c.a.Text[c.a.Tokens[i].Start:c.a.Tokens[i+1].End]
		switch {
		case c.pack.Is(elided, lexicon.Elision):
			c.add(elided, i)
			i += 2
			continue
		case c.genitive && (c.a.Of(i+2) == "s" || c.a.Of(i+2) == "S"):
			c.add(c.a.Of(i), i)
			c.add("'s", i+2)
		default:
			c.add(c.a.Text[c.a.Tokens[i].Start:c.a.Tokens[i+2].End], i)
		}
		return i + 2
	}
	c.add(c.a.Of(i), i)
	return i
}

// add adds a word that has the case of token i.
func (c *cutter) add(text string, i int) {
	if c.a.Has(article.Combining) {
		text = norm.NFC.String(text)
	}
	c.units = append(c.units, unit{lexicon.KeyOf(text), text, c.a.Tokens[i].Case != article.Lower})
}

// number adds a number, unless the token goes on with one.
func (c *cutter) number(glued bool) {
	if n := len(c.units); n == 0 || c.units[n-1].key != lexicon.Number || !glued {
		c.units = append(c.units, unit{key: lexicon.Number})
	}
}

// punct adds what a mark stands for, if it stands for anything.
func (c *cutter) punct(i int) {
	switch c.a.Of(i) {
	case ".", ",":
		if insideNumber(c.a, i) {
			return
		}
	case "%", "$", "€":
		return
	}
	switch c.a.Of(i) {
	case ".", "?", "!", ":", "…":
		c.mark(lexicon.Start)
	default:
		c.mark(lexicon.Break)
	}
}

// mark adds the end of a sentence or of a part of one; of several the strongest stays.
func (c *cutter) mark(key lexicon.Key) {
	if n := len(c.units); n > 0 && (c.units[n-1].key == lexicon.Start || c.units[n-1].key == lexicon.Break) {
		c.units[n-1].key = min(c.units[n-1].key, key)
		return
	}
	c.units = append(c.units, unit{key: key})
}

// joins reports whether token i and the word behind it are joined by an apostrophe.
func joins(a *article.Article, i int) bool {
	if i+2 >= len(a.Tokens) || a.Tokens[i+2].Kind != article.Word || !a.Tokens[i+1].Glued || !a.Tokens[i+2].Glued {
		return false
	}
	return a.Of(i+1) == "'" || a.Of(i+1) == "’"
}

// insideNumber reports whether token i is a stop or comma between the digits of one number.
func insideNumber(a *article.Article, i int) bool {
	return i > 0 && i+1 < len(a.Tokens) && a.Tokens[i].Glued && a.Tokens[i+1].Glued &&
		a.Tokens[i-1].Kind == article.Number && a.Tokens[i+1].Kind == article.Number
}

func newline(gap string) bool {
	for i := range len(gap) {
		if gap[i] == '\n' {
			return true
		}
	}
	return false
}
