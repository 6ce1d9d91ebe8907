package fusion

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/lexicon"
)

// judged is all that a worker says of an article.
type judged struct {
	Fusions []Decision
	Splices []Splice
}

func judge(w *Worker, in article.Input) judged {
	fusions := append([]Decision(nil), w.Analyse(article.Parse(in), lexicon.For(in.Lang), Options{})...)
	return judged{fusions, append([]Splice(nil), w.Splices()...)}
}

// What a worker remembers from other articles must never be seen in its decisions: they would depend on the order of the
// corpus and on the number of workers.
func TestDecisionsDependOnTheArticleAlone(t *testing.T) {
	list := sampleTexts(t)
	used := Default().NewWorker()
	for _, in := range list {
		judge(used, in)
	}
	slices.Reverse(list)
	for _, in := range list {
		if d := cmp.Diff(judge(Default().NewWorker(), in), judge(used, in)); d != "" {
			t.Errorf("%s (-fresh +used worker):\n%s", in.Name, d)
		}
	}
}

// An odd word that the article has as a part of another is worth a search in that article alone.
func TestRepeatedWordsAreSought(t *testing.T) {
	w := Default().NewWorker()
	const named = "La alcaldesa habló con Verdugolla. El señor Verdugolla calló. Ayer deVerdugolla nada se supo."
	for _, c := range []struct {
		text string
		want bool
	}{{"Ayer deverdugolla nada se supo.", false}, {named, true}, {"Ayer deverdugolla nada se supo.", false}} {
		in := article.Input{Lang: language.Spanish, Text: c.text}
		if got := len(judge(w, in).Fusions) > 0; got != c.want {
			t.Errorf("%q: found %v, want %v", c.text, got, c.want)
		}
	}
}

func TestOutlookSetForgetsTheOldest(t *testing.T) {
	var s outlookSet
	for text := uint64(1); text <= 5; text++ {
		s.add(outlook{text: text, odds: float32(text)})
	}
	if s.find(1) != nil {
		t.Error("the oldest of five is remembered")
	}
	for text := uint64(2); text <= 5; text++ {
		if o := s.find(text); o == nil || o.odds != float32(text) {
			t.Errorf("outlook %d: %v", text, o)
		}
	}
}

// FuzzRemembered looks for an article after which a worker judges another one otherwise than before it.
func FuzzRemembered(f *testing.F) {
	f.Add(uint8(0), "Verdugolla calló. Nada deverdugolla.", "Ayer deverdugolla nada se supo.")
	f.Add(uint8(1), "“theport of Varnholm", "Varnholm's theport lo stcoast.")
	f.Fuzz(func(t *testing.T, lang uint8, before, text string) {
		tag := language.Make(tongues[int(lang)%len(tongues)])
		used := Default().NewWorker()
		judge(used, article.Input{Lang: tag, Text: before})
		in := article.Input{Lang: tag, Text: text}
		if d := cmp.Diff(judge(Default().NewWorker(), in), judge(used, in)); d != "" {
			t.Errorf("after %q, %q is judged otherwise (-fresh +used worker):\n%s", before, text, d)
		}
	})
}
