package structure

import (
	_ "embed"
	"fmt"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/dates/calendar"
)

//go:embed partial-date.txtar
var partialDateExamples string

// PartialDate completes a header date that has no day.
var PartialDate = &rules.Rule{
	Name:     "structure/partial-date",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary:  "Header date without a day that the text can complete",
		Why:      "Some dumps keep only year and month of an article. Sorting by date and splitting by time then put a month of articles on one day, though the lead often says which day it was: `2025-05` and \"el 7 de mayo\".",
		Fix:      "The first day of that month that the text names completes the date. Unsafe: the day of the event can be the day before the article.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: partialDateExamples,
	},
	Run: runPartialDate,
}

func runPartialDate(p *rules.Pass) {
	have, ok := article.ParseISODate(p.At(p.Header.Date))
	if !ok || have.Day > 0 {
		return
	}
	m, days := dayIn(p, have)
	if days == 0 {
		return
	}
	full := article.Date{Year: have.Year, Month: have.Month, Day: m.Day}.String()
	chance := chanceOneDay
	if days > 1 {
		chance = chanceManyDays
	}
	p.Report(rules.Finding{
		Span:       p.Header.Date,
		Message:    fmt.Sprintf("the date has no day; the text names %s", full),
		Evidence:   []string{fmt.Sprintf("“%s” is the first of %d days of that month in the text", p.At(m.Span), days)},
		Confidence: chance,
		Fix:        fixers.Replace(p.Header.Date, full, "write "+full, fixers.Unsafe, fixers.KeepsNothing),
	})
}

// How likely the first day named is the day of the article, by how many days
// of the month the text names. Estimates: no set with complete dates to
// measure them on was at hand, which is one reason why the fix is unsafe.
const (
	chanceOneDay   = 0.8
	chanceManyDays = 0.6
)

// dayIn returns the first date of the text that lies in the month of have,
// and how many different days there are.
func dayIn(p *rules.Pass, have article.Date) (first calendar.Match, days int) {
	var seen [32]bool
	for m := range calendar.All(p.Article, p.TokenAt(p.Header.End), p.Pack) {
		if m.Month != have.Month || m.Year != 0 && m.Year != have.Year || m.Day == 0 || !m.Exists() || seen[m.Day] {
			continue
		}
		if seen[m.Day] = true; days == 0 {
			first = m
		}
		days++
	}
	return first, days
}
