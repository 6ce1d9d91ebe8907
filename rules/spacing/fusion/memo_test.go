package fusion

import (
	"math"
	"testing"

	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/lexicon"
)

// Whatever the worker remembers must be what the pack says, also where words share a slot of the memo.
func TestMemoSaysWhatThePackSays(t *testing.T) {
	w := Default().NewWorker()
	pack := lexicon.For(language.Spanish)
	w.Load(article.Parse(article.Input{Lang: language.Spanish, Text: harbour}), pack, nil, Options{})
	for range 2 { // the second time from memory
		for i := range w.art.Tokens {
			if w.art.Tokens[i].Kind != article.Word {
				continue
			}
			s := w.art.Of(i)
			k := lexicon.KeyOf(s)
			if got := w.words[i].Key; got != k {
				t.Fatalf("key of %q is %x, want %x", s, got, k)
			}
			want, ok := pack.Word(k)
			if got, found := w.word(k); got != want || found != ok {
				t.Errorf("%q: remembered %v, %v, want %v, %v", s, got, found, want, ok)
			}
			if got, want := w.classOf(k, s), pack.Class(k, s); got != want {
				t.Errorf("%q: class %d, want %d", s, got, want)
			}
			if got, want := w.backoff(k), pack.Bigram(k, noWord)-pack.Floor(); math.Abs(got-want) > 1e-6 {
				t.Errorf("%q: back-off %g, want %g", s, got, want)
			}
		}
	}
}

// Parts of a token are spelled by their difference to its beginnings; the character model must not notice.
func TestPartsAreSpelledLikeWords(t *testing.T) {
	const text = "Realizóunavisitaextraordinaria"
	w := Default().NewWorker()
	pack := lexicon.For(language.Spanish)
	w.Load(article.Parse(article.Input{Lang: language.Spanish, Text: text}), pack, nil, Options{})
	w.prepare()
	l := &w.lat
	w.load(&l.letters, &run{first: 0, last: 1})
	l.spelling.from = -1
	for i := range l.runes {
		l.ends = l.ends[:0]
		for j := i + 1; j <= len(l.runes); j += 2 {
			l.ends = append(l.ends, ending{at: int32(j)})
		}
		w.spellAll(l, i)
		for _, e := range l.ends {
			part := string(l.runes[i:e.at])
			if want := pack.Unknown(part); math.Abs(e.spelling-want) > 1e-9 {
				t.Errorf("%q: %g, want %g", part, e.spelling, want)
			}
		}
	}
}

// Clean text is most of the world's text.
func TestCleanTextAllocatesNothing(t *testing.T) {
	w := Default().NewWorker()
	pack := lexicon.For(language.Spanish)
	a := article.Parse(article.Input{Lang: language.Spanish, Text: harbour})
	w.Analyse(a, pack, Options{})
	w.Splices()
	if n := testing.AllocsPerRun(10, func() {
		w.Analyse(a, pack, Options{})
		w.Splices()
	}); n != 0 {
		t.Errorf("%g allocations, want none", n)
	}
}
