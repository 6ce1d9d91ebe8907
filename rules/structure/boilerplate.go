package structure

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed boilerplate.txtar
var boilerplateExamples string

// Boilerplate finds lines of the page that are no part of the article.
var Boilerplate = &rules.Rule{
	Name:     "structure/boilerplate",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Line of the page that is no part of the article",
		Why:      "`Ver más`, `Read more`, `Lire aussi : …`, `FacebookTwitterWhatsApp`, `Anzeige`: links, share bars and cookie notes stand between the paragraphs of a page. They are the same in every article of a source and drown what is said.",
		Fix:      "The line is taken out. For review when the phrase lists of seven languages know it, or when the profile of the corpus has it in many articles of the source; safe when both speak for it.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: boilerplateExamples,
	},
	Run: runBoilerplate,
}

// Bounds of a line of boilerplate, in bytes.
const (
	maxPhrase = 60  // a line that is nothing but a phrase
	maxTeaser = 250 // a phrase, a colon and the title of another article
)

func runBoilerplate(p *rules.Pass) {
	for i := range p.Paragraphs {
		par := &p.Paragraphs[i]
		if par.Len() > maxTeaser {
			continue
		}
		why, many := boilerplateIn(p, par), ofSource(p, par)
		if why != "" || many != "" {
			reportBoilerplate(p, par, why, many)
		}
	}
}

// reportBoilerplate reports par, for what it looks like, for being in many
// articles of its source, or for both, which makes taking it out safe.
func reportBoilerplate(p *rules.Pass, par *article.Paragraph, why, many string) {
	level, confidence := fixers.Unsafe, chanceBoilerplate
	if why != "" && many != "" {
		level, confidence = fixers.Safe, chanceBoth
	}
	p.Report(rules.Finding{
		Span:       par.Span,
		Message:    "a line of the page, not of the article",
		Evidence:   slices.DeleteFunc([]string{why, many}, func(s string) bool { return s == "" }),
		Confidence: confidence,
		Fix:        fixers.Replace(paragraphCut(p, par), "", "take the line out", level, fixers.KeepsRest),
	})
}

// A line is one of the page when so many articles of a source carry it, and
// such a share of all: datelines and names of columns stand in fewer.
const (
	manyArticles = 20
	manyShare    = 0.05
)

// ofSource says in how many articles of its source the profile has par, ""
// when they are not many.
func ofSource(p *rules.Pass, par *article.Paragraph) string {
	all := p.Corpus.Source(p.Meta.Source).Articles
	if all < manyArticles {
		return ""
	}
	n := p.Corpus.Line(p.Meta.Source, p.At(par.Span))
	if n < manyArticles || float64(n) < manyShare*float64(all) {
		return ""
	}
	return fmt.Sprintf("%d of %d articles of the source carry this line", n, all)
}

const (
	chanceBoilerplate = 0.95  // no alarm on clean news of seven languages
	chanceBoth        = 0.997 // an estimate: a listed phrase that the source repeats as well
)

// boilerplateIn says what makes par boilerplate, "" when nothing does.
func boilerplateIn(p *rules.Pass, par *article.Paragraph) string {
	text := p.At(par.Span)
	if len(text) <= maxPhrase {
		if phrase := bare(text); phrase != "" && listed(p, phrase) {
			return fmt.Sprintf("“%s” is in the list of such lines", phrase)
		}
	}
	if i := strings.IndexByte(text[:min(len(text), maxPhrase+1)], ':'); i > 0 {
		if phrase := bare(text[:i]); leadsOn(p, phrase) {
			return fmt.Sprintf("“%s” leads to another article", phrase)
		}
	}
	if n := shareButtons(text); n >= minShareButtons {
		return fmt.Sprintf("it names %d buttons for sharing and nothing else", n)
	}
	return ""
}

// bare returns text without what decorates a link: arrows, bullets, colons,
// dots and numbers at either end.
func bare(text string) string {
	return strings.Trim(text, " \t\u00A0.:…!>»›→▶*|•-–—+0123456789")
}

// listed reports whether phrase is boilerplate in the language of the
// article, or in English: pages in every language have an English button.
func listed(p *rules.Pass, phrase string) bool {
	return p.Pack.IsBoilerplate(phrase) || strings.Contains(phrase, " ") && english.IsBoilerplate(phrase)
}

// leadsOn reports whether phrase, in front of a colon, leads to another
// article. One word alone ("Temas: …") may open a sentence.
func leadsOn(p *rules.Pass, phrase string) bool {
	return strings.Contains(phrase, " ") && p.Pack.IsBoilerplate(phrase)
}

// minShareButtons is how many names of networks in a row are a share bar.
const minShareButtons = 3

var buttons = []string{
	"Facebook", "Twitter", "Telegram", "WhatsApp", "Whatsapp", "LinkedIn", "Linkedin", "Pinterest", "Instagram", "Messenger", "Reddit", "Tumblr", "Zalo", "Google+", "YouTube", "TikTok", "Flipboard", "Threads", "Bluesky", "Pocket", "X",
	"Email", "E-mail", "E-Mail", "Mail", "Correo", "Print", "Imprimir", "Drucken", "Teilen", "Compartir", "Compartilhar", "Condividi", "Partager", "Share", "Chia sẻ", "Copy", "Link",
}

// betweenButtons are the signs that part the buttons of a share bar.
const betweenButtons = " |•·,/"

// buttonsBy are the buttons by their first bytes.
var buttonsBy = func() (lists [256][]string) {
	for _, b := range buttons {
		lists[b[0]] = append(lists[b[0]], b)
	}
	return lists
}()

// shareButtons counts the buttons that text consists of, 0 when there is
// anything else in it.
func shareButtons(text string) int {
	n := 0
	for text = strings.TrimLeft(text, betweenButtons); text != ""; text = strings.TrimLeft(text, betweenButtons) {
		longest := 0
		for _, b := range buttonsBy[text[0]] {
			if len(b) > longest && strings.HasPrefix(text, b) {
				longest = len(b)
			}
		}
		if longest == 0 {
			return 0
		}
		n++
		text = text[longest:]
	}
	return n
}
