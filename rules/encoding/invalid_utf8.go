package encoding

import (
	_ "embed"
	"fmt"

	"copydesk/article"
	"copydesk/rules"

	"golang.org/x/text/encoding/charmap"
)

//go:embed invalid-utf8.txtar
var invalidExamples string

// InvalidUTF8 finds bytes that are no UTF-8.
var InvalidUTF8 = &rules.Rule{
	Name:     "encoding/invalid-utf8",
	Severity: rules.Error,
	Doc: rules.Doc{
		Summary:  "Bytes that are no UTF-8",
		Why:      "Files in several encodings were joined, or a text was cut in the middle of a character. Readers replace such bytes or refuse the whole file.",
		Fix:      "Only shown, once a line, with what the bytes are in Windows-1252: the file they come from must be converted, for a single byte does not say which encoding it is in.",
		Since:    "0.1.0",
		Examples: invalidExamples,
	},
	Run: runInvalid,
}

func runInvalid(p *rules.Pass) {
	if !p.Has(article.InvalidUTF8) {
		return
	}
	for _, par := range p.Paragraphs {
		first, count := -1, 0
		for i := par.First; i < par.Last; i++ {
			if p.Tokens[i].Kind != article.Invalid {
				continue
			}
			if first < 0 {
				first = i
			}
			count++
		}
		if first >= 0 {
			reportInvalid(p, first, count)
		}
	}
}

func reportInvalid(p *rules.Pass, first, count int) {
	s := p.Tokens[first].Span()
	b := p.Text[s.Start]
	word := wordBefore(p.Text, s.Start) + string(charmap.Windows1252.DecodeByte(b)) + wordBehind(p.Text, s.End)
	evidence := []string{fmt.Sprintf("in windows-1252 the first would read “%s”", word)}
	if count > 1 {
		evidence = append(evidence, fmt.Sprintf("%d such bytes on this line", count))
	}
	p.Report(rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("byte 0x%02X is no UTF-8 here", b),
		Evidence:   evidence,
		Confidence: 1,
	})
}
