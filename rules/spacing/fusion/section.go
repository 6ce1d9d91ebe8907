package fusion

import (
	"copydesk/article"
	"copydesk/lexicon"
)

// sectionTokens is how many tokens are judged as one text. Articles hardly have a tenth of it; what is longer is a book or a
// corpus in one file, whose readings would take a hundred times its size at once and which was never set on one page.
const sectionTokens = 1 << 14

// giant is a text that is judged by sections of whole paragraphs.
type giant struct {
	art   *article.Article
	words []lexicon.Entry // of its tokens, nil when nobody has looked them up
}

// judgeSections finds the lost and the wrong blanks of a giant.
func (w *Worker) judgeSections() {
	g := w.giant
	var lost []Decision
	var wrong []Splice
	for first := 0; first < len(g.art.Paragraphs); {
		last := g.sectionFrom(first)
		var words []lexicon.Entry
		if g.words != nil {
			words = g.words[g.art.Paragraphs[first].First:g.art.Paragraphs[last-1].Last]
		}
		w.Load(g.art.Section(first, last), w.pack, words, w.opt)
		lost = append(lost, w.Fusions()...)
		wrong = append(wrong, w.Splices()...)
		first = last
	}
	w.giant, w.out, w.wrongs, w.fused = g, lost, wrong, true
}

// sectionFrom returns the paragraph behind the section that begins with paragraph first.
func (g *giant) sectionFrom(first int) int {
	ps := g.art.Paragraphs
	last := first + 1
	for last < len(ps) && ps[last].Last-ps[first].First <= sectionTokens {
		last++
	}
	return last
}
