package heading_test

import (
	"strings"
	"testing"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules/structure/heading"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

func parse(lang, text string) (*article.Article, *lexicon.Pack) {
	tag := language.MustParse(lang)
	return article.Parse(article.Input{Lang: tag, Text: text}), lexicon.For(tag)
}

// The shapes of datelines that agencies and papers write, whole and damaged.
// A row gives the place, the agency with its brackets, the dash, and the word
// in which the prose begins.
func TestReadDateline(t *testing.T) {
	for _, c := range []struct{ lang, text, place, region, agency, dash, lead string }{
		{"es", "Hanoi (VNA)- El puerto", "Hanoi", "", "(VNA)", "-", "El"},
		{"es", "Hanoi, (VNA)- El puerto", "Hanoi", "", "(VNA)", "-", "El"},
		{"es", "Hanoi,(VNA) – El puerto", "Hanoi", "", "(VNA)", "–", "El"},
		{"es", "Hanoi (VNA) El puerto", "Hanoi", "", "(VNA)", "", "El"},
		{"es", "Hanoi (VNA)- “El puerto", "Hanoi", "", "(VNA)", "-", "“"},
		{"es", "Hanoi, 11 mar (VNA)- El puerto", "Hanoi", "", "(VNA)", "-", "El"},
		{"es", "Phnom Penh, 8 may (VNA) – Mientras el puerto", "Phnom Penh", "", "(VNA)", "–", "Mientras"},
		{"es", "Quang Nam, Vietnam, (VNA) - La feria", "Quang Nam", "Vietnam", "(VNA)", "-", "La"},
		{"es", "Dien Bien,Vietnam (VNA)- El puerto", "Dien Bien", "Vietnam", "(VNA)", "-", "El"},
		{"es", "CiudadHo Chi Minh (VNA) - El puerto", "CiudadHo Chi Minh", "", "(VNA)", "-", "El"},
		{"es", "Nueva York (VNA)- La feria", "Nueva York", "", "(VNA)", "-", "La"},
		{"en", "Da Nang (VNS/VNA) - Da Nang opens", "Da Nang", "", "(VNS/VNA)", "-", "Da"},
		{"en", "HÀ NỘI — The harbour", "HÀ NỘI", "", "", "—", "The"},
		{"en", "HA NOI – The harbour", "HA NOI", "", "", "–", "The"},
		{"en", "HCM CITY — The harbour", "HCM CITY", "", "", "—", "The"},
		{"en", "CENTRAL REGION The harbour", "CENTRAL REGION", "", "", "", "The"},
		{"en", norm.NFD.String("HÀ NỘI — The harbour"), norm.NFD.String("HÀ NỘI"), "", "", "—", "The"},
		{"en", "(VOVWORLD) - On Monday", "", "", "(VOVWORLD)", "-", "On"},
		{"vi", "(VTC News) - Hôm nay", "", "", "(VTC News)", "-", "Hôm"},
		{"vi", "TP.HCM (TTXVN) - Hôm nay", "TP.HCM", "", "(TTXVN)", "-", "Hôm"},
		{"vi", "TP. Hồ Chí Minh (TTXVN) - Hôm nay", "TP. Hồ Chí Minh", "", "(TTXVN)", "-", "Hôm"},
		{"vi", "Bà Rịa – Vũng Tàu (TTXVN) - Hôm nay", "Bà Rịa – Vũng Tàu", "", "(TTXVN)", "-", "Hôm"},
		{"es", "PEKÍN, 3 mar (Xinhua) -- El puerto", "PEKÍN", "", "(Xinhua)", "--", "El"},
		{"es", "HANOI, 3 mar (NNN-VNA) — Hasta", "HANOI", "", "(NNN-VNA)", "—", "Hasta"},
		{"en", "CARACAS, Venezuela, Mar 3 (ACN) In the", "CARACAS", "Venezuela", "(ACN)", "", "In"},
		{"pt", "Havana, 3 de março (RHC).- O porto", "Havana", "", "(RHC)", ".-", "O"},
		{"es", "Taipéi.- El puerto", "Taipéi", "", "", ".-", "El"},
		{"en", "ERIE, Pa. (AP) - The harbour", "ERIE", "Pa", "(AP)", "-", "The"},
		{"en", "LAGOS, Nigeria (AP) — The harbour", "LAGOS", "Nigeria", "(AP)", "—", "The"},
		{"en", "PARIS/LONDON (Reuters) - The harbour", "PARIS", "", "(Reuters)", "-", "The"},
		{"en", "CHICAGO -- The harbour", "CHICAGO", "", "", "--", "The"},
		{"en", "CLEVELAND, Ohio – The harbour", "CLEVELAND", "Ohio", "", "–", "The"},
		{"en", "WASHINGTON, D.C. — The harbour", "WASHINGTON", "D.C", "", "—", "The"},
		{"es", "MONTERREY, NL. (apro).- La feria", "MONTERREY", "NL", "(apro)", ".-", "La"},
		{"es", "LEÓN, Guanajuato (OEM-INFORMEX).-No hubo", "LEÓN", "Guanajuato", "(OEM-INFORMEX)", ".-", "No"},
		{"es", "(CNN Español) - El puerto", "", "", "(CNN Español)", "-", "El"},
		{"pt", "BRASÍLIA – A feira", "BRASÍLIA", "", "", "–", "A"},
		{"de", "Frankfurt/Main (dpa) - Der Hafen", "Frankfurt/Main", "", "(dpa)", "-", "Der"},
		{"de", "Frankfurt/Main (dpa-AFX) - Der Hafen", "Frankfurt/Main", "", "(dpa-AFX)", "-", "Der"},
		{"de", "Halle (Saale) (dpa) - Der Hafen", "Halle (Saale)", "", "(dpa)", "-", "Der"},
		{"it", "Parigi (LaPresse)- Il porto", "Parigi", "", "(LaPresse)", "-", "Il"},
		{"vi", "TP.HCM —Chợ mở", "TP.HCM", "", "", "—", "Chợ"},
		{"de", "Marburg (Hessen) – Und wieder", "Marburg", "Hessen", "", "–", "Und"},
		{"de", "Berlin (epd). Zu Ostern", "Berlin", "", "(epd)", "", "."},
		{"it", "L'Aquila (ANSA) - Il porto", "L'Aquila", "", "(ANSA)", "-", "Il"},
		{"it", "Cortina d'Ampezzo (ANSA) - Il porto", "Cortina d'Ampezzo", "", "(ANSA)", "-", "Il"},
		{"fr", "Clermont-Ferrand (AFP) – Le port", "Clermont-Ferrand", "", "(AFP)", "–", "Le"},
		{"fr", "Hô Chi Minh-Ville (VNA) – Le port", "Hô Chi Minh-Ville", "", "(VNA)", "–", "Le"},
	} {
		a, pack := parse(c.lang, c.text)
		d, ok := heading.ReadDateline(a, 0, pack)
		if !ok {
			t.Errorf("%q: not read", c.text)
			continue
		}
		place := a.At(d.Place.Span)
		got := []string{place, a.At(d.Region.Span), a.At(d.Agency), a.At(d.Dash), a.Of(d.Next)}
		want := []string{c.place, c.region, c.agency, c.dash, c.lead}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       heading.Heading
	}{
		{"es", " date 2025-05-12 Bakú (VNA)- El puerto reabrió.", heading.Heading{Date: "2025-05-12", Place: "Bakú", Agencies: []string{"VNA"}}},
		{"en", "By Mary Johnson\nLAGOS, Nigeria, May 3 (AP/VNA) — The harbour reopened.", heading.Heading{Place: "LAGOS", Region: "Nigeria", Day: "--05-03", Agencies: []string{"AP", "VNA"}, Byline: "Mary Johnson"}},
		{"de", "HAFEN24 30.11.2024 • 17:04 Uhr Das Fest ist abgesagt.", heading.Heading{Date: "2024-11-30", Time: "17:04", Section: "HAFEN24"}},
		{"en", "---\ntitle: a\ntags: b\nx: c\ny: d\nz: e\ndate: 2025-05-12\n---\n\nLAGOS (AP) — The harbour reopened.", heading.Heading{Date: "2025-05-12", Place: "LAGOS", Agencies: []string{"AP"}}},
		{"en", "The harbour reopened on Monday.", heading.Heading{}},
		{"en", "", heading.Heading{}},
	} {
		a, pack := parse(c.lang, c.text)
		if diff := cmp.Diff(c.want, heading.Read(a, pack)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
}

func TestHeadingOr(t *testing.T) {
	mine := heading.Heading{Place: "Lagos", Agencies: []string{"AP"}}
	theirs := heading.Heading{Date: "2025-05-12", Place: "LAGOS", Agencies: []string{"AFP"}, Byline: "Mary Johnson"}
	want := heading.Heading{Date: "2025-05-12", Place: "Lagos", Agencies: []string{"AP"}, Byline: "Mary Johnson"}
	if diff := cmp.Diff(want, mine.Or(theirs)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if empty := (heading.Heading{}); !empty.Empty() || mine.Empty() {
		t.Error("emptiness is judged wrongly")
	}
}

func TestLookupIgnoresMarksCaseAndBlanks(t *testing.T) {
	for _, name := range []string{"Hà Nội", "HÀ NỘI", "Ha Noi", "Hanoï", "hanoi", norm.NFD.String("Hà Nội"), "NuevaYork", "SÃO PAULO", "Sao Paulo", "Straßburg"} {
		if heading.Lookup(name)&heading.City == 0 {
			t.Errorf("%q is not found", name)
		}
	}
	for _, name := range []string{"", "-", "Xyzzy", strings.Repeat("Hanoi", 100)} {
		if heading.Lookup(name) != 0 {
			t.Errorf("%q is found", name)
		}
	}
}

// Nothing may read past its paragraph or panic, whatever is cut off.
func FuzzRead(f *testing.F) {
	f.Add("en", " date 2025-05-12 HÀ NỘI, May 3 (VNS/VNA).- The harbour")
	f.Add("vi", "Thứ Tư, ngày 7/5/2025 18:30 (GMT+7)\nTP. Hồ Chí Minh(TTXVN) -Khi")
	f.Add("de", "Von Anna Schmidt, dpa\nFrankfurt/Main (dpa-AFX). - “Der")
	f.Fuzz(func(t *testing.T, lang, text string) {
		tag, err := language.Parse(lang)
		if err != nil {
			return
		}
		a := article.Parse(article.Input{Lang: tag, Text: text})
		heading.Read(a, lexicon.For(tag))
		for i := range a.Tokens {
			if d, ok := heading.ReadDateline(a, i, lexicon.For(tag)); ok && (d.Start > d.End || d.End > d.Lead || d.Lead > len(text)) {
				t.Fatalf("%q at %d: %+v", text, i, d)
			}
		}
	})
}
