package fusion

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
	"pgregory.net/rapid"

	"copydesk/article"
	"copydesk/lexicon"
)

// mend puts all blanks in and takes all wrong ones out, once.
func mend(w *Worker, lang, text string) string {
	a := article.Parse(article.Input{Lang: language.Make(lang), Text: text})
	w.Load(a, lexicon.For(language.Make(lang)), nil, Options{})
	in, out := map[int]bool{}, map[int]bool{}
	for _, d := range w.Fusions() {
		in[d.At] = true
	}
	for _, s := range w.Splices() {
		out[s.Blank.Start] = true
		if s.At >= 0 {
			in[s.At] = true
		}
	}
	var b strings.Builder
	for i := range len(text) {
		if in[i] {
			b.WriteByte(' ')
		}
		if !out[i] {
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

// Neither search may undo what the other has done: mending comes to an end.
func TestMendingSettles(t *testing.T) {
	w := Default().NewWorker()
	vocabulary := strings.Fields("ph ải côn g công ty sàn g sáng tỏ an bê tông đích thực pa rece de la ampliarla sobre todo sobretodo cas a o s meses Esta dos unis on the re there in to into be cause under stand an other for ever")
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom(tongues).Draw(t, "lang")
		words := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 4, 40).Draw(t, "words")
		var b strings.Builder
		for _, word := range words {
			b.WriteString(word + rapid.SampledFrom([]string{" ", " ", " ", ""}).Draw(t, "glue"))
		}
		text := b.String()
		for range 8 {
			next := mend(w, lang, text)
			if next == text {
				return
			}
			text = next
		}
		t.Fatalf("%s: still changing: %q, then %q", lang, text, mend(w, lang, text))
	})
}
