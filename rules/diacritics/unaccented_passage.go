package diacritics

import (
	_ "embed"
	"fmt"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules"

	"golang.org/x/text/language"
)

//go:embed unaccented-passage.txtar
var unaccentedPassageExamples string

// UnaccentedPassage finds paragraphs that lost all their marks.
var UnaccentedPassage = &rules.Rule{
	Name:     "diacritics/unaccented-passage",
	Severity: rules.Warning,
	Native:   true,
	Langs:    bases("es", "fr", "pt", "it", "de", "vi"),
	Doc: rules.Doc{
		Summary: "A paragraph without any mark on its letters, in a language that has many",
		Why:     "Titles and captions are kept without marks in file names and old data bases, and come back into the text that way.",
		Fix: "None: every word would have to be read by a person. The finding counts the words that are none without their marks, and is " +
			"raised when there are several in a paragraph that has no letter with a mark. In Vietnamese all words without marks are syllables as well; there the length of the " +
			"passage decides.",
		Since:    "0.1.0",
		Examples: unaccentedPassageExamples,
	},
	Run: runUnaccentedPassage,
}

// bases returns the base languages of codes, which are valid.
func bases(codes ...string) (list []language.Base) {
	for _, c := range codes {
		list = append(list, language.MustParseBase(c))
	}
	return list
}

const (
	// fewestWords is the number of words from which a paragraph without marks is looked at.
	fewestWords = 8
	// expectedMarks is how many words with a mark a paragraph of its length should have,
	// for their absence to be worth a look.
	expectedMarks = 1.2
	// fewestDamaged is how many of them must be no words without their marks, and
	// damagedShare which part.
	fewestDamaged = 3
	damagedShare  = 0.1
	// passageConfidence is an estimate: three words that exist only with marks are hardly chance.
	passageConfidence = 0.97
)

func runUnaccentedPassage(p *rules.Pass) {
	for _, paragraph := range p.Paragraphs {
		if paragraph.Last-paragraph.First < fewestWords || hasMarks(p.At(paragraph.Span)) {
			continue
		}
		tokens := paragraph.Last - paragraph.First
		switch {
		case p.Pack.Lang() == language.Vietnamese:
			judgeSyllables(p, paragraph)
		case float64(tokens)*markedShare[p.Pack.Lang()] >= expectedMarks:
			judgeWords(p, paragraph)
		}
	}
}

// hasMarks reports whether a text has a letter beyond ASCII. In text with marks the first one
// comes soon.
func hasMarks(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= 0xC3 && c != 0xE2 { // U+00C0 and beyond, but for the punctuation of U+2000
			return true
		}
	}
	return false
}

// commonPlain is the log-probability above which no word with a mark is so much commoner that the word
// is one that lost it: the commonest, "für" and "não", have about -4.5.
const commonPlain = -4 - muchCommoner

func judgeWords(p *rules.Pass, paragraph article.Paragraph) {
	words, doubtful := 0, 0
	for i := paragraph.First; i < paragraph.Last; i++ {
		if t := &p.Tokens[i]; t.Kind == article.Word && t.Case == article.Lower && !t.Verbatim {
			words++
			if isDoubtful(&p.Words()[i]) {
				doubtful++
			}
		}
	}
	if doubtful < fewestDamaged || float64(doubtful) < damagedShare*float64(words) {
		return // whatever the readings
	}
	damaged, last, as := 0, 0, reading{}
	for i := paragraph.First; i < paragraph.Last; i++ {
		t, e := &p.Tokens[i], &p.Words()[i]
		if t.Kind != article.Word || t.Case != article.Lower || t.Verbatim || !isDoubtful(e) {
			continue
		}
		if reading, ok := lostReading(p.Pack, p.Of(i), e); ok {
			damaged++
			last, as = i, reading
		}
	}
	if damaged >= fewestDamaged && float64(damaged) >= damagedShare*float64(words) {
		p.Report(rules.Finding{
			Span:       paragraph.Span,
			Message:    "the paragraph lost the marks on its letters",
			Evidence:   []string{fmt.Sprintf("%d of %d words are none without a mark, as “%s” for “%s”", damaged, words, p.Of(last), as.of(p.Of(last)))},
			Confidence: passageConfidence,
		})
	}
}

// isDoubtful reports whether a word could be one that lost a mark: no dictionary has it as it is, and a reading could be
// muchCommoner.
func isDoubtful(e *lexicon.Entry) bool {
	return !e.Flags.Has(lexicon.Listed) && (!e.Known() || e.LogProb <= commonPlain)
}

// fewestSyllables is the number of syllables without marks that are no chance in Vietnamese: of
// running text, about one syllable in four has none, so that twelve in a row are one in 10⁷.
const fewestSyllables = 12

// otherShare is the share of words that may be no syllables, as names and numbers are.
const otherShare = 0.15

func judgeSyllables(p *rules.Pass, paragraph article.Paragraph) {
	syllables, others := 0, 0
	for i := paragraph.First; i < paragraph.Last; i++ {
		t := &p.Tokens[i]
		if t.Kind != article.Word || t.Verbatim {
			continue
		}
		if lexicon.PlainSyllable(p.Of(i)) {
			syllables++
		} else {
			others++
		}
	}
	if syllables >= fewestSyllables && float64(others) <= otherShare*float64(syllables) {
		p.Report(rules.Finding{
			Span:       paragraph.Span,
			Message:    "the paragraph lost the marks on its letters",
			Evidence:   []string{fmt.Sprintf("%d syllables of Vietnamese and not one mark", syllables)},
			Confidence: passageConfidence,
		})
	}
}
