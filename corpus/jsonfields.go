package corpus

import (
	"bytes"
	"slices"
	"strings"

	"copydesk/article"
	"copydesk/fixers"

	"github.com/go-json-experiment/json/jsontext"
)

// objectEnd is where a member can be added to an object of a record.
type objectEnd struct {
	at     string // the JSON Pointer of the object
	offset int    // in Raw, behind its last member
	empty  bool   // it has none
}

// move adds by to the places of r, which were those on its line.
func (r *Record) move(by int) {
	r.field = article.Span{Start: r.field.Start + by, End: r.field.End + by}
	for i := range r.header {
		r.header[i].Start += by
		r.header[i].End += by
	}
	for i := range r.ends {
		r.ends[i].offset += by
	}
}

// writes reports whether fields of headers are written.
func (o *objectReader) writes() bool { return o.layout.config.WritesHeader(HeaderFields) }

// note takes the member at, whose name ends at name and whose value ends at
// end, for a slot when it is one.
func (o *objectReader) note(at string, name, end int) {
	value := bytes.TrimLeft(o.data[name:end], ": \t\r")
	for i, pointer := range o.layout.fields.header() {
		if pointer == at {
			o.met[i] = true
			o.slots[i] = slot{Span: article.Span{Start: end - len(value), End: end}, open: emptyJSON(value)}
		}
	}
}

// emptyJSON reports whether value, of JSON, says nothing.
func emptyJSON(value []byte) bool {
	switch value[0] {
	case 'n':
		return true
	case '"', '[':
		return len(bytes.TrimSpace(value[1:len(value)-1])) == 0
	}
	return false
}

// header returns the slots of the object that was read.
func (o *objectReader) header() [headerFields]slot {
	for i, pointer := range o.layout.fields.header() {
		parent := string(jsontext.Pointer(pointer).Parent())
		o.slots[i].missing = o.writes() && !o.met[i] && slices.ContainsFunc(o.ends, func(e objectEnd) bool { return e.at == parent })
	}
	return o.slots
}

func (l *jsonLines) rewrite(b *Batch, r *Record, v *Revision) ([]fixers.Edit, error) {
	line := b.Raw[r.line.Start:r.line.End]
	c := jsonCodec(line)
	var edits []fixers.Edit
	if v.Text != r.Text {
		next, err := c.rewrite(string(b.Raw[r.field.Start+1:r.field.End-1]), v.Text, v.Passes)
		if err != nil {
			return nil, err
		}
		edits = append(edits, fixers.Edit{Span: r.field, New: `"` + next + `"`})
	}
	w := memberWriter{codec: c, ends: r.ends}
	if bytes.Contains(line, []byte(`": `)) {
		w.blank = " "
	}
	for i := range v.Fields {
		edit, err := w.edit(&v.Fields[i], r.slotOf(&v.Fields[i], &l.config.Fields))
		if err != nil {
			return nil, err
		}
		edits = append(edits, edit)
	}
	return edits, nil
}

// memberWriter writes members of JSON as those of their line are written.
type memberWriter struct {
	codec
	blank string // behind colons and commas
	ends  []objectEnd
}

// edit returns the edit that puts f into its slot, or into the object that lacks it.
func (w *memberWriter) edit(f *Field, s slot) (fixers.Edit, error) {
	value, err := w.value(f)
	if err != nil || s.open {
		return fixers.Edit{Span: s.Span, New: value}, err
	}
	parent, name := jsontext.Pointer(pointerOf(f.Name)).Parent(), f.last()
	end := &w.ends[slices.IndexFunc(w.ends, func(e objectEnd) bool { return e.at == string(parent) })]
	name, err = w.quote(name)
	value = name + ":" + w.blank + value
	if !end.empty {
		value = "," + w.blank + value
	}
	end.empty = false
	return fixers.Edit{Span: article.Span{Start: end.offset, End: end.offset}, New: value}, err
}

// value returns the value of f as JSON.
func (w *memberWriter) value(f *Field) (string, error) {
	if !f.List {
		return w.quote(f.Values[0])
	}
	var parts []string
	for _, v := range f.Values {
		part, err := w.quote(v)
		if err != nil {
			return "", err
		}
		parts = append(parts, part)
	}
	return "[" + strings.Join(parts, ","+w.blank) + "]", nil
}

func (w *memberWriter) quote(s string) (string, error) {
	text, err := w.encode(s)
	return `"` + text + `"`, err
}

// pointerOf returns name, that of a member or a JSON Pointer, as a JSON Pointer.
func pointerOf(name string) string {
	if name == "" || strings.HasPrefix(name, "/") {
		return name
	}
	return string(jsontext.Pointer("").AppendToken(name))
}
