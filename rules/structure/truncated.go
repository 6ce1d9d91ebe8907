package structure

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules"
)

//go:embed truncated.txtar
var truncatedExamples string

// Truncated finds articles that break off.
var Truncated = &rules.Rule{
	Name:     "structure/truncated",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Text that breaks off at its end",
		Why:      "Feeds and search pages cut an article after so many characters and put dots behind it: `The council voted on\u00A0...`. What is left is a teaser that ends in the middle of a sentence.",
		Fix:      "None: the rest has to be fetched again.",
		Since:    "0.1.0",
		Examples: truncatedExamples,
	},
	Run: runTruncated,
}

func runTruncated(p *rules.Pass) {
	if len(p.Paragraphs) == 0 {
		return
	}
	par := &p.Paragraphs[len(p.Paragraphs)-1]
	if par.Start < p.Header.End || par.Last-par.First < minTruncated {
		return
	}
	if why, from := breaksOff(p, par); why != "" {
		p.Report(rules.Finding{
			Span:       article.Span{Start: from, End: par.End},
			Message:    "the text breaks off",
			Evidence:   []string{why},
			Confidence: chanceTruncated,
		})
	}
}

const (
	minTruncated    = 6 // tokens: a shorter last line is a label
	chanceTruncated = 0.9
)

// breaksOff says how par shows that something is missing behind it, and from where.
func breaksOff(p *rules.Pass, par *article.Paragraph) (why string, from int) {
	text := p.At(par.Span)
	for _, mark := range []string{"\u00A0...", "\u00A0…", "[...]", "[…]", "(...)", "(…)"} {
		if strings.HasSuffix(text, mark) {
			return fmt.Sprintf("it ends with “%s”", mark), par.End - len(mark)
		}
	}
	last := par.Last - 1
	t := &p.Tokens[last]
	dots := strings.HasSuffix(text, "...") || strings.HasSuffix(text, "…")
	if dots {
		last = p.TokenAt(par.Start+len(strings.TrimRight(text, ".… \u00A0"))) - 1
		t = &p.Tokens[max(last, par.First)]
	}
	switch {
	case t.Kind == article.Word && t.Case == article.Lower && p.Pack.Is(p.Of(last), lexicon.FunctionWord) && open(p, last, dots):
		return fmt.Sprintf("it ends with “%s”", p.Of(last)), int(t.Start)
	case !dots && strings.Contains(",(-–—“«", p.Of(last)) && t.Kind == article.Punct:
		return fmt.Sprintf("it ends with “%s”", p.Of(last)), int(t.Start)
	}
	return "", 0
}

// open reports whether the function word at token i wants a word behind it.
// Pronouns and adverbs can end a sentence, articles and prepositions cannot;
// of the languages' function words only the shortest are surely such.
func open(p *rules.Pass, i int, dots bool) bool {
	n := p.Tokens[i].End - p.Tokens[i].Start
	return openEnded[p.Of(i)] || dots && n <= 2
}

// openEnded are articles, prepositions and conjunctions that end no sentence.
var openEnded = setOf("el la los las un una de del al en y o con por para que su sus the a an of to and or with for from by their its le les une des du au aux et ou avec pour par sur dans leur o os um uma do da dos das em no na e com por para seu sua il lo gli i uno della dello degli delle di nel nella per der die das den dem des ein eine einen einem einer und oder mit von für auf im am zur zum của và với cho trong là các những một")

// setOf returns the words of list.
func setOf(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
