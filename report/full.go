package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"

	"github.com/fatih/color"
)

// palette holds the colours of text reports.
type palette struct{ path, rule, mark, help, good, bad *color.Color }

func newPalette(on bool) palette {
	p := palette{
		path: color.New(color.Bold), rule: color.New(color.FgRed, color.Bold), mark: color.New(color.FgCyan),
		help: color.New(color.FgBlue), good: color.New(color.FgGreen, color.Bold), bad: color.New(color.FgYellow, color.Bold),
	}
	for _, c := range []*color.Color{p.path, p.rule, p.mark, p.help, p.good, p.bad} {
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
	}
	return p
}

// full is the format for people: each finding with its line, a caret under
// the match, the evidence and the repair.
type full struct {
	printer
	palette
	style Style
	art   article.Parser
}

func newFull(w io.Writer, s Style) Writer {
	return &full{printer: printer{w: w}, palette: newPalette(s.Color), style: s}
}

// Entry writes the findings that are left in e.
func (f *full) Entry(e *Entry) error {
	if f.style.ShowFixes {
		f.made(f.palette, e)
	}
	if len(e.Rest) == 0 || f.style.Statistics {
		return f.err
	}
	a := f.art.Parse(article.Input{Text: e.Text})
	for i := range e.Rest {
		x := &e.Rest[i]
		f.printf("%s\n", headline(f.palette, e, a, x))
		f.snippet(a, x)
		for _, ev := range x.Evidence {
			f.printf("  %s %s\n", f.help.Sprint("= because"), visible(ev))
		}
		if x.Fix != nil {
			f.printf("  %s %s (%s)\n", f.help.Sprint("= fix"), visible(x.Fix.Message), x.Fix.Applicability)
		}
		f.printf("\n")
	}
	return f.err
}

// Close writes the summary.
func (f *full) Close(s *Summary) error {
	s.write(&f.printer, f.palette, f.style)
	return f.err
}

// headline returns the one line that says what and where.
func headline(p palette, e *Entry, a *article.Article, x *rules.Finding) string {
	at := a.Position(x.Start)
	where := visible(e.Path)
	if e.ID != "" {
		where += "#" + visible(e.ID)
	}
	star := ""
	if x.Applicability() == fixers.Safe {
		star = p.mark.Sprint(" [*]")
	}
	return fmt.Sprintf("%s:%d:%d: %s%s %s", p.path.Sprint(where), at.Line, at.Column, p.rule.Sprint(x.Rule), star, visible(x.Message))
}

// Columns of text shown around a match: lines of news are paragraphs, far
// wider than a terminal.
const (
	shownBefore = 36
	shownAfter  = 36
	shownMatch  = 60
)

// snippet writes the line of x around the match and a row of carets under it.
func (f *full) snippet(a *article.Article, x *rules.Finding) {
	at := a.Position(x.Start)
	line := a.Line(at.Line)
	start := min(max(x.Start, line.Start), line.End) // a byte-order mark, a line end: no part of the line
	end := min(max(x.End, start), line.End)
	before, cutBefore := lastRunes(a.Text[line.Start:start], shownBefore)
	matched := a.Text[start:end]
	after, cutAfter := firstRunes(a.Text[end:line.End], shownAfter)
	match, cutMatch := firstRunes(matched, shownMatch)
	if cutMatch {
		match, after, cutAfter = match+"…", "", false
	}
	before, match, after = mark(before, cutBefore, true), visible(match), mark(after, cutAfter, false)
	number := strconv.Itoa(at.Line)
	margin := strings.Repeat(" ", len(number))
	f.printf("%s %s\n%s %s %s%s%s\n", margin, f.help.Sprint("|"), f.help.Sprint(number), f.help.Sprint("|"), before, match, after)
	f.printf("%s %s %s%s\n", margin, f.help.Sprint("|"), strings.Repeat(" ", width(before)), f.rule.Sprint(strings.Repeat("^", max(1, width(match)))))
}

// mark adds the sign of a cut to visible text.
func mark(s string, cut, front bool) string {
	s = visible(s)
	switch {
	case !cut:
		return s
	case front:
		return "…" + s
	}
	return s + "…"
}

// lastRunes returns the last n code points of s, and whether it cut any off.
func lastRunes(s string, n int) (string, bool) {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:], i > 0
}

// firstRunes returns the first n code points of s, and whether it cut any off.
func firstRunes(s string, n int) (string, bool) {
	for i := range s {
		if n--; n < 0 {
			return s[:i], true
		}
	}
	return s, false
}
