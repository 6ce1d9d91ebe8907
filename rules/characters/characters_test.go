package characters

import (
	"testing"

	"copydesk/article"
	"copydesk/rules"
	"copydesk/rules/rulestest"

	"golang.org/x/text/language"
)

var hostile = []string{
	"\u0301", "a\u0301", "a\u0301\u0302", "\u0958", "\u1112\u1161", "e\u0323\u0302 ", "\u212B",
	"\u200B", "a\u200B", "\u00AD", "\u200D", "👩\u200D", "\u202E", "a\uFEFF\u00ADb", "א\u200E\n", "\u200C\u200Cx",
	"\u00A0", "a\u00A0", "1\u202F", "\u2028", "\v", "\f ", "\x1b[", "\x01", "a\x02b", "ﬁ", "Ａ", "，", "𝐀", "Ã\u00AD",
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
