package report

import (
	"strings"
	"testing"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// replacing returns a rule that replaces every old by with.
func replacing(name, old, with string, level fixers.Applicability) *rules.Rule {
	return &rules.Rule{Name: name, Severity: rules.Warning, Run: func(p *rules.Pass) {
		for at := 0; strings.Contains(p.Text[at:], old); {
			start := at + strings.Index(p.Text[at:], old)
			at = start + len(old)
			s := article.Span{Start: start, End: at}
			p.Report(rules.Finding{Span: s, Message: old, Fix: fixers.Replace(s, with, "replace", level, fixers.KeepsNothing)})
		}
	}}
}

// A defect that several passes see is one change of the report, which has as
// many as the tally.
func TestPageCountsEachDefectOnce(t *testing.T) {
	w := rules.NewEngine([]*rules.Rule{
		replacing("encoding/test", "Ã©", "é", fixers.Safe),  // first
		replacing("names/test", "Ana", "Anna", fixers.Safe), // waits for it
		replacing("names/later", "José", "Josef", fixers.Safe),
		replacing("structure/review", "VNS", "", fixers.Unsafe), // is left
	}, nil).Worker()
	e := &Entry{Path: "a.txt", Outcome: w.Fix(article.Input{Text: "Ana, JosÃ©. Ana.\nVNS VNS"}, rules.Policy{Level: fixers.Safe})}
	p := NewPage(Style{Made: true})
	p.Add(e)
	made := 0
	for _, c := range p.data.Changes {
		if c.Applied {
			made++
		}
	}
	if len(p.data.Changes) != e.Tally.Found || made != e.Tally.Fixed {
		t.Errorf("%d changes, %d made; the tally is %+v", len(p.data.Changes), made, e.Tally)
	}
}
