package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/fixers"
	"copydesk/report"
	"copydesk/rules"
)

// The names under which lines of the memory that have no effect are reported.
// They stand for no rule of the catalogue: they are about the files of
// .copydesk, not about articles.
const (
	unusedBaseline    = "memory/unused-baseline"
	unusedSuppression = "memory/unused-suppression"
	expiredSuppress   = "memory/expired-suppression"
	staleDecision     = "memory/stale-decision"
)

// leftover is a line of the memory that has no effect, or less than it says.
type leftover struct {
	rule     string
	message  string
	severity rules.Severity
	note     corpus.Note // with Count as it should be; 0 to take the line out
}

// leftovers returns what of the memory this run found to be without effect, by
// file. judge says of a note whether the run could have used it.
func (m *memory) leftovers(judge func(*corpus.Note) bool) map[string][]leftover {
	found := map[string][]leftover{}
	add := func(path, rule, format string, s rules.Severity, notes []corpus.Note) {
		for _, n := range notes {
			found[path] = append(found[path], leftover{rule, fmt.Sprintf(format, n.Rule), s, n})
		}
	}
	add(m.baselinePath, unusedBaseline, "the finding of %s is no longer there", rules.Info, m.baseline.Unused(judge))
	path := m.file(corpus.SuppressionsName)
	add(path, unusedSuppression, "this suppression of %s has nothing to suppress", rules.Info, m.suppressed.Unused(judge))
	add(path, expiredSuppress, "this suppression of %s has expired", rules.Warning, expired(m.expired))
	add(m.file(corpus.DecisionsName), staleDecision, "the change of %s that was rejected is no longer offered", rules.Info, m.decisions.Stale(judge))
	return found
}

// expired returns notes to be taken out.
func expired(notes []corpus.Note) []corpus.Note {
	out := slices.Clone(notes)
	for i := range out {
		out[i].Count = 0
	}
	return out
}

// entries returns the leftovers as reports have them, a file each. Their fix
// takes the line out, or lowers its count; it is safe. When fix is set it is
// made, in the text of the entry.
func entriesOf(found map[string][]leftover, fix bool) ([]*report.Entry, error) {
	var list []*report.Entry
	for path, leftovers := range found {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		list = append(list, leftoverEntry(path, string(text), leftovers, fix))
	}
	slices.SortFunc(list, func(a, b *report.Entry) int { return cmp.Compare(a.Path, b.Path) })
	return list, nil
}

func leftoverEntry(path, text string, leftovers []leftover, fix bool) *report.Entry {
	e := &report.Entry{Path: path}
	e.Input = article.Input{Name: path, Text: text}
	e.Text = text
	a := article.Parse(e.Input)
	slices.SortFunc(leftovers, func(x, y leftover) int { return cmp.Compare(x.note.Line, y.note.Line) })
	var edits []fixers.Edit
	for _, l := range leftovers {
		f := leftoverFinding(a, &l)
		e.Findings = append(e.Findings, f)
		edits = append(edits, f.Fix.Edits...)
	}
	e.Rest = e.Findings
	e.Tally = fixers.Tally{Found: len(e.Findings), Remaining: len(e.Findings)}
	if next, err := fixers.Apply(text, edits); fix && err == nil {
		e.Text, e.Passes, e.Rest = next, [][]fixers.Edit{edits}, nil
		e.Tally = fixers.Tally{Found: len(e.Findings), Fixed: len(e.Findings)}
		for i := range e.Findings {
			e.Steps = append(e.Steps, fixers.Step{Pass: 1, Candidate: fixers.Candidate{Rule: e.Findings[i].Rule, Fix: e.Findings[i].Fix}})
		}
	}
	return e
}

func leftoverFinding(a *article.Article, l *leftover) rules.Finding {
	line := a.Line(l.note.Line)
	whole := line
	for whole.End < len(a.Text) && (a.Text[whole.End] == '\r' || a.Text[whole.End] == '\n') {
		whole.End++
		if a.Text[whole.End-1] == '\n' {
			break
		}
	}
	fix := fixers.Replace(whole, "", "take the line out", fixers.Safe, fixers.KeepsRest)
	if l.note.Count > 0 {
		fix = fixers.Replace(line, l.note.String(), "lower its count", fixers.Safe, fixers.KeepsNothing)
	}
	return rules.Finding{
		Rule: l.rule, Text: a.Text, Span: line, Origin: line, Severity: l.severity, Message: l.message, Confidence: 1, Fix: fix,
		Fingerprint: corpus.Hash(l.note.Key) + ".0",
	}
}
