package fusion_test

import (
	"fmt"
	"testing"

	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules/rulestest"
	"copydesk/rules/spacing/fusion"
)

// harbour is a corpus of n articles that call a boat a lanchabote, and have lost the blank in "delmuelle" as often as
// they have kept it.
func harbour(n int) []article.Input {
	var list []article.Input
	for i := range n {
		list = append(list, article.Input{Lang: language.Spanish, Text: fmt.Sprintf(
			"El lanchabote número %d volvió delmuelle con la tripulación. Los marineros del muelle vieron al lanchabote desde el faro.\n", i)})
	}
	return list
}

func decisions(t *testing.T, corpus []article.Input, text string) []string {
	t.Helper()
	opt := fusion.Options{}
	if corpus != nil {
		opt.Corpus = rulestest.Profile(t, corpus).For(language.Spanish)
	}
	a := article.Parse(article.Input{Lang: language.Spanish, Text: text})
	w := fusion.Default().NewWorker()
	w.Load(a, lexicon.For(language.Spanish), nil, opt)
	var out []string
	for _, d := range w.Fusions() {
		out = append(out, a.Text[d.Span.Start:d.At]+"|"+a.Text[d.At:d.Span.End])
	}
	return out
}

func TestCorpusWords(t *testing.T) {
	const text = "El alcalde dijo que los heridos dellanchabote volvieron delmuelle a las ocho.\n"
	for _, c := range []struct {
		name   string
		corpus []article.Input
		want   string
	}{
		{"without a corpus", nil, "[del|muelle]"},
		{"too few articles to count", harbour(2), "[del|muelle]"},
		{"words of the corpus, and its fused words", harbour(12), "[del|lanchabote del|muelle]"},
	} {
		if got := fmt.Sprint(decisions(t, c.corpus, text)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
