package report

import (
	"fmt"
	"io"

	"copydesk/article"
	"copydesk/rules"
)

// junit writes the XML that test runners share: an article is a test suite, a
// finding a failed test in it. An article without findings is a passed test.
type junit struct {
	printer
	art  article.Parser
	open bool
}

func newJUnit(w io.Writer, _ Style) Writer { return &junit{printer: printer{w: w}} }

func (j *junit) begin() {
	if !j.open {
		j.printf("%s\n<testsuites name=\"copydesk\">\n", xmlHeader)
		j.open = true
	}
}

// Entry writes e as a test suite.
func (j *junit) Entry(e *Entry) error {
	j.begin()
	name := slashPath(e)
	if e.ID != "" {
		name += "#" + e.ID
	}
	j.printf("  <testsuite name=%s tests=\"%d\" failures=\"%d\" errors=\"0\">\n", attr(name), max(1, len(e.Rest)), len(e.Rest))
	if len(e.Rest) == 0 {
		j.printf("    <testcase classname=%s name=\"no defects\"/>\n", attr(name))
	}
	a := j.art.Parse(article.Input{Text: e.Text})
	for i := range e.Rest {
		j.failure(e, a, &e.Rest[i], name)
	}
	j.printf("  </testsuite>\n")
	return j.err
}

func (j *junit) failure(e *Entry, a *article.Article, f *rules.Finding, suite string) {
	at := a.Position(f.Start)
	j.printf("    <testcase classname=%s name=%s>\n", attr(suite), attr(fmt.Sprintf("%s at %d:%d", f.Rule, at.Line, at.Column)))
	j.printf("      <failure type=%s message=%s>", attr(f.Severity.String()), attr(f.Message))
	j.printf("%s", cdata(fmt.Sprintf("%s:%d:%d: %s %s", nameOf(e), at.Line, at.Column, f.Rule, visible(f.Message))))
	for _, ev := range f.Evidence {
		j.printf("%s", cdata("\n= because "+visible(ev)))
	}
	j.printf("</failure>\n    </testcase>\n")
}

// Close ends the document.
func (j *junit) Close(*Summary) error {
	j.begin()
	j.printf("</testsuites>\n")
	return j.err
}
