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
	w.Load(article.Parse(article.Input{Lang: language.Spanish, Text: harbour}), pack, Options{})
	for range 2 { // the second time from memory
		for i := range w.art.Tokens {
			if w.art.Tokens[i].Kind != article.Word {
				continue
			}
			s := w.art.Of(i)
			k := lexicon.KeyOf(s)
			if got := w.keyOf(i); got != k {
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

func TestCommonWordsAreToldApart(t *testing.T) {
	const text = "casa casas cas extraordinarias extraordinariamente and enough behind it"
	var c commonWords
	x, ok := spelledAt(text, 0, 4)
	if !ok {
		t.Fatal("a word of four letters does not fit")
	}
	c.add(x, 7)
	for _, tt := range []struct {
		at, n int
		fits  bool
		key   lexicon.Key
	}{{0, 4, true, 7}, {5, 4, true, 7}, {5, 5, true, 0}, {11, 3, true, 0}, {15, 14, true, 0}, {30, 19, false, 0}, {len(text) - 2, 2, false, 0}} {
		x, ok := spelledAt(text, tt.at, tt.n)
		if ok != tt.fits {
			t.Errorf("%q fits: %v, want %v", text[tt.at:tt.at+tt.n], ok, tt.fits)
		}
		if ok && c.find(x) != tt.key {
			t.Errorf("%q has key %d, want %d", text[tt.at:tt.at+tt.n], c.find(x), tt.key)
		}
	}
}

// Parts of a token are spelled by their difference to its beginnings; the character model must not notice.
func TestPartsAreSpelledLikeWords(t *testing.T) {
	const text = "Realizóunavisitaextraordinaria"
	w := Default().NewWorker()
	pack := lexicon.For(language.Spanish)
	w.Load(article.Parse(article.Input{Lang: language.Spanish, Text: text}), pack, Options{})
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
