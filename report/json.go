package report

import (
	"bytes"
	"encoding/json"
	"io"

	"copydesk/article"
	"copydesk/rules"
	"copydesk/rules/structure/heading"
)

// jsonFinding is the shape of a finding in JSON. It is a contract: fields are
// added, never renamed or removed.
type jsonFinding struct {
	Path        string       `json:"path"`
	ID          string       `json:"id"`
	Rule        string       `json:"rule"`
	Severity    string       `json:"severity"`
	Message     string       `json:"message"`
	Start       int          `json:"start"`
	End         int          `json:"end"`
	Location    jsonPosition `json:"location"`
	EndLocation jsonPosition `json:"end_location"`
	Confidence  float64      `json:"confidence"`
	Evidence    []string     `json:"evidence"`
	Fingerprint string       `json:"fingerprint"`
	Fix         *jsonFix     `json:"fix"`

	Header *heading.Heading `json:"header,omitempty"` // of the article; absent when its heading says nothing
}

// jsonPosition is a place: line and column from 1, columns in code points.
type jsonPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type jsonFix struct {
	Applicability string     `json:"applicability"`
	Message       string     `json:"message"`
	Edits         []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

func toJSON(e *Entry, a *article.Article, f *rules.Finding) jsonFinding {
	start, end := a.Position(f.Start), a.Position(f.End)
	j := jsonFinding{
		Path: e.Path, ID: e.ID, Rule: f.Rule, Severity: f.Severity.String(), Message: f.Message,
		Start: f.Start, End: f.End,
		Location: jsonPosition{start.Line, start.Column}, EndLocation: jsonPosition{end.Line, end.Column},
		Confidence: f.Confidence, Evidence: f.Evidence, Fingerprint: f.Fingerprint,
	}
	if j.Evidence == nil {
		j.Evidence = []string{}
	}
	if f.Fix != nil {
		j.Fix = &jsonFix{Applicability: f.Fix.Applicability.String(), Message: f.Fix.Message}
		for _, edit := range f.Fix.Edits {
			j.Fix.Edits = append(j.Fix.Edits, jsonEdit{edit.Start, edit.End, edit.New})
		}
	}
	return j
}

// jsonWriter writes findings as an array, or a line each.
type jsonWriter struct {
	printer
	array bool
	count int
	art   article.Parser
}

func newJSON(w io.Writer, _ Style) Writer      { return &jsonWriter{printer: printer{w: w}, array: true} }
func newJSONLines(w io.Writer, _ Style) Writer { return &jsonWriter{printer: printer{w: w}} }

// Entry writes the findings that are left in e.
func (j *jsonWriter) Entry(e *Entry) error {
	if len(e.Rest) == 0 {
		return j.err
	}
	a := j.art.Parse(article.Input{Lang: e.Input.Lang, Text: e.Text})
	header := headerOf(e, a)
	for i := range e.Rest {
		f := toJSON(e, a, &e.Rest[i])
		f.Header = header
		line, err := marshal(f)
		if err != nil {
			return err
		}
		j.printf("%s%s", j.separator(), disarm(line))
		j.count++
	}
	return j.err
}

func (j *jsonWriter) separator() string {
	switch {
	case !j.array && j.count > 0:
		return "\n"
	case !j.array:
		return ""
	case j.count == 0:
		return "[\n"
	}
	return ",\n"
}

// Close ends the array, or the last line.
func (j *jsonWriter) Close(*Summary) error {
	switch {
	case j.array && j.count == 0:
		j.printf("[]\n")
	case j.array:
		j.printf("\n]\n")
	case j.count > 0:
		j.printf("\n")
	}
	return j.err
}

// marshal returns v as JSON on one line, with <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}
