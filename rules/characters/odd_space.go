package characters

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
)

//go:embed odd-space.txtar
var oddSpaceExamples string

// OddSpace finds white space of unusual kinds where the language has no habit of it.
var OddSpace = &rules.Rule{
	Name:     "characters/odd-space",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary:  "No-break, thin and other unusual spaces where an ordinary blank belongs",
		Why:      "`&nbsp;` at the end of a link, pasted text and layout tables leave no-break spaces inside sentences. Splitting at blanks then keeps two words as one.",
		Fix:      "An ordinary blank takes the place of the run; at the start and the end of a line nothing does, and line and paragraph separators become line ends. Only white space changes, so it is safe. What typography asks for stays: between digits (`14 840`), between a number and its unit, in French beside `:` `;` `?` `!` `»` `«` `%` and dashes, in French and German behind abbreviations and ordinals, and the ideographic space in Chinese and Japanese.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: oddSpaceExamples,
	},
	Run: runOddSpace,
}

func runOddSpace(p *rules.Pass) {
	if !p.Has(article.OddSpace) {
		return
	}
	for _, g := range p.Gaps {
		text := p.At(g.Span)
		if !strings.ContainsFunc(text, oddSpace) || brokenStart(p.Text, g.Start) {
			continue
		}
		if with := ordinary(p, g, text); with != text {
			reportOddSpace(p, g.Span, with)
		}
	}
}

// brokenStart reports whether the no-break space at the byte offset at is half a character.
func brokenStart(text string, at int) bool {
	const nbsp = "\u00A0"
	return strings.HasPrefix(text[at:], nbsp) && halfOfMojibake(text, article.Span{Start: at, End: at + len(nbsp)})
}

// oddSpace reports whether r is white space of an unusual kind. U+0085 is
// not: it is a character of Windows-1252 read wrongly, see encoding/c1-controls.
func oddSpace(r rune) bool {
	return r == '\v' || r == '\f' || r >= 0xA0 && unicode.IsSpace(r)
}

func reportOddSpace(p *rules.Pass, s article.Span, with string) {
	text := p.At(s)
	odd, _ := utf8.DecodeRuneInString(text[strings.IndexFunc(text, oddSpace):])
	name := "unusual space"
	if odd == 0xA0 {
		name = "no-break space"
	}
	message := "write an ordinary blank"
	switch {
	case with == "":
		message = "take it out"
	case strings.Contains(with, "\n"):
		message = "leave the line ends"
	}
	p.Report(rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("%s (U+%04X)", name, odd),
		Confidence: 1,
		Fix:        fixers.Replace(s, with, message, fixers.Safe, fixers.KeepsInk),
	})
}

// separators turns the separators of lines and paragraphs into line ends.
var separators = strings.NewReplacer("\u2028", "\n", "\u2029", "\n")

// ordinary returns what should stand in place of the gap g.
func ordinary(p *rules.Pass, g article.Gap, text string) string {
	lines := separators.Replace(text)
	switch {
	case g.Start == p.Begin() || g.End == len(p.Text) || strings.Contains(lines, "\n"):
		return strings.Map(func(r rune) rune {
			if r != '\n' && r != '\r' {
				return -1
			}
			return r
		}, lines)
	case utf8.RuneCountInString(text) > 1:
		if french(p) && tightens(p, g.Span) {
			return "\u00A0"
		}
		return " "
	case customary(p, g.Span, text):
		return text
	}
	return " "
}

func french(p *rules.Pass) bool { return isLang(p, "fr") }

func isLang(p *rules.Pass, code string) bool {
	base, _ := p.Pack.Lang().Base()
	return base.String() == code
}

// customary reports whether the odd space that s covers is one that
// typography asks for.
func customary(p *rules.Pass, s article.Span, text string) bool {
	before, _ := utf8.DecodeLastRuneInString(p.Text[:s.Start])
	after, _ := utf8.DecodeRuneInString(p.Text[s.End:])
	switch {
	case strings.ContainsAny(text, "\v\f"):
		return false
	case text == "\u3000":
		return cjk(before) || cjk(after)
	case unicode.IsDigit(before):
		return measure(p, s, after)
	case unicode.In(before, unicode.Sc) || strings.ContainsRune("§№", before):
		return unicode.IsDigit(after)
	case french(p):
		return tightens(p, s) || !unicode.IsLetter(before) || !unicode.IsLetter(after)
	}
	return before == '.' && isLang(p, "de") && (unicode.IsLetter(after) || unicode.IsDigit(after))
}

// measure reports whether typography asks for an odd space between a number
// and what begins with after: its next group of digits, its unit, its sign.
func measure(p *rules.Pass, s article.Span, after rune) bool {
	switch {
	case unicode.IsDigit(after), unicode.In(after, unicode.Sc), strings.ContainsRune("%‰°", after), french(p):
		return true
	}
	return unit(p, s.End) || isLang(p, "de") && !unicode.IsLetter(after)
}

// tightens reports whether French puts a no-break space at s.
func tightens(p *rules.Pass, s article.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(p.Text[:s.Start])
	after, _ := utf8.DecodeRuneInString(p.Text[s.End:])
	return strings.ContainsRune(":;?!»%–—", after) || strings.ContainsRune("«–—", before)
}

// unit reports whether the word at the byte offset at is a unit or a currency.
func unit(p *rules.Pass, at int) bool {
	i := p.TokenAt(at)
	if i == len(p.Tokens) {
		return false
	}
	w, ok := p.Pack.Lookup(p.Of(i))
	return ok && w.Flags.Any(lexicon.Unit|lexicon.Currency) || symbols[p.Of(i)]
}

// symbols are the commonest symbols of units, which no language spells otherwise.
var symbols = map[string]bool{
	"mm": true, "cm": true, "m": true, "km": true, "ha": true, "mg": true, "g": true, "kg": true, "t": true, "l": true, "ml": true,
	"s": true, "min": true, "h": true, "Hz": true, "kHz": true, "MHz": true, "GHz": true, "W": true, "kW": true, "MW": true, "GW": true,
	"kWh": true, "MWh": true, "GWh": true, "V": true, "A": true, "C": true, "K": true, "J": true, "MB": true, "GB": true, "TB": true,
}

func cjk(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}
