package report

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"copydesk/article"
	"copydesk/rules"
)

// githubBudget is how many annotations of each kind GitHub shows for a step.
// What goes beyond it is dropped there without a word, so it is spent here on
// what matters most.
const githubBudget = 10

// github writes workflow commands, which GitHub turns into annotations.
type github struct {
	printer
	art   article.Parser
	found [rules.Error + 1][]annotation // the best of each severity
	total int
}

type annotation struct {
	confidence float64
	properties string
	message    string
}

func newGitHub(w io.Writer, _ Style) Writer { return &github{printer: printer{w: w}} }

// Entry keeps those findings of e that may find a place in the budget.
func (g *github) Entry(e *Entry) error {
	if len(e.Rest) == 0 {
		return g.err
	}
	a := g.art.Parse(article.Input{Text: e.Text})
	for i := range e.Rest {
		f := &e.Rest[i]
		g.total++
		// Errors may take the room of warnings as well, so twice the budget is kept.
		g.found[f.Severity] = keepBest(g.found[f.Severity], annotationOf(e, a, f), 2*githubBudget)
	}
	return g.err
}

func annotationOf(e *Entry, a *article.Article, f *rules.Finding) annotation {
	p := placeOf(e, a, f)
	props := "file=" + property(visible(slashPath(e))) + ",line=" + strconv.Itoa(p.start.Line)
	if !p.record {
		props += ",endLine=" + strconv.Itoa(p.end.Line)
		if p.start.Line == p.end.Line { // GitHub takes columns only on one line
			props += ",col=" + strconv.Itoa(p.start.Column) + ",endColumn=" + strconv.Itoa(p.end.Column)
		}
	}
	return annotation{f.Confidence, props + ",title=" + property(f.Rule), data(messageOf(e, f))}
}

// keepBest inserts x behind the annotations that are as sure as it is, and
// keeps limit of them.
func keepBest(list []annotation, x annotation, limit int) []annotation {
	i, _ := slices.BinarySearchFunc(list, x.confidence, func(y annotation, c float64) int {
		if y.confidence >= c {
			return -1
		}
		return 1
	})
	if i >= limit {
		return list
	}
	list = slices.Insert(list, i, x)
	return list[:min(len(list), limit)]
}

// Close writes the annotations, the most severe first. Errors beyond their
// own budget are shown as warnings.
func (g *github) Close(*Summary) error {
	errors, notices := g.found[rules.Error], g.found[rules.Info]
	over := min(len(errors), githubBudget)
	warnings := slices.Concat(errors[over:], g.found[rules.Warning])
	shown := g.annotate("error", errors[:over]) + g.annotate("warning", warnings) + g.annotate("notice", notices)
	if g.total > shown {
		g.printf("%s not shown as annotations: GitHub shows %d of a kind for a step. The job summary and the other reports have all.\n", count(g.total-shown, "more finding"), githubBudget)
	}
	return g.err
}

func (g *github) annotate(command string, list []annotation) int {
	list = list[:min(len(list), githubBudget)]
	for _, x := range list {
		g.printf("::%s %s::%s\n", command, x.properties, x.message)
	}
	return len(list)
}

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// data and property escape text as the two parts of a workflow command need it.
func data(s string) string     { return dataEscapes.Replace(s) }
func property(s string) string { return propertyEscapes.Replace(s) }
