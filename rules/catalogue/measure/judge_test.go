package main

import (
	"testing"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"

	"github.com/google/go-cmp/cmp"
)

// fix returns a step of pass that makes edits, given as start, end and text.
func fix(rule string, pass int, edits ...any) fixers.Step {
	f := &fixers.Fix{}
	for i := 0; i < len(edits); i += 3 {
		f.Edits = append(f.Edits, fixers.Edit{Span: article.Span{Start: edits[i].(int), End: edits[i+1].(int)}, New: edits[i+2].(string)})
	}
	return fixers.Step{Pass: pass, Candidate: fixers.Candidate{Rule: rule, Fix: f}}
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		name, text string
		planted    []edit
		steps      []fixers.Step
		right      map[string]bool
	}{
		{"a lost blank", "delmar", []edit{{3, 3, " "}}, []fixers.Step{fix("a", 1, 3, 3, " ")}, map[string]bool{"a": true}},
		{"a blank beside its place", "delmar", []edit{{3, 3, " "}}, []fixers.Step{fix("a", 1, 4, 4, " ")}, map[string]bool{"a": false}},
		{"what was right", "delmar", nil, []fixers.Step{fix("a", 1, 3, 3, " ")}, map[string]bool{"a": false}},
		{"one of two defects", "a b c d", []edit{{1, 2, ""}, {5, 6, ""}}, []fixers.Step{fix("a", 1, 5, 6, "")}, map[string]bool{"a": true}},
		{"a fix of two edits, one wrong", "a b c d", []edit{{1, 2, ""}}, []fixers.Step{fix("a", 1, 1, 2, "", 5, 6, "")}, map[string]bool{"a": false}},
		{"the other of two copies", "xy. xy. z", []edit{{3, 7, ""}}, []fixers.Step{fix("a", 1, 0, 4, "")}, map[string]bool{"a": true}},
		{"two passes", "&amp;lt; b", []edit{{0, 8, "<"}}, []fixers.Step{fix("a", 1, 1, 5, ""), fix("b", 2, 0, 4, "<")}, map[string]bool{"a": true, "b": true}},
		{"a later pass, moved by an earlier one", "ab cd ef", []edit{{0, 1, "xyz"}, {6, 8, "g"}}, []fixers.Step{fix("a", 1, 0, 1, "xyz"), fix("b", 2, 8, 10, "g")}, map[string]bool{"a": true, "b": true}},
		{"two rules that agree", "a,b", []edit{{2, 2, " "}}, []fixers.Step{fix("a", 1, 2, 2, " "), fix("b", 1, 2, 2, " ")}, map[string]bool{"a": true, "b": true}},
		{"never put right", "abc", []edit{{0, 3, "xyz"}}, []fixers.Step{fix("a", 1, 0, 1, "x"), fix("b", 2, 1, 2, "q")}, map[string]bool{"a": false, "b": false}},
	} {
		t.Run(c.name, func(t *testing.T) {
			passes := make([][]fixers.Edit, c.steps[len(c.steps)-1].Pass)
			j := newJudge(c.planted)
			j.follow(c.text, rules.Outcome{Steps: c.steps, Passes: passes})
			got := map[string]bool{}
			for _, v := range j.verdicts {
				got[v.key.rule] = v.right()
			}
			if diff := cmp.Diff(c.right, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
