package learning_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/lexicon/profile"
	"copydesk/rules/learning"
	"copydesk/rules/rulestest"

	"golang.org/x/text/language"
	"pgregory.net/rapid"
)

// learn returns the frozen profile of the articles.
func learn(t *testing.T, articles ...article.Input) *profile.Profile {
	t.Helper()
	return rulestest.Profile(t, articles)
}

func in(lang, source, text string) article.Input {
	return article.Input{Name: "a.txt", Lang: language.MustParse(lang), Text: text, Meta: article.Meta{Source: source}}
}

func TestFacts(t *testing.T) {
	text := "Hanoi (VNA) - El presidente Luong Cuong recibió a l'Orquesta — dijo “sí”, 5 % más. El presidente Luong Cuong volvió.\nVer más\n"
	p := learn(t, in("es", "vna", text), in("es", "vna", text+"Otra línea.\nVer más\n"), in("es", "vna", "Ver más\n"))
	es := p.For(language.Spanish)
	if w, ok := es.Word(lexicon.KeyOf("presidente")); !ok || w.Count != 4 || w.Articles != 2 || w.Capital != 0 {
		t.Errorf("presidente: %+v", w)
	}
	if w, _ := es.Word(lexicon.KeyOf("cuong")); w.Capital != 1 {
		t.Errorf("cuong: %+v", w)
	}
	if got := fmt.Sprint(es.Names("luong cuong")); got != "[{Luong Cuong vna 4 2}]" {
		t.Errorf("names: %s", got)
	}
	if got := fmt.Sprint(es.Companions("luong cuong")); got != "[{presidente 2} {recibió 2} {volvió 2}]" {
		t.Errorf("companions: %s", got)
	}
	if got := es.Line("vna", "Ver más"); got != 3 {
		t.Errorf("the line stands in %d articles", got)
	}
	if got := fmt.Sprint(es.Datelines("vna", "Hanoi")); got != "[{Hanoi VNA  -  2}]" {
		t.Errorf("datelines: %s", got)
	}
	habits := es.Habits("vna")
	if habits[learning.QuoteCurly].Count != 2 || habits[learning.DashEmSpaced].Articles != 2 || habits[learning.PercentSpaced].Count != 2 {
		t.Errorf("habits: %v", habits)
	}
	if got := es.Bigram(lexicon.KeyOf("el"), lexicon.KeyOf("presidente")); got != 4 {
		t.Errorf("el presidente: %d", got)
	}
	if got := es.Bigram(lexicon.Start, lexicon.KeyOf("El")); got != 2 {
		t.Errorf("El at the start: %d", got)
	}
	if total := es.Source("vna"); total.Articles != 3 || total.Lines != 7 {
		t.Errorf("totals: %+v", total)
	}
}

func TestWordsWithApostrophes(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		words      []string
	}{
		{"fr", "l’accord de l'Union qu'il signe, aujourd'hui", []string{"l'", "accord", "aujourd'hui", "qu'", "signe"}},
		{"en", "Việt Nam's ministers don't agree", []string{"nam", "'s", "don't"}},
	} {
		l := learn(t, in(c.lang, "", c.text+".\n"+c.text+"."))
		for _, w := range c.words {
			if got, ok := l.For(language.MustParse(c.lang)).Word(lexicon.KeyOf(w)); !ok || got.Count < 2 {
				t.Errorf("%s: %q is not counted", c.lang, w)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "The minister met President Tô Lâm and Ursula von der Leyen in Hà Nội.", "Tô Lâm|Ursula von der Leyen|Hà Nội"},
		{"vi", "Chủ tịch nước Lương Cường và Thủ tướng Tô Lâm thăm Đà Nẵng. Ông Phạm Minh Chính ở Hà Nội.", "Lương Cường|Tô Lâm|Đà Nẵng|Phạm Minh Chính|Hà Nội"},
		{"en", "Deputy Prime Minister Hồ Đức Phớc met Mark Rutte.", "Hồ Đức Phớc|Mark Rutte"},
		{"es", "Según el Banco de España, Pedro Sánchez viajará con José Martín-Vila.", "España|Pedro Sánchez|José Martín-Vila"},
		{"en", "WASHINGTON welcomed https://Example.com and\nNguyễn Xuân\nPhúc", "Nguyễn Xuân|Phúc"},
		{"de", "Die Bundesregierung und Angela Merkel haben den Haushalt beraten.", "Angela Merkel"},
		{"es", "Cuo\u031Bng habló.", "Cuơng"},
	} {
		a := article.Parse(in(c.lang, "", c.text))
		var got []string
		for n := range learning.Names(a, lexicon.For(a.Lang)) {
			got = append(got, n.Form(a))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: %s, want %s", c.text, s, c.want)
		}
	}
}

// A copy of an article is found whatever a scraper did to its blanks, marks and capitals.
func TestSimilar(t *testing.T) {
	text := ""
	for i := range 60 {
		text += fmt.Sprintf("Câu số %d nói về cảng thứ %d của thành phố. ", i, i*i)
	}
	other := strings.ReplaceAll(text, "cảng", "đường phố")
	p := learn(t, in("vi", "", text), article.Input{Name: "b.txt", Lang: language.Vietnamese, Text: other})
	damaged := profile.Base(strings.ReplaceAll(text, " số ", "số"))
	for _, c := range []struct{ text, want string }{{text, "a.txt"}, {damaged, "a.txt"}, {other, "b.txt"}, {strings.Repeat("Hoàn toàn khác hẳn. ", 100), ""}} {
		s := learning.Sketch(article.Parse(in("vi", "", c.text)))
		var got []string
		for _, m := range p.Similar(&s, 0.8) {
			got = append(got, m.ID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%.30q… resembles %v, want %q", c.text, got, c.want)
		}
	}
}

// exact returns the partial profile that learns the articles in several parts of one total.
func exact(t *rapid.T, parts ...[]article.Input) []byte {
	total := profile.NewBuilder("", 0)
	defer total.Close()
	for _, part := range parts {
		b := profile.NewBuilder("", 4096) // so little memory that most goes to disk
		l := learning.New(b)
		for _, in := range part {
			if err := l.Learn(in); err != nil {
				t.Fatal(err)
			}
		}
		if err := total.Absorb(b); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := total.WritePartial(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// learn(A)+learn(B) = learn(A∪B), in any order: a learner carries nothing from one article to the next.
func TestParts(t *testing.T) {
	texts := []string{
		"Hanoi (VNA) - El presidente To Lam recibió a Luong Cuong.\nVer más\n", "L’accord de l’Union\n— dit-il —", "Tô Lâm hòa thủy \"x\" 5%...",
		"Cuo\u031Bng \xFF\x00 <b>", "", "Ver más", strings.Repeat("palabras y más palabras ", 20),
	}
	rapid.Check(t, func(t *rapid.T) {
		one := rapid.Custom(func(t *rapid.T) article.Input {
			return article.Input{
				Name: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "name"), Text: rapid.SampledFrom(texts).Draw(t, "text"),
				Lang: rapid.SampledFrom([]language.Tag{language.Und, language.Spanish, language.Vietnamese, language.French}).Draw(t, "lang"),
				Meta: article.Meta{Source: rapid.SampledFrom([]string{"", "vna"}).Draw(t, "source")},
			}
		})
		all := rapid.SliceOfN(one, 0, 6).Draw(t, "articles")
		cut := rapid.IntRange(0, len(all)).Draw(t, "cut")
		if !bytes.Equal(exact(t, all), exact(t, all[cut:], all[:cut])) {
			t.Fatal("learning in parts gives another profile")
		}
	})
}
