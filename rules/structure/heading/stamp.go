package heading

import (
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules/dates/calendar"
)

// Stamp is the metadata that a page sets in front of its lead: keys with
// dates ("Publicado: 27/10/2025 10:45"), a section and a date ("N » 17 NOV
// 2017"), a date alone on its line.
type Stamp struct {
	article.Span        // from the first item to the last
	Lead         int    // offset of the first byte behind it and the white space there
	Glued        bool   // the lead is on the same line
	Section      string // what stands in front of the date: "SPORT1"
	Date         article.Date
	Clock        string // "17:04", empty when no time is given
	Updated      article.Date
	Form         calendar.Form
	Keyed        bool // a key such as "Fecha" or "Published" stands in front of a date
	Marked       bool // a sign that prose does not have stands between its items: » • |
	Dates        int
}

// String returns the fields of the stamp as lines of the form "key: value".
func (s *Stamp) String() string {
	var b strings.Builder
	b.WriteString("date: " + s.Date.String())
	if s.Clock != "" {
		b.WriteString(" " + s.Clock)
	}
	b.WriteByte('\n')
	if s.Updated.Month != 0 && s.Updated != s.Date {
		fmt.Fprintf(&b, "updated: %s\n", s.Updated)
	}
	if s.Section != "" {
		fmt.Fprintf(&b, "section: %s\n", s.Section)
	}
	return b.String()
}

// Bounds of a stamp.
const (
	maxStampTokens   = 40
	maxSectionTokens = 4
	maxKeyWords      = 4
)

// ReadStamp reads the stamp that paragraph number par begins with. It reports
// false when there is none, and when what looks like one may be prose: a date
// in front of prose on the same line must have a key, a time or a mark of
// separation, and the prose must begin like a sentence.
func ReadStamp(a *article.Article, par int, pack *lexicon.Pack) (Stamp, bool) {
	p := &a.Paragraphs[par]
	r := stamps{a: a, pack: pack, i: p.First, end: p.Last}
	if limit := p.First + maxStampTokens; r.end > limit {
		r.end = limit
	}
	if !r.numbers() {
		return Stamp{}, false
	}
	r.section()
	for r.item() {
		r.last = r.i
	}
	s := &r.s
	if s.Dates == 0 || s.Date.Year == 0 {
		return Stamp{}, false
	}
	r.i = r.last
	s.Glued = r.i < p.Last
	s.Span = article.Span{Start: p.Start, End: int(a.Tokens[r.i-1].End)}
	s.Lead = len(a.Text)
	if r.i < len(a.Tokens) {
		s.Lead = int(a.Tokens[r.i].Start)
	}
	if s.Glued && !(r.prose() && (s.Keyed || s.Marked && s.Clock != "" || s.Marked && s.Section != "")) {
		return Stamp{}, false
	}
	return *s, true
}

// maxBeforeNumber is how many tokens stand in front of the first number of a
// stamp: a section, a key and a weekday.
const maxBeforeNumber = 10

// numbers reports whether a number stands where that of a stamp would.
func (r *stamps) numbers() bool {
	for i := r.i; i < min(r.end, r.i+maxBeforeNumber); i++ {
		if r.a.Tokens[i].Kind == article.Number {
			return true
		}
	}
	return false
}

// stamps reads the items of one stamp.
type stamps struct {
	a            *article.Article
	pack         *lexicon.Pack
	i, end, last int
	s            Stamp
}

func (r *stamps) text(i int) string {
	if i >= r.end {
		return ""
	}
	return r.a.Of(i)
}

// separators stand between the items of a stamp; marks of them never in prose.
const (
	separators = "|•·»›–—-,/"
	marks      = "|•·»›"
)

// section reads the label in front of the first date: "N »", "SPORT1".
func (r *stamps) section() {
	for n := 1; n <= maxSectionTokens && r.i+n < r.end; n++ {
		next := r.text(r.i + n)
		label := article.Span{Start: int(r.a.Tokens[r.i].Start), End: int(r.a.Tokens[r.i+n-1].End)}
		switch {
		case next != "" && strings.Contains("»›|•", next):
			if _, ok := r.dateAt(r.i + n + 1); ok {
				r.s.Section, r.s.Marked = r.a.At(label), true
				r.i += n + 1
			}
			return
		case r.a.Tokens[r.i+n].Kind == article.Number && !r.a.Tokens[r.i+n].Glued && isUpper(r.a.At(label)):
			if m, ok := r.dateAt(r.i + n); ok && m.Form != calendar.DayMonth {
				r.s.Section = r.a.At(label)
				r.i += n
			}
			return
		}
	}
}

