// Package diacritics holds the rules about marks on letters: lost, misplaced, or set apart.
package diacritics

import "copydesk/rules"

// Rules are the rules of the family, in the order of the documentation.
var Rules = []*rules.Rule{
	Lost,
	Misplaced,
	TonePlacement,
	SpacingAccent,
	UnaccentedPassage,
}
