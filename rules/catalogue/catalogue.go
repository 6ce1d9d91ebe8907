// Package catalogue lists every rule there is, family by family.
package catalogue

import (
	"slices"

	"copydesk/rules"
	"copydesk/rules/characters"
	"copydesk/rules/dates"
	"copydesk/rules/diacritics"
	"copydesk/rules/duplication"
	"copydesk/rules/encoding"
	"copydesk/rules/language"
	"copydesk/rules/names"
	"copydesk/rules/punctuation"
	"copydesk/rules/spacing"
	"copydesk/rules/structure"
)

// All returns the rules in the order in which documentation shows them. A
// rule joins by one line in the Rules of its family.
func All() []*rules.Rule {
	return slices.Concat(
		encoding.Rules,
		characters.Rules,
		spacing.Rules,
		punctuation.Rules,
		structure.Rules,
		names.Rules,
		diacritics.Rules,
		dates.Rules,
		duplication.Rules,
		language.Rules,
	)
}
