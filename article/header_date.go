package article

import (
	"fmt"
	"time"
)

// Date is a day of the calendar as news writes it, often in part: a zero Year
// or Day is not said. Month is always said.
type Date struct{ Year, Month, Day int }

// String returns the date in ISO 8601: 2025-05-07, or 2025-05 without a day,
// or --05-07 without a year.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return fmt.Sprintf("--%02d-%02d", d.Month, d.Day)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Exists reports whether the calendar has the date. Without a year 29 February exists.
func (d Date) Exists() bool {
	return d.Month >= 1 && d.Month <= 12 && d.Day >= 0 && d.Day <= d.daysInMonth()
}

func (d Date) daysInMonth() int {
	year := d.Year
	if year == 0 {
		year = 2000 // a leap year
	}
	return time.Date(year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Weekday returns the day of the week, Monday 1 to Sunday 7, and 0 when the
// date is said only in part or does not exist.
func (d Date) Weekday() int {
	if d.Year == 0 || d.Day == 0 || !d.Exists() {
		return 0
	}
	return (int(d.Time().Weekday())+6)%7 + 1
}

// Time returns the beginning of the date in UTC.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), max(1, d.Day), 0, 0, 0, 0, time.UTC)
}

// ParseISODate returns the date that text is, written as ISODate takes it.
func ParseISODate(text string) (Date, bool) {
	if n := ISODate(text); n == 0 || n != len(text) {
		return Date{}, false
	}
	var d Date
	for _, c := range []byte(text[:4]) {
		d.Year = d.Year*10 + int(c-'0')
	}
	d.Month, _ = twoDigits(text, 5)
	d.Day, _ = twoDigits(text, 8)
	return d, true
}

// ISODate returns the length in bytes of the ISO 8601 date (a year and month,
// or a day) that text begins with, or 0. The month and the day are in range,
// and no digit or dash follows.
func ISODate(text string) int {
	month, ok := twoDigits(text, 5)
	if len(text) < 7 || !digits(text[:4]) || text[4] != '-' || !ok || month < 1 || month > 12 {
		return 0
	}
	n := 7
	if len(text) > 7 && text[7] == '-' {
		day, ok := twoDigits(text, 8)
		if !ok || day < 1 || day > 31 {
			return 0
		}
		n = 10
	}
	if len(text) > n && (text[n] >= '0' && text[n] <= '9' || text[n] == '-') {
		return 0
	}
	return n
}

func twoDigits(text string, at int) (int, bool) {
	if len(text) < at+2 || !digits(text[at:at+2]) {
		return 0, false
	}
	return int(text[at]-'0')*10 + int(text[at+1]-'0'), true
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
