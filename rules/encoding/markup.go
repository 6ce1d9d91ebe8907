package encoding

import (
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/rules/joint"
)

// replacement returns the span that goes with the run, what takes its place,
// and the evidence for that.
func (m *markup) replacement() (s article.Span, with, evidence string) {
	switch {
	case m.startsLine():
		return m.wholeLines(), "", ""
	case m.endsLine():
		return m.withBlanks(true, false), "", ""
	case strings.Contains(m.gap, "\n"):
		return m.withBlanks(true, true), m.gap, ""
	case isSpace(m.Text[m.span.Start-1]):
		s = m.span
		if isSpace(m.Text[s.End]) {
			s.End++
		}
		return s, "", ""
	case isSpace(m.Text[m.span.End]):
		return m.span, "", ""
	case m.gap != "":
		return m.span, " ", ""
	}
	return m.between()
}

// between is replacement for a run that touches text on both sides.
func (m *markup) between() (s article.Span, with, evidence string) {
	switch m.kind {
	case block:
		return m.span, m.paragraphEnd(), ""
	case lineBreak:
		return m.span, "\n", ""
	case cell:
		return m.span, " ", ""
	}
	return m.joined(m.span)
}

// endsLine reports whether the run is the last thing on its line.
func (m *markup) endsLine() bool {
	return m.span.End == len(m.Text) || m.Text[m.span.End] == '\n' || m.Text[m.span.End] == '\r'
}

// startsLine reports whether the run is the first thing on its line.
func (m *markup) startsLine() bool {
	return m.span.Start == m.Begin() || m.Text[m.span.Start-1] == '\n'
}

// wholeLines returns the run, which starts a line, with the blanks behind it,
// and with the line end when nothing else is on the line.
func (m *markup) wholeLines() article.Span {
	s := m.withBlanks(false, true)
	if strings.HasPrefix(m.Text[s.End:], "\n") {
		s.End++
	}
	return s
}

// withBlanks returns the run with the blanks before it, behind it, or both.
func (m *markup) withBlanks(before, behind bool) article.Span {
	s := m.span
	if before {
		from := max(0, s.Start-maxGap)
		s.Start = from + len(strings.TrimRight(m.Text[from:s.Start], " \t"))
	}
	if behind {
		to := min(len(m.Text), s.End+maxGap)
		s.End = to - len(strings.TrimLeft(m.Text[s.End:to], " \t"))
	}
	return s
}

// paragraphEnd returns what stands between two paragraphs of the article.
func (m *markup) paragraphEnd() string {
	if strings.Contains(m.Text, "\n\n") || !strings.Contains(strings.TrimSpace(m.Text), "\n") {
		return "\n\n"
	}
	return "\n"
}

// joined decides whether a blank was lost where tags stood that change only
// the looks of letters.
func (m *markup) joined(s article.Span) (article.Span, string, string) {
	l, r := wordBefore(m.Text, s.Start), wordBehind(m.Text, s.End)
	if l == "" || r == "" {
		return s, "", ""
	}
	v := joint.Judge(m.Pack, l, r)
	if !v.Sure {
		m.doubt(fmt.Sprintf("“%s” and “%s” may be one word or two", l, r))
	}
	if v.Two {
		return s, " ", v.Evidence
	}
	return s, "", v.Evidence
}
