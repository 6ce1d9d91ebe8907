package fusion

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"pgregory.net/rapid"

	"copydesk/article"
	"copydesk/lexicon"
)

// repair puts in every blank that the model believes in, and marks those that are not safe with '~'.
func repair(t *testing.T, lang, text string) string {
	t.Helper()
	a := article.Parse(article.Input{Lang: language.Make(lang), Text: text})
	var b strings.Builder
	from := 0
	for _, d := range Default().NewWorker().Analyse(a, lexicon.For(language.Make(lang)), Options{}) {
		b.WriteString(text[from:d.At])
		b.WriteByte(' ')
		from = d.At
	}
	return b.String() + text[from:]
}

func TestFusions(t *testing.T) {
	for _, tt := range []struct{ name, lang, text, want string }{
		{"function word", "es", "La alcaldesa inauguróuna escuela en el barrio.", "La alcaldesa inauguró una escuela en el barrio."},
		{"acronym", "es", "Los efectos delCOVID-19 siguen en el puerto.", "Los efectos del COVID-19 siguen en el puerto."},
		{"three words", "es", "Las obras empezaron enelaño pasado.", "Las obras empezaron en el año pasado."},
		{"digits", "es", "El túnel costó 73millones de euros y abre en2031.", "El túnel costó 73 millones de euros y abre en 2031."},
		{"elision", "fr", "Le maire parle dansl'école du village.", "Le maire parle dans l'école du village."},
		{"elision with a blank due", "it", "Il sindaco parla dell'acqua nelporto.", "Il sindaco parla dell'acqua nel porto."},
		{"name", "pt", "O navio saiu dePortugal ontem.", "O navio saiu de Portugal ontem."},
		{"syllables", "vi", "Ông nóirằng cây cầu mới sẽ mở cửa.", "Ông nói rằng cây cầu mới sẽ mở cửa."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := repair(t, tt.lang, tt.text); got != tt.want {
				t.Errorf("%q became\n%q, want\n%q", tt.text, got, tt.want)
			}
		})
	}
}

// Names, brands, compounds and derived words that look like two words.
func TestTraps(t *testing.T) {
	for _, tt := range []struct{ lang, text string }{
		{"es", "Lapuente, Casagrande, Delano, Davila y Campolongo hablaron por WhatsApp con McGregor."},
		{"es", "Dándoles la razón y ampliándola, el exsecretario denunció una narcobeneficencia antivacunas."},
		{"es", "El vuelo de YouTube a iPhone, de eToro a LinkedIn, y el #MañanaMismo de @redaccion24."},
		{"pt", "A superpropina e o próLula afrobrasileiro não mudaram."},
		{"it", "Bevilacqua e Passalacqua salutarono Mezzogiorno e il capostazione."},
		{"fr", "Un autoentrepreneur et le vice-président de BioCubaFarma, à 22h30, dans 40 m²."},
		{"en", "SafeBoda, DigiTimes, OKSavingsBank, AngoSat-2 and BoohooMan met eToro."},
		{"de", "Künstler:innen und BerlinerInnen fuhren zur Straßenbahnhaltestelle am Donnerstagabend."},
		{"en", "The multilateralisation of relations and the overregulated steelmakers were discussed."},
		{"en", "The bookended 4K battleground, the 17th iPhone of the 1990s and B2B sales."},
		{"en", "The group comp.lang.misc was read by few, and rec.birds.feeders by many."},
		{"vi", "Thành phố đẹp đẽ, xanh xanh, và những con đường nho nhỏ ở đó."},
		{"it", "La 28enne e i due 53enni di Lapenna vanno in barca."},
		{"es", "Escriba a redaccion@ejemplo.es o vea https://ejemplo.es/dela-ciudad y foto_dela_ciudad.jpg."},
	} {
		if got := repair(t, tt.lang, tt.text); got != tt.text {
			t.Errorf("%s: %q became\n%q", tt.lang, tt.text, got)
		}
	}
}

// readings returns how the run can be read that holds the given text, in an article that has lost blanks.
func readings(lang, text, part string) (list []string) {
	a := article.Parse(article.Input{Lang: language.Make(lang), Text: text})
	w := Default().NewWorker()
	w.Analyse(a, lexicon.For(language.Make(lang)), Options{Everywhere: true, NoGeometry: true})
	for _, c := range w.Candidates() {
		if strings.Contains(text[c.Span.Start:c.Span.End], part) {
			for _, r := range c.Readings {
				list = append(list, r.Text)
			}
		}
	}
	return list
}

// What an article that has lost blanks may hold, the likelier the better: only what is proposed can be chosen.
func TestReadingsProposed(t *testing.T) {
	for _, tt := range []struct{ name, lang, text, part, want string }{
		{"ending that is a word", "en", "Only with the new lock is the portable to take ships.", "portable", "port able"},
		{"initial", "es", "Lo contó el mayor RamónE. Olmedo en el muelle.", "RamónE", "Ramón E."},
		{"name of two letters", "en", "The old friend of LiWenfang came by train.", "LiWenfang", "Li Wenfang"},
		{"word of two letters", "it", "Il comune è quello che dàconsigli ai pescatori.", "dàconsigli", "dà consigli"},
		{"name behind an acronym", "pt", "A torre da TVNorte fechou ontem.", "TVNorte", "TV Norte"},
		{"names of another script", "es", "El piloto ИванСоколов llegó ayer.", "Иван", "Иван Соколов"},
		{"degree", "en", "She holds a Ph.D.in history from Leeds.", "Ph.D.in", "Ph.D. in"},
		{"square", "es", "Unos 40 km²quedan bajo el agua.", "km²", "km² quedan"},
		{"quotation that opened words before", "en", "The words 'far afield'puzzle the class.", "afield'", "afield' puzzle"},
		{"unknown word behind a mark", "en", "By 2040,Undershelling will have grown.", "2040,", "2040, Undershelling"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := readings(tt.lang, tt.text, tt.part); !slices.Contains(got, tt.want) {
				t.Errorf("%q is read as %q, want %q among them", tt.text, got, tt.want)
			}
		})
	}
	for _, tt := range []struct{ name, lang, text, part, not string }{
		{"adverb", "es", "La zona se estudia hidrogeológicamente desde mayo.", "hidrog", "hidrogeológica mente"},
		{"currency", "pt", "O navio custou deUS$ 5 milhões.", "US$", "deUS $"},
		{"elision by a quotation mark", "fr", "Il s'agit d‘ouvrir la digue.", "d‘", "d ‘ouvrir"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := readings(tt.lang, tt.text, tt.part); slices.Contains(got, tt.not) {
				t.Errorf("%q is read as %q", tt.text, got)
			}
		})
	}
}

