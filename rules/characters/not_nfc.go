package characters

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
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
	if !p.Has(article.Combining) && !(p.Has(article.NonASCII) && hasSingleton(p.Text)) {
		return
	}
	var word article.Span // the stretch of the current word that is not in NFC
	for i := 0; i < len(p.Text); {
		i += norm.NFC.QuickSpanString(p.Text[i:])
		if i == len(p.Text) {
			break
		}
		s := segment(p.Text, i)
		i = s.End
		if !denormal(p.At(s)) {
			continue
		}
		if !word.Empty() && !strings.ContainsAny(p.Text[word.End:s.Start], " \n\t") {
			word.End = s.End
			continue
		}
		reportNotNFC(p, word)
		word = s
	}
	reportNotNFC(p, word)
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

func reportNotNFC(p *rules.Pass, s article.Span) {
	if s.Empty() {
		return
	}
	was, is := p.At(s), norm.NFC.String(p.At(s))
	safety, confidence := fixers.Safe, 1.0
	if hasIdeograph(was) {
		safety, confidence = fixers.Unsafe, 0.5
	}
	p.Report(rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("“%s” is not in composed form", is),
		Evidence:   []string{fmt.Sprintf("%d code points, %d in NFC", utf8.RuneCountInString(was), utf8.RuneCountInString(is))},
		Confidence: confidence,
		Fix:        fixers.Replace(s, is, "compose it", safety, fixers.KeepsCanonical),
	})
}

// singletons are how the characters begin, in UTF-8, that NFC replaces though
// they carry no mark: Greek, Indic, Hebrew and Hangul letters, the signs for
// ohm, kelvin and ångström, quads, angle brackets, compatibility ideographs.
// Where a single byte stands it covers more than those; Latin text lacks it.
var singletons = []string{
	"\xcd", "\xce", "\xe0", "\xef", "\xf0", "\xe1\x84", "\xe1\xbd", "\xe1\xbe", "\xe1\xbf",
	"\u2000", "\u2001", "\u2126", "\u212a", "\u212b", "\u2329", "\u232a", "\u2adc",
}

// hasSingleton reports whether text may hold one of the singletons.
func hasSingleton(text string) bool {
	return slices.ContainsFunc(singletons, func(start string) bool { return strings.Contains(text, start) })
}

// hasIdeograph reports whether s has a CJK compatibility ideograph.
func hasIdeograph(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0xF900 && r <= 0xFAFF || r >= 0x2F800 && r <= 0x2FA1F
	})
}
