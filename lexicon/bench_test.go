package lexicon

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
)

func BenchmarkLookup(b *testing.B) {
	p := For(language.Spanish)
	for name, words := range map[string][]string{
		"hit":  strings.Fields("de la cooperación dijo ministros realizará país Vietnam exportaciones millones octubre añadió"),
		"miss": strings.Fields("lareunión deHanoi qwxz ministrosdel yelpresidente cooperaciónen xqzt añadióque"),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				p.Lookup(words[i%len(words)])
			}
		})
	}
}

func BenchmarkBigram(b *testing.B) {
	p := For(language.Spanish)
	de, la := KeyOf("de"), KeyOf("cooperación")
	for b.Loop() {
		p.Bigram(de, la)
	}
}

func BenchmarkUnknown(b *testing.B) {
	p := For(language.Spanish)
	for b.Loop() {
		p.Unknown("ministrosdel")
	}
}

// BenchmarkText looks up every word of a text, as tokenising a whole article does.
func BenchmarkText(b *testing.B) {
	p := For(language.Spanish)
	var text strings.Builder
	for _, test := range detectTests {
		text.WriteString(test.text + "\n")
	}
	article := strings.Repeat(text.String(), 20)
	b.SetBytes(int64(len(article)))
	b.ReportAllocs()
	for b.Loop() {
		for rest := article; rest != ""; {
			i := strings.IndexByte(rest, ' ')
			if i < 0 {
				break
			}
			p.Lookup(rest[:i])
			rest = rest[i+1:]
		}
	}
}

func BenchmarkDetect(b *testing.B) {
	for b.Loop() {
		detectText(detectTests[0].text)
	}
}
