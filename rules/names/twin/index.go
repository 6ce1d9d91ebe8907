// Package twin finds the words of an article that are likely one word spelled in two ways, of
// which one is damaged: "Cườn" beside "Cường", "Comit" beside "Comité". It gathers the words
// once for all rules that ask, pairs those that one slip of a letter or mark parts, and judges
// each pair by a logistic model of what is known of both spellings and of the damage.
package twin

import (
	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules"

	"golang.org/x/text/language"
)

// Index holds the words of an article that take part in comparisons: of the capitalised ones, those with a mark and those in
// small letters that one with a mark could have become, the ones that may have a twin.
type Index struct {
	art    *article.Article
	pack   *lexicon.Pack
	serial uint64

	entries []lexicon.Entry // of the pack for each token
	survey  survey

	words   []Word
	places  []place
	pool    []letter // backs Word.letters
	spelled []spelled
	bySpell table // by the bytes of the spelling
	byBag   table // by bag
	present bloom // bags in byBag

	vietnamese bool
	found      []Suspicion
	judged     bool
	scratch    Suspicion
	settling   settling

	// What does not depend on the article stays from one to the next.
	forms     [formSlots]knownForm
	syllables [syllableSlots]parsed
	known     [knownSlots]spelled
}

type indexKey struct{}

// Of returns the index of the article that p checks. It is made at the first call and shared by
// the rules of a worker; it is valid while the article is.
func Of(p *rules.Pass) *Index {
	x := p.Shared(indexKey{}, func() any { return newIndex() }).(*Index)
	if x.serial != p.Serial() {
		x.build(p.Article, p.Pack, p.Words())
		x.serial = p.Serial()
	}
	return x
}

func newIndex() *Index { return &Index{settling: settling{}} }

// New returns the index of an article whose language has the given pack.
func New(a *article.Article, pack *lexicon.Pack) *Index {
	x := newIndex()
	x.build(a, pack, lookUpAll(a, pack))
	return x
}

// lookUpAll returns what the pack knows of each token, as [rules.Pass.Words] does.
func lookUpAll(a *article.Article, pack *lexicon.Pack) []lexicon.Entry {
	v, entries := lexicon.NewVocabulary(pack), make([]lexicon.Entry, len(a.Tokens))
	for i, t := range a.Tokens {
		if t.Kind == article.Word {
			entries[i] = v.At(a.Text, int(t.Start), int(t.End))
		}
	}
	return entries
}

// Bounds of the index. An article of news has some hundreds of words that are compared; one with
// more than these is a list or no text at all, of which the first part is compared.
const (
	maxWords      = 100_000
	maxPlacesKept = 1_000_000
	// usualWords is the number of words whose buffers are kept for the next article.
	usualWords = 20_000
)

func (x *Index) build(a *article.Article, pack *lexicon.Pack, entries []lexicon.Entry) {
	x.reset(a, pack)
	x.entries = entries
	x.lookOver()
	x.takeUp()
}

// reset makes x ready for an article.
func (x *Index) reset(a *article.Article, pack *lexicon.Pack) {
	if len(x.words) > usualWords {
		*x = Index{serial: x.serial, settling: settling{}}
	}
	x.art, x.pack = a, pack
	x.words, x.places, x.pool, x.spelled = x.words[:0], x.places[:0], x.pool[:0], x.spelled[:0]
	x.found, x.judged, x.vietnamese = x.found[:0], false, pack.Lang() == language.Vietnamese
	x.bySpell.reset(len(a.Tokens))
	x.byBag.reset(len(a.Tokens))
	x.present.reset(len(a.Tokens))
}

// Vietnamese reports whether the article is Vietnamese or has a word with a letter that hardly
// another language uses.
func (x *Index) Vietnamese() bool { return x.vietnamese }
