package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// Limits of the comment of a pull request.
const (
	commentRunes = 65536 // GitHub takes no more characters in one comment
	commentSpare = 512   // left for the words at its end
	keptLines    = 2000  // findings that are kept to choose from; fewer fit
)

// markdown writes a comment for a pull request: the numbers, then the most
// severe findings, as many as fit, each with what its fix makes of it.
type markdown struct {
	printer
	art   article.Parser
	lines []markdownLine
	total int
}

type markdownLine struct {
	path       string
	text       string
	severity   rules.Severity
	confidence float64
	order      int
}

func newMarkdown(w io.Writer, _ Style) Writer { return &markdown{printer: printer{w: w}} }

// Entry keeps the findings of e that may find room.
func (m *markdown) Entry(e *Entry) error {
	if len(e.Rest) == 0 {
		return m.err
	}
	a := m.art.Parse(article.Input{Text: e.Text})
	for i := range e.Rest {
		f := &e.Rest[i]
		m.lines = append(m.lines, markdownLine{nameOf(e), findingLine(a, f), f.Severity, f.Confidence, m.total})
		m.total++
	}
	if len(m.lines) > 2*keptLines {
		m.choose()
	}
	return m.err
}

// choose keeps the findings that matter most.
func (m *markdown) choose() {
	slices.SortStableFunc(m.lines, func(x, y markdownLine) int {
		return cmp.Or(cmp.Compare(y.severity, x.severity), cmp.Compare(y.confidence, x.confidence), cmp.Compare(x.order, y.order))
	})
	m.lines = m.lines[:min(len(m.lines), keptLines)]
}

func findingLine(a *article.Article, f *rules.Finding) string {
	at := a.Position(f.Start)
	before, after := oneLine(a.Text, f)
	line := fmt.Sprintf("- %s %d:%d `%s` %s: %s", severityMark[f.Severity], at.Line, at.Column, f.Rule, prose(f.Message), code(before))
	if f.Applicability() > fixers.Display {
		line += fmt.Sprintf(" → %s (%s)", code(after), f.Applicability())
	}
	return line + "\n"
}

var severityMark = [...]string{rules.Info: "info", rules.Warning: "**warning**", rules.Error: "**error**"}

// Close writes the comment.
func (m *markdown) Close(s *Summary) error {
	m.choose()
	head := summaryMarkdown(s)
	room := commentRunes - commentSpare - len(head)
	fit := 0
	seen := map[string]bool{}
	for fit < len(m.lines) {
		l := m.lines[fit]
		size := len(l.text)
		if !seen[l.path] {
			size += len(sectionTitle(l.path))
		}
		if room -= size; room < 0 {
			break
		}
		seen[l.path] = true
		fit++
	}
	m.printf("%s", head)
	m.body(m.lines[:fit])
	if fit < m.total {
		m.printf("\n%d of %s shown, the most severe ones; %d did not fit into one comment.\n", fit, count(m.total, "finding"), m.total-fit)
	}
	return m.err
}

// body writes lines by article, in the order of the input.
func (m *markdown) body(lines []markdownLine) {
	slices.SortFunc(lines, func(x, y markdownLine) int { return cmp.Compare(x.order, y.order) })
	path := ""
	for _, l := range lines {
		if l.path != path {
			m.printf("%s", sectionTitle(l.path))
			path = l.path
		}
		m.printf("%s", l.text)
	}
}

func sectionTitle(path string) string { return "\n#### " + code(path) + "\n\n" }

// summaryMarkdown returns the numbers of a run as a heading and a table.
func summaryMarkdown(s *Summary) string {
	var b strings.Builder
	if s.Tally.Found == 0 {
		fmt.Fprintf(&b, "### copydesk: no defects in %s\n", count(s.Articles, "article"))
		return b.String()
	}
	fmt.Fprintf(&b, "### copydesk: %s in %s\n\n", count(s.Tally.Found, "defect"), count(s.Articles, "article"))
	if s.Failed > 0 {
		fmt.Fprintf(&b, "%s could not be checked.\n\n", count(s.Failed, "article"))
	}
	b.WriteString("| rule | found | fixed | left: safe fix | unsafe fix | no fix |\n|:--|--:|--:|--:|--:|--:|\n")
	for _, name := range s.byFrequency() {
		t := s.Rules[name]
		fmt.Fprintf(&b, "| `%s` | %d | %s | %s | %s | %s |\n", name, t.Found, dash(t.Fixed), dash(t.Safe), dash(t.Unsafe), dash(t.Left()-t.Safe-t.Unsafe))
	}
	return b.String()
}

// proseEscapes break up what Markdown and GitHub would act upon in text that
// may quote an article: markup, HTML, links, mentions and references. The
// joiner behind @ and # is invisible.
var proseEscapes = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`,
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "@", "@\u2060", "#", "#\u2060", "://", ":\u2060//", "www.", "www\u2060.", "!", `\!`,
)

func prose(s string) string { return proseEscapes.Replace(visible(s)) }
