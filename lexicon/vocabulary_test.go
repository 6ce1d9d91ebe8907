package lexicon

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
)

// Whatever a vocabulary remembers must be what the pack says, also where words share a slot.
func TestVocabularySaysWhatThePackSays(t *testing.T) {
	pack := For(language.Spanish)
	v := NewVocabulary(pack)
	text := "El alcalde de A Coruña inauguróuna biblioteca; extraordinariamente, electroencefalografista. DE de De Ñandú fin"
	for range 2 { // the second time from memory
		for at := 0; at < len(text); {
			n := strings.IndexAny(text[at:]+" ", " ,.;")
			if n > 0 {
				word := text[at : at+n]
				want, known := pack.Lookup(word)
				if got := v.At(text, at, at+n); got.Key != KeyOf(word) || got.Known() != known || known && got.Word != want {
					t.Errorf("%q: %+v, want %+v, %v", word, got, want, known)
				}
			}
			at += n + 1
		}
	}
}

func TestSpellingsAreToldApart(t *testing.T) {
	const text = "casa casas cas extraordinarias extraordinariamente and enough behind it"
	of := func(at, n int) spelled {
		x, ok := spelledAt(text, at, n)
		if !ok {
			t.Fatalf("%q does not fit", text[at:at+n])
		}
		return x
	}
	if of(0, 4) != of(5, 4) {
		t.Error("one spelling became two")
	}
	if of(0, 4) == of(5, 5) || of(0, 4) == of(11, 3) || of(15, 14) == of(30, 14) == (text[15:29] != text[30:44]) {
		t.Error("two spellings became one")
	}
	for _, tt := range []struct{ at, n int }{{30, 19}, {len(text) - 2, 2}} {
		if _, ok := spelledAt(text, tt.at, tt.n); ok {
			t.Errorf("%q fits", text[tt.at:tt.at+tt.n])
		}
	}
}
