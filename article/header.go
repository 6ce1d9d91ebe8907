package article

import "strings"

// Header is the metadata that stands in front of the lead. Its zero value
// means that there is none.
type Header struct {
	Span   // from the first byte of the text to the first of the lead
	Layout Layout
	Key    Span // "date" in "date: 2025-10-27"
	Date   Span // the date as it is written, ISO 8601: a year and month, or a day
}

// Layout is how a header is set.
type Layout uint8

// The layouts of a header.
const (
	NoHeader    Layout = iota
	Glued              // on the line of the lead: " date 2025-10-27 HÀ NỘI — The …"
	OwnLine            // on a line of its own, "date: 2025-10-27"
	FrontMatter        // YAML between two lines of three dashes
)

// dateKeys are the words that metadata dumps write in front of a date.
var dateKeys = []string{"date", "fecha", "data", "datum", "ngày", "published", "publicado", "publié", "veröffentlicht", "pubblicato"}

// parseHeader finds the header of a, if it has one.
func parseHeader(a *Article) Header {
	if h, ok := frontMatter(a.Text); ok {
		return h
	}
	text := strings.TrimLeft(a.Text, " \t\r\n\uFEFF")
	at := len(a.Text) - len(text)
	key := dateKey(text)
	if key == 0 {
		return Header{}
	}
	h := Header{Key: Span{at, at + key}}
	i := at + key
	if i < len(a.Text) && a.Text[i] == ':' {
		i++
	}
	blanks := spanOf(a.Text[i:], " \t\u00A0")
	if blanks == 0 {
		return Header{}
	}
	i += blanks
	n := ISODate(a.Text[i:])
	if n == 0 {
		return Header{}
	}
	h.Date = Span{i, i + n}
	i += n
	gap := spanOf(a.Text[i:], " \t\r\n\u00A0")
	if gap == 0 && i < len(a.Text) {
		return Header{}
	}
	h.Span = Span{0, i + gap}
	h.Layout = Glued
	if strings.Contains(a.Text[i:i+gap], "\n") || i+gap == len(a.Text) {
		h.Layout = OwnLine
	}
	return h
}

// frontMatter recognises YAML front matter; its fields are left to those who read YAML.
func frontMatter(text string) (Header, bool) {
	body, ok := strings.CutPrefix(text, "---")
	if !ok || !strings.HasPrefix(strings.TrimLeft(body, "\r"), "\n") {
		return Header{}, false
	}
	end := strings.Index(body, "\n---")
	if end < 0 {
		return Header{}, false
	}
	end += len("---") + len("\n---")
	end += spanOf(text[end:], "- \t\r\n")
	return Header{Span: Span{0, end}, Layout: FrontMatter}, true
}

// dateKey returns the length in bytes of the date key that text begins with, 0 without one.
func dateKey(text string) int {
	for _, k := range dateKeys {
		if len(text) > len(k) && strings.EqualFold(text[:len(k)], k) && strings.IndexByte(": \t", text[len(k)]) >= 0 {
			return len(k)
		}
	}
	return 0
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

// spanOf returns how many bytes at the start of text are characters of set.
func spanOf(text, set string) int { return len(text) - len(strings.TrimLeft(text, set)) }
