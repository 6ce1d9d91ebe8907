package names_test

import (
	"fmt"
	"strings"
	"testing"

	"copydesk/article"
	"copydesk/lexicon/profile"
	"copydesk/rules"
	"copydesk/rules/names"
	"copydesk/rules/rulestest"

	"golang.org/x/text/language"
)

// house makes n articles of a source in a language, all with the same form of a name.
func house(lang, source, form string, n int) []article.Input {
	text := map[string]string{
		"en": "On day %d the president %s said that the harbour would be closed for the winter.",
		"es": "El día %d el presidente %s dijo que el puerto quedará cerrado durante el invierno.",
	}[lang]
	var list []article.Input
	for i := range n {
		list = append(list, article.Input{
			Name: fmt.Sprintf("%s/%s/%d.txt", lang, source, i), Lang: language.MustParse(lang),
			Text: fmt.Sprintf(text, i, form), Meta: article.Meta{Source: source},
		})
	}
	return list
}

// suggested returns what the rule would make of a form in an article of a source.
func suggested(t *testing.T, p *profile.Profile, lang, source, form string) string {
	t.Helper()
	w := rules.NewEngine([]*rules.Rule{names.CorpusVariant}, nil).With(rules.Knowledge{Profile: p}).Worker()
	_, found, faults := w.Check(house(lang, source, form, 1)[0])
	for i := range faults {
		t.Error(&faults[i])
	}
	if len(found) == 0 {
		return ""
	}
	return found[0].Fix.Edits[0].New
}

// Tô Lâm in the English of one house and To Lam in the Spanish of another are both right, and
// each house is held to its own style.
func TestStyleOfTheHouse(t *testing.T) {
	p := rulestest.Profile(t, append(append(append(
		house("en", "vns", "Tô Lâm", 40), house("en", "wire", "To Lam", 40)...),
		house("es", "vna", "To Lam", 40)...), house("en", "vns", "Marek Wrzosek", 9)...))
	for _, c := range []struct{ lang, source, form, want string }{
		{"en", "vns", "Tô Lâm", ""},
		{"en", "vns", "To Lam", "Tô Lâm"},
		{"en", "wire", "To Lam", ""},
		{"en", "wire", "Tô Lâm", "To Lam"}, // its own style takes marks away
		{"es", "vna", "To Lam", ""},
		{"es", "vna", "Tô Lâm", "To Lam"},
		{"es", "unknown", "Tô Lâm", ""}, // no style of its own: marks are never taken away
		{"en", "unknown", "To Lam", ""}, // the corpus is divided
		{"en", "vns", "Marek Wrzsek", "Marek Wrzosek"},
		{"en", "vns", "Marek Wrrzosek", "Marek Wrzosek"},
		{"en", "vns", "Marek Wrozsek", "Marek Wrzosek"},
		{"en", "vns", "Marek Wrzosak", ""}, // another letter: another man
		{"en", "vns", "Pavel Wrzsek", ""},  // another first name
		{"es", "vna", "Marek Wrzsek", ""},  // another language
	} {
		if got := suggested(t, p, c.lang, c.source, c.form); got != c.want {
			t.Errorf("%s of %s in %s becomes %q, want %q", c.form, c.source, c.lang, got, c.want)
		}
	}
}

// A spelling that a fair share of the articles has is a usage, and one of two people is a person.
func TestUsages(t *testing.T) {
	p := rulestest.Profile(t, append(append(house("es", "", "José Pérez", 60), house("es", "", "José Perez", 6)...),
		append(house("es", "", "Ana María Ruiz", 30), house("es", "", "Ana Maria Ruiz", 1)...)...))
	for form, want := range map[string]string{"José Perez": "", "Ana Maria Ruiz": "Ana María Ruiz", "ANA MARIA RUIZ": "", "Ana Maria": ""} {
		if got := suggested(t, p, "es", "", form); got != want {
			t.Errorf("%s becomes %q, want %q", form, got, want)
		}
	}
}

// Verdicts are kept between articles, but never between profiles, sources or languages.
func TestVerdictsAreNotMixed(t *testing.T) {
	marked := rulestest.Profile(t, house("en", "vns", "Tô Lâm", 20))
	plain := rulestest.Profile(t, house("en", "vns", "To Lam", 20))
	for range 2 {
		if got := suggested(t, marked, "en", "vns", "To Lam"); got != "Tô Lâm" {
			t.Errorf("got %q", got)
		}
		if got := suggested(t, plain, "en", "vns", "To Lam"); got != "" {
			t.Errorf("got %q", got)
		}
	}
}

// Whatever stands beside a variant, the file's form is not written twice.
func TestPreferredFormHoldsItsVariant(t *testing.T) {
	k := rulestest.Knowledge(t, rules.Example{Names: "Hanoi City = Hanoi\nNew Song Han = Song Han\n"})
	w := rules.NewEngine([]*rules.Rule{names.CorpusVariant}, nil).With(k).Worker()
	in := article.Input{Lang: language.English, Text: "In Hanoi City the New Song Han bridge was closed, and in Hanoi the old Song Han one was open."}
	out := w.Fix(in, rules.Policy{Level: 2})
	if out.Err != nil || !strings.Contains(out.Text, "in Hanoi City the old New Song Han one") || strings.Contains(out.Text, "City City") || strings.Contains(out.Text, "New New") {
		t.Errorf("%v: %s", out.Err, out.Text)
	}
}
