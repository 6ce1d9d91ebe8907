package main

import "testing"

func TestNouns(t *testing.T) {
	v := newVocab("de")
	for _, w := range []string{"Programm", "Tomate", "Wechsel", "wechseln", "Recht", "recht", "freundlich", "Tat", "tat"} {
		v.list(w)
	}
	for word, want := range map[string]bool{
		"hafenprogramm":    true,  // ends in a noun
		"programme":        true,  // a form of one
		"tomaten":          true,  // the same
		"geldwechsel":      true,  // wechseln is another word
		"kinderfreundlich": false, // ends in a word that is none
		"völkerrecht":      false, // ends in a word that is both
		"taten":            false, // stem too short to tell
		"hafen":            false, // unknown
	} {
		if got := v.noun(word); got != want {
			t.Errorf("noun(%q) = %v, want %v", word, got, want)
		}
	}
}

func TestPatternLines(t *testing.T) {
	var got []string
	for line := range patternLines([]byte("\uFEFF;;; head\n\nHafen NN \n;;; more\ngehen,gehe,gehst\n")) {
		got = append(got, line)
	}
	if len(got) != 2 || got[0] != "Hafen NN" || got[1] != "gehen,gehe,gehst" {
		t.Errorf("lines %q", got)
	}
}
