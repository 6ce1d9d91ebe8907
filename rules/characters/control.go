package characters

import (
	_ "embed"
	"fmt"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed control.txtar
var controlExamples string

// Control finds control characters of ASCII.
var Control = &rules.Rule{
	Name:     "characters/control",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Control characters other than tab and line ends",
		Why:      "Word processors mark fields, hyphens and cells with control characters, terminals colours; they survive copying and conversion. XML and JSON forbid most of them, so one of them can stop a whole import.",
		Fix:      "They are taken out, with the rest of a terminal's colour sequence. Inside a word the character may have been a hyphen or a letter: that is safe only when the language has the word without it. C1 controls are left to `encoding/c1-controls`, form feeds to `characters/odd-space`.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: controlExamples,
	},
	Run: runControl,
}

func runControl(p *rules.Pass) {
	if !p.Has(article.Control) {
		return
	}
	for i := 0; i < len(p.Tokens); i++ {
		if !c0(p, i) {
			continue
		}
		first := i
		for i+1 < len(p.Tokens) && p.Tokens[i+1].Glued && c0(p, i+1) {
			i++
		}
		reportControl(p, first, i)
	}
}

// c0 reports whether token i is a control character of ASCII.
func c0(p *rules.Pass, i int) bool {
	t := p.Tokens[i]
	return t.Kind == article.Ctrl && p.Text[t.Start] < utf8.RuneSelf
}

func reportControl(p *rules.Pass, first, last int) {
	s := p.Tokens[first].Span().Union(p.Tokens[last].Span())
	f := rules.Finding{Span: s, Message: fmt.Sprintf("control character U+%04X", p.Text[s.Start]), Confidence: 1}
	safety := fixers.Safe
	keeps := fixers.KeepsVisible
	if n := colour(p.Text[s.End:]); p.Text[s.End-1] == 0x1B && n > 0 {
		f.End += n
		keeps = fixers.KeepsRest
	} else if l, r, ok := beside(p, first, last); ok {
		if _, known := p.Pack.Lookup(l + r); known {
			f.Evidence = []string{fmt.Sprintf("“%s%s” is a word", l, r)}
		} else {
			safety, f.Confidence = fixers.Unsafe, 0.6
			f.Evidence = []string{"it stands inside a word, where a hyphen or a letter may be lost"}
		}
	}
	f.Fix = fixers.Replace(f.Span, "", "take it out", safety, keeps)
	p.Report(f)
}

// beside returns the words that the tokens first to last stand between.
func beside(p *rules.Pass, first, last int) (l, r string, ok bool) {
	if first == 0 || last+1 == len(p.Tokens) || !p.Tokens[first].Glued || !p.Tokens[last+1].Glued {
		return "", "", false
	}
	ok = p.Tokens[first-1].Kind <= article.Number && p.Tokens[last+1].Kind <= article.Number
	return p.Of(first - 1), p.Of(last + 1), ok
}

// maxColour is the longest colour sequence in use, in bytes: "[38;2;255;255;255m" and some.
const maxColour = 24

// colour returns the length of the rest of an ECMA-48 control sequence, from
// its bracket to its final letter, that text begins with; 0 without one.
func colour(text string) int {
	if text == "" || text[0] != '[' {
		return 0
	}
	for i := 1; i < min(len(text), maxColour); i++ {
		c := text[i]
		if c >= '@' && c <= '~' {
			return i + 1
		}
		if c != ';' && c != '?' && (c < '0' || c > '9') {
			break
		}
	}
	return 0
}
