package encoding

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"

	"golang.org/x/text/encoding/charmap"
)

//go:embed c1-controls.txtar
var c1Examples string

// C1Controls finds characters of Windows-1252 that were read as Latin-1.
var C1Controls = &rules.Rule{
	Name:     "encoding/c1-controls",
	Severity: rules.Error,
	Doc: rules.Doc{
		Summary:  "C1 control characters, which are quotation marks and dashes read as Latin-1",
		Why:      "Windows-1252 has its quotation marks, dashes, the ellipsis and the euro where Latin-1 has control characters nobody uses. A page that says Latin-1 and means Windows-1252 loses them: they are there and cannot be seen.",
		Fix:      "The character of Windows-1252 takes its place, as browsers read it. Safe. When the word lists know the word that Mac Roman would make of it and not the other, that one is offered for review; a byte that Windows-1252 leaves undefined is only shown. U+0085 that stands for all line ends of a text is left alone.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: c1Examples,
	},
	Run: runC1,
}

// c1Lead is the first byte of the C1 controls in UTF-8; the second tells which.
const c1Lead = 0xC2

func runC1(p *rules.Pass) {
	if !p.Has(article.Control | article.OddSpace) {
		return
	}
	for i := 0; ; {
		n := strings.IndexByte(p.Text[i:], c1Lead)
		if n < 0 {
			return
		}
		i += n
		s := article.Span{Start: i, End: i}
		for s.End+1 < len(p.Text) && p.Text[s.End] == c1Lead && p.Text[s.End+1] < 0xA0 {
			s.End += 2
		}
		if s.Empty() {
			i++
			continue
		}
		i = s.End
		if !lineEndings(p, s) && !inURL(p, s) {
			reportC1(p, s)
		}
	}
}

// lineEndings reports whether s is a U+0085 that ends lines, as it does on
// mainframes: the text has no other line end and several of these.
func lineEndings(p *rules.Pass, s article.Span) bool {
	const next, few = "\u0085", 3
	return p.At(s) == next && !strings.Contains(strings.TrimRight(p.Text, "\n"), "\n") && strings.Count(p.Text[:min(len(p.Text), maxContent)], next) >= few
}

func reportC1(p *rules.Pass, s article.Span) {
	was := p.At(s)
	f := rules.Finding{Span: s, Message: fmt.Sprintf("control character U+%04X", firstRune(was)), Confidence: 1}
	is, defined := decodeAs(charmap.Windows1252, was)
	switch mac, word := macWord(p, s, was); {
	case word != "":
		f.Confidence = 0.9
		f.Evidence = []string{fmt.Sprintf("“%s” is a word, with the letter that Mac Roman has", word)}
		f.Fix = fixers.Replace(s, mac, "write the letter", fixers.Unsafe, fixers.KeepsNothing)
	case defined:
		f.Evidence = []string{fmt.Sprintf("windows-1252 has “%s” there", is)}
		f.Fix = fixers.Replace(s, is, "write the character of windows-1252", fixers.Safe, fixers.KeepsNothing)
	default:
		f.Confidence = 0.9
	}
	p.Report(f)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// decodeAs reads C1 controls as bytes of an encoding; those that it leaves
// undefined stay. It reports whether any is defined.
func decodeAs(page *charmap.Charmap, s string) (string, bool) {
	var b strings.Builder
	for _, r := range s {
		if c := page.DecodeByte(byte(r)); c != utf8.RuneError {
			r = c
		}
		b.WriteRune(r)
	}
	return b.String(), b.String() != s
}

// macWord returns what Mac Roman makes of the single control s inside a word,
// and the word, when the language has that word.
func macWord(p *rules.Pass, s article.Span, was string) (mac, word string) {
	l, r := wordBefore(p.Text, s.Start), wordBehind(p.Text, s.End)
	if len(was) != 2 || l == "" || r == "" {
		return "", ""
	}
	mac, _ = decodeAs(charmap.Macintosh, was)
	if !isLetter(firstRune(mac)) || !knows(p, l+mac+r) || len(r) == 1 {
		return "", ""
	}
	return mac, l + mac + r
}
