package rules

import (
	"slices"

	"copydesk/article"
	"copydesk/fixers"
)

// Policy says which findings count and which fixes may be applied.
type Policy struct {
	Level   fixers.Applicability   // the least that is applied: Safe, or Unsafe
	Fixable func(rule string) bool // nil: all rules
	Keep    func(f *Finding) bool  // false for what is suppressed, in the baseline or out of scope; nil keeps all; it may put another fix in the place of f's

	// Finish returns what is still to be done to an article of which nothing
	// is left to repair, as one fix; nil for nothing. It is asked again after
	// that, until it returns nil. Its steps have the name Finishing.
	Finish func(a *article.Article) *fixers.Fix
}

// Finishing stands for Policy.Finish where fixes have the names of rules.
const Finishing = "corpus/header"

// Outcome is an article with its findings and, after Fix, its repaired text.
type Outcome struct {
	Input    article.Input   // with the language found out, when it was not declared
	Text     string          // the text after fixing; Input.Text when nothing changed
	Findings []Finding       // of the text as it was read, in its order
	Rest     []Finding       // of Text: what is left after fixing
	Passes   [][]fixers.Edit // the edits of each pass; fixers.Trail leads back through them
	Steps    []fixers.Step   // the fixes put into effect
	Tally    fixers.Tally
	Faults   []Fault
	Refused  []error // fixes that broke what they promised to keep
	Err      error   // wraps fixers.ErrNotConverging; Text is Input.Text then
}

// Changed reports whether fixing changed the text.
func (o *Outcome) Changed() bool { return o.Text != o.Input.Text }

// Inspect checks in without repairing it.
func (w *Worker) Inspect(in article.Input, p Policy) Outcome {
	a, found, faults := w.Check(in)
	in.Lang = a.Lang
	found = p.filter(found)
	t := fixers.Tally{Found: len(found), Remaining: len(found)}
	return Outcome{Input: in, Text: in.Text, Findings: found, Rest: found, Tally: t, Faults: faults}
}

// Fix checks in and applies the fixes that p allows until none is left. The
// language, unless it is declared, is found out in each pass anew: a run over
// the repaired text finds out the same, and has nothing left to do.
func (w *Worker) Fix(in article.Input, p Policy) Outcome {
	out := Outcome{Input: in}
	now := in
	result, err := fixers.Converge(in.Text, func(text string, done [][]fixers.Edit) fixers.Proposal {
		now.Text = text
		a, found, faults := w.Check(now)
		trail := fixers.NewTrail(done)
		for i := range found {
			found[i].Origin = trail.Origin(found[i].Span, len(done))
		}
		found = p.filter(found)
		if len(done) == 0 {
			out.Findings, out.Input.Lang = found, a.Lang
		}
		out.Rest = found
		out.addFaults(faults)
		return p.finish(a, p.propose(text, found))
	})
	out.Text, out.Passes, out.Steps, out.Tally, out.Refused, out.Err = result.Text, result.Passes, result.Steps, result.Tally, result.Errs, err
	if err != nil {
		out.Rest = out.Findings
		out.Tally = fixers.Tally{Found: len(out.Findings), Remaining: len(out.Findings)}
	}
	return out
}

// finish adds what is left to do to a when nothing is left to repair.
func (p Policy) finish(a *article.Article, proposal fixers.Proposal) fixers.Proposal {
	if p.Finish == nil || len(proposal.Candidates) > 0 {
		return proposal
	}
	if fix := p.Finish(a); fix != nil {
		proposal.Candidates = []fixers.Candidate{{Rule: Finishing, Fix: fix}}
	}
	return proposal
}

// addFaults takes each rule once, however many passes it fails in.
func (o *Outcome) addFaults(faults []Fault) {
	for _, f := range faults {
		if !slices.ContainsFunc(o.Faults, func(g Fault) bool { return g.Rule == f.Rule }) {
			o.Faults = append(o.Faults, f)
		}
	}
}

func (p Policy) filter(found []Finding) []Finding {
	if p.Keep == nil {
		return found
	}
	kept := found[:0]
	for i := range found {
		if p.Keep(&found[i]) {
			kept = append(kept, found[i])
		}
	}
	return kept
}

// propose offers the fixes of found that the policy allows: those of
// characters alone as long as there are any.
func (p Policy) propose(text string, found []Finding) fixers.Proposal {
	var proposal fixers.Proposal
	characters := slices.ContainsFunc(found, func(f Finding) bool {
		return ofCharacters(f.Rule) && p.Allows(&f) && f.Fix.Validate(text) == nil
	})
	for _, f := range found {
		if !p.Allows(&f) || characters && !ofCharacters(f.Rule) {
			proposal.Remaining++
			continue
		}
		proposal.Candidates = append(proposal.Candidates, fixers.Candidate{Rule: f.Rule, Fix: f.Fix})
	}
	return proposal
}

// Allows reports whether the fix of f may be applied.
func (p Policy) Allows(f *Finding) bool {
	return f.Fix != nil && f.Fix.Applicability >= max(p.Level, fixers.Unsafe) && (p.Fixable == nil || p.Fixable(f.Rule))
}
