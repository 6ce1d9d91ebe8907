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

//go:embed not-nfc.txtar
var notNFCExamples string

// NotNFC finds words whose characters are decomposed, wholly or in part.
var NotNFC = &rules.Rule{
	Name:     "characters/not-nfc",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Characters that are not in Unicode's composed form (NFC)",
		Why:      "A letter with a mark can be written as one code point or as a letter followed by marks. Both look the same, but searches, dictionaries and tokenisers see two words. Text typed on a Mac or cut out of a PDF is decomposed; Vietnamese newsrooms' systems leave it half decomposed, the vowel composed and its tone apart (`ộ` as `ô` and a dot below).",
		Fix:      "The word is put into NFC (Unicode Standard Annex 15). That is canonically equivalent, so it is safe. Nothing is done beyond NFC: ligatures, full-width letters and `²` stay. Compatibility ideographs, whose variants tell names apart, are only offered for review, and a letter with more than 30 marks is left alone.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: notNFCExamples,
	},
	Run: runNotNFC,
}

// maxMarks is the longest sequence of marks on one letter, in code points,
// that is normalised: the limit of Unicode's Stream-Safe Text Format, beyond
// which the normaliser would write joiners that were not there.
const maxMarks = 30

func runNotNFC(p *rules.Pass) {
	if !p.Has(article.Combining) && (!p.Has(article.OddSpace) && !p.MayHave(&singletons) || !hasSingleton(p.Text)) {
		return
	}
	var line run
	for i := 0; i < len(p.Text); {
		i += norm.NFC.QuickSpanString(p.Text[i:])
		if i == len(p.Text) {
			break
		}
		s := segment(p.Text, i)
		i = s.End
		if denormal(p.At(s)) {
			line.add(p, s)
		}
	}
	line.report(p)
}

// run is what is not composed on one line: a text is decomposed as a whole or
// line by line, and nobody wants to hear of every word.
type run struct {
	words []article.Span // the stretches, one for each word
	safe  bool
}

// add enters the letter s, and reports what is on the lines before its own.
func (r *run) add(p *rules.Pass, s article.Span) {
	safe := !hasIdeograph(p.At(s))
	if n := len(r.words); n > 0 {
		between := p.Text[r.words[n-1].End:s.Start]
		switch {
		case strings.IndexByte(between, '\n') >= 0, safe != r.safe:
			r.report(p)
		case strings.IndexByte(between, ' ') < 0:
			r.words[n-1].End = s.End
			return
		}
	}
	r.words, r.safe = append(r.words, s), safe
}

// report reports the line and forgets it.
func (r *run) report(p *rules.Pass) {
	if len(r.words) == 0 {
		return
	}
	first, last := r.words[0], r.words[len(r.words)-1]
	fix := &fixers.Fix{Message: "compose them", Applicability: fixers.Safe, Keeps: fixers.KeepsCanonical}
	f := rules.Finding{Span: first.Union(last), Confidence: 1, Fix: fix}
	for _, w := range r.words {
		fix.Edits = append(fix.Edits, fixers.Edit{Span: w, New: norm.NFC.String(p.At(w))})
	}
	f.Message = fmt.Sprintf("“%s” is not in composed form", fix.Edits[0].New)
	if n := len(r.words); n > 1 {
		f.Message = fmt.Sprintf("“%s” and %d more on the line are not in composed form", fix.Edits[0].New, n-1)
	}
	f.Evidence = []string{fmt.Sprintf("%d code points, %d in NFC", utf8.RuneCountInString(p.At(first)), utf8.RuneCountInString(fix.Edits[0].New))}
	if !r.safe {
		fix.Applicability, f.Confidence = fixers.Unsafe, 0.5
	}
	p.Report(f)
	r.words = r.words[:0]
}

// segment returns the letter with its marks that begins at the byte offset at.
func segment(text string, at int) article.Span {
	n := norm.NFC.NextBoundaryInString(text[at:], true)
	if n <= 0 {
		_, n = utf8.DecodeRuneInString(text[at:])
	}
	return article.Span{Start: at, End: at + n}
}

func denormal(segment string) bool {
	return utf8.RuneCountInString(segment) <= maxMarks && !norm.NFC.IsNormalString(segment)
}

// singletons are the characters of which hasSingleton looks for some, but for the quads, which are white space.
var singletons = article.Signs{}.And(0x340, 0x3BF).And(0x800, 0xFFF).And(0x1100, 0x113F).And(0x1F40, 0x1FFF).
	And(0x2100, 0x213F).And(0x2300, 0x233F).And(0x2AC0, 0x2AFF).And(0xF000, unicode.MaxRune)

// hasSingleton reports whether text may hold a character that NFC replaces
// though it carries no mark: Greek, Indic, Hebrew and Hangul letters, the signs
// for ohm, kelvin and ångström, quads, angle brackets, compatibility
// ideographs. It looks at how they begin in UTF-8, and at more bytes only
// where Vietnamese letters and quotation marks begin in the same way.
func hasSingleton(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c < 0xCD:
		case c == 0xCD, c == 0xCE, c == 0xE0, c >= 0xEF:
			return true
		case c == 0xE1 && i+1 < len(text):
			if second := text[i+1]; second == 0x84 || second >= 0xBD {
				return true
			}
		case c == 0xE2 && i+2 < len(text):
			if singleton3(text[i+1], text[i+2]) {
				return true
			}
		}
	}
	return false
}

// singleton3 reports whether 0xE2 and the two bytes are one of the signs: en
// and em quad, ohm, kelvin, ångström, two angle brackets, forking.
func singleton3(second, third byte) bool {
	switch second {
	case 0x80:
		return third <= 0x81
	case 0x84:
		return third == 0xA6 || third == 0xAA || third == 0xAB
	case 0x8C:
		return third == 0xA9 || third == 0xAA
	}
	return second == 0xAB
}

// hasIdeograph reports whether s has a CJK compatibility ideograph.
func hasIdeograph(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0xF900 && r <= 0xFAFF || r >= 0x2F800 && r <= 0x2FA1F
	})
}
