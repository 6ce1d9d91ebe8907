package mojibake_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"copydesk/lexicon"
	"copydesk/rules/encoding/mojibake"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/language"
)

// mend applies the sure repairs of text, or all of them.
func mend(text, lang string, all bool) string {
	var b strings.Builder
	at := 0
	for _, r := range mojibake.Find(text, lexicon.For(language.MustParse(lang))) {
		if !all && !r.Sure() {
			continue
		}
		b.WriteString(text[at:r.Start])
		b.WriteString(r.New)
		at = r.End
	}
	return b.String() + text[at:]
}

// misread returns text as a program shows it that takes its UTF-8 for the
// code page; bytes that the page leaves undefined become C1 controls.
func misread(text string, page *charmap.Charmap) string {
	var b strings.Builder
	for i := range len(text) {
		r := page.DecodeByte(text[i])
		if r == utf8.RuneError {
			r = rune(text[i])
		}
		b.WriteRune(r)
	}
	return b.String()
}

var sentences = map[string]string{
	"es": "El señor Ibáñez pidió más atención: «¿Quién pagará?» Según él, la reunión —tensa— costó 5 €.",
	"en": "The café’s owner said it wasn’t “naïve” – it cost £5.",
	"fr": "L’été dernier, la forêt brûlait déjà : « C’était l’enfer », dit-il à Genève.",
	"pt": "A comissão não se pronunciou; às três, porém, a decisão já estava tomada em São Paulo.",
	"it": "La città è più bella perché c’è il sole; però così non può durare.",
	"de": "Die Münchner Behörde prüft Schäden an der Straße – größer als „üblich“.",
	"vi": "Thủ tướng đã tiếp đoàn đại biểu cấp cao của Liên hợp quốc tại trụ sở Chính phủ ở Hà Nội.",
}

func TestRoundTrip(t *testing.T) {
	pages := map[string]*charmap.Charmap{
		"latin-1": charmap.ISO8859_1, "windows-1252": charmap.Windows1252, "windows-1250": charmap.Windows1250,
		"iso-8859-2": charmap.ISO8859_2, "windows-1254": charmap.Windows1254, "windows-1258": charmap.Windows1258,
		"windows-1251": charmap.Windows1251, "windows-1253": charmap.Windows1253, "windows-1257": charmap.Windows1257,
		"macintosh": charmap.Macintosh, "cp437": charmap.CodePage437,
	}
	for lang, want := range sentences {
		for name, page := range pages {
			if got := mend(misread(want, page), lang, false); got != want {
				t.Errorf("%s through %s (-want +got):\n%s", lang, name, cmp.Diff(want, got))
			}
		}
	}
}

func TestNested(t *testing.T) {
	for lang, want := range sentences {
		text := want
		for depth := 1; depth <= 3; depth++ {
			text = misread(text, charmap.Windows1252)
			if got := mend(text, lang, false); got != want {
				t.Errorf("%s, %d times (-want +got):\n%s", lang, depth, cmp.Diff(want, got))
			}
		}
	}
}

// Sound text stays, whatever its case, whatever closes behind its letters.
func TestSoundTextStays(t *testing.T) {
	for lang, text := range sentences {
		for _, s := range []string{text, strings.ToUpper(text), strings.ReplaceAll(text, " ", "\u00A0"), strings.ReplaceAll(text, " ", "… "), strings.ReplaceAll(text, " ", "” “"), strings.ReplaceAll(text, " ", "™ ")} {
			for other := range sentences {
				if got := mend(s, other, true); got != s {
					t.Errorf("%s as %s (-want +got):\n%s", lang, other, cmp.Diff(s, got))
				}
			}
		}
	}
}

