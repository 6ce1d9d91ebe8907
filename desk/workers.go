package desk

import (
	"fmt"
	"runtime/debug"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/report"
	"copydesk/rules"
)

// Workers holds a goroutine's worker of each engine.
type Workers map[*rules.Engine]*rules.Worker

// Of returns the worker of e, which is made when it is first asked for.
func (w Workers) Of(e *rules.Engine) *rules.Worker {
	if w[e] == nil {
		w[e] = e.Worker()
	}
	return w[e]
}

// outsideRules is the name that Fault.Rule has when it was no rule that panicked.
const outsideRules = "engine"

// Check checks in, or repairs it when fix holds. A panic, of whatever it is, is a fault of this
// article and of nothing else.
func (w Workers) Check(e *rules.Engine, in article.Input, p rules.Policy, fix bool) (o rules.Outcome) {
	defer func() {
		if v := recover(); v != nil {
			delete(w, e) // its buffers may be half made
			fault := rules.Fault{Rule: outsideRules, Article: in.Name, Value: v, Stack: debug.Stack()}
			o = rules.Outcome{Input: in, Text: in.Text, Faults: []rules.Fault{fault}}
		}
	}()
	if fix {
		return w.Of(e).Fix(in, p)
	}
	return w.Of(e).Inspect(in, p)
}

// Into says what Records puts into a batch.
type Into struct {
	Texts  bool // the repaired texts, and the fields
	Fields bool // find the fields that headings have values for, where the configuration says so
}

// Records checks the records of a batch that is parsed, in their order, and returns an entry for
// each that check takes. The errors are those of records that cannot take what is to be put into
// them, which have no entry. s is the Setup of the batch.
func Records(s *Setup, b *corpus.Batch, path string, to Into, check func(*corpus.Record) (rules.Outcome, bool)) ([]*report.Entry, []error) {
	entries := make([]*report.Entry, 0, len(b.Records))
	var errs []error
	for i := range b.Records {
		record := &b.Records[i]
		outcome, taken := check(record)
		if !taken {
			continue
		}
		e := &report.Entry{Path: path, ID: record.ID, Line: record.Line, Outcome: outcome}
		var fields []corpus.Field
		if to.Fields {
			fields = s.fill(record, e)
		}
		if to.Texts && (e.Changed() || len(fields) > 0) {
			if err := b.Replace(i, &corpus.Revision{Text: e.Text, Passes: e.Passes, Fields: fields}); err != nil {
				errs = append(errs, err)
				continue
			}
		}
		entries = append(entries, e)
	}
	return entries, errs
}

// Errors returns what went wrong with the article of o, in words for people.
func Errors(o *rules.Outcome) []error {
	var errs []error
	for i := range o.Faults {
		errs = append(errs, fmt.Errorf("%w; its findings in this article are missing, the other rules ran; please report this as a bug of copydesk", &o.Faults[i]))
	}
	if o.Err != nil {
		errs = append(errs, fmt.Errorf("%s: %w; the article stays as it was; leave one of the rules out with --ignore", o.Input.Name, o.Err))
	}
	return errs
}
