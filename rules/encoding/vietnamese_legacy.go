package encoding

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"

	"golang.org/x/text/language"
)

//go:embed vietnamese-legacy.txtar
var vietnameseLegacyExamples string

// VietnameseLegacy finds Vietnamese in an encoding from before Unicode.
var VietnameseLegacy = &rules.Rule{
	Name:     "encoding/vietnamese-legacy",
	Severity: rules.Error,
	Doc: rules.Doc{
		Summary: "Vietnamese in TCVN3, VNI, VIQR or windows-1258",
		Why: "Until about 2005 Vietnamese was written in fonts that put its letters in the place of others. Pages and documents of that time, scraped " +
			"without their fonts, read \"ngöôøi daân\" (VNI) or \"ng\u00adêi d©n\" (TCVN3) for \"người dân\".",
		Fix: "The paragraph is decoded. It is taken for Vietnamese when nearly all of its words are syllables after decoding and few were before. Never safe: what stands between the " +
			"Vietnamese words is decoded with them, and TCVN3 tells capitals by the font alone.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: vietnameseLegacyExamples,
	},
	Run: runVietnameseLegacy,
}

// legacySigns are frequent strings of each encoding that other text hardly has: the letters for
// đ, ươ and â. A text without any of them is not looked at further.
var legacySigns = [lexicon.NumLegacies][]legacySign{
	lexicon.TCVN3:       {sign("®")},
	lexicon.VNI:         {sign("öô"), sign("aâ"), sign("oâ"), sign("eâ")},
	lexicon.Windows1258: {sign("ð"), sign("ý")},
	lexicon.VIQR:        {sign("u+o+"), sign("a^"), sign("e^"), sign("o^")},
}

// legacySign is such a string and the characters of it that are no letters of ASCII.
type legacySign struct {
	text  string
	signs article.Signs
}

func sign(text string) legacySign { return legacySign{text, article.SignsOf(text)} }

var vietnamese, _ = language.Vietnamese.Base()

const (
	// fewestLegacyWords is the number of words with marks from which a paragraph is judged.
	fewestLegacyWords = 5
	// shareAfter is the share of them that must be syllables after decoding, shareBefore
	// the share up to which they may be before: of Vietnamese in Unicode it is over 0.99,
	// of the other languages below 0.25.
	shareAfter  = 0.9
	shareBefore = 0.4
)

func runVietnameseLegacy(p *rules.Pass) {
	if base, _ := p.Lang.Base(); p.Lang != language.Und && base != vietnamese {
		return // the text is legible in another language
	}
	var candidates []lexicon.Legacy
	for l, signs := range legacySigns {
		if enough(p, signs) {
			candidates = append(candidates, lexicon.Legacy(l))
		}
	}
	if len(candidates) == 0 {
		return
	}
	for _, paragraph := range p.Paragraphs {
		judgeLegacy(p, paragraph.Span, candidates)
	}
}

// enough reports whether the text has one of the signs twice.
func enough(p *rules.Pass, signs []legacySign) bool {
	for i := range signs {
		s := &signs[i]
		if !p.MayHave(&s.signs) {
			continue
		}
		if first := strings.Index(p.Text, s.text); first >= 0 && strings.Contains(p.Text[first+len(s.text):], s.text) {
			return true
		}
	}
	return false
}

// judgeLegacy decodes a paragraph in each encoding and reports the one that makes it Vietnamese.
func judgeLegacy(p *rules.Pass, s article.Span, candidates []lexicon.Legacy) {
	text := p.At(s)
	if before, n := lexicon.VietnameseShare(text); n > 0 && before > shareBefore {
		return
	}
	for _, l := range candidates {
		decoded := l.Decode(text)
		if decoded == text {
			continue
		}
		after, words := lexicon.VietnameseShare(decoded)
		if words < fewestLegacyWords || after < shareAfter {
			continue
		}
		p.Report(rules.Finding{
			Span:       s,
			Message:    fmt.Sprintf("Vietnamese in %v", l),
			Evidence:   []string{fmt.Sprintf("read as %v, %.0f %% of its %d words with marks are syllables of Vietnamese", l, 100*after, words)},
			Confidence: after,
			Fix:        fixers.Replace(s, decoded, fmt.Sprintf("decode it from %v", l), fixers.Unsafe, fixers.KeepsNothing),
		})
		return
	}
}