func TestFind(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		// Single words and signs, as titles and menus have them.
		{"es", "JosÃ© PeÃ±a", "José Peña"},
		{"fr", "aoÃ»t", "août"},
		{"fr", "HÃ”PITAL", "HÔPITAL"},
		{"de", "ZURÃœCK", "ZURÜCK"},
		{"en", "Ä°zmir", "İzmir"},
		{"en", "JelgavÄ", "JelgavÄ"},
		{"en", "vietÃ³", "vietó"},
		{"en", "â˜€ sun", "☀ sun"},
		// Names of languages in their own script.
		{"en", "Ð£ÐºÑ€Ð°Ñ—Ð½ÑÑŒÐºÐ°", "УкраїнÑька"},
		{"en", "ä¸\u00ADæ–‡", "中文"},
		{"en", "à¤¹à¤¿à¤¨à¥€", "हिनी"},
		{"en", "×¢×‘×¨×™×ª", "עברית"},
		{"en", "ÙØ§Ø±Ø³ÛŒ", "Ùارسی"},
		{"en", "Î•Î»Î»Î¬Î´Î±", "Ελλάδα"},
		{"en", "í•œêµ\u00ADì–´", "한국어"},
		// Two pages in turn, and half a line.
		{"en", "Г‚ВЈ5bn and itвЂ™s", "£5bn and it’s"},
		{"pt", "decisão da comissÃ£o", "decisão da comissão"},
		// U+FFFD among letters that cannot be read anyway.
		{"en", "Ð\u00A0ÑƒÑ\uFFFDÑ\uFFFDÐºÐ¸Ð¹", "Ру\uFFFD\uFFFDкий"},
		// Not broken.
		{"pt", "RETWEET SE VOCÊ…", "RETWEET SE VOCÊ…"},
		{"pt", "SÓ” e É¿ e lá´´", "SÓ” e É¿ e lá´´"},
		{"en", "NESTLÉ® 5×£35", "NESTLÉ® 5×£35"},
		{"vi", "XÃ” HỘI, LÃ…, BÀ™", "XÃ” HỘI, LÃ…, BÀ™"},
		{"en", "ВІКІ ПоздравЂаво", "ВІКІ ПоздравЂаво"},
		{"en", "├┤a┼┐a┼┐a", "├┤a┼┐a┼┐a"},
		{"fr", "L’épisode’é “à” MARQUÉ…", "L’épisode’é “à” MARQUÉ…"},
		{"en", "∆° √π `¬´ o¬ô 2012—∞", "∆° √π `¬´ o¬ô 2012—∞"},
		{"es", "«está»… —él dijo—", "«está»… —él dijo—"},
		{"en", "ã†â€™ãƒâ€ ã¢â‚¬â„¢ãƒæ’ã‚â¢ãƒâ¢", "ã†â€™ãƒâ€ ã¢â‚¬â„¢ãƒæ’ã‚â¢ãƒâ¢"},
	}
	for _, tt := range tests {
		if got := mend(tt.text, tt.lang, false); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.lang, tt.text, got, tt.want)
		}
	}
}

// FuzzFind checks that repairs lie in order within the text, cut no
// character, and are sound UTF-8.
func FuzzFind(f *testing.F) {
	for lang, text := range sentences {
		f.Add(misread(text, charmap.Windows1252), lang == "es")
		f.Add(misread(misread(text, charmap.Macintosh), charmap.Windows1251), false)
	}
	f.Fuzz(func(t *testing.T, text string, spanish bool) {
		pack := lexicon.For(language.Vietnamese)
		if spanish {
			pack = lexicon.For(language.Spanish)
		}
		end := 0
		for _, r := range mojibake.Find(text, pack) {
			if r.Start < end || r.End <= r.Start || r.End > len(text) || r.New == text[r.Start:r.End] || !utf8.ValidString(r.New) && utf8.ValidString(text) {
				t.Fatalf("bad repair %+v after %d in %q", r, end, text)
			}
			end = r.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	pack := lexicon.For(language.Vietnamese)
	clean := strings.Repeat(sentences["vi"]+"\n", 1000)
	for _, bb := range []struct{ name, text string }{
		{"clean-vi", clean},
		{"clean-en", strings.Repeat("The harbour reopened on Monday after two weeks.\n", 3000)},
		{"broken-vi", misread(clean, charmap.Windows1252)},
		{"broken-twice-vi", misread(misread(clean, charmap.Windows1252), charmap.Windows1252)},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(bb.text)))
			for b.Loop() {
				mojibake.Find(bb.text, pack)
			}
		})
	}
}
