package twin

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"

	"golang.org/x/text/language"
	"pgregory.net/rapid"
)

func index(lang, text string) *Index {
	tag := language.Make(lang)
	return New(article.Parse(article.Input{Name: "test.txt", Lang: tag, Text: text}), lexicon.For(tag))
}

// names draws a name of 5 to 10 letters with one or more marks.
func names(t *rapid.T) string {
	first := rapid.RuneFrom([]rune("BCDGLMPRST")).Draw(t, "first")
	rest := rapid.StringOfN(rapid.RuneFrom([]rune("abdegilmnoprstuáéíóúñçãôüđơệ")), 4, 9, -1).Draw(t, "rest")
	return string(first) + rest
}

// Every planted slip is recognised, and taken back by the repair.
func TestSlipsAreRecognised(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := []rune(names(t))
		at := rapid.IntRange(1, len(whole)-2).Draw(t, "at")
		kind := rapid.IntRange(0, 3).Draw(t, "kind")
		odd := harm(whole, at, kind)
		w, o := spell(string(whole), nil), spell(odd, nil)
		if string(whole) == odd {
			return
		}
		s, _ := slip(o, w)
		if s == NoSlip && kind != 1 { // doubling a letter beside its equal may look like another slip
			t.Fatalf("%q from %q: no slip", odd, string(whole))
		}
		back, _ := slip(w, o)
		if s == MarkLost && back != MarkAdded || s == Doubled && back != Dropped && back != MarkedDropped {
			t.Fatalf("%q from %q is %v, the other way round %v", odd, string(whole), s, back)
		}
	})
}

func harm(whole []rune, at, kind int) string {
	switch kind {
	case 0:
		return string(whole[:at]) + string(whole[at+1:])
	case 1:
		return string(whole[:at+1]) + string(whole[at:])
	case 2:
		return string(whole[:at]) + string(letterOf(whole[at]).base) + string(whole[at+1:])
	}
	return string(whole[:at]) + string(whole[at+1]) + string(whole[at]) + string(whole[at+2:])
}

// Wherever the damaged form stands, the index pairs it with the whole one.
func TestIndexPairsDamagedForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := names(t)
		letters := []rune(whole)
		at := rapid.IntRange(1, len(letters)-2).Draw(t, "at")
		odd := harm(letters, at, rapid.IntRange(0, 3).Draw(t, "kind"))
		if s, _ := slip(spell(odd, nil), spell(whole, nil)); s == NoSlip {
			return
		}
		x := index("en", fmt.Sprintf("Then %s met the mayor. Later on %s left for the coast with %s.", whole, odd, whole))
		found := false
		x.candidates(func(p Pair) { found = found || p.Odd.Text == odd && p.Whole.Text == whole })
		if !found {
			t.Fatalf("%q beside %q was not paired", odd, whole)
		}
	})
}

// A fix of a suspicion makes the whole form of the damaged one, and nothing else.
func TestTightEdits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.StringOfN(rapid.RuneFrom([]rune("aàáơđnế")), 1, 6, -1).Draw(t, "a")
		b := rapid.StringOfN(rapid.RuneFrom([]rune("aàáơđnế")), 1, 6, -1).Draw(t, "b")
		e := Tight(article.Span{Start: 10, End: 10 + len(a)}, a, b)
		got := a[:e.Start-10] + e.New + a[e.End-10:]
		if got != b || !utf8.ValidString(e.New) {
			t.Fatalf("%q to %q: edit %+v makes %q", a, b, e, got)
		}
	})
}

// Text made to have all words compared with all others costs no more than other text.
func TestAnagramsAreBounded(t *testing.T) {
	var b strings.Builder
	letters := []byte("abcdefgh")
	for i := range 20_000 {
		for j := range letters {
			k := (i*7 + j*i) % len(letters)
			letters[j], letters[k] = letters[k], letters[j]
		}
		fmt.Fprintf(&b, "A%s ", letters)
	}
	x := index("en", b.String())
	pairs := 0
	x.candidates(func(Pair) { pairs++ })
	if limit := 3 * maxChain * len(x.words); pairs > limit {
		t.Errorf("%d pairs of %d words, want at most %d", pairs, len(x.words), limit)
	}
}

// A text of nothing but new names is compared up to a bound, and the next article forgets it.
func TestIndexIsBounded(t *testing.T) {
	var b strings.Builder
	for i := range maxWords + 5000 {
		fmt.Fprintf(&b, "Q%s ", strings.Map(func(r rune) rune { return 'a' + r - '0' }, fmt.Sprint(i*7919)))
	}
	x := index("en", b.String())
	if len(x.words) != maxWords {
		t.Errorf("%d words are kept, want %d", len(x.words), maxWords)
	}
	short, pack := article.Parse(article.Input{Lang: language.English, Text: "Mr Brown met Mr Bronw."}), lexicon.For(language.English)
	x.build(short, pack, lookUpAll(short, pack))
	if cap(x.words) > usualWords {
		t.Errorf("room for %d words is kept", cap(x.words))
	}
}

