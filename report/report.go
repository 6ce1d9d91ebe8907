// Package report turns outcomes into what people and programs read: one file
// a format, all behind one interface. Article text is hostile; nothing of it
// reaches an output in a form that the output could mistake for its own
// syntax or for a command to the terminal.
package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/lexicon/nearest"
	"copydesk/rules"
	"copydesk/rules/structure/heading"
)

// Entry is an article as it is reported.
type Entry struct {
	Path string // of its file
	ID   string // of its record, when the file holds several articles
	Line int    // of the file where its record begins, from 1; 0 when there is no such line
	rules.Outcome

	Filled string // fields of its record that the run fills from its heading, a line "name: value" each
}

// Heading returns what the heading of e says: in its text as it is, and where
// that is silent in its text as it was read, from which a repair may have
// taken it. a is the text as it is.
func (e *Entry) Heading(a *article.Article) heading.Heading {
	pack := lexicon.For(e.Input.Lang)
	h := heading.Read(a, pack)
	if e.Changed() {
		h = h.Or(heading.Read(article.Parse(e.Input), pack))
	}
	return h
}

// Writer is one format on its way to one output. Entries come in the order of
// the input; Close writes what stands at the end, and does not close the output.
type Writer interface {
	Entry(e *Entry) error
	Close(s *Summary) error
}

// Style says how a report is to look.
type Style struct {
	Color      bool // the output is a terminal that shows colours
	Fixed      bool // the run repairs: report what is left, and what would or did change
	Made       bool // the run writes what it repairs: its changes are made, not offered
	ShowFixes  bool // a line for each repair that was made, in formats for people
	Statistics bool // a line a rule in place of the findings, in formats for people

	Rules   []*rules.Rule // what is known of the rules, for formats that explain them
	Version string        // of copydesk, for formats that name it
}

// formats are the formats by name.
var formats = map[string]func(io.Writer, Style) Writer{
	"full":       newFull,
	"concise":    newConcise,
	"grouped":    newGrouped,
	"json":       newJSON,
	"json-lines": newJSONLines,
	"sarif":      newSARIF,
	"github":     newGitHub,
	"gitlab":     newGitLab,
	"junit":      newJUnit,
	"checkstyle": newCheckstyle,
	"rdjson":     newRDJSON,
	"markdown":   newMarkdown,
	"headers":    newHeaders,
	"html":       newHTML,
	"diff":       newDiff,
}

// Formats returns the names of the formats.
func Formats() []string { return slices.Sorted(maps.Keys(formats)) }

// New returns a writer of the format called name to w.
func New(name string, w io.Writer, s Style) (Writer, error) {
	open, ok := formats[name]
	if !ok {
		return nil, fmt.Errorf("no output format is called %q%s; there are %s", name, nearest.Hint(name, Formats()), strings.Join(Formats(), ", "))
	}
	return open(w, s), nil
}

// printer writes formatted text and keeps the first error, so that a format
// can be read as the text it makes.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}
