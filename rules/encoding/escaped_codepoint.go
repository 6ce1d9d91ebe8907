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

//go:embed escaped-codepoint.txtar
var escapedExamples string

// EscapedCodepoint finds escapes of programming languages and URLs in prose.
var EscapedCodepoint = &rules.Rule{
	Name:     "encoding/escaped-codepoint",
	Severity: rules.Error,
	Doc: rules.Doc{
		Summary:  "Escapes such as \\u00f3 and %C3%B3 in the text",
		Why:      "JSON inside a page and fields of a URL carry letters as escapes. A scraper that cuts the string out without reading it leaves `\\u00f3`; a second one strips the backslash and leaves `u00f3`.",
		Fix:      "The character is offered in the place of the escape. Not safe: an article about programs may mean it. A bare `u00f3` counts only where it makes a word of the language, `%C3%B3` only outside of URLs and where it is sound UTF-8.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: escapedExamples,
	},
	Run: runEscaped,
}

func runEscaped(p *rules.Pass) {
	if p.Has(article.Escape) {
		findEscapes(p)
	}
	if !p.Has(article.LetterDigit) {
		return
	}
	const bare = "u00"
	for i := 0; ; i += len(bare) {
		n := strings.Index(p.Text[i:], bare)
		if n < 0 {
			return
		}
		i += n
		findBare(p, i)
	}
}

// findEscapes reports escapes that begin with a backslash or a percent sign.
func findEscapes(p *rules.Pass) {
	for i := 0; ; {
		n := strings.IndexAny(p.Text[i:], `\%`)
		if n < 0 {
			return
		}
		i += n
		s := article.Span{Start: i, End: i}
		var text strings.Builder
		for {
			r, size := escape(p.Text[s.End:])
			if size == 0 {
				break
			}
			text.WriteRune(r)
			s.End += size
		}
		if s.Empty() {
			i++
			continue
		}
		i = s.End
		if !p.Tokens[p.TokenAt(s.Start)].Verbatim {
			reportEscape(p, s, text.String(), 0.97)
		}
	}
}

// escape reads the escape that s begins with and returns its character and
// its length; 0 without one. Only printable characters beyond ASCII count:
// nobody has to escape others, and a percent sign is often just that.
func escape(s string) (rune, int) {
	var r rune
	var size int
	switch {
	case strings.HasPrefix(s, `\u`):
		r, size = codeUnit(s, 2)
		if low, n := codeUnit(s[size:], 2); r >= 0xD800 && r < 0xDC00 && low >= 0xDC00 && low < 0xE000 && strings.HasPrefix(s[size:], `\u`) {
			const base, ten = 0x10000, 10
			r, size = base+(r-0xD800)<<ten|(low-0xDC00), size+n
		}
	case strings.HasPrefix(s, `\x`):
		r, size = bytesOf(s, `\x`)
	case strings.HasPrefix(s, "%"):
		r, size = bytesOf(s, "%")
	}
	if r < 0xA0 || !unicode.IsGraphic(r) {
		return 0, 0
	}
	return r, size
}

// codeUnit reads four hexadecimal digits behind the first n bytes of s.
func codeUnit(s string, n int) (rune, int) {
	const digits = 4
	if len(s) < n+digits {
		return 0, 0
	}
	v, ok := hex(s[n : n+digits])
	if !ok {
		return 0, 0
	}
	return v, n + digits
}

// bytesOf reads the bytes of one character of UTF-8, each two hexadecimal
// digits behind mark.
func bytesOf(s, mark string) (rune, int) {
	var bytes []byte
	size := 0
	for len(bytes) < utf8.UTFMax && strings.HasPrefix(s[size:], mark) && len(s) >= size+len(mark)+2 {
		v, ok := hex(s[size+len(mark) : size+len(mark)+2])
		if !ok {
			break
		}
		size += len(mark) + 2
		bytes = append(bytes, byte(v))
		if utf8.FullRune(bytes) {
			break
		}
	}
	r, n := utf8.DecodeRune(bytes)
	if n != len(bytes) || n < 2 {
		return 0, 0
	}
	return r, size
}

func hex(s string) (rune, bool) {
	var v rune
	for i := range len(s) {
		d := strings.IndexByte("0123456789abcdef", s[i]|0x20)
		if s[i] < '0' || d < 0 || d < 10 && s[i] > '9' {
			return 0, false
		}
		v = v<<4 | rune(d)
	}
	return v, true
}

// findBare reports an escape without its backslash at the offset at, when it
// makes a word of the language.
func findBare(p *rules.Pass, at int) {
	r, size := codeUnit(p.Text[at:], 1)
	if size == 0 || r < 0xC0 || !unicode.IsLetter(r) || at > 0 && p.Text[at-1] == '\\' {
		return
	}
	s := article.Span{Start: at, End: at + size}
	before, after := wordBefore(p.Text, at), wordBehind(p.Text, s.End)
	if len(before)+len(after) >= minLetters && knows(p, before+string(r)+after) && !p.Tokens[p.TokenAt(at)].Verbatim {
		reportEscape(p, s, string(r), 0.95)
	}
}

// minLetters is how many letters must stand beside a bare escape, in bytes.
const minLetters = 2

func reportEscape(p *rules.Pass, s article.Span, text string, confidence float64) {
	p.Report(rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("“%s” is an escape of “%s”", p.At(s), text),
		Confidence: confidence,
		Fix:        fixers.Replace(s, text, "write the character", fixers.Unsafe, fixers.KeepsNothing),
	})
}
