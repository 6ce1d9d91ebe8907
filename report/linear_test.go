package report

import (
	"io"
	"strings"
	"testing"
	"time"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"

	"pgregory.net/rapid"
)

// The text around a change is the same whether one looks at the whole line or
// only as far as is shown.
func TestContextIsThatOfTheLine(t *testing.T) {
	piece := rapid.SampledFrom([]string{"word", " ", "ñ", "\n", "\r\n", "\r", "\xFF", strings.Repeat("x", contextRunes-1)})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "")
		if got, want := contextBefore(s), contextBefore(s[strings.LastIndexByte(s, '\n')+1:]); got != want {
			t.Fatalf("before, %q: got %q, want %q", s, got, want)
		}
		line, _, _ := strings.Cut(s, "\n")
		if got, want := contextAfter(s), contextAfter(line); got != want {
			t.Fatalf("after, %q: got %q, want %q", s, got, want)
		}
	})
}

// Sizes of the article of TestManyFindingsInOneLine. A report that counts or
// searches the line anew for each finding takes minutes for the long one, and
// 16 times as long as for the short one where it may take 4 times.
const (
	shortLine = 4_000 // findings
	longLine  = 4 * shortLine
	tolerated = 8                      // times as long
	slack     = 300 * time.Millisecond // below which nothing is measured
)

// Reports of an article that is one line full of defects take time in
// proportion to it, also of what several passes repaired.
func TestManyFindingsInOneLine(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for name := range formats {
		var long time.Duration
		for range 3 { // another process may get in the way
			short := timeOf(t, name, denseEntry(shortLine))
			if long = timeOf(t, name, denseEntry(longLine)); long < max(tolerated*short, slack) {
				long = 0
				break
			}
		}
		if long > 0 {
			t.Errorf("%s takes %v for %d findings on one line", name, long, longLine)
		}
	}
}

func timeOf(t *testing.T, format string, e *Entry) time.Duration {
	t.Helper()
	w, err := New(format, io.Discard, Style{Fixed: true, Made: true, ShowFixes: true})
	if err != nil {
		t.Fatal(err)
	}
	var sum Summary
	sum.Add(e)
	start := time.Now()
	if err := w.Entry(e); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(&sum); err != nil {
		t.Fatal(err)
	}
	return time.Since(start)
}

// denseEntry is an article of n defects on one line that were repaired in two
// passes, and as many that are left, of which half are alike.
func denseEntry(n int) *Entry {
	e := &Entry{Path: "dense.txt"}
	const unit = "lluvia  fuerte  ayer "
	e.Input.Text = strings.Repeat(unit, n)
	text := e.Input.Text
	for pass := 1; pass <= 2; pass++ {
		width := len(text) / n
		var edits []fixers.Edit
		for i := range n {
			at := article.Span{Start: i*width + len("lluvia ")}
			at.End = at.Start + 1
			fix := fixers.Replace(at, "", "take it out", fixers.Safe, fixers.KeepsNothing)
			if pass == 1 {
				e.Findings = append(e.Findings, defect(text, at, fix), defect(text, article.Span{Start: at.End, End: at.End + len("fuerte")}, nil))
			}
			e.Steps = append(e.Steps, fixers.Step{Pass: pass, Candidate: fixers.Candidate{Rule: "test/rule", Fix: fix}})
			edits = append(edits, fix.Edits...)
		}
		next, err := fixers.Apply(text, edits)
		if err != nil {
			panic(err)
		}
		text = next
		e.Passes = append(e.Passes, edits)
	}
	e.Text = text
	trail := fixers.NewTrail(e.Passes)
	for i := range n {
		s := article.Span{Start: i*len(text)/n + 1, End: i*len(text)/n + 4}
		f := defect(text, s, nil)
		f.Origin = trail.Origin(s, len(e.Passes))
		e.Rest = append(e.Rest, f)
	}
	e.Tally = fixers.Tally{Found: 3 * n, Fixed: 2 * n, Remaining: n}
	return e
}

func defect(text string, s article.Span, fix *fixers.Fix) rules.Finding {
	return rules.Finding{Rule: "test/rule", Text: text, Span: s, Origin: s, Severity: rules.Warning, Message: "a defect", Confidence: 0.9, Fix: fix}
}
