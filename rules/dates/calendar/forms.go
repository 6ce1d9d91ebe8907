package calendar

import (
	"copydesk/article"

	"golang.org/x/text/language"
)

// numeric reads 2025-05-07, 07/05/2025, 7.5.2025 and their like.
func (r *reader) numeric(m *Match) bool {
	sep := r.text(r.i + 1)
	if sep != "-" && sep != "/" && sep != "." || !r.glued(r.i+1) || !r.glued(r.i+2) || r.text(r.i+3) != sep || !r.glued(r.i+3) || !r.glued(r.i+4) {
		return false
	}
	first, second, third := r.number(r.i, 4), r.number(r.i+2, 2), r.number(r.i+4, 4)
	if second < 0 || third < 0 || first < 0 || r.continued(r.i+5, sep) {
		return false
	}
	switch {
	case len(r.text(r.i)) == 4 && plausibleYear(first) && len(r.text(r.i+4)) <= 2:
		m.Date, m.Form = article.Date{Year: first, Month: second, Day: third}, ISO
		if sep != "-" {
			m.Form = ChineseOrder
		}
	case len(r.text(r.i)) <= 2 && len(r.text(r.i+4)) == 4 && plausibleYear(third):
		m.Date, m.Form = r.order(first, second, third, sep)
	default:
		return false
	}
	r.i += 5
	return true
}

// order decides which of two numbers is the day. Only English texts, and only
// with a slash or a dash, put the month first.
func (r *reader) order(first, second, year int, sep string) (article.Date, Form) {
	english := r.pack.Lang() == language.English
	switch {
	case second > 12 && first <= 12:
		return article.Date{Year: year, Month: first, Day: second}, MonthFirst
	case !english || sep == "." || first > 12:
		return article.Date{Year: year, Month: second, Day: first}, DayFirst
	case first == second:
		return article.Date{Year: year, Month: second, Day: first}, DayFirst
	}
	return article.Date{Year: year, Month: second, Day: first}, EitherFirst
}

// glued reports whether no white space stands in front of token i.
func (r *reader) glued(i int) bool { return i < len(r.a.Tokens) && r.a.Tokens[i].Glued }

// continued reports whether more of the same number follows at token i, so
// that what was read is a part of a longer code.
func (r *reader) continued(i int, sep string) bool {
	if !r.glued(i) {
		return false
	}
	if r.a.Tokens[i].Kind == article.Number {
		return true
	}
	return r.text(i) == sep && r.glued(i+1) && r.a.Tokens[i+1].Kind == article.Number
}

// dayMonth reads "7 de mayo de 2025", "7th of May", "7. Mai 2025", "1er mai".
func (r *reader) dayMonth(m *Match) bool {
	day := r.number(r.i, 2)
	if day < 0 {
		return false
	}
	r.i++
	switch s := r.text(r.i); {
	case s == "." || s == "º" || s == "°":
		r.i++
	case r.glued(r.i) && r.pack.OrdinalSuffix(s):
		r.i++
	}
	r.link()
	month, short, ok := r.month()
	if !ok {
		return false
	}
	m.Date, m.Form, m.Short = article.Date{Month: month, Day: day}, DayMonth, short
	r.year(m)
	return true
}

// link moves over what stands between day, month and year: de, del, of.
func (r *reader) link() {
	switch r.text(r.i) {
	case "de", "del", "of", "do", "d":
		r.i++
	}
}

// year reads the year behind a month: "de 2025", ", 2025", "2025".
func (r *reader) year(m *Match) {
	start := r.i
	r.skip(",")
	r.link()
	if y := r.number(r.i, 4); len(r.text(r.i)) == 4 && plausibleYear(y) && (r.text(r.i+1) != "/" || !r.glued(r.i+1)) {
		m.Year = y
		r.i++
		return
	}
	r.i = start
}

// monthDay reads "May 7, 2025", "May 7th" and "Nov. 7".
func (r *reader) monthDay(m *Match) bool {
	if r.pack.Lang() != language.English || r.more() && r.a.Tokens[r.i].Case == article.Lower {
		return false
	}
	month, _, ok := r.month()
	if !ok {
		return false
	}
	day := r.number(r.i, 2)
	if day < 1 || r.glued(r.i) {
		return false
	}
	r.i++
	if r.glued(r.i) && r.pack.OrdinalSuffix(r.text(r.i)) {
		r.i++
	}
	m.Date, m.Form = article.Date{Month: month, Day: day}, MonthDay
	r.year(m)
	return true
}

// dayMonthVietnamese reads "7 tháng 5 năm 2025", "7/5/2025" and "7-5" behind
// the word ngày.
func (r *reader) dayMonthVietnamese(m *Match) bool {
	if r.numeric(m) {
		return true
	}
	day, sep := r.number(r.i, 2), r.text(r.i+1)
	if day < 0 {
		return false
	}
	m.Form = DayMonth
	switch {
	case r.textFold(r.i+1, "tháng") && r.number(r.i+2, 2) >= 0:
		m.Date = article.Date{Month: r.number(r.i+2, 2), Day: day}
		r.i += 3
	case (sep == "/" || sep == "-") && r.glued(r.i+1) && r.glued(r.i+2) && r.number(r.i+2, 2) >= 0 && !r.continued(r.i+3, sep):
		m.Date = article.Date{Month: r.number(r.i+2, 2), Day: day}
		r.i += 3
	default:
		return false
	}
	start := r.i
	r.skip(",")
	r.word("năm")
	if y := r.number(r.i, 4); plausibleYear(y) && r.i > start {
		m.Year = y
		r.i++
	} else {
		r.i = start
	}
	return true
}

func (r *reader) textFold(i int, s string) bool {
	save := r.i
	r.i = i
	ok := r.word(s)
	r.i = save
	return ok
}
