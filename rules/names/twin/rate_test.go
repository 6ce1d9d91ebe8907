package twin

import (
	"testing"

	"copydesk/lexicon"
)

// What else an article lost makes a doubtful loss likelier, and a loss alone less likely.
func TestOthersRaiseProbability(t *testing.T) {
	a, b, c := &Word{Text: "a"}, &Word{Text: "b"}, &Word{Text: "c"}
	settled := []Suspicion{
		{Pair: Pair{Odd: a}, Prob: 0.7},
		{Pair: Pair{Odd: b}, Prob: 0.9},
		{Pair: Pair{Odd: b}, Prob: 0.9},
		{Pair: Pair{Odd: c}, Prob: 0.3},
	}
	beside, within := Others(settled, 0), Others(settled, 1)
	if beside <= within || within <= 0 {
		t.Errorf("others of a are %.2f, of b %.2f: b stands twice, and its own places do not count", beside, within)
	}
	if got := Others(settled[:1], 0); got != 0 {
		t.Errorf("a loss alone has others %.2f, want 0", got)
	}
	for _, r := range []*Rate{&rate, &syllabicRate} {
		if low, high := r.Prob(0.7, 0), r.Prob(0.7, beside); low >= high {
			t.Errorf("rate %+v: %.3f alone, %.3f with others", *r, low, high)
		}
		if r.Prob(0.6, 1) >= r.Prob(0.8, 1) {
			t.Errorf("rate %+v turns probabilities around", *r)
		}
	}
}

// Places are given up by the most that the last step of measuring can do, which is no less than what it does.
func TestLastStepIsBounded(t *testing.T) {
	measured := 0
	for _, c := range []struct{ lang, text string }{
		{"es", "La región crece. Según el alcalde, la region necesita puentes y el Comit pide dinero al Comité. Esta plaza está llena."},
		{"vi", "Chủ tịch Lương Cường thăm thành phố. Ông Lương Cương gặp người dân thanh phố, và người dân rất vui."},
		{"en", "The Kremlin was silent. Krremlin guards stood at the Kremlin gate, near the café and the cafe."},
	} {
		x := index(c.lang, c.text)
		x.each(func(s *Suspicion) {
			f, w := &s.Features, s.Features.weights()
			s.measureContext()
			most := f.sum(w) + s.toCome()
			s.measureLate()
			if sum := f.sum(w); sum > most {
				t.Errorf("%s from %s: %.3f, at most %.3f", s.Odd.Text, s.Whole.Text, sum, most)
			}
			measured++
		})
	}
	if measured < 5 {
		t.Errorf("%d places were measured", measured)
	}
	if n := len(lexicon.Languages()) - 1; float64(n) > mostForeign*foreignScale {
		t.Errorf("%d other languages, more than %.0f", n, mostForeign*foreignScale)
	}
}

// The reading of a syllable that its neighbours ask for has the largest share.
func TestShare(t *testing.T) {
	x := index("vi", "Lãnh đạo cong ty họp báo. Các công nhân nói với lãnh đạo, còn người ta đi cộng sổ.")
	shares := map[string]float64{}
	x.Each(func(s *Suspicion) {
		if s.Odd.Text == "cong" {
			shares[s.Whole.Text] = s.Features[fSyllabicShare]
		}
	})
	if len(shares) != 2 || shares["công"] <= shares["cộng"] || shares["công"] > 0 {
		t.Errorf("shares of the readings of “cong” before “ty” are %v, want công first, none above 0", shares)
	}
}

// A short name stands for somebody named before, unless another name beside it has no marks.
func TestIntroduced(t *testing.T) {
	for text, want := range map[string]bool{
		"Minister Nguyễn Văn Quỳnh spoke in Huế. Later Quynh left.":                   true,
		"Minister Nguyễn Văn Quỳnh spoke in Huế. The singer Diana Quynh left.":        false,
		"Minister Nguyễn Văn Quỳnh spoke in Huế. Quynh left, and then Quynh returned": false,
		"Minister Nguyễn Văn Quỳnh spoke in Huế. The crowd at Quynh Park left.":       true,
		"Minister Nguyễn Văn Quỳnh spoke in Huế. The writer Will Quynh left.":         false,
		"Minister Nguyễn Văn Thái spoke in Huế. Others like Thai food.":               false,
	} {
		got := false
		x := index("en", text)
		x.Each(func(s *Suspicion) { got = got || s.introduced() })
		if got != want {
			t.Errorf("%s: introduced is %v, want %v", text, got, want)
		}
	}
}
