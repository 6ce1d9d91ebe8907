package report

import (
	"io"

	"copydesk/article"
)

// concise is a line a finding, as compilers write them.
type concise struct {
	printer
	palette
	style Style
	art   article.Parser
}

func newConcise(w io.Writer, s Style) Writer {
	return &concise{printer: printer{w: w}, palette: newPalette(s.Color), style: s}
}

// Entry writes a line for each finding that is left in e.
func (c *concise) Entry(e *Entry) error {
	if c.style.ShowFixes {
		c.made(c.palette, e)
	}
	if len(e.Rest) == 0 || c.style.Statistics {
		return c.err
	}
	a := c.art.Parse(article.Input{Text: e.Text})
	for i := range e.Rest {
		c.printf("%s\n", headline(c.palette, e, a, &e.Rest[i]))
	}
	return c.err
}

// Close writes the summary.
func (c *concise) Close(s *Summary) error {
	s.write(&c.printer, c.palette, c.style)
	return c.err
}
