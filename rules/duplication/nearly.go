package duplication

import (
	"fmt"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// A paragraph whose copy was damaged is not the same as the first one, but most
// of its sentences are, and of the words of the others few are new.
const (
	minSameShare = 0.33 // of the words of a paragraph: in sentences that are the same
	minOldShare  = 0.85 // and in all of it: words that the first paragraph has, too
)

// pair is a sentence and its copy further down.
type pair struct{ first, again stretch }

// copies reports pairs, whose copies come in the order of the text: sentence by
// sentence, or the whole paragraph where the rest of it is a copy as well.
func (f *finder) copies(pairs []pair) {
	for i := 0; i < len(pairs); {
		n, words := i, 0
		for n < len(pairs) && pairs[n].again.paragraph == pairs[i].again.paragraph && pairs[n].first.paragraph == pairs[i].first.paragraph {
			words += pairs[n].again.words
			n++
		}
		if !f.nearly(pairs[i].first.paragraph, pairs[i].again.paragraph, words, n-i) {
			for _, p := range pairs[i:n] {
				f.reportSentence(p)
			}
		}
		i = n
	}
}

func (f *finder) reportSentence(p pair) {
	before := stretch{span: article.Span{End: p.again.span.Start}}
	if p.again.first > f.Paragraphs[p.again.paragraph].First {
		before.span.End = int(f.Tokens[p.again.first-1].End)
	}
	f.report(p.first, before, p.again, false, "sentence")
}

// nearly reports paragraph again as a copy of paragraph first when it is one,
// of whose words same stand in n sentences that are the same.
func (f *finder) nearly(first, again, same, n int) bool {
	if first == again || again == 0 {
		return false
	}
	a, b := f.whole(first), f.whole(again)
	if float64(same) < minSameShare*float64(b.words) || f.shared(a, b) < minOldShare || f.shared(b, a) < minOldShare {
		return false
	}
	f.Report(rules.Finding{
		Span:    b.span,
		Message: "nearly the same paragraph stands further up",
		Evidence: []string{fmt.Sprintf("%d sentences with %d of its %d words are the same as in line %d, and nearly all others stand there",
			n, same, b.words, f.Position(a.span.Start).Line)},
		Confidence: apartConfidence,
		Fix:        fixers.Replace(f.cut(f.paragraphStretch(again-1), b), "", "take the copy out", fixers.Unsafe, fixers.KeepsRest),
	})
	return true
}

func (f *finder) whole(n int) stretch {
	par := f.Paragraphs[n]
	return f.take(par.First, par.Last, n)
}

// shared returns the share of the words of a that b has.
func (f *finder) shared(a, b stretch) float64 {
	has := make(map[string]int, b.words)
	for i := b.first; i < b.last; i++ {
		if f.Tokens[i].Kind == article.Word {
			has[f.Of(i)]++
		}
	}
	n := 0
	for i := a.first; i < a.last; i++ {
		if word := f.Of(i); f.Tokens[i].Kind == article.Word && has[word] > 0 {
			has[word]--
			n++
		}
	}
	return float64(n) / float64(max(a.words, 1))
}
