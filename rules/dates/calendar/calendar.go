// Package calendar reads dates as news writes them in running text: "7 de
// mayo de 2025", "May 7th, 2025", "7. Mai", "ngày 7 tháng 5 năm 2025",
// "07/05/2025", "2025-05-07". Months and weekdays come from the language pack.
package calendar

import (
	"strings"

	"copydesk/article"
	"copydesk/lexicon"

	"golang.org/x/text/language"
)

// Form is how a date is written.
type Form uint8

// The forms of a date.
const (
	ISO          Form = iota // 2025-05-07
	DayMonth                 // 7 de mayo de 2025, 7 May, ngày 7 tháng 5
	MonthDay                 // May 7, 2025
	DayFirst                 // 07/05/2025 for the 7th of May
	MonthFirst               // 05/07/2025 for the 7th of May
	EitherFirst              // 05/07/2025 where the text does not tell
	ChineseOrder             // 2025/05/07
)

// Match is a date found in an article.
type Match struct {
	article.Span
	article.Date
	Form      Form
	Weekday   int          // the weekday written in front of it, Monday 1; 0 without one
	WeekdayAt article.Span // where
	Short     bool         // the month is a short form without a stop or a capital: "mar", "set"
	Next      int          // the token behind the date
}

// At returns the date that begins with token i of a, whose months pack knows.
// It looks at no more than a dozen tokens.
func At(a *article.Article, i int, pack *lexicon.Pack) (Match, bool) {
	r := reader{a: a, pack: pack, i: i}
	m, ok := r.date()
	if ok {
		m.Span = article.Span{Start: int(a.Tokens[i].Start), End: int(a.Tokens[r.i-1].End)}
		m.Next = r.i
	}
	return m, ok
}

// reader walks over the tokens of one date.
type reader struct {
	a    *article.Article
	pack *lexicon.Pack
	i    int
}

func (r *reader) date() (Match, bool) {
	m := Match{}
	start := r.i
	if m.Weekday, m.WeekdayAt = r.weekday(); m.Weekday > 0 {
		r.skip(",")
	}
	ok := r.afterWeekday(&m)
	if !ok {
		r.i = start
	}
	return m, ok
}

func (r *reader) afterWeekday(m *Match) bool {
	if r.vietnamese() && (r.word("ngày") || r.i == 0 || m.Weekday > 0) {
		return r.dayMonthVietnamese(m)
	}
	if !r.more() {
		return false
	}
	if r.a.Tokens[r.i].Kind != article.Number {
		if r.pack.Lang() == language.German && (r.word("dem") || r.word("den")) {
			return r.more() && r.a.Tokens[r.i].Kind == article.Number && r.dayMonth(m)
		}
		return r.monthDay(m)
	}
	return r.numeric(m) || r.dayMonth(m)
}

func (r *reader) vietnamese() bool { return r.pack.Lang() == language.Vietnamese }

func (r *reader) more() bool { return r.i < len(r.a.Tokens) }

// text returns the text of the token at, "" behind the last.
func (r *reader) text(at int) string {
	if at >= len(r.a.Tokens) {
		return ""
	}
	return r.a.Of(at)
}

// skip moves over the token s, if it is next.
func (r *reader) skip(s string) {
	if r.text(r.i) == s {
		r.i++
	}
}

// word moves over the word s in any case.
func (r *reader) word(s string) bool {
	if !strings.EqualFold(r.text(r.i), s) {
		return false
	}
	r.i++
	return true
}

// number returns the value of the number at token i with at most `most`
// digits, and -1 when there is none.
func (r *reader) number(i, most int) int {
	if i >= len(r.a.Tokens) || r.a.Tokens[i].Kind != article.Number {
		return -1
	}
	s := r.a.Of(i)
	if len(s) > most {
		return -1
	}
	n := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// weekday moves over the name of a weekday: one word, "thứ hai", or
// "segunda-feira".
func (r *reader) weekday() (int, article.Span) {
	n := r.weekdayTokens(r.i)
	if r.i+n > len(r.a.Tokens) || r.a.Tokens[r.i].Kind != article.Word {
		return 0, article.Span{}
	}
	s := article.Span{Start: int(r.a.Tokens[r.i].Start), End: int(r.a.Tokens[r.i+n-1].End)}
	if s.Len() > maxWord {
		return 0, article.Span{}
	}
	d, ok := r.pack.Weekday(r.a.At(s))
	if !ok {
		return 0, article.Span{}
	}
	r.i += n
	if n == 1 && s.Len() <= maxShort {
		r.skip(".")
	}
	return d, s
}

// weekdayTokens returns how many tokens a weekday that begins with token i has.
func (r *reader) weekdayTokens(i int) int {
	switch {
	case r.vietnamese():
		return 2
	case r.text(i+1) == "-" && strings.EqualFold(r.text(i+2), "feira"):
		return 3
	}
	return 1
}

// Bounds of names of months and weekdays, in bytes: longer words are not
// looked up, and only short forms are written with a stop.
const (
	maxWord  = 24
	maxShort = 4
	minMonth = 3
)

// month moves over the name of a month, and reports whether it is a short
// form that could be another word: "mar", "set". Spanish "en" is never one.
func (r *reader) month() (m int, short, ok bool) {
	if !r.more() || r.a.Tokens[r.i].Kind != article.Word {
		return 0, false, false
	}
	s, c := r.a.Of(r.i), r.a.Tokens[r.i].Case
	if len(s) > maxWord || len(s) < minMonth || c == article.Lower && r.pack.Lang() == language.English {
		return 0, false, false
	}
	m, ok = r.pack.Month(s)
	if !ok {
		return 0, false, false
	}
	r.i++
	short = len(s) <= minMonth && c == article.Lower
	if r.text(r.i) == "." && len(s) <= maxShort && r.glued(r.i) {
		r.i++
		short = false
	}
	return m, short, true
}

const (
	minYear = 1900
	maxYear = 2100
)

func plausibleYear(y int) bool { return y >= minYear && y <= maxYear }
