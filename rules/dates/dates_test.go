package dates_test

import (
	"testing"

	"copydesk/rules"
	"copydesk/rules/dates"
	"copydesk/rules/rulestest"
)

func TestExamples(t *testing.T) {
	if err := rules.Validate(dates.Rules); err != nil {
		t.Error(err)
	}
	for _, r := range dates.Rules {
		t.Run(r.Name, func(t *testing.T) { rulestest.Examples(t, r) })
	}
}
