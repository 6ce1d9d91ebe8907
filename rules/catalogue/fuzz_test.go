package catalogue_test

import (
	"strings"
	"testing"

	"copydesk/article"
	"copydesk/rules"
	"copydesk/rules/catalogue"
	"copydesk/rules/rulestest"

	"golang.org/x/text/language"
)

// FuzzFix runs all rules together on any text that a corpus can hold (broken UTF-8 is turned
// away before), beginning with the examples of all of them: what one rule makes is what the
// others find.
func FuzzFix(f *testing.F) {
	for _, r := range catalogue.All() {
		examples, err := rules.ParseExamples(r.Doc.Examples)
		if err != nil {
			f.Fatal(err)
		}
		for _, e := range examples {
			f.Add(e.Lang.String(), e.Before)
		}
	}
	for i, piece := range hostile {
		f.Add(languages[i%len(languages)].String(), piece+piece+"palabra "+hostile[(i+1)%len(hostile)]+"nueva"+piece)
	}
	f.Add("es", "00000HaANOI0HAnoi")
	worker := rules.NewEngine(catalogue.All(), nil).Worker()
	f.Fuzz(func(t *testing.T, lang, text string) {
		tag, err := language.Parse(lang)
		if err != nil {
			return
		}
		rulestest.Settles(t, worker, article.Input{Name: "fuzz.txt", Lang: tag, Text: strings.ToValidUTF8(text, "\uFFFD")})
	})
}
