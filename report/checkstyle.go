package report

import (
	"io"
	"strings"

	"copydesk/article"
)

// checkstyle writes the XML of Checkstyle, which many CI servers read.
type checkstyle struct {
	printer
	art  article.Parser
	open bool
	file string // the file element that is open
}

func newCheckstyle(w io.Writer, _ Style) Writer { return &checkstyle{printer: printer{w: w}} }

// Entry writes the findings that are left in e. The records of a shard share
// one file element.
func (c *checkstyle) Entry(e *Entry) error {
	c.begin()
	if len(e.Rest) == 0 {
		return c.err
	}
	if path := slashPath(e); path != c.file {
		c.closeFile()
		c.file = path
		c.printf("  <file name=%s>\n", attr(path))
	}
	a := c.art.Parse(article.Input{Text: e.Text})
	for i := range e.Rest {
		f := &e.Rest[i]
		at := placeOf(e, a, f).start
		c.printf("    <error line=\"%d\" column=\"%d\" severity=%s message=%s source=%s/>\n", at.Line, at.Column,
			attr(f.Severity.String()), attr(messageOf(e, f)), attr("copydesk."+strings.ReplaceAll(f.Rule, "/", ".")))
	}
	return c.err
}

func (c *checkstyle) begin() {
	if !c.open {
		c.printf("%s\n<checkstyle version=\"5.0\">\n", xmlHeader)
		c.open = true
	}
}

func (c *checkstyle) closeFile() {
	if c.file != "" {
		c.printf("  </file>\n")
	}
}

// Close ends the document.
func (c *checkstyle) Close(*Summary) error {
	c.begin()
	c.closeFile()
	c.printf("</checkstyle>\n")
	return c.err
}
