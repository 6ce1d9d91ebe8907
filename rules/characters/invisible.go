package characters

import (
	_ "embed"
	"fmt"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed invisible.txtar
var invisibleExamples string

// Invisible finds characters that nobody sees and every program trips over.
var Invisible = &rules.Rule{
	Name:     "characters/invisible",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Zero-width characters, soft hyphens, byte-order marks and direction marks",
		Why:      "Content systems put soft hyphens into long words, zero-width spaces where a line may break, and direction marks beside numbers; concatenated files bring byte-order marks. They part words and cannot be seen, so a search for the word fails and nobody knows why.",
		Fix:      "The character is taken out. Where a zero-width space or a byte-order mark stands between two words it may be all that is left of a blank: when the pack of the language has both parts and not the whole, or finds the whole much less likely, a blank takes its place; when the evidence is thin, the fix is unsafe. Joiners stay in emoji and in scripts that spell with them, zero-width spaces in scripts that write no blanks, direction marks in paragraphs that run from right to left.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: invisibleExamples,
	},
	Run: runInvisible,
}

func runInvisible(p *rules.Pass) {
	if !p.Has(article.Invisible) {
		return
	}
	v := invisible{Pass: p, paragraph: -1}
	for i := 0; i < len(p.Tokens); i++ {
		if !v.removable(i) {
			continue
		}
		first := i
		for i+1 < len(p.Tokens) && p.Tokens[i+1].Glued && v.removable(i+1) {
			i++
		}
		v.report(first, i)
		v.found++
	}
	v.byteOrderMark()
}

// byteOrderMark takes the mark in front of the text for dirt of the same
// scrape when the text has other invisible characters. Alone it only says how
// the file is encoded, and stays.
func (v *invisible) byteOrderMark() {
	if v.Begin() == 0 || v.found == 0 {
		return
	}
	v.Report(rules.Finding{
		Span:       article.Span{Start: 0, End: v.Begin()},
		Message:    describe(v.Text[:v.Begin()]) + " at the start of the text",
		Evidence:   []string{fmt.Sprintf("%d more invisible characters stand in the text", v.found)},
		Confidence: 0.999,
		Fix:        fixers.Replace(article.Span{Start: 0, End: v.Begin()}, "", "take it out", fixers.Safe, fixers.KeepsVisible),
	})
}

// invisible looks at one article.
type invisible struct {
	*rules.Pass
	found     int  // invisible characters that were reported
	paragraph int  // whose direction is known; -1 for none
	rtl       bool // it has a letter of a script that runs from right to left
}

// removable reports whether token i is an invisible character that has no
// business where it stands.
func (v *invisible) removable(i int) bool {
	t := v.Tokens[i]
	if t.Kind != article.Format || t.Verbatim {
		return false
	}
	r, _ := utf8.DecodeRuneInString(v.Text[t.Start:])
	before, after := v.around(t.Span())
	switch kindOf(r) {
	case softHyphen:
		return !halfOfMojibake(v.Text, t.Span())
	case space, joiner:
		return !spellsWith(before) && !spellsWith(after)
	case zwj:
		return !spellsWith(before) && !spellsWith(after) && (!symbolic(before) || !symbolic(after))
	case direction:
		return !v.rightToLeft(i)
	}
	return false
}

// around returns the characters beside s, 0 where there is none.
func (v *invisible) around(s article.Span) (before, after rune) {
	if s.Start > 0 {
		before, _ = utf8.DecodeLastRuneInString(v.Text[:s.Start])
	}
	if s.End < len(v.Text) {
		after, _ = utf8.DecodeRuneInString(v.Text[s.End:])
	}
	return before, after
}

// rightToLeft reports whether the paragraph of token i has text that runs
// from right to left, where direction marks do their duty.
func (v *invisible) rightToLeft(i int) bool {
	n := v.ParagraphAt(int(v.Tokens[i].Start))
	if n == v.paragraph || n == len(v.Paragraphs) {
		return v.rtl
	}
	v.paragraph, v.rtl = n, false
	for _, t := range v.Tokens[v.Paragraphs[n].First:v.Paragraphs[n].Last] {
		if r, _ := utf8.DecodeRuneInString(v.Text[t.Start:]); r >= firstRightToLeft && unicode.In(r, rightToLeftScripts...) {
			v.rtl = true
			break
		}
	}
	return v.rtl
}

func (v *invisible) report(first, last int) {
	s := v.Tokens[first].Span().Union(v.Tokens[last].Span())
	d := v.decide(first, last)
	f := rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("%s %s", describe(v.Text[s.Start:s.End]), v.where(first, last)),
		Evidence:   d.evidence,
		Confidence: d.confidence,
	}
	message := "take it out"
	if d.blank != "" {
		message = "put a blank in its place"
	}
	f.Fix = fixers.Replace(s, d.blank, message, d.safety, fixers.KeepsVisible)
	v.Report(f)
}

// where says in words where the tokens first to last stand.
func (v *invisible) where(first, last int) string {
	s := v.Tokens[first].Span().Union(v.Tokens[last].Span())
	before, after := v.around(s)
	switch {
	case s.Start == 0:
		return "at the start of the text"
	case unicode.IsLetter(before) && unicode.IsLetter(after):
		return "inside a word"
	case unicode.IsLetter(after):
		return "in front of a word"
	case unicode.IsLetter(before):
		return "behind a word"
	}
	return "between two characters"
}
