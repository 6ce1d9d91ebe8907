package report

import (
	"copydesk/fixers"
	"copydesk/rules"
)

// stages are the texts that an article went through while it was repaired.
type stages struct {
	texts []string // that passes begin with
	trail *fixers.Trail
}

func newStages(e *Entry) *stages {
	s := &stages{texts: []string{e.Input.Text}, trail: fixers.NewTrail(e.Passes)}
	for _, edits := range e.Passes {
		next, err := fixers.Apply(s.texts[len(s.texts)-1], edits)
		if err != nil {
			break // cannot be: the same edits were applied before
		}
		s.texts = append(s.texts, next)
	}
	return s
}

// finding returns a step as a finding of the text of its pass.
func (s *stages) finding(step fixers.Step) rules.Finding {
	before := min(step.Pass, len(s.texts)) - 1 // passes
	f := rules.Finding{Rule: step.Rule, Text: s.texts[before], Span: step.Fix.Span(), Message: step.Fix.Message, Confidence: 1, Severity: rules.Warning, Fix: step.Fix}
	f.Origin = s.trail.Origin(f.Span, before)
	return f
}
