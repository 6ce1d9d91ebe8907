package language

import (
	_ "embed"
	"fmt"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/rules"
)

//go:embed script.txtar
var scriptExamples string

// Script finds paragraphs in another script than the article.
var Script = &rules.Rule{
	Name:     "language/script",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Paragraph in another script than the article",
		Why:      "Lines in Chinese, Cyrillic or Arabic letters in an article in Latin ones come from another edition of the page, or from a decoding gone wrong.",
		Fix:      "None: a person decides whether the paragraph belongs there.",
		Since:    "0.1.0",
		Examples: scriptExamples,
	},
	Run: runScript,
}

// Bounds of what is judged, in bytes of words.
const (
	minForeign   = 20 // of another script, in a paragraph
	foreignShare = 2  // and at least half of all its letters
)

// scripts are those that news is written in, beside Latin.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Cyrillic", unicode.Cyrillic},
	{"Chinese", unicode.Han},
	{"Arabic", unicode.Arabic},
	{"Greek", unicode.Greek},
	{"Hebrew", unicode.Hebrew},
	{"Thai", unicode.Thai},
	{"Lao", unicode.Lao},
	{"Khmer", unicode.Khmer},
	{"Hangul", unicode.Hangul},
	{"Hiragana", unicode.Hiragana},
	{"Katakana", unicode.Katakana},
	{"Devanagari", unicode.Devanagari},
	{"Burmese", unicode.Myanmar},
	{"Armenian", unicode.Armenian},
	{"Georgian", unicode.Georgian},
}

// foreignScripts are the characters among which letters of other scripts than Latin are.
var foreignScripts = article.Signs{}.And(0x370, 0x1DFF).And(0x1F00, 0x1FFF).And(0x2100, unicode.MaxRune)

func runScript(p *rules.Pass) {
	if !p.MayHave(&foreignScripts) || p.Pack.Empty() {
		return
	}
	for i := range p.Paragraphs {
		if foreign, letters, name := scriptOf(p, &p.Paragraphs[i]); foreign >= minForeign && foreign*foreignShare >= letters {
			p.Report(rules.Finding{
				Span:       p.Paragraphs[i].Span,
				Message:    "paragraph in " + name + " letters",
				Evidence:   []string{fmt.Sprintf("%d of the %d bytes of its words are not Latin", foreign, letters)},
				Confidence: 1,
			})
		}
	}
}

// scriptOf counts the bytes of the words of par, those of words that do not
// begin with a Latin letter, and names the script of the first of these.
func scriptOf(p *rules.Pass, par *article.Paragraph) (foreign, letters int, name string) {
	for i := par.First; i < par.Last; i++ {
		t := &p.Tokens[i]
		if t.Kind != article.Word {
			continue
		}
		letters += int(t.End - t.Start)
		r, _ := utf8.DecodeRuneInString(p.Text[t.Start:])
		if article.Latin(r) {
			continue
		}
		foreign += int(t.End - t.Start)
		if name == "" {
			name = scriptName(r)
		}
	}
	return foreign, letters, name
}

func scriptName(r rune) string {
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	return "foreign"
}
