package article

import (
	"github.com/clipperhouse/uax29/v2/sentences"
)

// Sentence is a stretch of a paragraph that ends like a sentence, by the
// default rules of Unicode Standard Annex 29, without white space at its ends.
type Sentence struct {
	Span
	Paragraph int // index of its paragraph
}

// Sentences returns the sentences of the article in order. They are found at
// the first call, since few rules ask for them.
func (a *Article) Sentences() []Sentence {
	if a.split {
		return a.sentences
	}
	for i, p := range a.Paragraphs {
		it := sentences.FromString(a.At(p.Span))
		for it.Next() {
			s := trimSpan(a.Text, Span{p.Start + it.Start(), p.Start + it.End()})
			if !s.Empty() {
				a.sentences = append(a.sentences, Sentence{s, i})
			}
		}
	}
	a.split = true
	return a.sentences
}
