package encoding

import (
	"testing"

	"copydesk/article"
	"copydesk/fixers"
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

// FuzzFix checks on any text that no rule of the family fails, that every
// proposed fix keeps its promise, and that fixing comes to an end.
func FuzzFix(f *testing.F) {
	for _, s := range hostile {
		f.Add(s+s+"palabra "+s, true)
	}
	f.Add("La reuniÃ³n &amp;amp; <b>m&aacute;s</b> â€œsí”", false)
	worker := rules.NewEngine(Rules, nil).Worker()
	f.Fuzz(func(t *testing.T, text string, unsafe bool) {
		policy := rules.Policy{Level: fixers.Safe}
		if unsafe {
			policy.Level = fixers.Unsafe
		}
		out := worker.Fix(article.Input{Name: "fuzz.txt", Lang: language.Spanish, Text: text}, policy)
		for i := range out.Faults {
			t.Errorf("%v\n%s", &out.Faults[i], out.Faults[i].Stack)
		}
		for _, err := range out.Refused {
			t.Errorf("refused: %v", err)
		}
		if out.Err != nil {
			t.Error(out.Err)
		}
	})
}
