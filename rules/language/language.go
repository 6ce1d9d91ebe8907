// Package language holds the rules about the language and the script of an
// article and its parts.
package language

import "copydesk/rules"

// Rules are the rules of the family, in the order of the documentation.
var Rules = []*rules.Rule{
	Mixed,
	Script,
}
