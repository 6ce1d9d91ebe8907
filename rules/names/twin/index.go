// Package twin finds the words of an article that are likely one word spelled in two ways, of
// which one is damaged: "Cườn" beside "Cường", "Comit" beside "Comité". It gathers the words
// once for all rules that ask, pairs those that one slip of a letter or mark parts, and judges
// each pair by a logistic model of what is known of both spellings and of the damage.
package twin

import (
	"strings"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules"

	"golang.org/x/text/language"
)

// Index holds the words of an article that take part in comparisons: all capitalised ones, all
// with a mark, and those in small letters that one with a mark could have become.
type Index struct {
	art    *article.Article
	pack   *lexicon.Pack
	serial uint64

	entries []lexicon.Entry // of the pack for each token

	words   []Word
	places  []place
	marked  []int32  // the words with a mark
	pool    []letter // backs Word.letters
	spelled []spelled
	bySpell table // by the bytes of the spelling
	byBag   table // by bag
	present bloom // bags in byBag
	plain   bloom // keys of the words in small letters without marks
	wanted  bloom // those of them that a word with a mark could have become

	vietnamese bool
	found      []Suspicion
	judged     bool
	scratch    Suspicion
	settling   settling

	// What does not depend on the article stays from one to the next.
	forms     [formSlots]form
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
	marks, torn := a.Has(article.NonASCII), a.Has(article.Replacement)
	for i := range a.Tokens {
		t := &a.Tokens[i]
		if t.Kind != article.Word || t.Verbatim || t.Case == article.Caseless {
			continue
		}
		if t.Case == article.Lower && (!marks || isASCII(a.Text, int(t.Start), int(t.End))) {
			x.plain.add(uint64(entries[i].Key))
		} else if !torn || !x.torn(t) {
			x.add(i, a.Text[t.Start:t.End], entries[i])
		}
	}
	if x.wantPlain() {
		x.addPlain()
	}
}

// reset makes x ready for an article.
func (x *Index) reset(a *article.Article, pack *lexicon.Pack) {
	if len(x.words) > usualWords {
		*x = Index{serial: x.serial, settling: settling{}}
	}
	x.art, x.pack = a, pack
	x.words, x.places, x.pool, x.marked, x.spelled = x.words[:0], x.places[:0], x.pool[:0], x.marked[:0], x.spelled[:0]
	x.found, x.judged, x.vietnamese = x.found[:0], false, pack.Lang() == language.Vietnamese
	x.bySpell.reset()
	x.byBag.reset()
	x.present.reset(len(a.Tokens))
	x.plain.reset(len(a.Tokens))
	x.wanted.reset(len(a.Tokens))
}

// torn reports whether a replacement character stands beside t: what is left of the word is no
// form of its own.
func (x *Index) torn(t *article.Token) bool {
	const lost = "\uFFFD"
	return strings.HasPrefix(x.art.Text[t.End:], lost) || strings.HasSuffix(x.art.Text[:t.Start], lost)
}

// wantPlain notes the words in small letters without marks that a word with a mark could have become, and reports whether
// the article has any.
func (x *Index) wantPlain() (any bool) {
	for _, n := range x.marked {
		f := &x.words[n].form
		for _, k := range [...]lexicon.Key{f.lost, f.dropped} {
			if k != 0 && x.plain.has(uint64(k)) {
				x.wanted.add(uint64(k))
				any = true
			}
		}
	}
	return any
}

// addPlain adds the words in small letters without marks that are wanted.
func (x *Index) addPlain() {
	a := x.art
	for i := range a.Tokens {
		t := &a.Tokens[i]
		if t.Case != article.Lower || t.Kind != article.Word || t.Verbatim || !x.wanted.has(uint64(x.entries[i].Key)) {
			continue
		}
		if isASCII(a.Text, int(t.Start), int(t.End)) {
			x.add(i, a.Text[t.Start:t.End], x.entries[i])
		}
	}
}

// Marked calls yield for the words that have a letter with a mark.
func (x *Index) Marked(yield func(*Word)) {
	for _, n := range x.marked {
		yield(&x.words[n])
	}
}

// Vietnamese reports whether the article is Vietnamese or has a word with a letter that hardly
// another language uses.
func (x *Index) Vietnamese() bool { return x.vietnamese }
