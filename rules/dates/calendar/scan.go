package calendar

import (
	"iter"

	"copydesk/article"
	"copydesk/lexicon"

	"golang.org/x/text/language"
)

// All yields the dates of a from token first on that have a day: those whose
// month is named with certainty, by a whole name or by a short form with a
// year, a stop or a capital. A weekday in front belongs to the date. Only
// numbers are looked at, so that prose without them costs next to nothing.
func All(a *article.Article, first int, pack *lexicon.Pack) iter.Seq[Match] {
	return func(yield func(Match) bool) {
		floor := first // no date begins within the one before
		for _, n := range a.Numbers {
			i := int(n)
			if i < floor || !mayBegin(a, i) {
				continue
			}
			start := i
			if i > floor && pack.Lang() == language.English && !a.Tokens[i].Glued {
				start = monthBefore(a, i, floor)
			}
			r := reader{a: a, pack: pack, i: start}
			m := Match{}
			if !r.bare(&m) || r.i <= i || m.Short && m.Year == 0 {
				continue
			}
			m.Next = r.i
			m.Span = article.Span{Start: int(a.Tokens[start].Start), End: int(a.Tokens[r.i-1].End)}
			r.weekdayBefore(&m, start, floor)
			floor = m.Next
			if !yield(m) {
				return
			}
		}
	}
}

// maxDateDigits is how many digits the first number of a date has at most.
const maxDateDigits = 4

// mayBegin reports whether token i is a number that can be a day or a year of
// a date: not a part of a longer number.
func mayBegin(a *article.Article, i int) bool {
	t := &a.Tokens[i]
	if t.Verbatim || t.End-t.Start > maxDateDigits || i+1 >= len(a.Tokens) {
		return false
	}
	if !t.Glued || i == 0 {
		return true
	}
	switch before := &a.Tokens[i-1]; before.Kind {
	case article.Punct:
		return a.Of(i-1) == "(" || a.Of(i-1) == "“" || a.Of(i-1) == "\""
	case article.Word, article.Number, article.Symbol:
		return false
	}
	return true
}

// monthBefore returns the token in front of number i at which a month can
// begin: "May 7", "Nov. 7".
func monthBefore(a *article.Article, i, floor int) int {
	j := i - 1
	if a.Of(j) == "." && j > floor && a.Tokens[j].Glued {
		j--
	}
	if a.Tokens[j].Kind == article.Word && (a.Tokens[j].Case == article.Title || a.Tokens[j].Case == article.Upper) {
		return j
	}
	return i
}

// bare reads a date without a weekday at the next token; for a capitalised
// word, with the month first, and if that fails with the number behind it.
func (r *reader) bare(m *Match) bool {
	if r.a.Tokens[r.i].Kind == article.Word {
		start := r.i
		if r.monthDay(m) {
			return true
		}
		for r.i = start; r.a.Tokens[r.i].Kind != article.Number; r.i++ {
		}
	}
	if r.numeric(m) {
		return true
	}
	if r.vietnamese() {
		return r.i > 0 && (r.textFold(r.i-1, "ngày") || r.textFold(r.i+1, "tháng")) && r.dayMonthVietnamese(m)
	}
	return r.dayMonth(m)
}

// maxBetween is how many tokens stand between a weekday and its date:
// "Montag, den 7.", "lunes, día 7".
const maxBetween = 2

// weekdayBefore looks for a weekday in front of token start.
func (r *reader) weekdayBefore(m *Match, start, floor int) {
	for n := 0; n <= maxBetween; n++ {
		at := start - 1 - n
		if at < floor || r.a.Tokens[at].Kind != article.Word && r.a.Of(at) != "," {
			return
		}
		if r.a.Tokens[at].Kind != article.Word && (!r.vietnamese() || r.a.Tokens[at].Kind != article.Number) {
			continue
		}
		switch {
		case r.vietnamese() && at > floor:
			at--
		case at-1 > floor && r.text(at-1) == "-":
			at -= 2
		}
		r.i = at
		if d, s := r.weekday(); d > 0 && r.i == start-n {
			m.Weekday, m.WeekdayAt = d, s
			return
		}
		if !between[r.a.Of(start-1-n)] {
			return
		}
	}
}

// between are the words that may stand between a weekday and its date.
var between = map[string]bool{"den": true, "dem": true, "der": true, "ngày": true, "día": true, "dia": true, "le": true, "the": true, "el": true, "il": true, "o": true}
