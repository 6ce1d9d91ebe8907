package main

import (
	"path/filepath"
	"strings"
	"time"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/fixers"
	"copydesk/report"
	"copydesk/rules"
)

// memory is what a corpus remembers of its findings: what was decided about
// them in review, what is suppressed, and what was there when the baseline was
// taken. A nil memory remembers nothing. It is used by all workers at once.
type memory struct {
	root       string
	decisions  *corpus.Decisions
	suppressed *corpus.Allowance
	baseline   *corpus.Allowance
	expired    []corpus.Note // suppressions whose day has passed

	baselinePath string

	// How accepted changes are taken.
	asOffered bool // leave their fixes as the rules made them: they are shown, not made
	only      bool // leave out everything else
}

// openMemory reads the memory of the corpus that path lies in. baseline names
// another file than the corpus's own, or is "".
func openMemory(path, baseline string) (*memory, error) {
	root, err := corpus.FindRoot(path)
	if err != nil {
		return nil, err
	}
	m := &memory{root: root, baselinePath: baseline}
	if baseline == "" {
		m.baselinePath = m.file(corpus.BaselineName)
	}
	notes, err := corpus.ReadNotes(m.file(corpus.DecisionsName))
	if err != nil {
		return nil, err
	}
	if m.decisions, err = corpus.NewDecisions(m.file(corpus.DecisionsName), notes); err != nil {
		return nil, err
	}
	valid, expired, err := corpus.Suppressions(m.file(corpus.SuppressionsName), time.Now())
	if err != nil {
		return nil, err
	}
	m.suppressed, m.expired = corpus.NewAllowance(root, valid), expired
	if notes, err = corpus.ReadNotes(m.baselinePath); err != nil {
		return nil, err
	}
	m.baseline = corpus.NewAllowance(root, notes)
	return m, nil
}

func (m *memory) file(name string) string { return filepath.Join(m.root, corpus.StateDir, name) }

// name returns the name by which the files of the memory call the article
// that is called name in a run: its path, and its record.
func (m *memory) name(name string) string { return corpus.RelativeTo(m.root, name) }

// policy returns p with the memory put in front: rejected, suppressed and
// known findings are dropped, in this order, before p.Keep is asked, and
// accepted ones may be fixed. The function it returns is called when the
// article is done.
func (m *memory) policy(p rules.Policy, called string) (rules.Policy, func()) {
	if m == nil {
		return p, func() {}
	}
	name := m.name(called)
	k := &keeper{memory: m, suppressed: m.suppressed.For(name), baseline: m.baseline.For(name), rulings: map[ruled]ruling{}}
	next := p.Keep
	p.Keep = func(f *rules.Finding) bool { return k.keep(f) && (next == nil || next(f)) }
	return p, func() {
		m.decisions.Done(name)
		k.suppressed.Done()
		k.baseline.Done()
	}
}

// keeper applies the memory to the findings of one article.
type keeper struct {
	*memory
	suppressed, baseline *corpus.Use
	rulings              map[ruled]ruling
}

// ruled is a finding over all passes of fixing. Its fingerprint may change from one
// pass to the next, when an equal finding before it was repaired; its origin does not.
type ruled struct {
	rule string
	article.Span
}

type ruling struct {
	drop     bool
	accepted bool
	note     corpus.Note
}

func (k *keeper) keep(f *rules.Finding) bool {
	at := ruled{f.Rule, f.Origin}
	r, ok := k.rulings[at]
	if !ok {
		r = k.rule(f)
		k.rulings[at] = r
	}
	if r.accepted && !k.asOffered {
		f.Fix = acceptedFix(f, &r.note)
	}
	return !r.drop && (r.accepted || !k.only)
}

func (k *keeper) rule(f *rules.Finding) ruling {
	note, decided := k.decisions.Find(f.Fingerprint, report.Likeness(f))
	switch {
	case decided && note.Verdict == corpus.Reject:
		return ruling{drop: true}
	case decided:
		return ruling{accepted: true, note: note}
	}
	return ruling{drop: k.suppressed.Take(f.Fingerprint) || k.baseline.Take(f.Fingerprint)}
}

// acceptedFix returns the fix of f as it was accepted: safe now, since a
// person has seen it, or as that person wrote it by hand. When the rule would
// make something else of the words than what was accepted, the fix stays what it was.
func acceptedFix(f *rules.Finding, n *corpus.Note) *fixers.Fix {
	repair := report.RepairOf(f)
	alike := strings.HasPrefix(n.Key, "like:") || n.Old == ""
	switch {
	case f.Fix != nil && (alike || repair.Old == n.Old && repair.New == n.New):
		fix := *f.Fix
		fix.Applicability = fixers.Safe
		return &fix
	case !alike && repair.Old == n.Old && n.New != n.Old:
		return fixers.Replace(repair.Span, n.New, "as written in review", fixers.Safe, fixers.KeepsNothing)
	}
	return f.Fix
}
