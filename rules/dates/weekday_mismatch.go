package dates

import (
	_ "embed"
	"fmt"
	"time"

	"copydesk/article"
	"copydesk/rules"
	"copydesk/rules/dates/calendar"
)

//go:embed weekday-mismatch.txtar
var weekdayExamples string

// WeekdayMismatch finds weekdays that are not those of their date.
var WeekdayMismatch = &rules.Rule{
	Name:     "dates/weekday-mismatch",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Weekday that is not that of its date",
		Why:      "\"Monday, 7 May 2025\" was a Wednesday: the day, the year or the weekday is wrong, often because an article of another year was changed. Whoever orders events by date wants to know.",
		Fix:      "None: the text does not say which of the two is wrong.",
		Since:    "0.1.0",
		Examples: weekdayExamples,
	},
	Run: runWeekday,
}

func runWeekday(p *rules.Pass) {
	if !p.Has(article.Digits) {
		return
	}
	published := published(p)
	for _, m := range datesIn(p) {
		d := m.Date
		if m.Weekday == 0 || m.Form == calendar.EitherFirst || m.Day == 0 {
			continue
		}
		if d.Year == 0 {
			d = nearest(d, published)
		}
		if is := d.Weekday(); is != 0 && is != m.Weekday {
			reportWeekday(p, &m, d, is)
		}
	}
}

func reportWeekday(p *rules.Pass, m *calendar.Match, d article.Date, is int) {
	p.Report(rules.Finding{
		Span:       m.WeekdayAt.Union(m.Span),
		Message:    fmt.Sprintf("%s is not the weekday of %s", p.At(m.WeekdayAt), d),
		Evidence:   []string{fmt.Sprintf("%s was a %s", d, time.Weekday(is%7))},
		Confidence: chanceWeekday,
	})
}

const chanceWeekday = 0.9 // of hand-made cases; no alarm on clean news of seven languages

// published returns the day of publication by the header or, failing that, by
// what is known from outside the text; the zero Date when neither says.
func published(p *rules.Pass) article.Date {
	if d, ok := article.ParseISODate(p.At(p.Header.Date)); ok {
		return d
	}
	if t := p.Meta.Date; !t.IsZero() {
		return article.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
	}
	return article.Date{}
}

// maxDistance is how far from the day of publication an article still names a
// weekday and a day without the year.
const maxDistance = 100 * 24 * time.Hour

// nearest completes d, which has no year, to the date nearest to published;
// it stays without one when published is not known or too far away.
func nearest(d, published article.Date) article.Date {
	if published.Year == 0 || published.Day == 0 {
		return d
	}
	for _, year := range []int{published.Year, published.Year - 1, published.Year + 1} {
		full := article.Date{Year: year, Month: d.Month, Day: d.Day}
		if full.Exists() && published.Time().Sub(full.Time()).Abs() < maxDistance {
			return full
		}
	}
	return d
}
