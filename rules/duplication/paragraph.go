package duplication

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed paragraph.txtar
var paragraphExamples string

// Paragraph finds paragraphs and sentences that stand twice in an article.
var Paragraph = &rules.Rule{
	Name:     "duplication/paragraph",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Paragraphs and sentences that stand twice",
		Why:      "Pages print the first sentence as a teaser, as a standfirst and in the text, repeat a sentence as a pull quote, and load a paragraph twice. A scraper takes them all, and what was said once is counted twice.",
		Fix:      "The later copy is taken out. Two copies are the same when they differ in white space, invisible characters or the shape of quotation marks and dashes at most. Safe when a whole sentence or paragraph of some length follows right on itself outside of quotations, unsafe when other text stands between the two, or when a few words of a paragraph differ and most of its sentences are the same. Short lines, items of lists, lines of tables, and what stands there three times or more, such as a refrain, are left alone.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: paragraphExamples,
	},
	Run: runParagraph,
}

// How long a stretch must be to count as a copy: nobody writes so much twice
// by chance. Adjacent copies need less. Measured on clean news in seven
// languages, where these limits let no sound text be reported.
const (
	minAdjacentBytes = 25
	minAdjacentWords = 5
	minApartBytes    = 60
	minApartWords    = 9
	minSafeParagraph = 60 // bytes
)

func runParagraph(p *rules.Pass) {
	f := p.Scratch(func() any { return newFinder() }).(*finder)
	f.Pass = p
	if !f.mayRepeat() {
		return
	}
	f.paragraphs()
	f.sentences()
}

// report reports that the stretch copy repeats the stretch first.
func (f *finder) report(first, last, again stretch, adjacent bool, what string) {
	safety, confidence := fixers.Unsafe, apartConfidence
	if adjacent {
		safety, confidence = fixers.Safe, adjacentConfidence
	}
	where := "further up"
	if adjacent {
		where = "right before it"
	}
	f.Report(rules.Finding{
		Span:       again.span,
		Message:    fmt.Sprintf("the same %s stands %s", what, where),
		Evidence:   []string{fmt.Sprintf("%d words are the same as in line %d", again.words, f.Position(first.span.Start).Line)},
		Confidence: confidence,
		Fix:        fixers.Replace(f.cut(last, again), "", "take the copy out", safety, fixers.KeepsRest),
	})
}

// Of planted copies all 266 adjacent and all 137 others were found to be right
// ones; what is left to doubt is what the writer meant.
const (
	adjacentConfidence = 0.995
	apartConfidence    = 0.97
)

// cut returns the span to delete with copy: from the end of what stands in
// front of it, so that what follows joins that. Blanks at the end of a line go
// with what they stand behind.
func (f *finder) cut(before, again stretch) article.Span {
	s := article.Span{Start: before.span.End, End: again.span.End}
	if strings.Contains(f.At(article.Span{Start: s.Start, End: again.span.Start}), "\n") {
		s.Start, s.End = f.skipBlanks(s.Start), f.skipBlanks(s.End)
	}
	return s
}

// skipBlanks returns the offset of the first character behind at that is no blank.
func (f *finder) skipBlanks(at int) int {
	for at < len(f.Text) && (f.Text[at] == ' ' || f.Text[at] == '\t') {
		at++
	}
	return at
}
