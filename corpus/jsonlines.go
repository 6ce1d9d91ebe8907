package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"copydesk/article"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonLines is the layout of JSON Lines: an object a line.
type jsonLines struct {
	path   string
	config *Config
	fields Fields // as JSON Pointers
}

// pointers returns f with names of members as JSON Pointers (RFC 6901).
func pointers(f Fields) Fields {
	for _, name := range []*string{&f.Text, &f.ID, &f.Language, &f.Date, &f.Source, &f.Place, &f.Agencies, &f.Byline} {
		*name = pointerOf(*name)
	}
	return f
}

const byteOrderMark = "\xEF\xBB\xBF"

func (l *jsonLines) header(data []byte) (int, error) {
	if bytes.HasPrefix(data, []byte(byteOrderMark)) {
		return len(byteOrderMark), nil
	}
	return 0, nil
}

func (l *jsonLines) cut(c *cutter, data []byte) {
	fresh := data[c.pos:]
	if i := bytes.IndexByte(fresh, '\n'); i >= 0 {
		c.ends(c.pos + i + 1)
		c.ends(c.pos + bytes.LastIndexByte(fresh, '\n') + 1)
	}
	c.pos = len(data)
}

func (l *jsonLines) parse(b *Batch) {
	o := objectReader{layout: l}
	number := b.line
	for at := b.skip; at < len(b.Raw); number++ {
		line := article.Span{Start: at, End: len(b.Raw)}
		if i := bytes.IndexByte(b.Raw[at:], '\n'); i >= 0 {
			line.End = at + i + 1
		}
		at = line.End
		data := b.Raw[line.Start:line.End]
		if len(bytes.TrimSpace(data)) == 0 {
			continue
		}
		record, err := o.read(data, number)
		switch {
		case err != nil:
			b.Bad = append(b.Bad, err)
		case !record.field.Empty():
			record.line = line
			record.move(line.Start)
			b.Records = append(b.Records, record)
		}
	}
}

// objectReader reads the objects of lines with one decoder.
type objectReader struct {
	layout *jsonLines
	dec    jsontext.Decoder
	buf    bytes.Buffer
	values fieldValues
	field  article.Span // of the text, with its quotes; empty when it is null
	found  bool         // the text is there
	err    error        // of a field

	// Set only when headers are written to fields.
	data  []byte
	slots [headerFields]slot
	met   [headerFields]bool // those that are there
	ends  []objectEnd
}

// read returns the article on line number of the file. Its field is relative
// to data, and empty when the text is null: such a record is no article.
func (o *objectReader) read(data []byte, number int) (Record, error) {
	o.buf = *bytes.NewBuffer(data)
	o.dec.Reset(&o.buf)
	o.values, o.field, o.found, o.err = fieldValues{}, article.Span{}, false, nil
	o.data, o.slots, o.met, o.ends = data, [headerFields]slot{}, [headerFields]bool{}, nil
	path := o.layout.path
	switch err := o.object(""); {
	case err != nil:
		return Record{}, badLine(path, number, err, o.dec.InputOffset())
	case o.err != nil:
		return Record{}, badRecord(path, number, "%v", o.err)
	case !o.found:
		return Record{}, badRecord(path, number, "no field %q; name the one that holds the text with --set corpus.fields.text=NAME", o.layout.config.Fields.Text)
	}
	if _, err := o.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return Record{}, badRecord(path, number, "more than one value on a line, at byte %d", o.dec.InputOffset())
	}
	r := Record{Line: number, Lines: 1, field: o.field}
	r.Input, r.ID = o.values.input(path, number, o.layout.config)
	r.header, r.ends = o.header(), o.ends
	return r, nil
}

func badLine(path string, number int, err error, offset int64) error {
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) {
		offset, err = syntax.ByteOffset, syntax.Err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = errors.New("the line ends in the middle of a value")
	}
	return badRecord(path, number, "byte %d: this is no JSON object: %v", offset+1, err)
}

// object reads an object whose JSON Pointer is at.
func (o *objectReader) object(at jsontext.Pointer) error {
	if kind := o.dec.PeekKind(); kind != '{' && kind != jsontext.KindInvalid {
		return fmt.Errorf("it begins with %v", kind)
	}
	if _, err := o.dec.ReadToken(); err != nil {
		return err
	}
	end := objectEnd{at: string(at), offset: int(o.dec.InputOffset()), empty: true}
	for o.dec.PeekKind() != '}' {
		name, err := o.dec.ReadToken()
		if err != nil {
			return err
		}
		member, nameEnd := at.AppendToken(name.String()), int(o.dec.InputOffset())
		if err := o.member(member); err != nil {
			return err
		}
		end.offset, end.empty = int(o.dec.InputOffset()), false
		if o.writes() {
			o.note(string(member), nameEnd, end.offset)
		}
	}
	if o.writes() {
		o.ends = append(o.ends, end)
	}
	_, err := o.dec.ReadToken()
	return err
}

// member reads the value of the member at.
func (o *objectReader) member(at jsontext.Pointer) error {
	f := &o.layout.fields
	switch string(at) {
	case "":
		return o.dec.SkipValue()
	case f.Text:
		return o.text()
	case f.ID:
		return o.scalar(&o.values.id)
	case f.Language:
		return o.scalar(&o.values.language)
	case f.Date:
		return o.scalar(&o.values.date)
	case f.Source:
		return o.scalar(&o.values.source)
	}
	if o.dec.PeekKind() == '{' && f.under(string(at)+"/") {
		return o.object(at)
	}
	return o.dec.SkipValue()
}

// under reports whether a field lies inside the member whose JSON Pointer, with a slash, is prefix.
func (f *Fields) under(prefix string) bool {
	return strings.HasPrefix(f.Text, prefix) || strings.HasPrefix(f.ID, prefix) || strings.HasPrefix(f.Language, prefix) ||
		strings.HasPrefix(f.Date, prefix) || strings.HasPrefix(f.Source, prefix) || strings.HasPrefix(f.Place, prefix) ||
		strings.HasPrefix(f.Agencies, prefix) || strings.HasPrefix(f.Byline, prefix)
}

func (o *objectReader) text() error {
	value, err := o.dec.ReadValue()
	if err != nil {
		return err
	}
	o.found = true
	switch value.Kind() {
	case '"':
		end := int(o.dec.InputOffset())
		o.field = article.Span{Start: end - len(value), End: end}
		text, err := jsontext.AppendUnquote(nil, value)
		o.values.text = string(text)
		return err
	case 'n':
		return nil
	}
	o.err = fmt.Errorf("field %q is no string", o.layout.config.Fields.Text)
	return nil
}

// scalar reads a value that is a string or a number, and takes every other as not there.
func (o *objectReader) scalar(into *string) error {
	value, err := o.dec.ReadValue()
	if err != nil {
		return err
	}
	switch value.Kind() {
	case '"':
		text, err := jsontext.AppendUnquote(nil, value)
		*into = string(text)
		return err
	case '0':
		*into = string(value)
	}
	return nil
}
