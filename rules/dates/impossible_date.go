package dates

import (
	_ "embed"
	"fmt"

	"copydesk/article"
	"copydesk/rules"
	"copydesk/rules/dates/calendar"
)

//go:embed impossible-date.txtar
var impossibleExamples string

// Impossible finds dates that no calendar has.
var Impossible = &rules.Rule{
	Name:     "dates/impossible-date",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Date that no calendar has",
		Why:      "31 April, 29 February of a common year, the 13th month: a digit was lost or doubled, or day and month changed places.",
		Fix:      "None: the text does not say which digit is wrong.",
		Since:    "0.1.0",
		Examples: impossibleExamples,
	},
	Run: runImpossible,
}

func runImpossible(p *rules.Pass) {
	if !p.Has(article.Digits) {
		return
	}
	for _, m := range datesIn(p) {
		if m.Exists() && m.Day > 0 || !meantAsDate(&m) {
			continue
		}
		p.Report(rules.Finding{
			Span:       m.Span,
			Message:    fmt.Sprintf("“%s” is no date", p.At(m.Span)),
			Evidence:   []string{whyImpossible(&m)},
			Confidence: chanceImpossible,
		})
	}
}

const chanceImpossible = 0.9 // no alarm on clean news of seven languages

// maxDay is the highest day of any month: a higher number in front of the
// name of a month counts something else ("45 May votes").
const maxDay = 31

// meantAsDate reports whether m was written as a date: with the name of a
// month and a day that some month has, or as three numbers of which at most
// one is out of range.
func meantAsDate(m *calendar.Match) bool {
	if m.Form == calendar.DayMonth || m.Form == calendar.MonthDay {
		return m.Day > 0 && m.Day <= maxDay
	}
	return m.Month >= 1 && m.Month <= 12 && m.Day <= maxDay || m.Month > 12 && m.Day >= 1 && m.Day <= maxDay && m.Form == calendar.ISO
}

func whyImpossible(m *calendar.Match) string {
	if m.Month < 1 || m.Month > 12 {
		return fmt.Sprintf("there is no month %d", m.Month)
	}
	last := m.Date
	for last.Day = maxDay; !last.Exists(); last.Day-- {
	}
	return fmt.Sprintf("the month has %d days", last.Day)
}
