package encoding

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/encoding/mojibake"
)

//go:embed mojibake.txtar
var mojibakeExamples string

// Mojibake finds text in UTF-8 that was read in another encoding.
var Mojibake = &rules.Rule{
	Name:     "encoding/mojibake",
	Severity: rules.Error,
	Doc: rules.Doc{
		Summary:  "UTF-8 that was read in another encoding, once or more often",
		Why:      "A page declares one encoding and is written in another, or a database is copied twice: every letter outside ASCII becomes two or three signs. No word that has one is found again, and models learn the signs.",
		Fix:      "The bytes are put together again: through Windows-1252 with Latin-1, 1250, 1251, 1253, 1254, 1257, 1258, ISO 8859-2, Mac Roman or code page 437, up to four times over, word by word. Safe when what stands there is implausible as text and the outcome is plausible: a capital or a sign inside a word, control characters, several letters of another script in a row, a word of the language as the outcome, other words of the article broken in the same way. Bytes that were lost (a no-break space that became a blank, an undefined byte that was dropped) are put back when the word lists leave one reading. A word that may be right as it stands (`XÃ HỘI`, `IRMÃ”`, `NESTLÉ®`) is left alone, and so are URLs. Quotation marks stay as curly as they were. The method follows ftfy by Robyn Speer.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: mojibakeExamples,
	},
	Run: runMojibake,
}

func runMojibake(p *rules.Pass) {
	if !p.Has(article.NonASCII) {
		return
	}
	for _, r := range mojibake.Find(p.Text, p.Pack) {
		s := article.Span{Start: r.Start, End: r.End}
		if !inURL(p, s) {
			reportMojibake(p, s, r)
		}
	}
}

// inURL reports whether s lies in a string that is never changed. Hashtags
// and handles are such strings, but nobody writes them in broken letters.
func inURL(p *rules.Pass, s article.Span) bool {
	i := p.TokenAt(s.Start)
	if i == len(p.Tokens) || !p.Tokens[i].Verbatim {
		return false
	}
	for i > 0 && p.Tokens[i].Glued {
		i--
	}
	return !strings.ContainsAny(p.Of(i), "#@")
}

// The confidence of a repair: that of sure ones and of those for review, and
// that of sure ones with a lost byte.
const (
	sureRepair  = 0.999
	lossyRepair = 0.995
	fairRepair  = 0.9
)

func reportMojibake(p *rules.Pass, s article.Span, r mojibake.Repair) {
	safety, confidence := fixers.Unsafe, fairRepair
	if r.Sure() {
		safety, confidence = fixers.Safe, sureRepair
		if r.Lossy {
			confidence = lossyRepair
		}
	}
	p.Report(rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("“%s” is “%s” in UTF-8, read as %s", p.At(s), r.New, r.Code),
		Evidence:   evidence(r),
		Confidence: confidence,
		Fix:        fixers.Replace(s, r.New, "decode it", safety, fixers.KeepsNothing),
	})
}

func evidence(r mojibake.Repair) []string {
	var list []string
	if r.Depth > 1 {
		list = append(list, fmt.Sprintf("it decodes %d times in turn", r.Depth))
	}
	if r.Word != "" {
		list = append(list, fmt.Sprintf("“%s” is a word", r.Word))
	}
	if r.Agreeing > 1 {
		list = append(list, fmt.Sprintf("%d other places of the article are broken in the same way", r.Agreeing))
	}
	if r.Lossy {
		list = append(list, "a byte was lost, and one reading fits")
	}
	return list
}
