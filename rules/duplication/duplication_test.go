package duplication

import (
	"testing"

	"copydesk/article"
	"copydesk/rules"
	"copydesk/rules/rulestest"

	"golang.org/x/text/language"
)

var hostile = []string{
	"a", "a ", "a. ", "A. ", "de ", "\n", "\"", "El puerto de Valdoria reabrió el lunes tras dos semanas de obras. ",
	"El puerto de Valdoria reabrió el lunes tras dos semanas de obras en el muelle norte de la ciudad.\n",
	"The one. The two. ", "uno dos tres cuatro cinco seis siete ocho nueve diez once doce. A. ",
}

func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	rulestest.Linear(t, Rules, language.Spanish, hostile)
}

func FuzzFix(f *testing.F) {
	for _, s := range hostile {
		f.Add(s + s + "palabra " + s)
	}
	worker := rules.NewEngine(Rules, nil).Worker()
	f.Fuzz(func(t *testing.T, text string) {
		rulestest.Settles(t, worker, article.Input{Name: "fuzz.txt", Lang: language.Spanish, Text: text})
	})
}
