package rules

import (
	"slices"

	"copydesk/article"
	"copydesk/lexicon"
)

// lookups holds what the packs say of the words of an article. It is what most rules ask for first, and most of the work of
// judging a clean article.
type lookups struct {
	serial       uint64
	entries      []lexicon.Entry
	vocabularies map[*lexicon.Pack]*lexicon.Vocabulary
}

// wordsOf looks the words of the article up unless that is done.
func (w *Worker) wordsOf(a *article.Article) []lexicon.Entry {
	s := &w.lookups
	if s.serial == w.serial {
		return s.entries
	}
	s.serial, s.entries = w.serial, slices.Grow(s.entries[:0], len(a.Tokens))
	v := s.vocabulary(w.pack)
	for i := range a.Tokens {
		var e lexicon.Entry
		if t := &a.Tokens[i]; t.Kind == article.Word {
			e = v.At(a.Text, int(t.Start), int(t.End))
		}
		s.entries = append(s.entries, e)
	}
	return s.entries
}

// vocabulary returns the vocabulary of a pack. One for each language is kept, for articles of several come in turn.
func (s *lookups) vocabulary(p *lexicon.Pack) *lexicon.Vocabulary {
	v := s.vocabularies[p]
	if v == nil {
		if s.vocabularies == nil {
			s.vocabularies = make(map[*lexicon.Pack]*lexicon.Vocabulary)
		}
		v = lexicon.NewVocabulary(p)
		s.vocabularies[p] = v
	}
	return v
}
