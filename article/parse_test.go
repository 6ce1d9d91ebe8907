package article

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// render writes the tokens of a as KIND(text), which makes failures readable.
func render(a *Article) string {
	names := [...]string{"W", "N", "P", "S", "F", "C", "I"}
	var b strings.Builder
	for i, t := range a.Tokens {
		if i > 0 && !t.Glued {
			b.WriteByte(' ')
		}
		b.WriteString(names[t.Kind] + "(" + a.Of(i) + ")")
	}
	return b.String()
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"words", "Hà Nội thức", "W(Hà) W(Nội) W(thức)"},
		{"marks belong to the word", "Ha\u0300 No\u0323\u0302i", "W(Ha\u0300) W(No\u0323\u0302i)"},
		{"digits apart from letters", "27de octubre", "N(27)W(de) W(octubre)"},
		{"punctuation is single", "sí...", "W(sí)P(.)P(.)P(.)"},
		{"invisible", "a\u200bb", "W(a)F(\u200b)W(b)"},
		{"control", "a\x1b[0m", "W(a)C(\x1b)P([)N(0)W(m)"},
		{"broken UTF-8", "a\xffb", "W(a)I(\xff)W(b)"},
		{"broken UTF-8 inside a word", "ca\xc3 fe", "W(ca)I(\xc3) W(fe)"},
		{"other scripts", "北京 Москва", "W(北京) W(Москва)"},
		{"symbols", "5 € + 3", "N(5) S(€) S(+) N(3)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, render(Parse(Input{Text: c.text}))); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestCases(t *testing.T) {
	for text, want := range map[string]Case{
		"hanoi": Lower, "Hanoi": Title, "HANOI": Upper, "H": Title, "iPhone": Mixed, "McGregor": Mixed,
		"delCOVID": Mixed, "北京": Caseless, "ĐÀ": Upper, "đà": Lower, "Đà": Title, "ẤN": Upper,
	} {
		if got := Parse(Input{Text: text}).Tokens[0].Case; got != want {
			t.Errorf("case of %q is %d, want %d", text, got, want)
		}
	}
}

func TestParagraphsAndGaps(t *testing.T) {
	a := Parse(Input{Text: "  One two.\n\nThree  four. \nFive"})
	var got []string
	for _, p := range a.Paragraphs {
		got = append(got, a.At(p.Span))
	}
	if d := cmp.Diff([]string{"One two.", "Three  four.", "Five"}, got); d != "" {
		t.Errorf("paragraphs (-want +got):\n%s", d)
	}
	want := []Gap{{Span{0, 2}, 0}, {Span{10, 12}, 2}, {Span{17, 19}, 0}, {Span{24, 26}, 1}}
	if d := cmp.Diff(want, a.Gaps); d != "" {
		t.Errorf("gaps (-want +got):\n%s", d)
	}
}

func TestVerbatim(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"see https://example.org/a,b?c=1. Then", "https://example.org/a,b?c=1"},
		{"(www.example.org)", "www.example.org"},
		{"write to desk@example.org, please", "desk@example.org"},
		{"said @EstadioNorte on", "@EstadioNorte"},
		{"the tag #ElClima grew", "#ElClima"},
		{"picture nth-5529.jpg shows", "nth-5529.jpg"},
		{"a list.txt file, backup.tar.gz", "list.txtbackup.tar.gz"},
		{"in Nature (doi:10.1038/s41586-020-2649-2).", "doi:10.1038/s41586-020-2649-2"},
		{"on noticias.example.com today", "noticias.example.com"},
		{"ha llegado.La ministra", ""},
		{"EE.UU. y p.ej. TP.HCM", ""},
		{"a las 10.30 horas, 3.500 personas", ""},
	} {
		a := Parse(Input{Text: c.text})
		var got strings.Builder
		for i, tok := range a.Tokens {
			if tok.Verbatim {
				got.WriteString(a.Of(i))
			}
		}
		if got.String() != c.want {
			t.Errorf("%q: verbatim %q, want %q", c.text, got.String(), c.want)
		}
	}
}

func TestPosition(t *testing.T) {
	a := Parse(Input{Text: "año\r\n𝔛y\n"})
	for off, want := range map[int]Position{
		0:  {1, 1, 1, 1},
		1:  {1, 2, 2, 2},
		2:  {1, 2, 2, 2}, // inside ñ
		3:  {1, 4, 3, 3},
		6:  {2, 1, 1, 1},
		8:  {2, 1, 1, 1}, // inside 𝔛
		10: {2, 5, 2, 3},
		12: {3, 1, 1, 1},
		99: {3, 1, 1, 1},
	} {
		if got := a.Position(off); got != want {
			t.Errorf("position of %d is %+v, want %+v", off, got, want)
		}
	}
	if got := a.At(a.Line(1)); got != "año" {
		t.Errorf("line 1 is %q", got)
	}
}

