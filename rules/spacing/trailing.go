package spacing

import (
	_ "embed"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed trailing.txtar
var trailingExamples string

// Trailing finds blanks at the end of a line, and on lines of their own.
var Trailing = &rules.Rule{
	Name:     "spacing/trailing",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary:  "Blanks at the end of a line",
		Why:      "The blank that stood in front of a closing tag or a `<br>` stays at the end of the line. Nobody sees it, and it makes two equal lines differ.",
		Fix:      "The blanks are taken out; the line end stays what it is. Always safe. Two blanks at the end of a line of Markdown are a line break there and stay.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: trailingExamples,
	},
	Run: runTrailing,
}

func runTrailing(p *rules.Pass) {
	markdown := strings.HasSuffix(p.Name, ".md")
	for _, g := range p.Gaps {
		if g.Newlines == 0 && g.End < len(p.Text) {
			continue
		}
		at := g.Start
		for at < g.End {
			end := lineEnd(p.Text, at, g.End)
			if blanks := (article.Span{Start: at, End: end}); !blanks.Empty() && (end < g.End || g.End == len(p.Text)) && isBlank(p.At(blanks)) {
				if !markdown || p.At(blanks) != "  " || at != g.Start {
					reportTrailing(p, blanks)
				}
			}
			at = end + len(newline(p.Text[end:g.End]))
		}
	}
}

// lineEnd returns the offset of the line end at or behind at, or end.
func lineEnd(text string, at, end int) int {
	for i := at; i < end; i++ {
		if newline(text[i:end]) != "" {
			return i
		}
	}
	return end
}

// newline returns the line end that s begins with: "\n", "\r\n" or "".
func newline(s string) string {
	for _, n := range []string{"\n", "\r\n"} {
		if strings.HasPrefix(s, n) {
			return n
		}
	}
	return ""
}

func isBlank(s string) bool { return strings.Trim(s, " \t") == "" }

func reportTrailing(p *rules.Pass, s article.Span) {
	p.Report(rules.Finding{
		Span:       s,
		Message:    "blanks at the end of the line",
		Confidence: 1,
		Fix:        fixers.Replace(s, "", "take them out", fixers.Safe, fixers.KeepsInk),
	})
}
