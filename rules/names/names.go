// Package names holds the rules about names of people and places that one article spells in two ways.
package names

import "copydesk/rules"

// Rules are the rules of the family, in the order of the documentation.
var Rules = []*rules.Rule{
	Variant,
	CutWord,
	PlaceVariant,
	CorpusVariant,
	CaseDamage,
}
