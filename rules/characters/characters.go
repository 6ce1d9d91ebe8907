// Package characters holds the rules about single characters: their form, their looks, and those that cannot be seen.
package characters

import "copydesk/rules"

// Rules are the rules of the family, in the order of the documentation.
var Rules = []*rules.Rule{
	NotNFC,
	Invisible,
	Ligature,
	OddSpace,
	Control,
	Lookalike,
}
