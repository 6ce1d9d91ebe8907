package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
)

// delimited is the layout of CSV (RFC 4180) and of TSV that quotes as CSV
// does: a line of names, then a record a line, where a quoted field may hold
// line ends. The delimiter of CSV is found out from the line of names.
type delimited struct {
	path    string
	config  *Config
	comma   byte
	columns [5]int            // of text, id, language, date and source; -1 for none
	filled  [headerFields]int // of the fields that headers are written to; -1 for none
	names   int               // how many columns there are
}

// States of a cutter in delimited records.
const (
	fieldStart   byte = iota // in front of a field; the zero state, since a record begins so
	fieldPlain               // in a field without quotes
	fieldQuoted              // between quotes
	fieldClosing             // behind a quote that ends the field, or is the first of two
)

// step returns the state behind c, and whether a record ends with c.
func (l *delimited) step(state, c byte) (byte, bool) {
	switch {
	case state == fieldQuoted && c == '"':
		return fieldClosing, false
	case state == fieldQuoted, state == fieldClosing && c == '"', state == fieldStart && c == '"':
		return fieldQuoted, false
	case c == '\n':
		return fieldStart, true
	case c == l.comma:
		return fieldStart, false
	}
	return fieldPlain, false
}

func (l *delimited) cut(c *cutter, data []byte) {
	if l.comma == 0 {
		l.comma = delimiter(data)
	}
	state := c.state
	for i := c.pos; i < len(data); i++ {
		var end bool
		if state, end = l.step(state, data[i]); end {
			c.ends(i + 1)
		}
	}
	c.pos, c.state = len(data), state
}

// delimiter returns the likeliest delimiter of a line of names: the commonest
// of those in use.
func delimiter(data []byte) byte {
	line, _, _ := bytes.Cut(data, []byte{'\n'})
	best := byte(',')
	for _, c := range []byte(";\t|") {
		if bytes.Count(line, []byte{c}) > bytes.Count(line, []byte{best}) {
			best = c
		}
	}
	return best
}

func (l *delimited) header(data []byte) (int, error) {
	at := 0
	if bytes.HasPrefix(data, []byte(byteOrderMark)) {
		at = len(byteOrderMark)
	}
	fields, end, err := l.record(data, at)
	if err != nil {
		return 0, fmt.Errorf("the line of names: %w", err)
	}
	l.names = len(fields)
	var names []string
	for _, f := range fields {
		names = append(names, f.text(data))
	}
	f := &l.config.Fields
	for i, want := range []string{f.Text, f.ID, f.Language, f.Date, f.Source} {
		l.columns[i] = columnOf(names, want)
	}
	for i, want := range f.header() {
		l.filled[i] = columnOf(names, want)
	}
	switch {
	case l.columns[0] < 0:
		return 0, fmt.Errorf("no column %q, only %s; name the one that holds the text with --set corpus.fields.text=NAME", f.Text, strings.Join(names, ", "))
	case l.config.WritesHeader(HeaderFields) && l.filled == noColumns:
		return 0, errNoColumns
	}
	return end, nil
}

// columnOf returns the number of the column called want, -1 for none.
func columnOf(names []string, want string) int {
	if want == "" {
		return -1
	}
	return slices.Index(names, want)
}

// noColumns is where fields of headers are that no column is for.
var noColumns = [headerFields]int{-1, -1, -1, -1}

// errNoColumns is for a table that fields of headers cannot be written to:
// adding a column would change every record.
var errNoColumns = errors.New("corpus.header is fields, and no column is for them; add empty columns, or name those that are there with --set corpus.fields.place=NAME")

// field is where a field of a record lies, with its quotes.
type field struct {
	article.Span
	quoted bool
}

// text returns what the field of data holds.
func (f field) text(data []byte) string {
	if !f.quoted {
		return string(data[f.Start:f.End])
	}
	return strings.ReplaceAll(string(data[f.Start+1:f.End-1]), `""`, `"`)
}

// record returns the fields of the record of data that begins at at, and
// where the next one begins.
func (l *delimited) record(data []byte, at int) ([]field, int, error) {
	var fields []field
	state, start := fieldStart, at
	for i := at; i < len(data); i++ {
		was := state
		next, end := l.step(state, data[i])
		state = next
		if was == fieldClosing && state == fieldPlain && !endsLine(data[i:]) {
			return nil, i, errors.New("text behind the closing quote of a field")
		}
		if end || state == fieldStart {
			fields = append(fields, l.field(data, start, i, end))
			start = i + 1
		}
		if end {
			return fields, i + 1, nil
		}
	}
	if state == fieldQuoted {
		return nil, len(data), errors.New("a quoted field is never closed")
	}
	return append(fields, l.field(data, start, len(data), true)), len(data), nil
}

