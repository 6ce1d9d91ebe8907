// Package dates holds the rules about dates and numbers that cannot be, or
// contradict the metadata.
package dates

import "copydesk/rules"

// Rules are the rules of the family, in the order of the documentation.
var Rules = []*rules.Rule{
	Impossible,
	WeekdayMismatch,
	MetadataMismatch,
	NumberFormat,
}
