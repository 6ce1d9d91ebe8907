package fusion

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/lexicon"
)

// A corpus in one file is judged section by section: what is found in an article is found in each of its copies, at the
// offsets of the whole text.
func TestGiantsAreJudgedInSections(t *testing.T) {
	const copies = 80
	page := setInLines(harbour, 79, 0)
	text := strings.Repeat(page, copies) + "El acuerdo de coopera ción duró diez años.\n"
	spanish := lexicon.For(language.Spanish)
	a := article.Parse(article.Input{Lang: language.Spanish, Text: text})
	if len(a.Tokens) <= sectionTokens {
		t.Fatalf("%d tokens make one section", len(a.Tokens))
	}
	w := Default().NewWorker()
	w.Analyse(article.Parse(article.Input{Lang: language.Spanish, Text: page}), spanish, Options{})
	lostInPage := len(w.out)
	if lostInPage == 0 {
		t.Fatal("no lost blanks in the page")
	}
	lost := w.Analyse(a, spanish, Options{})
	if len(lost) < lostInPage*copies*9/10 {
		t.Errorf("%d blanks found, want about %d", len(lost), lostInPage*copies)
	}
	for i, d := range lost {
		if d.At <= d.Span.Start || d.At >= d.Span.End || i > 0 && d.At <= lost[i-1].At {
			t.Fatalf("blank %d at %d of %v", i, d.At, d.Span)
		}
	}
	at := strings.Index(text, "coopera ción") + len("coopera")
	wrong := w.Splices()
	if len(wrong) != 1 || wrong[0].Blank.Start != at {
		t.Errorf("wrong blanks %v, want one at %d", wrong, at)
	}
}
