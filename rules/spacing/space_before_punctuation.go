package spacing

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"

	"golang.org/x/text/language/display"
)

//go:embed space-before-punctuation.txtar
var spaceBeforePunctuationExamples string

// SpaceBeforePunctuation finds a blank in front of punctuation, and behind a
// bracket that opens.
var SpaceBeforePunctuation = &rules.Rule{
	Name:     "spacing/space-before-punctuation",
	Severity: rules.Warning,
	Native:   true,
	Doc: rules.Doc{
		Summary: "A blank stands in front of punctuation",
		Why: "A link or a bold word that ends in front of a comma leaves the line end of the markup behind as a blank: `ministros , que`, `( ONU )`. " +
			"Tokenisers see the comma as a word, and the text differs from every clean copy of it.",
		Fix: "The blank is taken out, or put behind the mark when it stands on the wrong side (`hola ,que`). Safe in front of a comma or stop that ends a word. " +
			"French keeps its blanks in front of `: ; ? ! »` and behind `«`. Ellipses, decimals (`.5`), names that begin with a stop (`.NET`), emoticons and rows of dots are left alone.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: spaceBeforePunctuationExamples,
	},
	Run: runSpaceBeforePunctuation,
}

func runSpaceBeforePunctuation(p *rules.Pass) {
	for _, m := range p.Marks {
		i := int(m)
		if p.Tokens[i].Kind != article.Punct {
			continue
		}
		switch mark := p.Of(i); mark[0] {
		case ',', '.', ';', ':', '?', '!', ')', ']':
			if i > 0 && !p.Tokens[i].Glued {
				blankBefore(p, i, mark)
			}
		case '(', '[', "¿"[0]: // and that of ¡
			if i+1 < len(p.Tokens) && !p.Tokens[i+1].Glued && p.Tokens[i+1].Kind != article.Punct {
				blankInside(p, i+1)
			}
		}
	}
}

// blankBefore looks at a mark with white space in front of it, which stands without a blank behind what it ends.
func blankBefore(p *rules.Pass, i int, mark string) {
	if keepsBlank(p, mark) || !oneBlank(p, i) || p.Tokens[i].Verbatim {
		return
	}
	if l := sideOf(p, i-1); !l.word && !l.number && !l.closes {
		return
	}
	if i+1 == len(p.Tokens) || !p.Tokens[i+1].Glued {
		reportBlank(p, i, fixers.Safe, nil)
		return
	}
	blankBeforeGlued(p, i, mark, sideOf(p, i+1))
}

// blankBeforeGlued looks at a mark with white space in front of it and next
// glued behind it: the blank may belong there.
func blankBeforeGlued(p *rules.Pass, i int, mark string, next side) {
	switch {
	case next.text == ")" && (mark == ":" || mark == ";"):
		return // an emoticon
	case next.closes, next.text == "," && mark != ",":
		reportBlank(p, i, fixers.Safe, nil)
	case mark == "," && next.word && next.letters > 1, mark == "." && next.word && next.capital && next.serves:
		reportBlank(p, i, fixers.Safe, &p.Tokens[i])
	case mark == "." && next.word && next.capital && next.common && next.letters > minProse:
		reportBlank(p, i, fixers.Unsafe, &p.Tokens[i])
	}
}

// keepsBlank reports whether the language writes a blank in front of mark.
func keepsBlank(p *rules.Pass, mark string) bool {
	base, _ := p.Pack.Lang().Base()
	return (base.String() == "fr" || p.Pack.Empty()) && strings.Contains(";:?!", mark)
}

// blankInside looks at white space behind a bracket that opens.
func blankInside(p *rules.Pass, i int) {
	open := p.Of(i - 1)
	if open != "(" && open != "[" && open != "¿" && open != "¡" || !oneBlank(p, i) || p.Tokens[i-1].Verbatim {
		return
	}
	if l := i - 2; p.Tokens[i-1].Glued && l >= 0 && p.Tokens[l].Kind == article.Punct {
		return // an emoticon, :( or ;(
	}
	if t := p.Tokens[i].Kind; t == article.Word || t == article.Number {
		reportBlank(p, i, fixers.Safe, nil)
	}
}

// oneBlank reports whether just a blank, not a line end, stands in front of
// token i. A no-break space is the business of characters/odd-space.
func oneBlank(p *rules.Pass, i int) bool {
	return p.Text[p.Tokens[i-1].End:p.Tokens[i].Start] == " "
}

// reportBlank reports the blank in front of token i. When behind is set the
// blank moves behind that token.
func reportBlank(p *rules.Pass, i int, level fixers.Applicability, behind *article.Token) {
	blank := article.Span{Start: int(p.Tokens[i-1].End), End: int(p.Tokens[i].Start)}
	fix := fixers.Replace(blank, "", "take the blank out", level, fixers.KeepsInk)
	if behind != nil {
		fix.Message = "put the blank behind the mark"
		fix.Edits = append(fix.Edits, fixers.Edit{Span: article.Span{Start: int(behind.End), End: int(behind.End)}, New: " "})
	}
	confidence := sureConfidence
	if level != fixers.Safe {
		confidence = likelyConfidence
	}
	message := fmt.Sprintf("a blank in front of “%s”", p.Of(i))
	if p.Tokens[i].Kind != article.Punct {
		message = fmt.Sprintf("a blank behind “%s”", p.Of(i-1))
	}
	p.Report(rules.Finding{
		Span:       article.Span{Start: int(p.Tokens[i-1].Start), End: int(p.Tokens[i].End)},
		Message:    message,
		Evidence:   []string{"no such blank is written in " + languageName(p)},
		Confidence: confidence,
		Fix:        fix,
	})
}

// languageName returns the English name of the language of the article.
func languageName(p *rules.Pass) string {
	if p.Pack.Empty() {
		return "this language"
	}
	return display.English.Tags().Name(p.Pack.Lang())
}
