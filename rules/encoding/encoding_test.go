package encoding

import (
	"testing"

	"copydesk/article"
	"copydesk/rules"
	"copydesk/rules/rulestest"

	"golang.org/x/text/language"
)

// hostile are pieces that, repeated, make a careless parser look at the rest
// of the text again and again.
var hostile = []string{
	"<", "<a ", "<a href=\"", "<script>", "<!--", "</", "<b>", "<b> ", "<title>", "[caption ", "[", "{\"a\":", "{}\n",
	"&", "&amp;", "&#", "&a", "&eacute;", "&nbsp; ", "amp;",
	"Ã", "Ã ", "Ã©", "Ãƒ", "â€", "Â", "Ã ƒ", "├", "Ð°", "ÃƒÆ’Ã‚Â©", "é»", "Ă", "Г",
	"\u0085", "\u0092", "\u0081x", "\\u00f3", "%C3", "\\", "u00", "u00f3", "\uFFFD", "a?", "a\uFFFDb ", "\xff", "x\xff\n", "a\u0301",
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
	f.Add("La reuniÃ³n &amp;amp; <b>m&aacute;s</b> â€œsí”")
	worker := rules.NewEngine(Rules, nil).Worker()
	f.Fuzz(func(t *testing.T, text string) {
		rulestest.Settles(t, worker, article.Input{Name: "fuzz.txt", Lang: language.Spanish, Text: text})
	})
}
