package duplication

import (
	"slices"
	"strings"
	"testing"

	"copydesk/article"
	"copydesk/rules"

	"golang.org/x/text/language"
	"pgregory.net/rapid"
)

// What the digests say cannot be a copy must be none.
func TestDigestsMissNoCopy(t *testing.T) {
	whole := *Paragraph
	whole.Run = func(p *rules.Pass) {
		f := newFinder()
		f.Pass = p
		f.paragraphs()
		f.sentences()
	}
	quick, slow := rules.NewEngine([]*rules.Rule{Paragraph}, nil).Worker(), rules.NewEngine([]*rules.Rule{&whole}, nil).Worker()
	piece := rapid.SampledFrom([]string{
		"El puerto de Valdoria reabrió el lunes tras dos semanas de obras en el muelle. ", "El puerto de Valdoria reabrió el lunes. ",
		"Nadie sabe cuándo. ", "La junta de la ciudad votó el martes por la noche a favor del plan nuevo. ", "Sí. ", "EE. UU. ", "«", "» ", "\"", "\u200B", "\n", "\n\n", " ",
	})
	copies := 0
	rapid.Check(t, func(t *rapid.T) {
		in := article.Input{Lang: language.Spanish, Text: strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")}
		_, found, _ := quick.Check(in)
		_, want, _ := slow.Check(in)
		if !slices.EqualFunc(found, want, func(a, b rules.Finding) bool { return a.Span == b.Span && a.Message == b.Message }) {
			t.Fatalf("%q: %+v, want %+v", in.Text, found, want)
		}
		copies += len(want)
	})
	if copies == 0 {
		t.Error("no copies were made")
	}
}

// Words that collide must not make a set slow, nor hide a copy.
func TestDigests(t *testing.T) {
	var d digests
	d.reset(100)
	for i := range uint64(100) {
		if h := i<<1 | 1; d.add(h) && i < maxProbes {
			t.Errorf("%d was there", h)
		}
	}
	for i := range uint64(100) {
		if h := i<<1 | 1; !d.add(h) {
			t.Errorf("%d is lost", h)
		}
	}
	if d.add(0) {
		t.Error("zero was there")
	}
}
