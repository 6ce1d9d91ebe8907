package main

import (
	"fmt"

	"copydesk/corpus"
	"copydesk/report"
	"copydesk/rules"
)

// workers holds a goroutine's worker of each engine.
type workers map[*rules.Engine]*rules.Worker

func newWorkers() workers { return workers{} }

func (w workers) of(e *rules.Engine) *rules.Worker {
	if w[e] == nil {
		w[e] = e.Worker()
	}
	return w[e]
}

// work reads, checks, repairs and writes one file.
func (r *run) work(w workers, j job) done {
	d := done{job: j}
	if j.err != nil {
		d.errs = append(d.errs, j.err)
		return d
	}
	content, err := corpus.Read(j.file, r.Stdin)
	if err != nil {
		d.errs = append(d.errs, err)
		return d
	}
	worker, in := w.of(j.setup.engine), content.Input(j.setup.config)
	var outcome rules.Outcome
	if r.fix {
		outcome = worker.Fix(in, j.setup.policy)
	} else {
		outcome = worker.Inspect(in, j.setup.policy)
	}
	d.entry = &report.Entry{Path: j.file.Path, Outcome: outcome}
	d.errs = append(d.errs, outcomeErrors(&outcome)...)
	if d.text, err = r.write(content, j.setup.config, &outcome); err != nil {
		d.errs = append(d.errs, err)
		d.entry = nil
	}
	return d
}

func outcomeErrors(o *rules.Outcome) []error {
	var errs []error
	for i := range o.Faults {
		errs = append(errs, fmt.Errorf("%w; its findings in this article are missing, the other rules ran; please report this as a bug of copydesk", &o.Faults[i]))
	}
	if o.Err != nil {
		errs = append(errs, fmt.Errorf("%s: %w; the article stays as it was; leave one of the rules out with --ignore", o.Input.Name, o.Err))
	}
	return errs
}

// write puts a repaired article where the run wants it, and returns what is
// to go to the standard output when it came from the standard input.
func (r *run) write(c *corpus.Content, config *corpus.Config, o *rules.Outcome) (string, error) {
	if !r.fix || !r.inPlace {
		return "", nil
	}
	raw := c.Raw
	if o.Changed() || config.Encoding != corpus.EncodingKeep {
		var err error
		if raw, err = c.Rewrite(config, o.Text, o.Passes); err != nil {
			return "", err
		}
	}
	switch {
	case r.filter:
		return raw, nil
	case r.outputDir != "":
		return "", corpus.WriteUnder(r.outputDir, c, raw)
	case raw != c.Raw:
		return "", c.Overwrite(raw)
	}
	return "", nil
}
