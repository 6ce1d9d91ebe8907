package dates

import (
	_ "embed"
	"fmt"
	"time"

	"copydesk/article"
	"copydesk/rules"
	"copydesk/rules/dates/calendar"
	"copydesk/rules/structure/heading"
)

//go:embed metadata-mismatch.txtar
var metadataExamples string

// MetadataMismatch finds header dates that the dateline or the record contradicts.
var MetadataMismatch = &rules.Rule{
	Name:     "dates/metadata-mismatch",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Dates of header, dateline and record that contradict one another",
		Why:      "Crawlers write the day of the crawl, or the day of the last comment, where the day of the article belongs. The dateline (`Hanoi, 11 mar (VNA)`) tells.",
		Fix:      "None: a person, or the source, says which date is right.",
		Since:    "0.1.0",
		Examples: metadataExamples,
	},
	Run: runMetadata,
}

// Days by which two dates of one article may differ: pages are put up a day
// or two after the agency sent the text, and clocks differ.
const (
	maxFromDateline = 7 * 24 * time.Hour
	maxFromRecord   = 2 * 24 * time.Hour
)

func runMetadata(p *rules.Pass) {
	header, ok := article.ParseISODate(p.At(p.Header.Date))
	if ok && header.Day > 0 && !p.Meta.Date.IsZero() {
		if apart(header.Time(), p.Meta.Date) > maxFromRecord {
			contradict(p, p.Header.Date, header, "the record", p.Meta.Date)
		}
	}
	known := published(p)
	if known.Year == 0 || known.Day == 0 {
		return
	}
	if m, ok := datelineDate(p); ok {
		d := m.Date
		if d.Year == 0 {
			d = sameYear(d, known)
		}
		if d.Exists() && apart(d.Time(), known.Time()) > maxFromDateline {
			contradict(p, m.Span, d, "the metadata", known.Time())
		}
	}
}

// datelineDate returns the date of the dateline, when it has one.
func datelineDate(p *rules.Pass) (calendar.Match, bool) {
	d, ok := heading.ReadDateline(p.Article, p.TokenAt(p.Header.End), p.Pack)
	sure := ok && (d.Wire || d.Place.Kind != 0) && !d.Dash.Empty()
	return d.Date, sure && d.Date.Month != 0 && d.Date.Day != 0 && d.Date.Form != calendar.EitherFirst
}

// sameYear gives d the year that puts it nearest to known.
func sameYear(d, known article.Date) article.Date {
	best := article.Date{Year: known.Year, Month: d.Month, Day: d.Day}
	for _, year := range []int{known.Year - 1, known.Year + 1} {
		if full := (article.Date{Year: year, Month: d.Month, Day: d.Day}); apart(full.Time(), known.Time()) < apart(best.Time(), known.Time()) {
			best = full
		}
	}
	return best
}

func apart(a, b time.Time) time.Duration { return a.Sub(b).Abs() }

func contradict(p *rules.Pass, at article.Span, says article.Date, other string, t time.Time) {
	p.Report(rules.Finding{
		Span:       at,
		Message:    fmt.Sprintf("the text says %s, %s %s", says, other, t.Format(time.DateOnly)),
		Evidence:   []string{fmt.Sprintf("they are %d days apart", int(apart(says.Time(), t).Hours()/24))},
		Confidence: chanceMismatch,
	})
}

const chanceMismatch = 0.9 // of hand-made cases; clean news has no headers to measure on
