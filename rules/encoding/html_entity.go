package encoding

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed html-entity.txtar
var htmlEntityExamples string

// HTMLEntity finds character references of HTML that nobody resolved.
var HTMLEntity = &rules.Rule{
	Name:     "encoding/html-entity",
	Severity: rules.Error,
	Doc: rules.Doc{
		Summary:  "Character references of HTML, named or numeric, escaped once or more often",
		Why:      "A scraper that takes text out of a page with a pattern instead of a parser leaves `&eacute;` and `&#8217;`; a feed that was escaped twice leaves `&amp;eacute;`. The word is cut in pieces and its letters are gone.",
		Fix:      "The character takes the place of the reference, by the table of the HTML standard; what was escaped several times is resolved at once. Safe with a semicolon. `&nbsp;` becomes an ordinary blank unless French asks for a no-break space there or it stands between digits. Without a semicolon it is only offered, and a plain ampersand (`AT&T`, `R&D`, `?a=1&b=2`) is none.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: htmlEntityExamples,
	},
	Run: runHTMLEntity,
}

func runHTMLEntity(p *rules.Pass) {
	if !p.Has(article.Ampersand) {
		return
	}
	for i := 0; ; {
		n := strings.IndexByte(p.Text[i:], '&')
		if n < 0 {
			return
		}
		i += n
		s, text, e := entities(p, i)
		if s.Empty() {
			i++
			continue
		}
		i = s.End
		if !inURL(p, s) {
			reportEntity(p, s, text, e)
		}
	}
}

// entities reads the references that stand one behind another from the
// offset at, and returns where they stand, their text, and the last one.
func entities(p *rules.Pass, at int) (article.Span, string, entity) {
	s := article.Span{Start: at, End: at}
	var text strings.Builder
	var last entity
	for s.End < len(p.Text) && p.Text[s.End] == '&' {
		e, ok := parseEntity(p.Text[s.End:])
		if !ok && s.End == at {
			e, ok = parseOpen(wordBefore(p.Text, at), p.Text[at:], func(w string) bool { return knows(p, w) })
		}
		if !ok {
			break
		}
		text.WriteString(e.text)
		s.End += e.size
		last = e
		if e.open {
			break
		}
	}
	return s, blanks(p, s, text.String()), last
}

// maxWord bounds how far back a word is followed, in bytes.
const maxWord = 64

// wordBefore returns the letters that end at the offset at.
func wordBefore(text string, at int) string {
	before := text[max(0, at-maxWord):at]
	if n := strings.LastIndexFunc(before, func(r rune) bool { return !isLetter(r) }); n >= 0 {
		_, size := utf8.DecodeRuneInString(before[n:])
		return before[n+size:]
	}
	return before
}

// wordBehind returns the letters that begin at the offset at.
func wordBehind(text string, at int) string {
	after := text[at:min(len(text), at+maxWord)]
	if n := strings.IndexFunc(after, func(r rune) bool { return !isLetter(r) }); n >= 0 {
		return after[:n]
	}
	return after
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.M, r) }

// knows reports whether the language has the word w.
func knows(p *rules.Pass, w string) bool {
	_, ok := p.Pack.Lookup(w)
	return ok && !p.Pack.Empty()
}

const nbsp = "\u00A0"

// blanks writes ordinary blanks for the no-break spaces of text, which
// replaces s, where the language has no habit of them.
func blanks(p *rules.Pass, s article.Span, text string) string {
	if !strings.Contains(text, nbsp) {
		return text
	}
	before, _ := utf8.DecodeLastRuneInString(p.Text[:s.Start])
	after, _ := utf8.DecodeRuneInString(p.Text[s.End:])
	var b strings.Builder
	for i, r := range text {
		if next := text[i:]; r == 0xA0 && !keepsBreak(p, before, nextRune(next[len(nbsp):], after)) {
			r = ' '
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

func nextRune(s string, otherwise rune) rune {
	if s == "" {
		return otherwise
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// keepsBreak reports whether the no-break space between before and after is
// there for a reason: typography, or a character that was broken before it
// was escaped, of which it is a half.
func keepsBreak(p *rules.Pass, before, after rune) bool {
	base, _ := p.Pack.Lang().Base()
	switch {
	case strings.ContainsRune("ÃÂĂ", before):
		return true
	case unicode.IsDigit(before) && unicode.IsDigit(after):
		return true
	case base.String() != "fr":
		return false
	}
	return strings.ContainsRune(":;?!»%€–—", after) || strings.ContainsRune("«–—", before)
}

func reportEntity(p *rules.Pass, s article.Span, text string, e entity) {
	f := rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("“%s” is “%s” in HTML", p.At(s), text),
		Confidence: 1,
	}
	safety := fixers.Safe
	if e.open {
		safety, f.Confidence = fixers.Unsafe, 0.9
		f.Evidence = []string{"the semicolon is missing"}
	}
	if e.twice {
		f.Evidence = []string{"its ampersand was escaped too"}
	}
	f.Fix = fixers.Replace(s, text, "write the character", safety, fixers.KeepsNothing)
	p.Report(f)
}
