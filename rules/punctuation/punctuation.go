// Package punctuation holds the rules about marks between words: doubled,
// unbalanced, mixed.
package punctuation

import "copydesk/rules"

// Rules are the rules of the family, in the order of the documentation.
var Rules = []*rules.Rule{
	Doubled,
	Unbalanced,
	MixedQuotes,
	DashStyle,
	NoFinalPunctuation,
}
