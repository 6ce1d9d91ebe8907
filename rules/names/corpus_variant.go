package names

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon/profile"
	"copydesk/rules"
	"copydesk/rules/learning"
)

//go:embed corpus-variant.txtar
var corpusVariantExamples string

// CorpusVariant finds names that the corpus writes in another way.
var CorpusVariant = &rules.Rule{
	Name:     "names/corpus-variant",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary: "A name that the corpus, or the names file, spells in another way",
		Why: "A slip of the pen that an article makes every time cannot be seen in the article itself; among a thousand others it is plain. " +
			"A name with two spellings is two names in every index made of the corpus.",
		Fix: "A form in the names file (`.copydesk/names`) is written as the file prefers: safe where the name stands by itself, unsafe inside a longer name or a quotation. " +
			"With a corpus profile (`copydesk learn`), a name of two or more words is written as nearly all articles of the same language write it: unsafe. " +
			"Where the source of the article has written the name often enough, its own style is what counts (Tô Lâm in one house, To Lam in another); " +
			"without that, marks are added and changed but never taken away. A name that is one slip of a letter away from a frequent one is reported " +
			"when the odd word is in no list and hardly in the corpus. Without names file and profile the rule is silent.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: corpusVariantExamples,
	},
	Options: &CorpusVariantOptions{MinArticles: defaultMinArticles},
	Run:     runCorpusVariant,
}

// CorpusVariantOptions are the options of CorpusVariant.
type CorpusVariantOptions struct {
	MinArticles int `yaml:"min-articles" doc:"articles that must have a spelling before another one is held against it"`
}

// defaultMinArticles is how many articles make a spelling that of the corpus.
const defaultMinArticles = 8

func runCorpusVariant(p *rules.Pass) {
	if p.Names.Words() > 0 {
		decidedNames(p)
	}
	if p.Corpus == nil {
		return
	}
	c := p.Scratch(func() any { return new(corpusNames) }).(*corpusNames)
	c.use(p)
	for n := range learning.Names(p.Article, p.Pack) {
		if n.Words < 2 {
			continue
		}
		form := n.Form(p.Article)
		if v := c.verdict(form); v.want != "" && !p.Names.Decided(form, c.lang, p.Meta.Source) {
			reportCorpusVariant(p, n.Span, form, v)
		}
	}
}

func reportCorpusVariant(p *rules.Pass, s article.Span, form string, v verdict) {
	keeps := fixers.KeepsNothing
	if v.sameBase {
		keeps = fixers.KeepsBase
	}
	p.Report(rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("“%s” is spelled “%s” in the corpus", form, v.want),
		Evidence:   v.evidence,
		Confidence: v.confidence,
		Fix:        fixers.Replace(s, v.want, fmt.Sprintf("write “%s”", v.want), fixers.Unsafe, keeps),
	})
}

// decidedNames reports the names for which the names file prefers another form.
func decidedNames(p *rules.Pass) {
	lang := profile.BaseLanguage(p.Lang)
	for i := 0; i < len(p.Tokens); i++ {
		if p.Tokens[i].Kind != article.Word || p.Tokens[i].Verbatim || !p.Names.Begins(p.Of(i)) {
			continue
		}
		last, want, line := -1, "", 0
		for j := i; j < min(len(p.Tokens), i+tokensAWord*p.Names.Words()) && sameLine(p, i, j); j++ {
			form := spelling(p, i, j)
			if e := p.Names.Preferred(form, lang, p.Meta.Source); e != nil && !alreadyPreferred(p, i, j, form, e.Form) {
				last, want, line = j, e.Form, e.Line
			}
		}
		if last >= 0 {
			reportDecided(p, i, last, want, line)
			i = last
		}
	}
}

// tokensAWord is how many tokens a word of a name has at most: "O'Neill-D'Arcy".
const tokensAWord = 7

func sameLine(p *rules.Pass, i, j int) bool {
	return i == j || !strings.Contains(p.Text[p.Tokens[j-1].End:p.Tokens[j].Start], "\n") && !p.Tokens[j].Verbatim
}

// spelling returns the text of tokens i to j as the names file would have it.
func spelling(p *rules.Pass, i, j int) string {
	n := learning.Name{Span: article.Span{Start: int(p.Tokens[i].Start), End: int(p.Tokens[j].End)}}
	return n.Form(p.Article)
}

// alreadyPreferred reports whether tokens i to j are part of the preferred form: "Hanoi" is
// within "Hanoi City" when that is what Hanoi is to be written as.
func alreadyPreferred(p *rules.Pass, i, j int, form, want string) bool {
	for at := 0; ; at++ {
		n := strings.Index(want[at:], form)
		if n < 0 {
			return false
		}
		at += n
		start := int(p.Tokens[i].Start) - at
		if start >= 0 && strings.HasPrefix(p.Text[start:], want) && start+len(want) >= int(p.Tokens[j].End) {
			return true
		}
	}
}

// decidedConfidence is that of a form that a person decided about: what is left is the chance
// that another bearer of the name is meant.
const decidedConfidence = 0.997

func reportDecided(p *rules.Pass, first, last int, want string, line int) {
	s := article.Span{Start: int(p.Tokens[first].Start), End: int(p.Tokens[last].End)}
	form, level, keeps := p.At(s), fixers.Safe, fixers.KeepsNothing
	if fixers.BaseLetters(form) == fixers.BaseLetters(want) {
		keeps = fixers.KeepsBase
	}
	evidence := []string{fmt.Sprintf("the names file prefers “%s” (line %d)", want, line)}
	switch {
	case inLongerName(p, first, last):
		level = fixers.Unsafe
		evidence = append(evidence, "it is part of a longer name here")
	case inQuotes(p, first):
		level = fixers.Unsafe
		evidence = append(evidence, "it stands in a quotation")
	}
	p.Report(rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("“%s” is to be spelled “%s”", form, want),
		Evidence:   evidence,
		Confidence: decidedConfidence,
		Fix:        fixers.Replace(s, want, fmt.Sprintf("write “%s”", want), level, keeps),
	})
}

// inLongerName reports whether a capitalised word beside tokens first to last makes a longer name
// with them; a title in front makes none.
func inLongerName(p *rules.Pass, first, last int) bool {
	if beside(p, last, 1) >= 0 {
		return true
	}
	before := beside(p, first, -1)
	return before >= 0 && (before != first-1 || !learning.Common(p.Article, p.Pack, before))
}
