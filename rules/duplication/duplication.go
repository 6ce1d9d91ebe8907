// Package duplication holds the rules about words, sentences, paragraphs and articles that stand twice.
package duplication

import "copydesk/rules"

// Rules are the rules of the family, in the order of the documentation.
var Rules = []*rules.Rule{
	Paragraph,
	NearDuplicate,
	Word,
}
