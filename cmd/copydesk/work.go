package main

import (
	"fmt"

	"copydesk/article"
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

// done is a piece of work done.
type done struct {
	job
	entries []*report.Entry
	errs    []error
	size    int64  // bytes that were read
	failed  int    // articles that could not be checked or written
	text    string // of a repaired standard input
}

func (d *done) fail(err error) {
	d.errs = append(d.errs, err)
	d.failed++
}

// work does a job, as far as it can be done while others are under way.
func (r *run) work(w workers, j job) done {
	d := done{job: j}
	switch {
	case j.batch != nil:
		r.records(w.of(j.setup.engine), &d)
	case j.err != nil:
		d.fail(j.err)
	case j.shard == nil:
		r.article(w.of(j.setup.engine), &d)
	}
	return d
}

// article reads, checks, repairs and writes a file that is one article.
func (r *run) article(w *rules.Worker, d *done) {
	content, err := r.read(&d.job)
	if err != nil {
		d.fail(err)
		return
	}
	d.size = int64(len(content.Raw))
	in := content.Input(d.setup.config)
	entry := r.inspect(w, d, in, r.withFrontMatter(d.policy(content.Text), d.setup.config, in))
	if d.text, err = r.write(content, d.setup.config, &entry.Outcome); err != nil {
		d.fail(err)
		return
	}
	d.entries = []*report.Entry{entry}
}

// records checks and repairs the articles of a batch. What they come to is
// put into the batch; the shard is written when the batches before it are.
func (r *run) records(w *rules.Worker, d *done) {
	d.batch.Parse()
	d.size = int64(len(d.batch.Raw))
	for _, err := range d.batch.Bad {
		d.fail(err)
	}
	d.entries = make([]*report.Entry, 0, len(d.batch.Records))
	for i := range d.batch.Records {
		record := &d.batch.Records[i]
		if !d.concerns(record) {
			continue
		}
		entry := r.inspect(w, d, record.Input, d.setup.policy)
		entry.ID, entry.Line = record.ID, record.Line
		fields := r.fill(record, d.setup.config, entry)
		if r.inPlace && (entry.Changed() || len(fields) > 0) {
			if err := d.batch.Replace(i, &corpus.Revision{Text: entry.Text, Passes: entry.Passes, Fields: fields}); err != nil {
				d.fail(err)
				continue
			}
		}
		d.entries = append(d.entries, entry)
	}
}

// read reads the file of j, or its staged content.
func (r *run) read(j *job) (*corpus.Content, error) {
	if j.staged != nil {
		return corpus.Read(corpus.File{Path: j.file.Path, Rel: j.file.Rel, Stdin: true}, j.staged)
	}
	return corpus.Read(j.file, r.Stdin)
}

// inspect checks or repairs one article and notes what went wrong.
func (r *run) inspect(w *rules.Worker, d *done, in article.Input, policy rules.Policy) *report.Entry {
	e := &report.Entry{Path: d.file.Path}
	policy, remembered := r.memory.policy(policy, in.Name)
	defer remembered()
	e.Outcome = r.check(w, d.setup, in, policy)
	d.errs = append(d.errs, outcomeErrors(&e.Outcome)...)
	return e
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
		return "", r.overwrite(c, raw, o.Passes)
	}
	return "", nil
}
