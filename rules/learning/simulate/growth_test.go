package main

import (
	"os"
	"path/filepath"
	"testing"

	"copydesk/lexicon/profile"
	"copydesk/rules/learning"
)

// The closed form says what learning finds, within a quarter: at a size that
// it was not fitted to.
func TestGrowth(t *testing.T) {
	const articles, tolerance = 1000, 0.25
	dir := t.TempDir()
	b := profile.NewBuilder(dir, 64<<20)
	l, c := learning.New(b), newCorpus(1)
	for n := range articles {
		if err := l.Learn(c.article(n)); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "part")
	if err := write(path, b.WritePartial); err != nil {
		t.Fatal(err)
	}
	got, err := factsOf(path)
	if err != nil {
		t.Fatal(err)
	}
	want := expect(articles)
	for _, k := range kinds {
		if ratio := got[k] / want[k]; ratio < 1-tolerance || ratio > 1+tolerance {
			t.Errorf("%c: %.0f facts, expected %.0f", k, got[k], want[k])
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if perFact := float64(info.Size()) / got.total(); perFact < bytesPerFact*(1-tolerance) || perFact > bytesPerFact*(1+tolerance) {
		t.Errorf("%.1f bytes a fact, want about %d", perFact, bytesPerFact)
	}
}
