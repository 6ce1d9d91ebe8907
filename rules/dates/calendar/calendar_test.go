package calendar_test

import (
	"testing"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules/dates/calendar"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
)

type found struct {
	Text, Date string
	Weekday    int
}

func all(lang, text string) []found {
	tag := language.MustParse(lang)
	a := article.Parse(article.Input{Lang: tag, Text: text})
	var list []found
	for m := range calendar.All(a, 0, lexicon.For(tag)) {
		list = append(list, found{a.At(m.Span), m.Date.String(), m.Weekday})
	}
	return list
}

func TestAll(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       []found
	}{
		{"es", "abrió el lunes 7 de mayo de 2025.", []found{{"7 de mayo de 2025", "2025-05-07", 1}}},
		{"es", "del 25 al 28 de junio", []found{{"28 de junio", "--06-28", 0}}},
		{"es", "27 en total, 3 mar y cielo", nil},
		{"en", "on Monday, May 7th, 2025, and 8 June", []found{{"May 7th, 2025", "2025-05-07", 1}, {"8 June", "--06-08", 0}}},
		{"en", "Nov. 7 and of 31 may", []found{{"Nov. 7", "--11-07", 0}}},
		{"en", "on 05/07/2025 or 2025-05-07", []found{{"05/07/2025", "2025-07-05", 0}, {"2025-05-07", "2025-05-07", 0}}},
		{"fr", "mercredi 1er mai 2024", []found{{"1er mai 2024", "2024-05-01", 3}}},
		{"pt", "segunda-feira, 7 de maio de 2025", []found{{"7 de maio de 2025", "2025-05-07", 1}}},
		{"it", "dal 7 al 9 maggio 2025", []found{{"9 maggio 2025", "2025-05-09", 0}}},
		{"de", "am Montag, den 7. Mai 2025, um 10.30 Uhr", []found{{"7. Mai 2025", "2025-05-07", 1}}},
		{"de", "am 07.05.2025 und am 7.5.2025", []found{{"07.05.2025", "2025-05-07", 0}, {"7.5.2025", "2025-05-07", 0}}},
		{"vi", "thứ Hai, ngày 7/5/2025, và ngày 8 tháng 6 năm 2025", []found{{"7/5/2025", "2025-05-07", 1}, {"8 tháng 6 năm 2025", "2025-06-08", 0}}},
		{"vi", "tỷ số 7/5 và 3-1", nil},
		{"en", "00May 10A0", []found{{"00May", "--05-00", 0}}},
		{"en", "call 555-12-2025-33 or 1.2.2025.4", nil},
	} {
		if diff := cmp.Diff(c.want, all(c.lang, c.text)); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", c.lang, c.text, diff)
		}
	}
}

func FuzzAll(f *testing.F) {
	f.Add("en", "Monday, May 7th, 2025, 05/07/2025, 2025-05-07")
	f.Add("vi", "thứ Hai, ngày 7/5/2025 tháng 5 năm")
	f.Add("en", "00May 10A000000000")
	f.Fuzz(func(t *testing.T, lang, text string) {
		tag, err := language.Parse(lang)
		if err != nil {
			return
		}
		a := article.Parse(article.Input{Lang: tag, Text: text})
		last := 0
		for m := range calendar.All(a, 0, lexicon.For(tag)) {
			if m.Start < last || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("%q: %+v behind %d", text, m, last)
			}
			last = m.End
		}
	})
}
