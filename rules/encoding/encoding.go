// Package encoding holds the rules about text that was decoded, escaped or marked up wrongly.
package encoding

import "copydesk/rules"

// Rules are the rules of the family, in the order of the documentation.
var Rules = []*rules.Rule{
	Mojibake,
	HTMLEntity,
	HTMLResidue,
	C1Controls,
	EscapedCodepoint,
	ReplacementChar,
	InvalidUTF8,
	VietnameseLegacy,
}
