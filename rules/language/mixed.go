package language

import (
	_ "embed"
	"fmt"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules"

	"golang.org/x/text/language"
)

//go:embed mixed.txtar
var mixedExamples string

// Mixed finds paragraphs in another language than the article.
var Mixed = &rules.Rule{
	Name:     "language/mixed",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Paragraph in another language than the article",
		Why:      "Share bars, menus and notes of agencies keep the language of the publisher: Vietnamese on a Spanish page, English under a German text. A corpus for one language should not have them, and rules that know words judge them by the wrong ones.",
		Fix:      "None: a quotation in its own words is no defect.",
		Since:    "0.1.0",
		Examples: mixedExamples,
	},
	Run: runMixed,
}

func runMixed(p *rules.Pass) {
	if p.OneLanguage() {
		return
	}
	for i := range p.Paragraphs {
		tag, par := p.LangOf(i), &p.Paragraphs[i]
		if tag == p.Lang {
			continue
		}
		p.Report(rules.Finding{
			Span:       par.Span,
			Message:    fmt.Sprintf("paragraph in %s in an article in %s", name(tag), name(p.Lang)),
			Evidence:   []string{share(p, i, tag)},
			Confidence: chanceMixed,
		})
	}
}

const chanceMixed = 0.97 // paragraphs of seven languages put into articles of the others

// names of the languages that have a pack.
var names = map[string]string{"es": "Spanish", "en": "English", "vi": "Vietnamese", "fr": "French", "pt": "Portuguese", "it": "Italian", "de": "German"}

func name(tag language.Tag) string {
	base, _ := tag.Base()
	if n, ok := names[base.String()]; ok {
		return n
	}
	return base.String()
}

// share says how many of the small words of paragraph i each language knows.
func share(p *rules.Pass, i int, tag language.Tag) string {
	words, own, other := 0, 0, 0
	pack := lexicon.For(tag)
	for j := p.Paragraphs[i].First; j < p.Paragraphs[i].Last; j++ {
		if t := &p.Tokens[j]; t.Kind != article.Word || t.Case != article.Lower || t.Verbatim {
			continue
		}
		words++
		if w, ok := p.Pack.Lookup(p.Of(j)); ok && !w.Flags.Has(lexicon.Foreign) {
			own++
		}
		if w, ok := pack.Lookup(p.Of(j)); ok && !w.Flags.Has(lexicon.Foreign) {
			other++
		}
	}
	return fmt.Sprintf("of its %d words %s has %d and %s %d", words, name(p.Lang), own, name(tag), other)
}
