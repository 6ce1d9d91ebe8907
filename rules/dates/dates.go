// Package dates holds the rules about dates and numbers that cannot be, or
// contradict the metadata.
package dates

import (
	"slices"

	"copydesk/rules"
	"copydesk/rules/dates/calendar"
)

// Rules are the rules of the family, in the order of the documentation.
var Rules = []*rules.Rule{
	Impossible,
	WeekdayMismatch,
	MetadataMismatch,
	NumberFormat,
}

// datesKey keys the dates of an article, which two rules look at.
type datesKey struct{}

type found struct {
	serial uint64
	dates  []calendar.Match
}

// datesIn returns the dates that have a day.
func datesIn(p *rules.Pass) []calendar.Match {
	f := p.Shared(datesKey{}, func() any { return new(found) }).(*found)
	if f.serial != p.Serial() {
		f.dates = slices.AppendSeq(f.dates[:0], calendar.All(p.Article, 0, p.Pack))
		f.serial = p.Serial()
	}
	return f.dates
}