// A German compound that begins with a capital ends in a noun; a noun and another word are two.
func TestClause(t *testing.T) {
	for _, tt := range []struct {
		text, at string
		want     Kind
	}{
		{"Der Bürgermeister dankte den Helfern am Sonntagherzlich.", "herzlich", Clause},
		{"Die Stadt stellt im Sommer eine Rechnungüber den Deich aus.", "über", Letters},
		{"Am Deich liegt die Rechnungpartie des Sommers.", "partie", Compounding},
	} {
		a := article.Parse(article.Input{Lang: language.German, Text: tt.text})
		w := Default().NewWorker()
		w.Analyse(a, lexicon.For(language.German), Options{Everywhere: true, NoGeometry: true})
		found := false
		for k := range w.alts {
			for _, c := range w.alts[k].cuts {
				if len(w.alts[k].cuts) == 1 && int(c.at) == strings.Index(tt.text, tt.at) {
					found = true
					if c.kind != tt.want {
						t.Errorf("%q: the blank before %q is of kind %v, want %v", tt.text, tt.at, c.kind, tt.want)
					}
				}
			}
		}
		if !found {
			t.Errorf("%q: no reading parts it before %q", tt.text, tt.at)
		}
	}
}

// Pieces of words that word lists take for names or words of two letters are looked at, whole words are not.
func TestFragments(t *testing.T) {
	for text, want := range map[string]bool{
		"Der Wechsel kurs ist in Hamburg seit dem Sommer gut.": true,
		"Der Wechselkurs ist in Hamburg seit dem Sommer gut.":  false,
	} {
		a := article.Parse(article.Input{Lang: language.German, Text: text})
		w := Default().NewWorker()
		w.Load(a, lexicon.For(language.German), nil, Options{})
		w.Splices()
		if pairs := w.PairCandidates(); (len(pairs) == 1) != want {
			t.Errorf("%q: %d pairs of words are looked at, want one: %v", text, len(pairs), want)
		}
	}
}

var tongues = []string{"es", "en", "fr", "pt", "it", "de", "vi"}

// Whatever the text: decisions lie inside it, ascend, sit between two characters that no
// white space parts, and are never inside a verbatim stretch.
func TestDecisionsOnlyPutBlanksIn(t *testing.T) {
	w := Default().NewWorker()
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom(tongues).Draw(t, "lang")
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"de", "la", "Hanoi", "una", "2,6", "ONU", "the", "và", "l'", "año", "(x)", "«", "»", "–", "\"", "Straße", "a", "73", "\u0301", "\xff", "millones", "https://a.example/bc", "…"}), 0, 60).Draw(t, "words")
		glue := rapid.SliceOfN(rapid.SampledFrom([]string{"", "", " ", "\n", "  "}), len(words), len(words)).Draw(t, "glue")
		var b strings.Builder
		for i := range words {
			b.WriteString(words[i] + glue[i])
		}
		check(t, w, lang, b.String())
	})
}

type fataler interface{ Fatalf(string, ...any) }

func check(t fataler, w *Worker, lang, text string) {
	a := article.Parse(article.Input{Lang: language.Make(lang), Text: text})
	w.Load(a, lexicon.For(language.Make(lang)), nil, Options{})
	last := 0
	for _, d := range w.Fusions() {
		if d.At <= last || d.At >= len(text) || !d.Span.Contains(article.Span{Start: d.At, End: d.At}) {
			t.Fatalf("%q: decision at %d of %d, after %d", text, d.At, len(text), last)
		}
		if strings.ContainsAny(text[d.At-1:d.At+1], " \n\t") {
			t.Fatalf("%q: a blank beside a blank at %d", text, d.At)
		}
		if p := d.Posterior; !(p >= 0 && p <= 1) || !(d.Confidence >= 0 && d.Confidence <= 1) {
			t.Fatalf("%q: posterior %g, confidence %g", text, p, d.Confidence)
		}
		last = d.At
	}
	for _, s := range w.Splices() {
		if text[s.Blank.Start:s.Blank.End] != " " || !s.Span.Contains(s.Blank) || s.At >= 0 && (s.At <= s.Span.Start || s.At >= s.Span.End) {
			t.Fatalf("%q: splice %+v", text, s)
		}
	}
}

func FuzzAnalyse(f *testing.F) {
	f.Add(uint8(0), "realizóuna visita (ONU)el 73millones de\n«lo sniños»")
	f.Add(uint8(1), "theU.S. border''s New\xffYork")
	f.Fuzz(func(t *testing.T, lang uint8, text string) {
		check(t, Default().NewWorker(), tongues[int(lang)%len(tongues)], text)
	})
}
