package structure_test

import (
	"testing"

	"copydesk/rules"
	"copydesk/rules/rulestest"
	"copydesk/rules/structure"
)

func TestExamples(t *testing.T) {
	if err := rules.Validate(structure.Rules); err != nil {
		t.Error(err)
	}
	for _, r := range structure.Rules {
		t.Run(r.Name, func(t *testing.T) { rulestest.Examples(t, r) })
	}
}
