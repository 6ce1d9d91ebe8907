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
	finest    = 20 // ns a byte: what parsing alone takes; less cannot be told from the clock's ticks
)

// Linear checks that the time the rules of list take together grows no faster
// than the text, for each of the hostile pieces, repeated: "<<<<" and its kin.
func Linear(t *testing.T, list []*rules.Rule, lang language.Tag, pieces []string) {
	t.Helper()
	LinearTo(t, list, lang, pieces, longest)
}

// LinearTo is Linear on texts of up to top bytes.
func LinearTo(t *testing.T, list []*rules.Rule, lang language.Tag, pieces []string, top int) {
	t.Helper()
	worker := rules.NewEngine(list, nil).Worker()
	for _, piece := range pieces {
		first := max(perByte(worker, piece, shortest, lang), finest)
		for size := shortest; size < top; {
			size = min(size*rung, top)
			if each := affordable(worker, piece, size, lang, first); each > 0 {
				t.Errorf("%s, repeating %.20q: a byte costs %.0f ns in %d bytes and %.0f ns in %d", lang, piece, first, shortest, each, size)
				break
			}
		}
	}
}

// affordable returns 0 when a byte of a long text costs about as much as one
// of a short one, else what it costs, in nanoseconds. Another process may get
// in the way, so it tries again.
func affordable(w *rules.Worker, piece string, size int, lang language.Tag, first float64) float64 {
	each := 0.0
	for range tries {
		each = perByte(w, piece, size, lang)
		if each <= tolerance*first || each*float64(size) <= float64(grace) {
			return 0
		}
	}
	return each
}

// perByte returns the nanoseconds a byte that a check of size bytes takes.
func perByte(w *rules.Worker, piece string, size int, lang language.Tag) float64 {
	text := strings.Repeat(piece, size/len(piece)+1)
	start := cpuTime()
	w.Check(article.Input{Name: "hostile.txt", Lang: lang, Text: text})
	return float64(cpuTime()-start) / float64(len(text))
}
