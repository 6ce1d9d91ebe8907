package report

import (
	"crypto/sha256"
	"encoding/hex"
	"io"

	"copydesk/article"
	"copydesk/rules"
)

// gitlab writes the Code Quality report of GitLab: a JSON array.
type gitlab struct {
	array
	art article.Parser
}

// gitlabIssue is a finding in the words of GitLab, which takes them from Code Climate.
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// gitlabSeverities are GitLab's words for ours.
var gitlabSeverities = [...]string{rules.Info: "info", rules.Warning: "minor", rules.Error: "major"}

func newGitLab(w io.Writer, _ Style) Writer { return &gitlab{array: array{printer: printer{w: w}}} }

// Entry writes the findings that are left in e.
func (g *gitlab) Entry(e *Entry) error {
	if len(e.Rest) == 0 {
		return g.err
	}
	a := g.art.Parse(article.Input{Text: e.Text})
	for i := range e.Rest {
		f := &e.Rest[i]
		p := placeOf(e, a, f)
		g.element(gitlabIssue{
			Description: messageOf(e, f), CheckName: f.Rule, Fingerprint: fileFingerprint(e, f),
			Severity: gitlabSeverities[f.Severity],
			Location: gitlabLocation{slashPath(e), gitlabLines{p.start.Line, p.end.Line}},
		})
	}
	return g.err
}

// Close ends the array.
func (g *gitlab) Close(*Summary) error { return g.end() }

// fileFingerprint tells a finding apart from every other one of a run. The
// fingerprint of the finding alone may occur in two files.
func fileFingerprint(e *Entry, f *rules.Finding) string {
	sum := sha256.Sum256([]byte(slashPath(e) + "\x00" + e.ID + "\x00" + f.Fingerprint))
	return hex.EncodeToString(sum[:16])
}
