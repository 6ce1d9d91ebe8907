package mojibake_test

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// The kinds of text that encoding fixers are compared by: as found in the wild,
// names of languages, made up, and sound though it looks broken.
func TestKinds(t *testing.T) {
	russian := misread(misread("Открыт новый мост.", charmap.Windows1251), charmap.Windows1251)
	for _, c := range []struct{ kind, lang, text, want string }{
		{"wild", "en", "The ferry is back â\u009d¤", "The ferry is back ❤"},
		{"wild", "en", "Ferry news: all well âœ”", "Ferry news: all well ✔"},
		{"wild", "fr", "La rive g√¢t√©e par un √©t√© pluvieux.", "La rive gâtée par un été pluvieux."},
		{"wild", "en", "At the pier í\u00a0½í¸\u0080 and í\u00a0½í»¥", "At the pier 😀 and 🛥"},
		{"wild", "en", "KÃ¶prÃ¼ aÃ§Ä±ldÄ±", "Köprü açıldı"},
		{"wild", "en", "RÃ©union (nÃƒÂ©e Bourbon)", "Réunion (née Bourbon)"},
		{"wild", "en", "The pier doesnÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t hold.", "The pier doesn’t hold."},
		{"wild", "en", russian, "Открыт новый мост."},
		{"wild", "en", "Harbour notes вЂ“ week two", "Harbour notes – week two"},
		{"wild", "en", "a fine of Г‚ВЈ3.5m", "a fine of £3.5m"},
		{"wild", "en", "the ofп¬Ѓce of the port", "the ofﬁce of the port"},
		{"wild", "en", "the IL5RÎ³b gene", "the IL5Rγb gene"},
		{"wild", "en", "was $80 $Ì¶9Ì¶5Ì¶ now", "was $80 $̶9̶5̶ now"},
		{"wild", "fr", "la fraternitÃ© et l’Ã©galitÃ©, Ù…Ø±Ø\u00adØ¨Ø§, dit-il", "la fraternité et l’égalité, مرحبا, dit-il"},
		{"wild", "pt", "SÃ©rie A e divisÃ£o de acesso: Classificação", "Série A e divisão de acesso: Classificação"},
		{"wild", "fr", "Ã perte de vue, la rÃ©union des thÃ©Ã¢tres jusqu'Ã la rÃ©gion", "à perte de vue, la réunion des théâtres jusqu'à la région"},
		{"wild", "en", "the newspaper ï¿½ addresses", "the newspaper \uFFFD addresses"},
		{"wild", "en", "ã†â€™ãƒâ€ ã¢â‚¬â„¢ãƒæ’ã‚â¢ãƒâ¢ã¢â‚¬å¡", "ã†â€™ãƒâ€ ã¢â‚¬â„¢ãƒæ’ã‚â¢ãƒâ¢ã¢â‚¬å¡"}, // beyond repair
		{"names", "en", "FranÃ§ais", "Français"},
		{"names", "en", "GÃ\u00a0idhlig", "Gàidhlig"},
		{"names", "en", "LatvieÅ¡u", "Latviešu"},
		{"names", "en", "à¹„à¸—à¸¢", "ไทย"},
		{"names", "en", "æ—¥æœ¬èªž", "日本語"},
		{"names", "en", "─îe┼ítina", "Čeština"},
		{"names", "en", "RomÃ¢nÄƒ", "Română"},
		{"made up", "en", "×©×œ×•×\u009d", "שלום"},
		{"made up", "en", "ÿßŸÑÿ≥ŸÑÿßŸÖ", "السلام"},
		{"made up", "en", "‚Äúmixed‚Äù", "“mixed”"},
		{"made up", "fr", "OÃ™ ET COMMENT?", "OÙ ET COMMENT?"},
		{"made up", "en", "<40% vs â\u0089¥60%", "<40% vs ≥60%"},
		{"sound", "pt", "LÃ\u00a0e algodão; IRMÃ\u00a0mais velha; AMANHÃ\u00a0não", "LÃ\u00a0e algodão; IRMÃ\u00a0mais velha; AMANHÃ\u00a0não"},
		{"sound", "vi", "XÃ\u00a0HỘI và GIÃ\u00a0TỪ", "XÃ\u00a0HỘI và GIÃ\u00a0TỪ"},
		{"sound", "en", "curves “×” and “÷” at 3×£7, CAFÉ® of SKÅ—", "curves “×” and “÷” at 3×£7, CAFÉ® of SKÅ—"},
		{"sound", "en", "SELKÄ\u00a0EDELLÄ and Āø, Ōo", "SELKÄ\u00a0EDELLÄ and Āø, Ōo"},
		{"sound", "en", "МОЁВЂаво and ВІКНО", "МОЁВЂаво and ВІКНО"},
		{"sound", "es", "!QUÉ¡ ¨así¨ dijo", "!QUÉ¡ ¨así¨ dijo"},
	} {
		if got := mend(c.text, c.lang, false); got != c.want {
			t.Errorf("%s, %s %q: %q, want %q", c.kind, c.lang, c.text, got, c.want)
		}
	}
}
