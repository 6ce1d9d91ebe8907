package report

import (
	"net/url"
	"path/filepath"
	"strings"

	"copydesk/article"
	"copydesk/rules"
)

// place is where a finding stands in its file, for formats that point into
// files. The lines of a record are not the lines of the shard that holds it,
// so a finding in a record points to where the record begins.
type place struct {
	start, end article.Position
	record     bool
}

// placeOf returns the place of f, a finding of the text that a was parsed from.
func placeOf(e *Entry, a *article.Article, f *rules.Finding) place {
	if e.ID == "" {
		return place{start: a.Position(f.Start), end: a.Position(f.End)}
	}
	p := article.Position{Line: max(e.Line, 1), Byte: 1, Column: 1, UTF16: 1}
	return place{p, p, true}
}

// messageOf returns the message of f on one line; that of a record says which.
func messageOf(e *Entry, f *rules.Finding) string {
	if e.ID == "" {
		return visible(f.Message)
	}
	return "record " + visible(e.ID) + ": " + visible(f.Message)
}

// slashPath returns the path of e as reports write it, with slashes.
func slashPath(e *Entry) string { return filepath.ToSlash(filepath.Clean(e.Path)) }

// uri returns path as a URI reference with every other character escaped: a
// file URI when it is absolute.
func uri(path string) string {
	u := url.URL{Path: path}
	if strings.HasPrefix(path, "/") {
		u.Scheme = "file"
	}
	return u.String()
}
