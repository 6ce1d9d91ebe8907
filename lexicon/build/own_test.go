package main

import (
	"path/filepath"
	"testing"

	"copydesk/lexicon"
)

func TestOwnLists(t *testing.T) {
	l := &language{v: newVocab("vi"), builder: &builder{tok: &tokenizer{}, lists: map[string][]string{
		"frequent": {"của", "là"}, "compounds": {"công ty", "công an nhân dân"},
	}}}
	l.addOwnLists()
	frequent, pairs := l.v.counts[0], l.v.counts[1]
	if frequent["của"] <= frequent["là"] || pairs["công"] != 2 || pairs["dân"] != 1 {
		t.Errorf("counts by rank %v, in pairs %v", frequent, pairs)
	}
	seen := 0
	l.pairs.eachPair(func(_, _ uint64) { seen++ })
	if seen != 4*compoundCount {
		t.Errorf("%d pairs, want 4 in two entries, each %d times", seen, compoundCount)
	}
}

// noSyllables are a unit, a letter, and names of the highlands and the Mekong in the lists.
var noSyllables = map[string]bool{"kg": true, "x": true, "kạn": true, "kon": true, "basa": true}

// The lists of Vietnamese hold nothing but syllables, each entry once and in NFC.
func TestVietnameseLists(t *testing.T) {
	lists, err := readLists(filepath.Join("..", "data", "vi"))
	if err != nil {
		t.Fatal(err)
	}
	tok := &tokenizer{}
	for _, name := range []string{"frequent", "compounds"} {
		seen := map[string]bool{}
		for _, entry := range lists[name] {
			if seen[entry] {
				t.Errorf("%s.txt has %q twice", name, entry)
			}
			seen[entry] = true
			words := 0
			for _, w := range tok.tokens(entry) {
				if w.kind != wordToken {
					continue
				}
				words++
				if _, ok := lexicon.ParseSyllable(w.text); !ok && !noSyllables[w.text] {
					t.Errorf("%s.txt: %q in %q is no syllable", name, w.text, entry)
				}
			}
			if name == "compounds" && words < 2 || name == "frequent" && words != 1 {
				t.Errorf("%s.txt: %q has %d syllables", name, entry, words)
			}
		}
		if len(seen) == 0 {
			t.Errorf("%s.txt is empty", name)
		}
	}
}
