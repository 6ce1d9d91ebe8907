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

func TestMendSyllable(t *testing.T) {
	for word, want := range map[string]string{
		"lựơng": "lượng", "Lựơng": "Lượng", "LỰƠNG": "LƯỢNG", "lưọng": "lượng", "nguyêñ": "nguyễn",
		"tóan": "toán", "qúy": "quý", "gỉai": "giải", "hòan": "hoàn", "bịên": "biện", "tíêng": "tiếng", "thuỵên": "thuyện",
	} {
		if got := lexicon.MendSyllable(word); len(got) != 1 || got[0] != want {
			t.Errorf("MendSyllable(%q) = %q, want %q", word, got, want)
		}
	}
	for _, word := range []string{"lượng", "hòa", "hoà", "Comité", "Gürtel", "xyz", "", "Đắk", "niño", "años", "Málaga", "thuơng", "ngưoi"} {
		if got := lexicon.MendSyllable(word); len(got) != 0 {
			t.Errorf("MendSyllable(%q) = %q, want none", word, got)
		}
	}
}

// Every syllable that the grammar makes is read back as what it was, in both styles, and no mark
// on another letter is taken for one.
func TestSyllablesRoundTrip(t *testing.T) {
	n := 0
	for _, s := range lexicon.AllSyllables() {
		for _, style := range []lexicon.ToneStyle{lexicon.OldStyle, lexicon.NewStyle} {
			word := s.Spell(style)
			got, ok := lexicon.ParseSyllable(word)
			if !ok || got.Rhyme != s.Rhyme && got.Onset == s.Onset || got.Tone != s.Tone {
				t.Fatalf("%+v is spelled %q and read as %+v, %v", s, word, got, ok)
			}
			if again := got.String(); again != word {
				t.Fatalf("%q is spelled %q", word, again)
			}
			n++
		}
	}
	if n < 30_000 {
		t.Errorf("the grammar makes %d spellings, want more than 30,000", n)
	}
}

func TestVietnameseShare(t *testing.T) {
	if share, words := lexicon.VietnameseShare("Đại hội bầu Ban Chấp hành mới."); share != 1 || words != 6 {
		t.Errorf("Vietnamese: %v of %d", share, words)
	}
	if share, _ := lexicon.VietnameseShare("La reunión será el miércoles en Málaga, según dijo."); share > 0.5 {
		t.Errorf("Spanish: %v", share)
	}
}

func TestPlainSyllable(t *testing.T) {
	for _, word := range []string{"Nguyen", "thep", "doan", "xuat", "quoc", "giua", "yeu"} {
		if !lexicon.PlainSyllable(word) {
			t.Errorf("PlainSyllable(%q) = false", word)
		}
	}
	for _, word := range []string{"", "strong", "Arsenal", "kha2", "wifi", "bl"} {
		if lexicon.PlainSyllable(word) {
			t.Errorf("PlainSyllable(%q) = true", word)
		}
	}
}
