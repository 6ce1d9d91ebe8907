package fusion

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/lexicon"
)

// sampleTexts are the sample articles, whose folders are languages, as they are and with their
// lines set in pages that lost their newlines.
func sampleTexts(t *testing.T) (list []article.Input) {
	t.Helper()
	err := filepath.WalkDir("../../../testdata", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".txt") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		lang := language.Make(filepath.Base(filepath.Dir(path)))
		for _, text := range []string{string(data), setInLines(string(data), 79, 0), setInLines(string(data), 400, 20)} {
			list = append(list, article.Input{Name: path, Lang: lang, Text: text})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// What the cheap search passes over must be nothing that the whole one would have believed.
func TestUnpromisingRunsAreWhole(t *testing.T) {
	w := Default().NewWorker()
	list := sampleTexts(t)
	if len(list) == 0 {
		t.Fatal("no sample articles")
	}
	for _, in := range list {
		a, pack := article.Parse(in), lexicon.For(in.Lang)
		want := append([]Decision(nil), w.Analyse(a, pack, Options{Thorough: true})...)
		got := append([]Decision(nil), w.Analyse(a, pack, Options{})...)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-thorough +promising only):\n%s", in.Name, d)
		}
	}
}
