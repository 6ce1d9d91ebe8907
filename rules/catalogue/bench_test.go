package catalogue_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"copydesk/article"
	"copydesk/rules"
	"copydesk/rules/catalogue"

	"golang.org/x/text/language"
)

// articles reads the articles under dir, whose folders are languages. With
// COPYDESK_BENCH_TEXT set, that folder is read in its place.
func articles(b *testing.B, dir string) (list []article.Input, bytes int64) {
	b.Helper()
	if other := os.Getenv("COPYDESK_BENCH_TEXT"); other != "" {
		dir = other
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".txt") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		tag := language.Make(filepath.Base(filepath.Dir(path)))
		list = append(list, article.Input{Name: path, Lang: tag, Text: string(data)})
		bytes += int64(len(data))
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return list, bytes
}

func benchmark(b *testing.B, list []*rules.Rule, dir string) {
	b.Helper()
	inputs, bytes := articles(b, dir)
	w := rules.NewEngine(list, nil).Worker()
	b.SetBytes(bytes)
	b.ReportAllocs()
	for b.Loop() {
		for _, in := range inputs {
			w.Check(in)
		}
	}
}

func BenchmarkCheckClean(b *testing.B) {
	benchmark(b, defaults(), "../../testdata/clean")
}

func BenchmarkCheckDefective(b *testing.B) {
	benchmark(b, defaults(), "../../testdata/articles")
}

// BenchmarkRule is what each rule costs on clean text, tokenising included.
func BenchmarkRule(b *testing.B) {
	b.Run("none", func(b *testing.B) { benchmark(b, nil, "../../testdata/clean") })
	for _, r := range catalogue.All() {
		b.Run(strings.ReplaceAll(r.Name, "/", "."), func(b *testing.B) {
			benchmark(b, []*rules.Rule{r}, "../../testdata/clean")
		})
	}
}

func defaults() []*rules.Rule {
	list, err := rules.Selection{}.Choose(catalogue.All())
	if err != nil {
		panic(err)
	}
	return list
}
