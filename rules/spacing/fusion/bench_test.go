package fusion

import (
	_ "embed"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/lexicon"
)

//go:embed testdata/puerto.es.txt
var harbour string

// setInLines breaks every paragraph greedily at width code points, behind a tag of the given
// width, and drops the newlines.
func setInLines(text string, width, tag int) string {
	var b strings.Builder
	for paragraph := range strings.Lines(text) {
		col := tag
		for i, word := range strings.Fields(paragraph) {
			n := utf8.RuneCountInString(word)
			switch {
			case i == 0:
			case col+1+n > width:
				col = -1
			default:
				b.WriteByte(' ')
			}
			b.WriteString(word)
			col += 1 + n
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestWrappedArticleComesBack(t *testing.T) {
	for _, page := range []struct{ width, tag int }{{79, 0}, {79, 60}, {70, 12}, {82, 33}, {66, 0}} {
		if got := repair(t, "es", setInLines(harbour, page.width, page.tag)); got != harbour {
			t.Errorf("width %d, tag %d:\n%s", page.width, page.tag, difference(got, harbour))
		}
	}
}

// difference returns the first place where two texts differ.
func difference(got, want string) string {
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	lo := max(i-30, 0)
	return "got  …" + got[lo:min(i+30, len(got))] + "…\nwant …" + want[lo:min(i+30, len(want))] + "…"
}

// benchmarkText measures parsing and both searches on a Spanish text.
func benchmarkText(b *testing.B, text string) {
	spanish := lexicon.For(language.Spanish)
	w := Default().NewWorker()
	var p article.Parser
	in := article.Input{Lang: language.Spanish, Text: text}
	w.Analyse(p.Parse(in), spanish, Options{})
	w.Splices()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		w.Analyse(p.Parse(in), spanish, Options{})
		w.Splices()
	}
}

func BenchmarkClean(b *testing.B) { benchmarkText(b, harbour+harbour) }

func BenchmarkWrapped(b *testing.B) { benchmarkText(b, setInLines(harbour+harbour, 79, 0)) }

func BenchmarkIsolated(b *testing.B) {
	benchmarkText(b, strings.Replace(harbour+harbour, "en el acto", "enel acto", 1))
}

// A run of a million letters must cost no more than the same letters in words.
func BenchmarkMillionLetters(b *testing.B) { benchmarkText(b, strings.Repeat("delaciudad", 100_000)) }

func BenchmarkLongRuns(b *testing.B) {
	benchmarkText(b, strings.Repeat(strings.Repeat("delaciudad", 20)+" ", 20))
}
