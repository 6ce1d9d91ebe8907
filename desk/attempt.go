package desk

import (
	"context"
	"errors"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/report"
	"copydesk/rules"
)

// attempt is a unit that is being done.
type attempt struct {
	*Job
	unit    *Unit
	workers Workers
	record  *Record
	found   *findings
	dead    lines
}

func (a *attempt) discard() {
	if a.found != nil {
		a.found.discard()
	}
	a.dead.discard()
}

// check checks or repairs the files of the unit.
func (a *attempt) check(ctx context.Context) error {
	var err error
	if a.found, err = newFindings(a.path(Findings(a.unit.Name))); err != nil {
		return err
	}
	for _, f := range a.unit.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		s, err := a.Desk.Setup(f.Path, corpus.IsShard(f.Path))
		if err != nil {
			return err
		}
		if corpus.IsShard(f.Path) {
			err = a.shard(ctx, s, f)
		} else {
			err = a.text(s, f)
		}
		if err != nil {
			return err
		}
	}
	return a.found.finish()
}

// shard checks a shard, and writes it when it is to be repaired.
func (a *attempt) shard(ctx context.Context, s *Setup, f corpus.File) error {
	shard, err := corpus.OpenShard(f, s.Config, a.Under)
	if err != nil {
		return err
	}
	defer shard.Discard()
	fix := a.Verb == FixVerb
	for batch, err := range shard.Batches() {
		if err = errors.Join(err, ctx.Err()); err == nil {
			err = a.batch(s, f, batch)
		}
		if err == nil && fix {
			err = shard.Put(batch)
		}
		if err != nil {
			return err
		}
	}
	if fix {
		return shard.Commit()
	}
	return nil
}

// batch checks the records of a batch.
func (a *attempt) batch(s *Setup, f corpus.File, b *corpus.Batch) error {
	b.Parse()
	fix := a.Verb == FixVerb
	entries, errs := Records(s, b, f.Path, Into{Texts: fix, Fields: fix}, func(r *corpus.Record) (rules.Outcome, bool) {
		return a.judge(s, r.Input, s.Policy), true
	})
	for _, err := range append(b.Bad, errs...) {
		if err := a.dead.put(&DeadLetter{Path: f.Path, Error: err.Error()}); err != nil {
			return err
		}
	}
	for _, e := range entries {
		if err := a.take(s, e); err != nil {
			return err
		}
	}
	return nil
}

// text checks a text file. One that cannot be read costs itself.
func (a *attempt) text(s *Setup, f corpus.File) error {
	content, err := corpus.Read(f, nil)
	if err != nil {
		return a.dead.put(&DeadLetter{Path: f.Path, Error: err.Error()})
	}
	in, policy := content.Input(s.Config), s.Policy
	if a.Verb == FixVerb {
		policy = s.WithFrontMatter(policy, in)
	}
	o := a.judge(s, in, policy)
	if a.Verb == FixVerb {
		raw, err := content.Repaired(s.Config, o.Text, o.Passes)
		if err != nil {
			return a.dead.put(&DeadLetter{Path: f.Path, Error: err.Error(), Text: content.Text})
		}
		if err := corpus.WriteUnder(a.Under, content, raw); err != nil {
			return err
		}
	}
	return a.take(s, &report.Entry{Path: f.Path, Outcome: o})
}

func (a *attempt) judge(s *Setup, in article.Input, p rules.Policy) rules.Outcome {
	if a.Judge != nil {
		return a.Judge(a.workers, s, in, p)
	}
	return a.workers.Check(s.Engine, in, p, a.Verb == FixVerb)
}

// take writes down what came of an article.
func (a *attempt) take(s *Setup, e *report.Entry) error {
	a.record.add(e)
	for i := range e.Rest {
		a.record.Failing = a.record.Failing || e.Rest[i].Severity >= s.Fail
	}
	for i := range e.Faults {
		f := &e.Faults[i]
		letter := DeadLetter{Path: e.Path, ID: e.ID, Line: e.Line, Rule: f.Rule, Error: f.Error(), Stack: string(f.Stack), Text: e.Input.Text}
		if err := a.dead.put(&letter); err != nil {
			return err
		}
	}
	if e.Err != nil {
		if err := a.dead.put(&DeadLetter{Path: e.Path, ID: e.ID, Line: e.Line, Error: e.Err.Error(), Text: e.Input.Text}); err != nil {
			return err
		}
	}
	return a.found.Entry(e)
}
