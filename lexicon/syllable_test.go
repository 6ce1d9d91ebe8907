package lexicon_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"copydesk/lexicon"

	"golang.org/x/text/unicode/norm"
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

// A tone mark on any other letter than its own makes no syllable, or another spelling of the same one.
func TestTonesOnOtherLettersAreRefused(t *testing.T) {
	for _, s := range lexicon.AllSyllables() {
		if s.Tone == lexicon.Level {
			continue
		}
		right := s.Spell(lexicon.NewStyle)
		level := []rune(lexicon.Syllable{Onset: s.Onset, Rhyme: s.Rhyme}.Spell(lexicon.NewStyle))
		for i, r := range level {
			toned := norm.NFC.String(string(r) + string(toneMarks[s.Tone]))
			if utf8.RuneCountInString(toned) != 1 {
				continue
			}
			word := string(level[:i]) + toned + string(level[i+1:])
			got, ok := lexicon.ParseSyllable(word)
			if ok && word != right && got.Spell(lexicon.NewStyle) != right && got.Rhyme == s.Rhyme {
				t.Fatalf("%q is read as %+v, beside %q", word, got, right)
			}
		}
	}
}

var toneMarks = map[lexicon.Tone]rune{lexicon.Grave: 0x300, lexicon.Acute: 0x301, lexicon.HookAbove: 0x309, lexicon.Tilde: 0x303, lexicon.DotBelow: 0x323}

// Real Vietnamese news consists of syllables, but for abbreviations and borrowed words written
// as one.
func TestSyllablesOfRealNews(t *testing.T) {
	files, _ := filepath.Glob("../../shared/bench/clean/vi/*.txt")
	if len(files) == 0 {
		t.Skip("no Vietnamese articles beside the project")
	}
	var all strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	if share, words := lexicon.VietnameseShare(all.String()); share < 0.997 {
		t.Errorf("%.4f of %d words with marks are syllables, want 0.997", share, words)
	}
}