func TestSuspicions(t *testing.T) {
	for _, c := range []struct{ lang, text, odd, whole string }{
		{"es", "El Comité se reunió. Ayer el Comit Olímpico pidió al Comité más dinero.", "Comit", "Comité"},
		{"es", "La región crece. Según el alcalde, la regin necesita puentes.", "regin", "región"},
		{"en", "Lương Cường spoke first. President Cườn left early, and Cường stayed.", "Cườn", "Cường"},
		{"en", "The Kremlin was silent. Krremlin guards stood at the Kremlin gate.", "Krremlin", "Kremlin"},
		{"fr", "Le gouvernement a été prudent. Le prsident et le président ont parlé.", "prsident", "président"},
	} {
		found := index(c.lang, c.text).Suspicions()
		if len(found) != 1 || found[0].Odd.Text != c.odd || found[0].Whole.Text != c.whole {
			t.Errorf("%s: %d suspicions, want %q for %q", c.text, len(found), c.whole, c.odd)
		}
	}
	for _, c := range []struct{ lang, text string }{
		{"es", "La ministra está en Lima. Esta semana firmará el acuerdo y está contenta."},
		{"en", "Americans voted. America waits. The American voter is tired of American politics."},
		{"it", "Nella notte. Nell'anno nuovo, dell'Italia e della Grecia."},
		{"de", "Fr. Dr. Berndt kam für zwei Tage. Für Berlin war das neu."},
		{"es", "El club busca más socios. La invitada de honor fue Ms Rivers, que habló poco."},
		{"en", "The architect Faris Haddad (Arabic: Fāris Ḥaddād) drew the bridge. Faris lives in Leeds."},
		{"de", "Die Brücke ist alt. Die Bürger kamen gern über den Fluss, a ber sie blieben nicht lange."},
	} {
		if found := index(c.lang, c.text).Suspicions(); len(found) > 0 {
			t.Errorf("%s: %q suspected to be %q", c.text, found[0].Odd.Text, found[0].Whole.Text)
		}
	}
}

// What tells the two apart decides whether a repair is safe: which of them is met first, and whether the odd one is a word.
func TestApplicability(t *testing.T) {
	for _, c := range []struct {
		lang, text, odd string
		safe            bool
	}{
		{"en", "The bridge was drawn by Anton Tesselaar. The council paid Tesselaar in May, and Tessselaar left for Utrecht.", "Tessselaar", true},
		{"es", "El alcalde Juan Verrazano vino ayer. El ingeniero Luis Verrazzano, primo de Verrazano, no vino.", "Verrazzano", false},
		{"es", "La ministra Carmen Olmedo presentó el plan. Ante los regantes, Olmedo prometió agua. El plan, dijo Olmédo, costará poco.", "Olmédo", true},
		{"es", "Dijo Olmédo que costará poco. La ministra Carmen Olmedo presentó el plan. Ante los regantes, Olmedo prometió agua.", "Olmédo", false},
	} {
		safe := slices.ContainsFunc(index(c.lang, c.text).Suspicions(), func(s Suspicion) bool {
			return s.Odd.Text == c.odd && s.Applicability() == fixers.Safe
		})
		if safe != c.safe {
			t.Errorf("%s: the repair of %s is safe: %v", c.text, c.odd, safe)
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	text := strings.Repeat("The mayor of Lisbon, Ana Souza, met Premier Tô Lâm and Nguyễn Văn An on Monday. They talked about trade and about the café. ", 100)
	a := article.Parse(article.Input{Name: "bench.txt", Lang: language.English, Text: text})
	pack := lexicon.For(language.English)
	entries, x := lookUpAll(a, pack), newIndex()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		x.build(a, pack, entries)
		x.Suspicions()
	}
}

// The bytes that are not ASCII are found wherever they stand, in and around a word.
func TestWideBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("abcdefgh éđ")), 0, 40, -1).Draw(t, "text")
		start := rapid.IntRange(0, len(text)).Draw(t, "start")
		end := rapid.IntRange(start, len(text)).Draw(t, "end")
		wide := func(s string) int {
			if i := strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }); i >= 0 {
				return i
			}
			return len(s)
		}
		if got, want := isASCII(text, start, end), wide(text[start:end]) == end-start; got != want {
			t.Errorf("isASCII(%q, %d, %d) = %v", text, start, end, got)
		}
		if got, want := nextWide(text, start), start+wide(text[start:]); got != want {
			t.Errorf("nextWide(%q, %d) = %d, want %d", text, start, got, want)
		}
	})
}
