package lexicon_test

import (
	"strings"
	"testing"

	"copydesk/lexicon"
)

func TestParseSyllable(t *testing.T) {
	for word, want := range map[string]lexicon.Syllable{
		"Nguyễn":  {Onset: "ng", Rhyme: "uyên", Tone: lexicon.Tilde},
		"QUỐC":    {Onset: "qu", Rhyme: "ôc", Tone: lexicon.Acute},
		"gì":      {Onset: "gi", Rhyme: "i", Tone: lexicon.Grave},
		"giếng":   {Onset: "gi", Rhyme: "iêng", Tone: lexicon.Acute},
		"già":     {Onset: "gi", Rhyme: "a", Tone: lexicon.Grave},
		"yêu":     {Rhyme: "yêu"},
		"hòa":     {Onset: "h", Rhyme: "oa", Tone: lexicon.Grave, Style: lexicon.OldStyle},
		"hoà":     {Onset: "h", Rhyme: "oa", Tone: lexicon.Grave, Style: lexicon.NewStyle},
		"quý":     {Onset: "qu", Rhyme: "y", Tone: lexicon.Acute},
		"Huỳnh":   {Onset: "h", Rhyme: "uynh", Tone: lexicon.Grave},
		"khuỷu":   {Onset: "kh", Rhyme: "uyu", Tone: lexicon.HookAbove},
		"rượu":    {Onset: "r", Rhyme: "ươu", Tone: lexicon.DotBelow},
		"Đắk":     {Onset: "đ", Rhyme: "ăk", Tone: lexicon.Acute},
		"nghiêng": {Onset: "ngh", Rhyme: "iêng"},
		"ai":      {Rhyme: "ai"},
		"moóc":    {Onset: "m", Rhyme: "ooc", Tone: lexicon.Acute},
	} {
		got, ok := lexicon.ParseSyllable(word)
		if !ok || got != want {
			t.Errorf("ParseSyllable(%q) = %+v, %v; want %+v", word, got, ok, want)
		}
		if got.String() != lower(word) {
			t.Errorf("ParseSyllable(%q).String() = %q", word, got)
		}
	}
}

func lower(word string) string { return strings.Map(lexicon.Fold, word) }

func TestParseSyllableRefuses(t *testing.T) {
	for _, word := range []string{
		"", "b", "ng", "lựơng", "Cườn g", "qúy", "gía", "hoàa", "ćương", "kàng", "cì", "gè", "ngể", "nghang",
		"các̣", "càc", "hỏc", "iên", "bya", "thúong", "Comité", "Strasbourg", "Việtt", "Nguyêñ", "quuy", "đươngg", "tìến", "ươngh",
	} {
		if s, ok := lexicon.ParseSyllable(word); ok {
			t.Errorf("ParseSyllable(%q) = %+v, want none", word, s)
		}
	}
}
