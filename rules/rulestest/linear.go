package rulestest

import (
	"strings"
	"testing"
	"time"

	"copydesk/article"
	"copydesk/rules"

	"golang.org/x/text/language"
)

// The ladder of Linear: texts of so many bytes, each eight times as long as
// the one before, and how much dearer a byte may be on the last than on the
// first. Noise of a shared machine and caches that no longer hold the text cost
// up to five times as much; a quadratic rule costs sixty-four times as much.
const (
	shortest  = 8 << 10
	rung      = 8
	longest   = 512 << 10
	tolerance = 16
	grace     = 200 * time.Millisecond // what is over so soon is fast enough
	tries     = 3
)

// Linear checks that the time the rules of list take together grows no faster
// than the text, for each of the hostile pieces, repeated: "<<<<" and its kin.
func Linear(t *testing.T, list []*rules.Rule, lang language.Tag, pieces []string) {
	t.Helper()
	worker := rules.NewEngine(list, nil).Worker()
	for _, piece := range pieces {
		first := perByte(worker, piece, shortest, lang)
		for size := shortest * rung; size <= longest; size *= rung {
			if !affordable(worker, piece, size, lang, first) {
				t.Errorf("repeating %.20q, a byte costs %.0f ns in %d bytes and more than %d times that in %d", piece, first, shortest, tolerance, size)
			}
		}
	}
}

// affordable reports whether a byte of a long text costs about as much as one
// of a short one. Another process may get in the way, so it tries again.
func affordable(w *rules.Worker, piece string, size int, lang language.Tag, first float64) bool {
	for range tries {
		each := perByte(w, piece, size, lang)
		if each <= tolerance*first || each*float64(size) <= float64(grace) {
			return true
		}
	}
	return false
}

// perByte returns the nanoseconds a byte that a check of size bytes takes.
func perByte(w *rules.Worker, piece string, size int, lang language.Tag) float64 {
	text := strings.Repeat(piece, size/len(piece)+1)
	start := time.Now()
	w.Check(article.Input{Name: "hostile.txt", Lang: lang, Text: text})
	return float64(time.Since(start)) / float64(len(text))
}
