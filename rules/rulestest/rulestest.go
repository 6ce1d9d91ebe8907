// Package rulestest runs the examples in the documentation of rules.
package rulestest

import (
	"bytes"
	"fmt"
	"testing"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon/names"
	"copydesk/lexicon/profile"
	"copydesk/rules"
	"copydesk/rules/learning"

	"github.com/google/go-cmp/cmp"
)

// Examples runs r on each of its examples: the safe fixes must make what the
// example says, all fixes what it says of them, a second run must change
// nothing, and a trap must not be reported.
func Examples(t *testing.T, r *rules.Rule) {
	t.Helper()
	examples, err := rules.ParseExamples(r.Doc.Examples)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		t.Run(e.Title, func(t *testing.T) {
			worker := rules.NewEngine([]*rules.Rule{r}, nil).With(Knowledge(t, e)).Worker()
			out := fix(t, worker, e, e.Before, fixers.Safe)
			same(t, "safe fixes", e.Safe, out.Text)
			same(t, "all fixes", e.Unsafe, fix(t, worker, e, e.Before, fixers.Unsafe).Text)
			same(t, "safe fixes of their own result", out.Text, fix(t, worker, e, out.Text, fixers.Safe).Text)
			if found := len(out.Findings); e.Trap != (found == 0) {
				t.Errorf("%d findings, trap is %v: %+v", found, e.Trap, out.Findings)
			}
			if out.Tally.Found != out.Tally.Fixed+out.Tally.Deferred+out.Tally.Refused+out.Tally.Remaining {
				t.Errorf("the tally does not add up: %+v", out.Tally)
			}
		})
	}
}

// Traps runs all rules on the traps of r: no safe fix may touch them.
func Traps(t *testing.T, r *rules.Rule, all []*rules.Rule) {
	t.Helper()
	examples, err := rules.ParseExamples(r.Doc.Examples)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		if e.Trap && !e.Alone {
			worker := rules.NewEngine(all, nil).With(Knowledge(t, e)).Worker()
			same(t, e.Title, e.Before, fix(t, worker, e, e.Before, fixers.Safe).Text)
		}
	}
}

// Knowledge returns what an example lets its rule know: the profile of its corpus, and its names.
func Knowledge(t *testing.T, e rules.Example) rules.Knowledge {
	t.Helper()
	var k rules.Knowledge
	var err error
	if e.Names != "" {
		if k.Names, err = names.Parse(e.Names); err != nil {
			t.Fatal(err)
		}
	}
	if len(e.Corpus) > 0 {
		var articles []article.Input
		for i, text := range e.Corpus {
			articles = append(articles, article.Input{Name: fmt.Sprintf("corpus/%d.txt", i+1), Lang: e.Lang, Text: text})
		}
		k.Profile = Profile(t, articles)
	}
	return k
}

// Profile returns the profile of articles.
func Profile(t *testing.T, articles []article.Input) *profile.Profile {
	t.Helper()
	b := profile.NewBuilder(t.TempDir(), 0)
	defer func() { _ = b.Close() }() // its files have no names any more
	learner := learning.New(b)
	for _, in := range articles {
		if err := learner.Learn(in); err != nil {
			t.Fatal(err)
		}
	}
	var exact, frozen bytes.Buffer
	if err := b.WritePartial(&exact); err != nil {
		t.Fatal(err)
	}
	if err := profile.Freeze(bytes.NewReader(exact.Bytes()), &frozen, profile.DefaultBounds); err != nil {
		t.Fatal(err)
	}
	p, err := profile.FromBytes(frozen.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func fix(t *testing.T, w *rules.Worker, e rules.Example, text string, level fixers.Applicability) rules.Outcome {
	t.Helper()
	out := w.Fix(article.Input{Name: "example.txt", Lang: e.Lang, Text: text}, rules.Policy{Level: level})
	for i := range out.Faults {
		t.Errorf("%v\n%s", &out.Faults[i], out.Faults[i].Stack)
	}
	for _, err := range out.Refused {
		t.Errorf("refused: %v", err)
	}
	if out.Err != nil {
		t.Error(out.Err)
	}
	return out
}

func same(t *testing.T, what, want, got string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}
