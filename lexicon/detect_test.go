package lexicon

import (
	"slices"
	"strings"
	"testing"
)

func detectText(text string) (string, float64) {
	tag, confidence := Detect(slices.Values(strings.FieldsFunc(text, func(r rune) bool {
		return strings.ContainsRune(" .,;:!?()\"\n", r)
	})))
	return tag.String(), confidence
}

// Sentences of our own, of the languages with a pack and of their neighbours.
var detectTests = []struct{ want, text string }{
	{"es", "La ministra viajará el lunes a la capital para firmar un acuerdo de pesca."},
	{"es", "Cuando llegaron los bomberos ya no quedaba nadie dentro del edificio."},
	{"en", "The council will decide next week whether the old bridge can be saved."},
	{"en", "Nobody was hurt, but several houses close to the river had to be cleared."},
	{"vi", "Sáng nay, nhiều học sinh đã đến trường sau kỳ nghỉ dài vì mưa lũ."},
	{"vi", "Giá cà phê tăng mạnh trong tuần qua do nguồn cung giảm."},
	{"fr", "La mairie a promis d'ouvrir une nouvelle crèche avant la fin de l'année."},
	{"fr", "Les habitants du quartier n'ont pas été prévenus des travaux."},
	{"pt", "A câmara aprovou ontem o orçamento para as obras da nova escola."},
	{"pt", "Os moradores do bairro não foram avisados de que faltaria água."},
	{"it", "Il consiglio comunale ha approvato ieri il piano per la nuova piscina."},
	{"it", "Gli abitanti del quartiere non erano stati avvertiti dei lavori in corso."},
	{"de", "Der Stadtrat hat gestern beschlossen, das alte Schwimmbad doch nicht zu schließen."},
	{"de", "Niemand wurde verletzt, aber mehrere Häuser mussten geräumt werden."},
	{"und", "De gemeenteraad heeft gisteren besloten dat het oude zwembad toch niet dicht gaat."},
	{"und", "Pemerintah kota akan membangun sekolah baru di dekat pelabuhan pada tahun depan."},
	{"und", "Els veïns del barri no van ser avisats que les obres començarien aquesta setmana."},
	{"und", "A veciñanza do barrio non foi avisada de que as obras comezarían esta semana."},
	{"und", "Primăria a anunțat că școala nouă va fi deschisă până la sfârșitul anului."},
	{"und", "Kommunen har beslutat att den nya skolan ska vara klar före sommaren."},
	{"und", "Nowa szkoła zostanie otwarta przed końcem roku, jak zapowiedział burmistrz."},
	{"und", "La ministra said that the talks were going well y que el acuerdo is very near."},
	{"und", "Madrid Barcelona Sevilla Valencia Bilbao Zaragoza"},
	{"und", "la en"},
	{"und", ""},
	{"und", "12 34 56 78 90 123 456 789"},
}

func TestDetect(t *testing.T) {
	for _, test := range detectTests {
		got, confidence := detectText(test.text)
		if got != test.want {
			t.Errorf("%q is %s (%.3f), want %s", test.text, got, confidence, test.want)
		}
		if confidence < 0 || confidence > 1 {
			t.Errorf("%q: confidence %v", test.text, confidence)
		}
	}
}

func TestDetectReadsFewWords(t *testing.T) {
	read := 0
	Detect(func(yield func(string) bool) {
		for range 1_000_000 {
			read++
			if !yield("palabra") {
				return
			}
		}
	})
	if read > 1000 {
		t.Errorf("read %d words", read)
	}
}

func FuzzLookup(f *testing.F) {
	for _, s := range []string{"", "a", "\xff\xfe", "İstanbul", "ẞ", strings.Repeat("a", 10_000), "\u0301\u0301", "l'’'", "𝔄", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range append(packs[:], shared) {
			k := KeyOf(s)
			w, ok := p.Lookup(s)
			if ok && w.LogProb > 0 {
				t.Errorf("%q has log-probability %v", s, w.LogProb)
			}
			if u := p.Unknown(s); u > 0 || u != u {
				t.Errorf("%q is spelled with log-probability %v", s, u)
			}
			if b := p.Bigram(k, k); b > 0 || b != b {
				t.Errorf("%q follows itself with log-probability %v", s, b)
			}
			p.ClassBigram(p.Class(k, s), p.Class(Start, s))
			p.Phrase(s)
			p.Month(s)
		}
		detectText(s)
	})
}
