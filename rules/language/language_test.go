package language_test

import (
	"testing"

	"copydesk/rules"
	"copydesk/rules/language"
	"copydesk/rules/rulestest"
)

func TestExamples(t *testing.T) {
	if err := rules.Validate(language.Rules); err != nil {
		t.Error(err)
	}
	for _, r := range language.Rules {
		t.Run(r.Name, func(t *testing.T) { rulestest.Examples(t, r) })
	}
}
