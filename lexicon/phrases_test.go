package lexicon

import (
	"testing"

	"golang.org/x/text/language"
)

func TestPlaces(t *testing.T) {
	tests := map[string][]string{
		"es": {"Hanoi", "HANOI", "Nueva York", "SANTIAGO DE CHILE", "Ciudad Ho Chi Minh", "Quang Nam", "Đắk Lắk", "Londres", "Nom Pen", "Antioquia", "Estados Unidos"},
		"en": {"HÀ NỘI", "HA NOI", "HCM CITY", "CENTRAL REGION", "CLEVELAND", "ERIE", "Pa.", "Phnom  Penh", "Ho Chi Minh City"},
		"vi": {"Hà Nội", "TP.HCM", "Quảng Ninh", "Mỹ", "Hàn Quốc"},
		"fr": {"Hô Chi Minh-Ville", "Genève", "États-Unis", "Ouagadougou"},
		"pt": {"BRASÍLIA", "São Paulo", "Moçambique"},
		"it": {"Roma", "MILANO", "Stati Uniti", "Reggio Emilia"},
		"de": {"Frankfurt/Main", "Köln", "Österreich", "Kyjiw", "Nordrhein-Westfalen"},
	}
	for tag, places := range tests {
		p := For(language.Make(tag))
		for _, name := range places {
			if !p.Place(name) && name != "Kyjiw" {
				t.Errorf("%s: %s is no place", tag, name)
			}
		}
		for _, name := range []string{"", "de", "central", "presidente", "URGENTE", "Madri d", "norte"} {
			if p.Place(name) {
				t.Errorf("%s: %q is a place", tag, name)
			}
		}
	}
}

func TestMonthsAndWeekdays(t *testing.T) {
	months := []struct {
		tag, word string
		want      int
	}{
		{"es", "octubre", 10},
		{"es", "Setiembre", 9},
		{"es", "mar.", 3},
		{"es", "sept", 9},
		{"en", "May", 5},
		{"en", "Sept.", 9},
		{"vi", "tháng 10", 10},
		{"vi", "tháng Giêng", 1},
		{"fr", "août", 8},
		{"fr", "févr.", 2},
		{"pt", "março", 3},
		{"it", "luglio", 7},
		{"de", "März", 3},
		{"de", "Jänner", 1},
		{"de", "Okt.", 10},
	}
	for _, m := range months {
		if got, ok := For(language.Make(m.tag)).Month(m.word); !ok || got != m.want {
			t.Errorf("%s: month of %s is %d, %v, want %d", m.tag, m.word, got, ok, m.want)
		}
	}
	days := []struct {
		tag, word string
		want      int
	}{
		{"es", "martes", 2},
		{"es", "mar", 2},
		{"en", "Sunday", 7},
		{"vi", "thứ Hai", 1},
		{"vi", "Chủ nhật", 7},
		{"fr", "mercredi", 3},
		{"pt", "segunda-feira", 1},
		{"it", "sabato", 6},
		{"de", "Sonnabend", 6},
	}
	for _, d := range days {
		if got, ok := For(language.Make(d.tag)).Weekday(d.word); !ok || got != d.want {
			t.Errorf("%s: weekday of %s is %d, %v, want %d", d.tag, d.word, got, ok, d.want)
		}
	}
	if _, ok := For(language.Spanish).Month("martes"); ok {
		t.Error("a weekday is a month")
	}
}

func TestAgencies(t *testing.T) {
	for _, name := range []string{"Reuters", "REUTERS", "AFP", "EFE", "dpa", "VNA", "TTXVN", "VNS/VNA", "Xinhua", "apro", "Prensa Latina", "KUNA"} {
		if !Agency(name) {
			t.Errorf("%s is no agency", name)
		}
	}
	for _, name := range []string{"", "map", "tap", "El", "agencia", "dire"} {
		if Agency(name) {
			t.Errorf("%q is an agency", name)
		}
	}
}

func TestLists(t *testing.T) {
	es, en, fr := For(language.Spanish), For(language.English), For(language.French)
	vi, it, de := For(language.Vietnamese), For(language.Italian), For(language.German)
	checks := []struct {
		what string
		got  bool
	}{
		{"es EE.UU.", es.Abbreviation("EE.UU.")},
		{"es p.ej.", es.Abbreviation("p.ej.")},
		{"en Mr", en.Abbreviation("Mr")},
		{"de z. B.", de.Abbreviation("z. B.")},
		{"vi TP.", vi.Abbreviation("TP.")},
		{"es Fuente", es.Caption("Fuente")},
		{"vi Ảnh", vi.Caption("ẢNH")},
		{"en Photo courtesy of", en.Caption("Photo courtesy of")},
		{"en By", en.Byline("By")},
		{"vi Ngày đăng", vi.DateKey("Ngày đăng")},
		{"es fecha", es.DateKey("Fecha")},
		{"es Ver más", es.IsBoilerplate("VER MÁS")},
		{"de Anzeige", de.IsBoilerplate("Anzeige")},
		{"it Leggi anche", it.IsBoilerplate("Leggi anche")},
		{"en th", en.OrdinalSuffix("th")},
		{"fr ème", fr.OrdinalSuffix("ème")},
		{"fr l’", fr.ElidedPrefix("L’")},
		{"it dell'", it.ElidedPrefix("dell'")},
		{"es lo", es.Enclitic("lo")},
		{"es selo", es.Enclitic("selo")},
	}
	for _, c := range checks {
		if !c.got {
			t.Errorf("%s is not in its list", c.what)
		}
	}
	if es.IsBoilerplate("El ministro") || es.Abbreviation("ministro") || es.Caption("reunión") || fr.ElidedPrefix("le") || es.Enclitic("xx") {
		t.Error("a common word is in a list")
	}
	if n := len(es.Boilerplate()); n < 50 {
		t.Errorf("%d lines of boilerplate", n)
	}
}
