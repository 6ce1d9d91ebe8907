package lexicon

import (
	"math"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"copydesk/lexicon/internal/pack"
)

// maxPackBytes is what all packs together may take.
const maxPackBytes = 10_000_000

func allPacks() []string {
	return []string{packES, packEN, packVI, packFR, packPT, packIT, packDE, packShared}
}

func TestPacksAreSmall(t *testing.T) {
	total := 0
	for _, p := range allPacks() {
		total += len(p)
	}
	if total > maxPackBytes {
		t.Errorf("packs take %d bytes, want at most %d", total, maxPackBytes)
	}
}

func TestPacksOpenAtOnce(t *testing.T) {
	start := time.Now()
	for _, p := range allPacks() {
		if _, err := open(language.Und, p, nil); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(start); took > time.Millisecond {
		t.Errorf("opening all packs took %v, want under 1ms", took)
	}
}

func TestPacksAreNotOlderThanTheirLists(t *testing.T) {
	for _, p := range append(packs[:], shared) {
		dirs := []string{"data/shared"}
		if p != shared {
			dirs = []string{"data/" + p.tag.String(), "data/shared"}
		}
		sum, err := pack.ListsSum(data, dirs...)
		if err != nil {
			t.Fatal(err)
		}
		if sum != p.source {
			t.Errorf("pack %v was built from other lists than lexicon/data has; run go generate ./lexicon", p.tag)
		}
	}
}

func TestFor(t *testing.T) {
	for tag, want := range map[string]string{
		"es": "es", "es-419": "es", "es-MX": "es", "pt-BR": "pt", "vi-VN": "vi", "de-AT": "de",
		"nl": "und", "und": "und", "ca": "und", "und-ES": "und",
	} {
		if got := For(language.Make(tag)).Lang().String(); got != want {
			t.Errorf("For(%s) has language %s, want %s", tag, got, want)
		}
	}
	if p := For(language.Und); !p.Empty() {
		t.Error("the pack of no language is not empty")
	}
	if n := len(Languages()); n != 7 {
		t.Errorf("%d languages, want 7", n)
	}
}

func TestEmptyPackIsSafe(t *testing.T) {
	p := For(language.Und)
	if b := p.Bigram(Start, KeyOf("word")); math.IsNaN(b) || b > 0 {
		t.Errorf("Bigram of the empty pack is %v", b)
	}
	c := p.Class(KeyOf("word"), "word")
	if got := p.ClassBigram(c, c) + p.ClassProb(c); got != 0 {
		t.Errorf("class bigram of the empty pack is %v", got)
	}
	if u := p.Unknown("word"); u >= 0 || math.IsInf(u, 0) {
		t.Errorf("Unknown of the empty pack is %v", u)
	}
	if !Agency("Reuters") || !p.Place("Madrid") {
		t.Error("the empty pack lacks what is shared")
	}
}

// Inflected forms, demonyms and names that text of the kind has, and what is no word.
var words = map[string]struct{ known, unknown string }{
	"es": {"realizó dijeron ampliará ampliarla dándoles vietnamita vietnamitas salvadoreño chilenas cooperación reiteró habrían exportaciones neerlandés posibilitaría Santos Rosa Sánchez", "lareunión dela qwxz cooperació deHanoi"},
	"en": {"announced announces Vietnamese ministries exports signed Johnson Thursday don't reaffirmed", "ofthe qwxz saidThe"},
	"vi": {"của nghiệp trường Nguyễn đồng phát triển hợp tác", "ngiệp qwxz vàcác"},
	"fr": {"réalisera annoncé vietnamienne exportations l' déclaré développement Macron", "lapremière qwxz"},
	"pt": {"realizou anunciaram vietnamita brasileiros exportações cooperação São Silva", "dapresidente qwxz"},
	"it": {"realizzato annunciato vietnamita esportazioni cooperazione dell' perché Rossi", "dellapresidenza qwxz"},
	"de": {"angekündigt vietnamesische Zusammenarbeit Bundesregierung Ausfuhren größte Müller", "derPräsident qwxz"},
}

func TestWords(t *testing.T) {
	for tag, list := range words {
		p := For(language.Make(tag))
		for _, w := range strings.Fields(list.known) {
			entry, ok := p.Lookup(w)
			if !ok {
				t.Errorf("%s: %s is not known", tag, w)
			} else if entry.LogProb >= 0 || entry.LogProb < -26 {
				t.Errorf("%s: %s has log-probability %v", tag, w, entry.LogProb)
			}
		}
		for _, w := range strings.Fields(list.unknown) {
			if entry, ok := p.Lookup(w); ok && entry.LogProb > -13 {
				t.Errorf("%s: %s is known: %+v", tag, w, entry)
			}
		}
	}
}

func TestMeanIsOfOrdinaryText(t *testing.T) {
	for _, p := range packs {
		if m := p.Mean(); m > -7 || m < -10 {
			t.Errorf("%v: a word of ordinary text has log-probability %.2f", p.tag, m)
		}
	}
}

func TestFlags(t *testing.T) {
	tests := []struct {
		tag, word string
		set, not  Flags
	}{
		{"es", "Rosa", FirstName, OnlyCapitalised},
		{"es", "Santos", Surname, OnlyCapitalised},
		{"es", "Hanoi", OnlyCapitalised | PlaceName, FunctionWord},
		{"es", "para", FunctionWord, OnlyCapitalised},
		{"es", "octubre", Month, Weekday},
		{"es", "martes", Weekday, Month},
		{"es", "dólares", Currency, FunctionWord},
		{"es", "toneladas", Unit, OnlyCapitalised},
		{"es", "núm", Abbreviation, FunctionWord},
		{"es", "Johnson", OnlyCapitalised, FunctionWord},
		{"es", "Nguyễn", OnlyCapitalised | Foreign, FunctionWord},
		{"en", "London", OnlyCapitalised | PlaceName, FunctionWord},
		{"en", "'s", Clitic, OnlyCapitalised},
		{"fr", "l'", Elision | FunctionWord, OnlyCapitalised},
		{"it", "dell'", Elision, OnlyCapitalised},
		{"de", "und", FunctionWord, OnlyCapitalised},
		{"vi", "của", FunctionWord, OnlyCapitalised},
	}
	for _, test := range tests {
		w, ok := For(language.Make(test.tag)).Lookup(test.word)
		if !ok || !w.Flags.Has(test.set) || w.Flags.Any(test.not) {
			t.Errorf("%s %s: found %v with flags %b, want %b and not %b", test.tag, test.word, ok, w.Flags, test.set, test.not)
		}
	}
}

func TestFunctionWordsAreCommon(t *testing.T) {
	for _, p := range packs {
		for _, w := range p.List("function") {
			if strings.ContainsRune(w, ' ') {
				continue
			}
			if !p.Is(w, FunctionWord) {
				t.Errorf("%v: %s of the list is no function word of the pack", p.tag, w)
			}
		}
	}
}

func TestWordOrder(t *testing.T) {
	tests := []struct{ tag, a, likely, unlikely string }{
		{"es", "de", "la", "de"},
		{"es", "la", "misma", "mismo"},
		{"es", "puede", "ser", "es"},
		{"en", "of", "the", "of"},
		{"en", "will", "be", "is"},
		{"fr", "dans", "le", "de"},
		{"fr", "l'", "article", "le"},
		{"pt", "para", "o", "de"},
		{"it", "nella", "sezione", "il"},
		{"de", "in", "der", "und"},
		{"vi", "có", "thể", "của"},
	}
	for _, test := range tests {
		p := For(language.Make(test.tag))
		a := KeyOf(test.a)
		lift := func(w string) float64 { return p.Bigram(a, KeyOf(w)) - p.LogProb(w) }
		if lift(test.likely) <= lift(test.unlikely) {
			t.Errorf("%s: after %q, %q gains %.2f and %q %.2f", test.tag, test.a, test.likely, lift(test.likely), test.unlikely, lift(test.unlikely))
		}
	}
}

func TestBigramsAreDistributions(t *testing.T) {
	for _, p := range packs {
		for _, a := range p.List("function")[:10] {
			sum, stored, lower := 0.0, 0.0, 0.0
			for _, b := range p.List("function") {
				k := KeyOf(b)
				if strings.ContainsRune(b, ' ') {
					continue
				}
				sum += math.Exp(p.Bigram(KeyOf(a), k))
				if p.HasBigram(KeyOf(a), k) {
					stored += math.Exp(p.Bigram(KeyOf(a), k))
					lower += math.Exp(p.LogProb(b))
				}
			}
			if sum > 1.05 { // half a step of rounding
				t.Errorf("%v: function words after %q have probability %.3f together", p.tag, a, sum)
			}
		}
	}
}

func TestClasses(t *testing.T) {
	p := For(language.Spanish)
	class := func(w string) Class { return p.Class(KeyOf(w), w) }
	lift := func(a, b string) float64 { return p.ClassBigram(class(a), class(b)) - p.ClassProb(class(b)) }
	if class("2025") != ClassNumber || class("Qwertoff") != ClassName || p.Class(Start, "") != ClassStart {
		t.Error("shapes have not their fixed classes")
	}
	if class("de") == class("que") {
		t.Error("common function words share a class")
	}
	if lift("la", "inversiones") >= lift("las", "inversiones") {
		t.Error("the class model does not know number: la inversiones")
	}
}

func TestUnknownIsADistribution(t *testing.T) {
	letters := "abcdefghijklmnopqrstuvwxyzáéíóúüñçàèìòùâêôãõäöß"
	for _, p := range packs {
		sum := math.Exp(p.Unknown(""))
		for _, a := range letters {
			for _, b := range letters {
				sum += math.Exp(p.Unknown(string(a) + string(b)))
			}
			sum += math.Exp(p.Unknown(string(a)))
		}
		if sum > 1.1 || sum <= 0 {
			t.Errorf("%v: words of up to two letters have probability %.3f together", p.tag, sum)
		}
	}
	es := For(language.Spanish)
	if es.Unknown("posturación") < es.Unknown("xqzkwprtño") {
		t.Error("a plausible spelling is not likelier than noise")
	}
	if es.Unknown("MAYÚSCULA") != es.Unknown("mayúscula") {
		t.Error("case changes the spelling's probability")
	}
}

func TestNothingIsAllocated(t *testing.T) {
	p := For(language.Spanish)
	got := testing.AllocsPerRun(100, func() {
		p.Lookup("COOPERACIÓN")
		p.Bigram(KeyOf("de"), KeyOf("la"))
		p.Unknown("desconocida")
		p.Class(KeyOf("Ñandúes"), "Ñandúes")
		p.Place("SANTIAGO DE CHILE")
		Agency("Reuters")
		p.Abbreviation("EE.UU.")
	})
	if got != 0 {
		t.Errorf("%v allocations, want none", got)
	}
}

func TestHashFollowsPrefixes(t *testing.T) {
	h := NewHash()
	if h.Key() != 0 {
		t.Error("empty hash has a key")
	}
	word := "Đà’Lạt"
	for i, r := range word {
		h = h.Add(r)
		if prefix := word[:i+len(string(r))]; h.Key() != KeyOf(prefix) {
			t.Errorf("key of %q differs from the hash of its letters", prefix)
		}
	}
}

func TestLicencesNameEverySource(t *testing.T) {
	text := Licences()
	for _, name := range []string{"Tesseract", "LibreOffice", "RLA-ES", "SCOWL", "Dicollecte", "Pattern", "zxcvbn", "OpenSubtitles", "cspell", "CLDR", "iso-codes", "Apache License", "Mozilla Public License", "LESSER GENERAL PUBLIC LICENSE"} {
		if !strings.Contains(text, name) {
			t.Errorf("notices do not name %s", name)
		}
	}
}
