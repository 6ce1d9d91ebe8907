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
	places       []lexicon.Place
	entries      []lexicon.Entry
	vocabularies map[*lexicon.Pack]*lexicon.Vocabulary
}

// wordsOf looks the words of the article up unless that is done.
func (w *Worker) wordsOf(a *article.Article) []lexicon.Entry {
	s := &w.lookups
	if s.serial != w.serial {
		s.serial = w.serial
		s.read(a, w.pack)
	}
	return s.entries
}

func (s *lookups) read(a *article.Article, pack *lexicon.Pack) {
	s.places = slices.Grow(s.places[:0], len(a.Tokens))[:len(a.Tokens)]
	for i := range a.Tokens {
		var p lexicon.Place
		if t := &a.Tokens[i]; t.Kind == article.Word {
			p = lexicon.Place{Start: t.Start, End: t.End}
		}
		s.places[i] = p
	}
	s.entries = s.vocabulary(pack).Look(slices.Grow(s.entries[:0], len(a.Tokens)), a.Text, s.places)
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
