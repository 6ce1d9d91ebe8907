package report

import (
	"io"

	"copydesk/article"
	"copydesk/fixers"
)

// grouped is the format for people with many findings: a heading an article,
// a line a finding below it.
type grouped struct {
	printer
	palette
	style Style
	art   article.Parser
}

func newGrouped(w io.Writer, s Style) Writer {
	return &grouped{printer: printer{w: w}, palette: newPalette(s.Color), style: s}
}

// Entry writes the findings that are left in e below its name.
func (g *grouped) Entry(e *Entry) error {
	if g.style.ShowFixes {
		g.made(g.palette, e)
	}
	if len(e.Rest) == 0 || g.style.Statistics {
		return g.err
	}
	a := g.art.Parse(article.Input{Text: e.Text})
	g.printf("%s\n", g.path.Sprint(nameOf(e)))
	for i := range e.Rest {
		f := &e.Rest[i]
		at, star := a.Position(f.Start), "    "
		if f.Applicability() == fixers.Safe {
			star = g.mark.Sprint(" [*]")
		}
		g.printf("%6d:%-5d%s %s  %s\n", at.Line, at.Column, star, g.rule.Sprintf("%-32s", f.Rule), visible(f.Message))
	}
	g.printf("\n")
	return g.err
}

// Close writes the summary.
func (g *grouped) Close(s *Summary) error {
	s.write(&g.printer, g.palette, g.style)
	return g.err
}

// nameOf returns the name of the article for people: its path, and its record.
func nameOf(e *Entry) string {
	if e.ID == "" {
		return visible(e.Path)
	}
	return visible(e.Path) + "#" + visible(e.ID)
}
