package lexicon

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

// Whatever a vocabulary remembers must be what the pack says, also where words share a place.
func TestVocabularySaysWhatThePackSays(t *testing.T) {
	pack := For(language.Spanish)
	v := NewVocabulary(pack)
	const text = "El alcalde de A Coruña inauguróuna biblioteca; extraordinariamente, electroencefalografista. DE de De Ñandú Nguyen fin"
	places := wordsIn(text)
	for range 3 { // the later times from memory
		looked := v.Look(nil, text, places)
		for i, p := range places {
			word := text[p.Start:p.End]
			want, known := pack.Lookup(word)
			got := v.At(text, int(p.Start), int(p.End))
			if got.Key != KeyOf(word) || got.Known() != known || known && got.Word != want {
				t.Errorf("%q: %+v, want %+v, %v", word, got, want, known)
			}
			if looked[i] != got {
				t.Errorf("%q: %+v among many, %+v alone", word, looked[i], got)
			}
		}
	}
	if e := v.Look(nil, text, []Place{{}}); len(e) != 1 || e[0] != (Entry{}) {
		t.Errorf("a place without a word: %+v", e)
	}
}

// More words than there is room for must not be taken for one another.
func TestVocabularyForgets(t *testing.T) {
	pack := For(language.English)
	v := NewVocabulary(pack)
	var text strings.Builder
	for i := range 3 * 2 * vocabularySets {
		fmt.Fprintf(&text, "w%x ", i)
		if i%7 == 0 {
			text.WriteString("the harbour opens ")
		}
	}
	places := wordsIn(text.String())
	for i, e := range v.Look(nil, text.String(), places) {
		word := text.String()[places[i].Start:places[i].End]
		want, known := pack.Lookup(word)
		if e.Key != KeyOf(word) || e.Known() != known || known && e.Word != want {
			t.Fatalf("%q: %+v, want %+v, %v", word, e, want, known)
		}
	}
}

func wordsIn(text string) (places []Place) {
	for at := 0; at < len(text); {
		n := strings.IndexAny(text[at:], " ,.;")
		if n < 0 {
			n = len(text) - at
		}
		if n > 0 {
			places = append(places, Place{int32(at), int32(at + n)})
		}
		at += n + 1
	}
	return places
}

func TestSpellingsAreToldApart(t *testing.T) {
	const text = "casa casas cas Casa extraordinarias extraordinariaS extraordinariamente extraordinariamento casa and enough behind it"
	seen := map[uint64]string{}
	for _, p := range wordsIn(text) {
		word := text[p.Start:p.End]
		h := spelling(text, int(p.Start), int(p.End))
		if was, ok := seen[h]; ok && was != word {
			t.Errorf("%q and %q became one", was, word)
		}
		seen[h] = word
		if end := spelling(word, 0, len(word)); end != h {
			t.Errorf("%q at the end of a text became another", word)
		}
	}
}
