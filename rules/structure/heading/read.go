package heading

import (
	"cmp"
	"strings"

	"copydesk/article"
	"copydesk/lexicon"
)

// Heading is what stands in front of the prose of an article, as values. A
// field that the text does not give is empty.
type Heading struct {
	Date     string   `json:"date,omitempty"`    // ISO 8601: a day, or a year and month
	Time     string   `json:"time,omitempty"`    // HH:MM
	Updated  string   `json:"updated,omitempty"` // ISO 8601
	Section  string   `json:"section,omitempty"`
	Place    string   `json:"place,omitempty"`    // as it is written: "HÀ NỘI"
	Region   string   `json:"region,omitempty"`   // country, state or province behind the place
	Day      string   `json:"day,omitempty"`      // of the dateline, ISO 8601; --MM-DD without a year
	Agencies []string `json:"agencies,omitempty"` // of the dateline
	Byline   string   `json:"byline,omitempty"`
}

// Read reads the heading of a. It looks at the first few paragraphs alone and
// takes a dateline only where nothing else is likely: with an agency, or a
// place of the gazetteer and a dash.
func Read(a *article.Article, pack *lexicon.Pack) Heading {
	var h Heading
	h.Date, h.Time = a.At(a.Header.Date), a.At(a.Header.Clock)
	first := 0
	for first < len(a.Paragraphs) && a.Paragraphs[first].End <= a.Header.End {
		first++
	}
	for i := first; i < min(len(a.Paragraphs), first+maxHeading); i++ {
		if h.Place != "" || len(h.Agencies) > 0 {
			break
		}
		h.paragraph(a, i, pack)
	}
	return h
}

// Or returns h with the fields of other in the place of those that are empty.
func (h Heading) Or(other Heading) Heading {
	mine, theirs := h.fields(), other.fields()
	for i := range mine {
		*mine[i] = cmp.Or(*mine[i], *theirs[i])
	}
	if len(h.Agencies) == 0 {
		h.Agencies = other.Agencies
	}
	return h
}

// Empty reports whether the text gives nothing.
func (h *Heading) Empty() bool {
	for _, f := range h.fields() {
		if *f != "" {
			return false
		}
	}
	return len(h.Agencies) == 0
}

// fields returns all fields of h but the list.
func (h *Heading) fields() [8]*string {
	return [...]*string{&h.Date, &h.Time, &h.Updated, &h.Section, &h.Place, &h.Region, &h.Day, &h.Byline}
}

// maxHeading is how many paragraphs a heading can have: a title, a stamp, a
// byline and a caption stand in front of the dateline.
const maxHeading = 6

func (h *Heading) paragraph(a *article.Article, i int, pack *lexicon.Pack) {
	first := a.Paragraphs[i].First
	if a.Paragraphs[i].Start < a.Header.End {
		first = a.TokenAt(a.Header.End)
	}
	if s, ok := ReadStamp(a, i, pack); ok && h.Date == "" && first == a.Paragraphs[i].First {
		h.stamp(&s)
		first = a.TokenAt(s.Lead)
	}
	if b, ok := ReadByline(a, i, pack); ok && h.Byline == "" {
		h.Byline = a.At(b.Names)
		first = a.TokenAt(b.End)
	}
	if d, ok := ReadDateline(a, first, pack); ok && d.Sure() {
		h.dateline(a, &d)
	}
}

func (h *Heading) stamp(s *Stamp) {
	h.Date, h.Time, h.Section = s.Date.String(), s.Clock, s.Section
	if s.Updated.Month != 0 {
		h.Updated = s.Updated.String()
	}
}

func (h *Heading) dateline(a *article.Article, d *Dateline) {
	h.Place = a.At(d.Place.Span)
	h.Region = a.At(d.Region.Span)
	if d.Date.Month != 0 {
		h.Day = d.Date.String()
	}
	if d.Wire {
		name := strings.TrimSpace(strings.Trim(a.At(d.Agency), "()"))
		h.Agencies = strings.Split(name, "/")
		for i := range h.Agencies {
			h.Agencies[i] = strings.TrimSpace(h.Agencies[i])
		}
	}
}

// Sure reports whether d can hardly be anything but a dateline: it has a known
// agency and, but for an agency alone, a dash or a known place; or a known
// place in capitals and a dash.
func (d *Dateline) Sure() bool {
	known := d.Place.Kind != 0 || d.Region.Kind != 0
	if d.Wire {
		return known || !d.Dash.Empty()
	}
	return known && !d.Dash.Empty() && d.Place.Upper
}
