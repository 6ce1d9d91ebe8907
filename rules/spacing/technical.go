package spacing

import (
	"strings"

	"copydesk/article"
	"copydesk/rules"
)

// codeSigns are characters that programs are full of and prose has not.
const codeSigns = "`_<>{}\\|~^="

// codeSign reports whether the byte at is one of them. Two backticks together are a quotation mark
// of typesetters, which some wires keep.
func codeSign(text string, at int) bool {
	if strings.IndexByte(codeSigns, text[at]) < 0 {
		return false
	}
	return text[at] != '`' || (at == 0 || text[at-1] != '`') && (at+1 == len(text) || text[at+1] != '`')
}

// codelike reports whether a run of text without white space is a piece of a
// program, of markup or of a link, whose words are joined on purpose.
func codelike(run string) bool {
	for i := range len(run) {
		if codeSign(run, i) {
			return true
		}
	}
	return strings.Contains(run, "()") || strings.Contains(run, "](") || strings.Contains(run, "://")
}

// proseWords is how many words there are to a sign of code in technical text,
// at the most. News has hardly one in an article; manuals have one in ten words.
const proseWords = 50

// technical reports whether the article is no prose but a manual, a table or
// a program: what the model knows of news does not hold there.
func technical(p *rules.Pass) bool {
	words, signs := 0, 0
	for i := range p.Tokens {
		switch t := &p.Tokens[i]; t.Kind {
		case article.Word:
			words++
		case article.Punct, article.Symbol:
			if codeSign(p.Text, int(t.Start)) {
				signs++
			}
		}
	}
	return signs > 1 && signs*proseWords > words
}

// maxTermSearch is how long a text is searched for further places of a run,
// in bytes: the search is made for each safe repair.
const maxTermSearch = 1 << 16

// termOf reports whether the article writes a run together wherever it has
// it, and more than once: accidents do not strike the same words twice and
// always, so that it is the name of something.
func termOf(text, run, apart string) bool {
	text, run = text[:min(len(text), maxTermSearch)], strings.Trim(run, trimmed)
	_, rest, _ := strings.Cut(text, run)
	return strings.Contains(rest, run) && !strings.Contains(text, strings.Trim(apart, trimmed)) // not counted: a text may hold thousands
}

// trimmed are the marks around a run that differ from place to place.
const trimmed = ".,;:!?…()[]«»“”„\"'’‘"
