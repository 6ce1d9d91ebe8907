package report

import (
	"io"

	"copydesk/article"
	"copydesk/rules/structure/heading"
)

// jsonHeader is the shape of a line of the format headers. It is a contract
// as that of a finding.
type jsonHeader struct {
	Path     string           `json:"path"`
	ID       string           `json:"id"`
	Language string           `json:"language"`
	Header   *heading.Heading `json:"header"` // null when the heading says nothing
}

// headers writes what the heading of each article says, a line of JSON for
// every article with findings or without.
type headers struct {
	printer
	art article.Parser
}

func newHeaders(w io.Writer, _ Style) Writer { return &headers{printer: printer{w: w}} }

// Entry writes the line of e.
func (h *headers) Entry(e *Entry) error {
	a := h.art.Parse(article.Input{Lang: e.Input.Lang, Text: e.Text})
	line, err := marshal(jsonHeader{Path: e.Path, ID: e.ID, Language: e.Input.Lang.String(), Header: headerOf(e, a)})
	if err != nil {
		return err
	}
	h.printf("%s\n", disarm(line))
	return h.err
}

// Close writes nothing.
func (h *headers) Close(*Summary) error { return h.err }

// headerOf returns the heading of e, whose text is a; nil when it says nothing.
func headerOf(e *Entry, a *article.Article) *heading.Heading {
	if h := e.Heading(a); !h.Empty() {
		return &h
	}
	return nil
}
