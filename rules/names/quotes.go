package names

import (
	"copydesk/article"
	"copydesk/rules"

	"golang.org/x/text/language"
)

// farQuote is how many tokens back a quotation mark is looked for: quotations in news are
// shorter, and one without an end must not reach over a whole page.
const farQuote = 300

// inQuotes reports whether a quotation is open at a token: whether the nearest quotation mark
// before it on its line opens one.
func inQuotes(p *rules.Pass, token int) bool {
	first := p.Paragraphs[p.ParagraphAt(int(p.Tokens[token].Start))].First
	for i := token - 1; i >= max(first, token-farQuote); i-- {
		switch p.Of(i) {
		case "«", "„", "‹":
			return true
		case "“":
			base, _ := p.Lang.Base()
			german, _ := language.German.Base()
			return base != german
		case "”", "»", "›":
			return false
		case "\"":
			return opens(p.Article, i)
		}
	}
	return false
}

// opens reports whether a straight quotation mark stands before a word and not behind one.
func opens(a *article.Article, i int) bool {
	return !a.Tokens[i].Glued && i+1 < len(a.Tokens) && a.Tokens[i+1].Glued
}
