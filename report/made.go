package report

import (
	"copydesk/article"
)

// made writes a line for each repair that a run made in e: where it was in
// the text as it was read, by which rule, and what became of what.
func (p *printer) made(c palette, e *Entry) {
	a := article.Parse(article.Input{Text: e.Input.Text})
	made := newStages(e)
	for _, step := range e.Steps {
		f := made.finding(step)
		at, repair := a.Position(f.Origin.Start), RepairOf(&f)
		p.printf("%s:%d:%d: %s %s “%s” → “%s”\n", c.path.Sprint(nameOf(e)), at.Line, at.Column,
			c.good.Sprint("fixed"), step.Rule, visible(shorten(repair.Old, maxMade)), visible(shorten(repair.New, maxMade)))
	}
}

// maxMade is how much of a repair is shown on its line, in code points.
const maxMade = 60
