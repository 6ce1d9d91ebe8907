package corpus

import (
	"slices"
	"strings"
)

// Header is what the heading of an article says, as values for fields of a
// record or for front matter. What it does not say is empty.
type Header struct {
	Date     string // ISO 8601: a day, or a year and month
	Place    string // of the dateline, as it is written
	Agencies []string
	Byline   string
}

// Where the fields of headers are written: the values of corpus.header.
const (
	HeaderFrontMatter = "front-matter" // of text files
	HeaderFields      = "fields"       // of records
)

// headerPlaces are the values that corpus.header may have.
var headerPlaces = []string{HeaderFrontMatter, HeaderFields}

// WritesHeader reports whether the fields of headers are written to place.
func (c *Config) WritesHeader(place string) bool { return slices.Contains(c.Header, place) }

// Field is a field with its value: of a record, or of front matter.
type Field struct {
	Name   string   // as it is configured: a name or a JSON Pointer
	Values []string // one, but for a list
	List   bool
}

// headerFields is how many fields a header can have.
const headerFields = 4

// names are the fields that headers are written to, "" for none, in the order of Header.
func (f *Fields) header() [headerFields]string {
	return [headerFields]string{f.Date, f.Place, f.Agencies, f.Byline}
}

// values are the fields of h with the names that f gives them; a field without
// a name or a value has no Values.
func (h *Header) values(f *Fields) [headerFields]Field {
	names := f.header()
	var fields [headerFields]Field
	for i, values := range [headerFields][]string{{h.Date}, {h.Place}, h.Agencies, {h.Byline}} {
		if names[i] != "" && len(values) > 0 && values[0] != "" {
			fields[i] = Field{Name: names[i], Values: values, List: i == agenciesField}
		}
	}
	return fields
}

// agenciesField is the number of the field that is a list.
const agenciesField = 2

// listSeparator parts the values of a list where a field can hold only a string.
const listSeparator = ";"

// text returns the value of f where a field can hold only a string.
func (f *Field) text() string { return strings.Join(f.Values, listSeparator) }

// last returns the last part of the name of f, which is a name or a JSON Pointer.
func (f *Field) last() string {
	path := pointerPath(f.Name)
	return path[len(path)-1]
}

// pointerPath returns the parts of name, a name or a JSON Pointer (RFC 6901).
func pointerPath(name string) []string {
	inner, ok := strings.CutPrefix(name, "/")
	if !ok {
		return []string{name}
	}
	parts := strings.Split(inner, "/")
	for i, p := range parts {
		parts[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(p)
	}
	return parts
}