// item moves over one item with the separators in front of it.
func (r *stamps) item() bool {
	first := r.i
	for r.i < r.end && r.i > 0 && strings.Contains(separators, r.text(r.i)) && r.last > 0 {
		r.s.Marked = r.s.Marked || strings.Contains(marks, r.text(r.i))
		r.i++
	}
	if r.last > 0 && (r.text(r.i) == "à" || r.text(r.i) == "às" || r.text(r.i) == "at" || r.text(r.i) == "a" || r.text(r.i) == "um") {
		r.i++
	}
	if r.clock() || r.zone() {
		return true
	}
	key := r.key()
	if m, ok := r.dateAt(r.i); ok && m.Year != 0 && m.Exists() {
		r.i = m.Next
		r.take(m, key)
		return true
	}
	if key != "" && r.clock() {
		return true
	}
	r.i = first
	return false
}

func (r *stamps) take(m calendar.Match, key string) {
	r.s.Keyed = r.s.Keyed || key != ""
	if r.s.Dates == 0 {
		r.s.Date, r.s.Form = m.Date, m.Form
	} else {
		r.s.Updated = m.Date
	}
	r.s.Dates++
}

func (r *stamps) dateAt(i int) (calendar.Match, bool) {
	if i >= r.end {
		return calendar.Match{}, false
	}
	m, ok := calendar.At(r.a, i, r.pack)
	return m, ok && m.Next <= r.end
}

// key moves over the key of a date and its colon, and returns it.
func (r *stamps) key() string {
	for n := min(maxKeyWords, r.end-r.i-1); n > 0; n-- {
		s := article.Span{Start: int(r.a.Tokens[r.i].Start), End: int(r.a.Tokens[r.i+n-1].End)}
		if s.Len() > maxKey || r.a.Tokens[r.i].Kind != article.Word {
			continue
		}
		if phrase := r.a.At(s); r.pack.DateKey(phrase) || english.DateKey(phrase) {
			r.i += n
			if r.text(r.i) == ":" {
				r.i++
			}
			return phrase
		}
	}
	return ""
}

// clock reads 17:04, 17:04:30, 17h04 and what follows: Uhr, AM, (GMT+7).
func (r *stamps) clock() bool {
	hour, sep, minute := r.text(r.i), r.text(r.i+1), r.text(r.i+2)
	if sep == "" || r.i+2 >= r.end || r.a.Tokens[r.i].Kind != article.Number || r.a.Tokens[r.i+2].Kind != article.Number ||
		len(hour) > 2 || len(minute) != 2 || hour > "23" && len(hour) == 2 || minute > "59" || !r.a.Tokens[r.i+1].Glued || !r.a.Tokens[r.i+2].Glued {
		return false
	}
	next := strings.ToLower(r.text(r.i + 3))
	if sep != ":" && sep != "h" && !(sep == "." && next == "uhr") {
		return false
	}
	if r.s.Clock == "" {
		r.s.Clock = "0"[:2-len(hour)] + hour + ":" + minute
	}
	r.i += 3
	if r.text(r.i) == ":" && r.i+1 < r.end && r.a.Tokens[r.i+1].Kind == article.Number && r.a.Tokens[r.i+1].Glued {
		r.i += 2
	}
	r.zone()
	return true
}

// zones are what stands behind a time of day.
var zones = map[string]bool{"uhr": true, "h": true, "hs": true, "hrs": true, "am": true, "pm": true, "gmt": true, "utc": true, "cet": true, "cest": true, "est": true, "edt": true, "ict": true, "ist": true}

// zone moves over "Uhr", "AM", "GMT+7" and "(GMT+7)".
func (r *stamps) zone() bool {
	first := r.i
	open := r.text(r.i) == "("
	if open {
		r.i++
	}
	if r.s.Clock == "" || r.i >= r.end || !zones[strings.ToLower(r.text(r.i))] {
		r.i = first
		return false
	}
	r.s.Clock = on24(r.s.Clock, strings.ToLower(r.text(r.i)))
	r.i++
	if s := r.text(r.i); (s == "+" || s == "-") && r.i+1 < r.end && r.a.Tokens[r.i+1].Kind == article.Number {
		r.i += 2
	}
	if open && r.text(r.i) == ")" {
		r.i++
	}
	return true
}

// on24 returns a clock of twelve hours, HH:MM, on the dial of 24.
func on24(clock, half string) string {
	hour := int(clock[0]-'0')*10 + int(clock[1]-'0')
	switch {
	case half == "pm" && hour < 12:
		hour += 12
	case half == "am" && hour == 12:
		hour = 0
	}
	return fmt.Sprintf("%02d%s", hour, clock[2:])
}

// prose reports whether a sentence can begin at the next token.
func (r *stamps) prose() bool {
	return r.i < len(r.a.Tokens) && (capitalised(&r.a.Tokens[r.i]) || strings.Contains("“\"«‘¿¡„", r.a.Of(r.i)))
}
