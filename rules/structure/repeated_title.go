package structure

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed repeated-title.txtar
var repeatedTitleExamples string

// RepeatedTitle finds a title that stands again in front of the lead.
var RepeatedTitle = &rules.Rule{
	Name:     "structure/repeated-title",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Title that stands again in front of the lead",
		Why:      "Pages give the title in the head, above the article and in the share box. Scrapers that join the blocks glue it to the lead: `Harbour reopensThe harbour …`.",
		Fix:      "The second copy is taken out of the lead. Unsafe. A paragraph that is nothing but the title again is left to `duplication/paragraph`.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: repeatedTitleExamples,
	},
	Run: runRepeatedTitle,
}

// Bounds of a title, in bytes.
const (
	minTitle = 12
	maxTitle = 200
)

func runRepeatedTitle(p *rules.Pass) {
	first := p.ParagraphAt(p.Header.End)
	if first > 0 && p.Header.End > 0 && p.Paragraphs[first-1].End > p.Header.End {
		first--
	}
	if first+1 >= len(p.Paragraphs) {
		return
	}
	title := p.At(p.Paragraphs[first].Span)
	if len(title) < minTitle || len(title) > maxTitle || strings.ContainsRune(".!?…", rune(title[len(title)-1])) {
		return
	}
	for i := first + 1; i < len(p.Paragraphs) && i <= first+2; i++ {
		if cut, ok := titleIn(p, &p.Paragraphs[i], title); ok {
			p.Report(rules.Finding{
				Span:       cut,
				Message:    "the title stands again in front of the lead",
				Evidence:   []string{fmt.Sprintf("“%s” is the first line of the text", title)},
				Confidence: chanceRepeatedTitle,
				Fix:        fixers.Replace(cut, "", "take the copy out", fixers.Unsafe, fixers.KeepsRest),
			})
			return
		}
	}
}

const chanceRepeatedTitle = 0.9

// titleIn returns the copy of title that par begins with, when a new sentence
// begins behind it: a lead may well begin with the words of its title.
func titleIn(p *rules.Pass, par *article.Paragraph, title string) (article.Span, bool) {
	text := p.At(par.Span)
	n := samePrefix(text, title)
	if n == 0 || n == len(text) {
		return article.Span{}, false
	}
	rest := strings.TrimLeft(text[n:], " .|:-–—")
	r, _ := utf8.DecodeRuneInString(rest)
	if len(rest) < len(title) || !unicode.IsUpper(r) && !strings.ContainsRune("“\"«¿¡‘„", r) {
		return article.Span{}, false
	}
	return article.Span{Start: par.Start, End: par.Start + len(text) - len(rest)}, true
}

// samePrefix returns how many bytes of text are title but for case, curly
// quotes and white space; 0 when text does not begin with it.
func samePrefix(text, title string) int {
	i := 0
	for _, want := range title {
		have, n := utf8.DecodeRuneInString(text[i:])
		if n == 0 || plain(have) != plain(want) {
			return 0
		}
		i += n
	}
	return i
}

func plain(r rune) rune {
	switch {
	case strings.ContainsRune("’‘`´", r):
		return '\''
	case strings.ContainsRune("“”„«»", r):
		return '"'
	case unicode.IsSpace(r):
		return ' '
	}
	return unicode.ToLower(r)
}
