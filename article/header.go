package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Header is the metadata that stands in front of the lead. Parse finds the
// shapes that a machine wrote and layout alone gives away; what needs words
// (stamps, datelines) is read by package heading. Its zero value means that
// there is none.
type Header struct {
	Span          // from the first byte of the text to the first of the lead
	Layout Layout //
	Fields Span   // the fields, without what parts them from the lead
	Key    Span   // "date" in "date: 2025-10-27"
	Date   Span   // the date as it is written, ISO 8601: a year and month, or a day
	Clock  Span   // the time of day behind it, HH:MM; often empty
	More   Span   // further lines "key: value" below the date; often empty
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
	if minutes, all := clock(a.Text[i:]); minutes > 0 {
		h.Clock = Span{i + 1, i + minutes}
		i += all
	}
	return closeHeader(a, h, at, i)
}

// closeHeader finds where the header that begins at start and whose date ends
// at end gives way to the lead.
func closeHeader(a *Article, h Header, start, end int) Header {
	gap := spanOf(a.Text[end:], " \t\r\n\u00A0")
	if gap == 0 && end < len(a.Text) && !capital(a.Text[end:]) {
		return Header{}
	}
	h.Layout = Glued
	if strings.Contains(a.Text[end:end+gap], "\n") || end+gap == len(a.Text) {
		h.Layout = OwnLine
		if n := fieldLines(a.Text[end+gap:]); n > 0 && strings.Count(a.Text[end:end+gap], "\n") == 1 {
			h.More = Span{end + gap, end + gap + n}
			end += gap + n
			gap = spanOf(a.Text[end:], " \t\r\n\u00A0")
		}
	}
	h.Fields = Span{start, end}
	h.Span = Span{0, end + gap}
	return h
}

// capital reports whether text begins with a capital letter.
func capital(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}

// clock returns the length of " 10:45" or "T10:45" at the start of text, and
// that of what may follow, seconds and zone; 0 without one.
func clock(text string) (minutes, all int) {
	const n = len(" 10:45")
	if len(text) < n || text[0] != ' ' && text[0] != 'T' || text[3] != ':' || !digits(text[1:3]) || !digits(text[4:n]) {
		return 0, 0
	}
	all = n
	if rest := text[n:]; len(rest) >= 3 && rest[0] == ':' && digits(rest[1:3]) {
		all += 3
	}
	all += zone(text[all:])
	if all < len(text) && strings.IndexByte(" \t\r\n", text[all]) < 0 {
		return 0, 0
	}
	return n, all
}

// zone returns the length of "Z" or "+07:00" at the start of text.
func zone(text string) int {
	const n = len("+07:00")
	switch {
	case strings.HasPrefix(text, "Z"):
		return 1
	case len(text) >= n && (text[0] == '+' || text[0] == '-') && digits(text[1:3]) && text[3] == ':' && digits(text[4:n]):
		return n
	}
	return 0
}

// fieldLines returns the length of the lines "key: value" that text begins
// with, without the last line end. Keys are small ASCII letters.
func fieldLines(text string) int {
	end := 0
	for rest := text; rest != ""; {
		line, after, _ := strings.Cut(rest, "\n")
		key, value, ok := strings.Cut(line, ": ")
		if !ok || key == "" || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz-") != "" || value == "" {
			break
		}
		end = len(text) - len(rest) + len(strings.TrimRight(line, "\r"))
		rest = after
	}
	return end
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
