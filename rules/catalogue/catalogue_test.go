package catalogue_test

import (
	"testing"

	"copydesk/rules"
	"copydesk/rules/catalogue"
	"copydesk/rules/rulestest"
)

func TestCatalogueIsValid(t *testing.T) {
	if err := rules.Validate(catalogue.All()); err != nil {
		t.Error(err)
	}
}

// The examples of every rule are executed: they are its documentation.
func TestExamples(t *testing.T) {
	for _, r := range catalogue.All() {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			rulestest.Examples(t, r)
		})
	}
}

// What one rule leaves alone, the others must leave alone as well.
func TestTrapsUnderAllRules(t *testing.T) {
	for _, r := range catalogue.All() {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			rulestest.Traps(t, r, catalogue.All())
		})
	}
}
