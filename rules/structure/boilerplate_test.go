package structure_test

import (
	"fmt"
	"testing"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/rulestest"
	"copydesk/rules/structure"

	"golang.org/x/text/language"
)

// A profile knows which lines the articles of a source share.
func TestBoilerplateByProfile(t *testing.T) {
	var corpus []article.Input
	for i := range 40 {
		corpus = append(corpus, article.Input{
			Name: fmt.Sprint(i), Lang: language.English, Meta: article.Meta{Source: "harbour"},
			Text: fmt.Sprintf("Ship number %d docked on Monday.\nRead more\nThe desk of the harbour paper\n", i),
		})
	}
	profile := rulestest.Profile(t, corpus)
	engine := rules.NewEngine([]*rules.Rule{structure.Boilerplate}, nil).With(rules.Knowledge{Profile: profile})
	for _, c := range []struct {
		source, text string
		level        fixers.Applicability
		want         string
	}{
		{"harbour", "A ferry sank.\nRead more\nNobody was hurt.\n", fixers.Safe, "A ferry sank.\nNobody was hurt.\n"},
		{"harbour", "A ferry sank.\nThe desk of the harbour paper\nNobody was hurt.\n", fixers.Safe, "A ferry sank.\nThe desk of the harbour paper\nNobody was hurt.\n"},
		{"harbour", "A ferry sank.\nThe desk of the harbour paper\nNobody was hurt.\n", fixers.Unsafe, "A ferry sank.\nNobody was hurt.\n"},
		{"other", "A ferry sank.\nRead more\nNobody was hurt.\n", fixers.Safe, "A ferry sank.\nRead more\nNobody was hurt.\n"},
		{"other", "A ferry sank.\nThe desk of the harbour paper\nNobody was hurt.\n", fixers.Unsafe, "A ferry sank.\nThe desk of the harbour paper\nNobody was hurt.\n"},
	} {
		in := article.Input{Lang: language.English, Text: c.text, Meta: article.Meta{Source: c.source}}
		if out := engine.Worker().Fix(in, rules.Policy{Level: c.level}); out.Text != c.want {
			t.Errorf("%s fixes in %s: %q became %q, want %q", c.level, c.source, c.text, out.Text, c.want)
		}
	}
}
