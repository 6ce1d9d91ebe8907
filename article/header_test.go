package article_test

import (
	"testing"

	"copydesk/article"
)

func TestHeader(t *testing.T) {
	for _, c := range []struct {
		text   string
		layout article.Layout
		date   string
		lead   string
	}{
		{" date 2025-10-27 HÀ NỘI — The", article.Glued, "2025-10-27", "HÀ NỘI — The"},
		{" date 2025-05 Bakú", article.Glued, "2025-05", "Bakú"},
		{"\uFEFF date 2025-05 Bakú", article.Glued, "2025-05", "Bakú"},
		{"Fecha: 2025-05-07 El", article.Glued, "2025-05-07", "El"},
		{"date: 2025-05-07\n\nThe", article.OwnLine, "2025-05-07", "The"},
		{"date: 2025-05-07 10:45\nsection: N\n\nThe", article.OwnLine, "2025-05-07", "The"},
		{"date: 2025-05-07\r\n\r\nThe", article.OwnLine, "2025-05-07", "The"},
		{"---\ntitle: x\ndate: 2025-05-07\n---\n\nThe", article.FrontMatter, "2025-05-07", "The"},
		{"date 2025-05-07", article.OwnLine, "2025-05-07", ""},
		{" date 2025-10-27HÀ NỘI — The", article.Glued, "2025-10-27", "HÀ NỘI — The"},
		{"date: 2025-10-27T10:45:00Z The", article.Glued, "2025-10-27", "The"},
		{"date: 2025-10-27T10:45:00+07:00\n\nThe", article.OwnLine, "2025-10-27", "The"},
		{"date 2025-05-07th", article.NoHeader, "", ""},
		{"date 2025-13-07 The", article.NoHeader, "", ""},
		{"dated 2025-05-07 The", article.NoHeader, "", ""},
		{"The date 2025-05-07", article.NoHeader, "", ""},
		{"", article.NoHeader, "", ""},
	} {
		h := article.Parse(article.Input{Text: c.text})
		if h.Header.Layout != c.layout || h.At(h.Header.Date) != c.date {
			t.Errorf("%q: layout %d, date %q", c.text, h.Header.Layout, h.At(h.Header.Date))
		}
		if c.layout != article.NoHeader && c.text[h.Header.End:] != c.lead {
			t.Errorf("%q: lead %q", c.text, c.text[h.Header.End:])
		}
	}
}

func TestDate(t *testing.T) {
	for _, c := range []struct {
		date    article.Date
		text    string
		exists  bool
		weekday int
	}{
		{article.Date{Year: 2025, Month: 5, Day: 7}, "2025-05-07", true, 3},
		{article.Date{Year: 2025, Month: 5}, "2025-05", true, 0},
		{article.Date{Month: 2, Day: 29}, "--02-29", true, 0},
		{article.Date{Year: 2023, Month: 2, Day: 29}, "2023-02-29", false, 0},
		{article.Date{Year: 2024, Month: 4, Day: 31}, "2024-04-31", false, 0},
		{article.Date{Year: 2024, Month: 13, Day: 1}, "2024-13-01", false, 0},
		{article.Date{Year: 2023, Month: 1, Day: 1}, "2023-01-01", true, 7},
	} {
		if c.date.String() != c.text || c.date.Exists() != c.exists || c.date.Weekday() != c.weekday {
			t.Errorf("%+v: %s %v %d", c.date, c.date, c.date.Exists(), c.date.Weekday())
		}
	}
}
