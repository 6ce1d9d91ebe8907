package article

import "strings"

// Header is the metadata that stands in front of the lead. Parse finds the
// shapes that a machine wrote and layout alone gives away; what needs words
// (stamps, datelines) is read by package heading. Its zero value means that
// there is none.
type Header struct {
	Span   // from the first byte of the text to the first of the lead
	Layout Layout
	Key    Span // "date" in "date: 2025-10-27"
	Date   Span // the date as it is written, ISO 8601: a year and month, or a day
	Fields Span // the fields, without what parts them from the lead
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
var dateKeys = []string{
	"date", "fecha", "data", "datum", "ngày đăng", "ngày", "published on", "published", "publicado el", "publicado em", "publicado",
	"publié le", "publié", "veröffentlicht am", "veröffentlicht", "pubblicato il", "pubblicato", "updated", "actualizado", "mis à jour le",
}

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
	h.Fields = Span{at, i}
	h.Span = Span{0, i + gap}
	h.Layout = Glued
	if strings.Contains(a.Text[i:i+gap], "\n") || i+gap == len(a.Text) {
		h.Layout = OwnLine
	}
	return h
}

// frontMatter recognises YAML front matter; its fields are left to those who
// read YAML, but for a date of its own.
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
	h := Header{Span: Span{0, end}, Layout: FrontMatter, Fields: Span{0, end}}
	if i := strings.Index(text[:end], "\ndate: "); i >= 0 {
		i += len("\ndate: ")
		if n := ISODate(text[i:]); n > 0 {
			h.Key, h.Date = Span{i - len("date: "), i - len(": ")}, Span{i, i + n}
		}
	}
	return h, true
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

// spanOf returns how many bytes at the start of text are characters of set.
func spanOf(text, set string) int { return len(text) - len(strings.TrimLeft(text, set)) }
