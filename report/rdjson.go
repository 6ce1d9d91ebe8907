package report

import (
	"io"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// rdjson writes the Diagnostic Format of reviewdog. Its columns are bytes.
type rdjson struct {
	array
	art article.Parser
}

type rdDiagnostic struct {
	Message     string         `json:"message"`
	Location    rdLocation     `json:"location"`
	Severity    string         `json:"severity"`
	Code        rdCode         `json:"code"`
	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
}

type rdLocation struct {
	Path  string  `json:"path"`
	Range rdRange `json:"range"`
}

type rdRange struct {
	Start rdPosition `json:"start"`
	End   rdPosition `json:"end"`
}

type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type rdCode struct {
	Value string `json:"value"`
}

type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

func newRDJSON(w io.Writer, _ Style) Writer {
	return &rdjson{array: array{printer: printer{w: w}, head: `{"source": {"name": "copydesk"}, "diagnostics": [`, tail: `]}`}}
}

// Entry writes the findings that are left in e.
func (r *rdjson) Entry(e *Entry) error {
	if len(e.Rest) == 0 {
		return r.err
	}
	a := r.art.Parse(article.Input{Text: e.Text})
	for i := range e.Rest {
		f := &e.Rest[i]
		p := placeOf(e, a, f)
		r.element(rdDiagnostic{
			Message: messageOf(e, f), Severity: strings.ToUpper(f.Severity.String()), Code: rdCode{f.Rule},
			Location:    rdLocation{slashPath(e), rdRange{bytePosition(p.start), bytePosition(p.end)}},
			Suggestions: suggestions(e, a, f),
		})
	}
	return r.err
}

// suggestions returns the fix of f. Only one of a single edit is a
// suggestion there: a reader applies each by itself.
func suggestions(e *Entry, a *article.Article, f *rules.Finding) []rdSuggestion {
	if e.ID != "" || f.Applicability() == fixers.Display || len(f.Fix.Edits) != 1 {
		return nil
	}
	edit := f.Fix.Edits[0]
	return []rdSuggestion{{rdRange{bytePosition(a.Position(edit.Start)), bytePosition(a.Position(edit.End))}, edit.New}}
}

func bytePosition(p article.Position) rdPosition { return rdPosition{p.Line, p.Byte} }

// Close ends the object.
func (r *rdjson) Close(*Summary) error { return r.end() }
