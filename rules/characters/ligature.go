package characters

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"

	"golang.org/x/text/unicode/norm"
)

//go:embed ligature.txtar
var ligatureExamples string

// Ligature finds letters in a presentation form.
var Ligature = &rules.Rule{
	Name:     "characters/ligature",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Ligatures, full-width and mathematical letters in place of plain ones",
		Why:      "Text cut out of a PDF brings its ligatures (`ﬁnal`), text typed with a Chinese or Japanese keyboard full-width letters (`ＶＮＡ`), posts from social networks mathematical letters (`𝗕𝗿𝗲𝗮𝗸𝗶𝗻𝗴`). They look like the word and are not.",
		Fix:      "Plain letters take their place: the compatibility form (NFKC) of these characters alone. Safe; punctuation in full width, which carries a blank of its own, is only safe where a blank stands beside it. Letters of languages (`œ`, `æ`, `ß`, `ĳ`), signs such as `½` `²` `™` `…`, single mathematical letters and anything beside Chinese, Japanese or Korean text stay.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: ligatureExamples,
	},
	Run: runLigature,
}

// presentationStarts are how the characters of this rule begin in UTF-8.
var presentationStarts = []string{"\xef\xac", "\xef\xbc", "\xef\xbd", "\xf0\x9d"}

var presentationForms = article.Signs{}.And(0xFB00, 0xFB3F).And(0xFF00, 0xFF7F).And(0x1D400, 0x1D7FF)

func runLigature(p *rules.Pass) {
	if !p.MayHave(&presentationForms) {
		return
	}
	for _, start := range presentationStarts {
		if strings.Contains(p.Text, start) {
			findPresentation(p)
			return
		}
	}
}

// findPresentation reports every run of presentation forms.
func findPresentation(p *rules.Pass) {
	for i := 0; i < len(p.Text); {
		next := strings.IndexFunc(p.Text[i:], presentation)
		if next < 0 {
			return
		}
		s := article.Span{Start: i + next, End: len(p.Text)}
		if n := strings.IndexFunc(p.At(s), func(r rune) bool { return !presentation(r) }); n >= 0 {
			s.End = s.Start + n
		}
		i = s.End
		if !besideCJK(p, s) && !lonelyMath(p.At(s)) {
			reportPresentation(p, s)
		}
	}
}

// presentation reports whether r is a Latin ligature, a full-width form of
// ASCII, or a mathematical letter or digit.
func presentation(r rune) bool {
	return r >= 0xFB00 && r <= 0xFB06 || r >= 0xFF01 && r <= 0xFF5E || r >= 0x1D400 && r <= 0x1D7FF
}

// lonelyMath reports whether s is a single mathematical letter: a variable.
func lonelyMath(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && r >= 0x1D400
}

func besideCJK(p *rules.Pass, s article.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(p.Text[:s.Start])
	after, _ := utf8.DecodeRuneInString(p.Text[s.End:])
	return cjk(before) || cjk(after)
}

func reportPresentation(p *rules.Pass, s article.Span) {
	was, is := p.At(s), norm.NFKC.String(p.At(s))
	safety, confidence := fixers.Safe, 1.0
	if carriesBlank(p, s) {
		safety, confidence = fixers.Unsafe, 0.8
	}
	p.Report(rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("“%s” for “%s”", was, is),
		Confidence: confidence,
		Fix:        fixers.Replace(s, is, "write plain letters", safety, fixers.KeepsCompatible),
	})
}

// carriesBlank reports whether punctuation in full width stands in s where
// plain punctuation needs a blank that is not there.
func carriesBlank(p *rules.Pass, s article.Span) bool {
	for i, r := range p.At(s) {
		if r < 0xFF01 || r > 0xFF5E || unicode.IsLetter(r) || unicode.IsDigit(r) {
			continue
		}
		at := s.Start + i
		before, _ := utf8.DecodeLastRuneInString(p.Text[:at])
		after, _ := utf8.DecodeRuneInString(p.Text[at+utf8.RuneLen(r):])
		if !aside(before) && !aside(after) {
			return true
		}
	}
	return false
}

// aside reports whether r is white space or the end of the text.
func aside(r rune) bool { return r == utf8.RuneError || unicode.IsSpace(r) }