// endsLine reports whether data begins with the carriage return of a line end.
func endsLine(data []byte) bool { return data[0] == '\r' && (len(data) == 1 || data[1] == '\n') }

// field returns the field between start and end; the last one of a record
// gives its carriage return to the line end.
func (l *delimited) field(data []byte, start, end int, last bool) field {
	if last && end > start && data[end-1] == '\r' {
		end--
	}
	return field{article.Span{Start: start, End: end}, end-start > 1 && data[start] == '"'}
}

func (l *delimited) parse(b *Batch) {
	number := b.line + bytes.Count(b.Raw[:b.skip], []byte{'\n'})
	for at := b.skip; at < len(b.Raw); {
		fields, end, err := l.record(b.Raw, at)
		line := article.Span{Start: at, End: end}
		lines := max(bytes.Count(b.Raw[at:end], []byte{'\n'}), 1)
		at = end
		switch data := b.Raw[line.Start:line.End]; {
		case err != nil:
			at = l.recover(b.Raw, line.Start)
			lines = max(bytes.Count(b.Raw[line.Start:at], []byte{'\n'}), 1)
			b.Bad = append(b.Bad, badRecord(l.path, number, "%v", err))
		case len(bytes.TrimSpace(data)) == 0:
		case len(fields) != l.names:
			b.Bad = append(b.Bad, badRecord(l.path, number, "%d fields, but %d columns have names", len(fields), l.names))
		case !utf8.Valid(data):
			b.Bad = append(b.Bad, badRecord(l.path, number, "the record is no UTF-8"))
		default:
			b.Records = append(b.Records, l.article(b, fields, line, number, lines))
		}
		number += lines
	}
}

// recover returns where the record behind a malformed one begins: where the
// splitter would have ended it.
func (l *delimited) recover(data []byte, at int) int {
	state := fieldStart
	for i := at; i < len(data); i++ {
		var end bool
		if state, end = l.step(state, data[i]); end {
			return i + 1
		}
	}
	return len(data)
}

func (l *delimited) article(b *Batch, fields []field, line article.Span, number, lines int) Record {
	r := Record{Line: number, Lines: lines, line: line, field: fields[l.columns[0]].Span}
	var v fieldValues
	for i, into := range []*string{&v.text, &v.id, &v.language, &v.date, &v.source} {
		if l.columns[i] >= 0 {
			*into = fields[l.columns[i]].text(b.Raw)
		}
	}
	r.Input, r.ID = v.input(l.path, number, l.config)
	if l.config.WritesHeader(HeaderFields) {
		for i, column := range l.filled {
			if column >= 0 {
				r.header[i] = slot{Span: fields[column].Span, open: strings.TrimSpace(fields[column].text(b.Raw)) == ""}
			}
		}
	}
	return r
}

func (l *delimited) rewrite(b *Batch, r *Record, v *Revision) ([]fixers.Edit, error) {
	var edits []fixers.Edit
	if v.Text != r.Text {
		text, err := l.rewriteField(string(b.Raw[r.field.Start:r.field.End]), v.Text, v.Passes)
		if err != nil {
			return nil, err
		}
		edits = append(edits, fixers.Edit{Span: r.field, New: text})
	}
	for i := range v.Fields {
		at := r.slotOf(&v.Fields[i], &l.config.Fields)
		text, err := l.rewriteField(string(b.Raw[at.Start:at.End]), v.Fields[i].text(), nil)
		if err != nil {
			return nil, err
		}
		edits = append(edits, fixers.Edit{Span: at.Span, New: text})
	}
	return edits, nil
}

// rewriteField returns how the text after, to which passes of edits led, is
// written in the place of the field raw.
func (l *delimited) rewriteField(raw, after string, passes [][]fixers.Edit) (string, error) {
	if len(raw) > 1 && raw[0] == '"' {
		next, err := quotedField.rewrite(raw[1:len(raw)-1], after, passes)
		return `"` + next + `"`, err
	}
	if l.needsQuotes(raw, after) {
		return `"` + strings.ReplaceAll(after, `"`, `""`) + `"`, nil
	}
	return after, nil
}

// needsQuotes reports whether the text after cannot stand without quotes where
// raw stands. Quotes inside a plain field are against RFC 4180, and stay where
// somebody writes them.
func (l *delimited) needsQuotes(raw, after string) bool {
	return strings.ContainsAny(after, "\r\n") || strings.IndexByte(after, l.comma) >= 0 ||
		strings.HasPrefix(after, `"`) || strings.Contains(after, `"`) && !strings.Contains(raw, `"`)
}

// quotedField is the codec of a field between quotes.
var quotedField = codec{
	unit: func(raw string) (string, int, bool) {
		if strings.HasPrefix(raw, `""`) {
			return `"`, 2, true
		}
		return utf8Unit(raw)
	},
	encode: func(text string) (string, error) { return strings.ReplaceAll(text, `"`, `""`), nil },
}
