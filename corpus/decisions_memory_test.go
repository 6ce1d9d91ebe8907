package corpus

import (
	"fmt"
	"testing"
)

// What is kept of a run grows with the notes, not with the articles: a corpus
// can have a hundred million.
func TestNotesKeepNothingOfOtherArticles(t *testing.T) {
	notes := []Note{{Key: hashA + ".0", Verdict: Reject, Rule: "x", In: "a.txt"}}
	d, err := NewDecisions("x", notes)
	if err != nil {
		t.Fatal(err)
	}
	a := NewAllowance(t.TempDir(), notes)
	for i := range 1000 {
		name := fmt.Sprintf("shard.jsonl#%d", i)
		d.Done(name)
		a.For(name).Done()
	}
	if len(d.seen) != 1 || len(a.seen) != 1 {
		t.Errorf("%d and %d articles are kept, of which one has a note", len(d.seen), len(a.seen))
	}
}