func TestSentences(t *testing.T) {
	a := Parse(Input{Text: "It rained. The river rose!\nNobody was hurt."})
	var got []string
	for _, s := range a.Sentences() {
		got = append(got, a.At(s.Span))
	}
	if d := cmp.Diff([]string{"It rained.", "The river rose!", "Nobody was hurt."}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// checkParse holds for every text there is.
func checkParse(t interface{ Errorf(string, ...any) }, text string) {
	a := Parse(Input{Text: text})
	last := a.Begin()
	for i, tok := range a.Tokens {
		if int(tok.Start) < last || tok.End <= tok.Start {
			t.Errorf("token %d [%d,%d) after offset %d in %q", i, tok.Start, tok.End, last, text)
		}
		between := text[last:tok.Start]
		if strings.TrimFunc(between, unicode.IsSpace) != "" {
			t.Errorf("%q lies between tokens of %q", between, text)
		}
		if tok.Glued && between != "" {
			t.Errorf("token %d of %q is glued over %q", i, text, between)
		}
		last = int(tok.End)
	}
	for _, p := range a.Paragraphs {
		if strings.Contains(a.At(p.Span), "\n") || p.First >= p.Last {
			t.Errorf("paragraph %+v of %q", p, text)
		}
	}
	for _, s := range a.Sentences() {
		if s.Start < 0 || s.End > len(text) || s.Empty() {
			t.Errorf("sentence %+v of %q", s, text)
		}
	}
	for off := 0; off <= len(text); off++ {
		checkPosition(t, a, off)
	}
	checkSigns(t, a)
	checkPauses(t, a)
	checkNumbers(t, a)
}

func checkSigns(t interface{ Errorf(string, ...any) }, a *Article) {
	for i, r := range a.Text {
		plain := r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSpace(r))
		if s := SignsOf(string(r)); !plain && r != utf8.RuneError && !a.MayHave(&s) && (i >= a.Begin()) {
			t.Errorf("%q has no %q", a.Text, r)
		}
	}
}

func checkPauses(t interface{ Errorf(string, ...any) }, a *Article) {
	rows := false
	for i := 1; i < len(a.Text); i++ {
		rows = rows || strings.IndexByte(",;:.", a.Text[i-1]) >= 0 && strings.IndexByte(",;:.", a.Text[i]) >= 0
	}
	if a.Has(PausePause) != rows {
		t.Errorf("two pauses in %q: %v", a.Text, a.Has(PausePause))
	}
}

func checkNumbers(t interface{ Errorf(string, ...any) }, a *Article) {
	var numbers []int32
	joint := false
	for i := range a.Tokens {
		k := a.Tokens[i].Kind
		if k == Number {
			numbers = append(numbers, int32(i))
		}
		joint = joint || a.Tokens[i].Glued && (k == Number && a.Tokens[i-1].Kind == Word || k == Word && a.Tokens[i-1].Kind == Number)
	}
	if !slices.Equal(numbers, a.Numbers) {
		t.Errorf("numbers %v of %q, want %v", a.Numbers, a.Text, numbers)
	}
	if a.Has(LetterDigit) != joint {
		t.Errorf("letter beside digit in %q: %v", a.Text, a.Has(LetterDigit))
	}
}

func TestSigns(t *testing.T) {
	a := Parse(Input{Text: "¿Qué? «Así» (dijo) – 3 %"})
	for set, want := range map[string]bool{"[{": false, "{(": true, "»": true, "“": true, "»ñ": true, "ñ": false, "é": true, "Ж": false, "％": false, "%": true} {
		if s := SignsOf(set); a.MayHave(&s) != want {
			t.Errorf("any of %q: %v", set, !want)
		}
	}
	if s := (Signs{}).And('Α', 'я'); a.MayHave(&s) || s != SignsOf("Α").And('Β', 'Я').And('а', 'я') {
		t.Error("Greek and Cyrillic letters are no range")
	}
}

func checkPosition(t interface{ Errorf(string, ...any) }, a *Article, off int) {
	p := a.Position(off)
	back, ok := a.Offset(p.Line, p.Column)
	if !ok || back > max(off, a.Begin()) {
		t.Errorf("offset %d of %q is at %+v, which is offset %d", off, a.Text, p, back)
	}
	if utf8.ValidString(a.Text) && (off == len(a.Text) || utf8.RuneStart(a.Text[off])) && off >= a.Begin() && back != off {
		t.Errorf("offset %d of %q comes back as %d", off, a.Text, back)
	}
}

func TestParseProperties(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"a", "Ñ", "ộ", "o\u0323", " ", "  ", "\n", "\r\n", "\t", "1", ".", ",", ";:", "@", "#", "http://", "www.", "-", "/", "\u200b", "\xc3", "\xff",
		"date ", "2025-05", "---\n", "\u00a0", "𝔛", "\x00", "\u2028", "é", "\uFEFF",
	})
	rapid.Check(t, func(t *rapid.T) {
		checkParse(t, strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "pieces"), ""))
	})
}

func FuzzParse(f *testing.F) {
	f.Add(" date 2025-10-27 HÀ NỘI — The hall.\n\nMore at www.example.org/x.")
	f.Add("a\xff\u200bb\r\n\x1b[31m")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<12 {
			t.Skip("positions are checked one by one")
		}
		checkParse(t, text)
	})
}

var benchText = strings.Repeat("La delegación visitó el martes la nueva biblioteca de Hải Phòng, que costó 51 millones. ", 600)

func BenchmarkParse(b *testing.B) {
	var p Parser
	b.SetBytes(int64(len(benchText)))
	b.ReportAllocs()
	for b.Loop() {
		p.Parse(Input{Text: benchText})
	}
}
