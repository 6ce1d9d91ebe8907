package main

import (
	"copydesk/article"
	"copydesk/corpus"
	"copydesk/desk"
	"copydesk/report"
	"copydesk/rules"
)

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
func (r *run) work(w desk.Workers, j job) done {
	d := done{job: j}
	switch {
	case j.batch != nil:
		r.records(w, &d)
	case j.err != nil:
		d.fail(j.err)
	case j.shard == nil:
		r.article(w, &d)
	}
	return d
}

// giantBytes is the size from which articles are checked one at a time: longer
// than any article of news, and what is known of one while it is checked takes
// 20 to 40 times its size (measured on lines of 20 MB, clean and with a defect
// every 40 bytes).
const giantBytes = 1 << 20

// alone waits until no other giant is being checked when there are size bytes
// to check, and returns a function that lets the next one go on. The buffers
// that grew for it go with it.
func (r *run) alone(w desk.Workers, size int) func() {
	if size < giantBytes {
		return func() {}
	}
	r.giant.Lock()
	return func() {
		clear(w)
		r.giant.Unlock()
	}
}

// article reads, checks, repairs and writes a file that is one article.
func (r *run) article(w desk.Workers, d *done) {
	content, err := r.read(&d.job)
	if err != nil {
		d.fail(err)
		return
	}
	d.size = int64(len(content.Raw))
	defer r.alone(w, len(content.Raw))()
	in := content.Input(d.setup.Config)
	policy := d.policy(content.Text)
	if r.writesHeaders() {
		policy = d.setup.WithFrontMatter(policy, in)
	}
	entry := &report.Entry{Path: d.file.Path, Outcome: r.inspect(w, d, in, policy)}
	if d.text, err = r.write(content, d.setup.Config, &entry.Outcome); err != nil {
		d.fail(err)
		return
	}
	d.entries = []*report.Entry{entry}
}

// records checks and repairs the articles of a batch. What they come to is
// put into the batch; the shard is written when the batches before it are.
func (r *run) records(w desk.Workers, d *done) {
	d.batch.Parse()
	d.size = int64(len(d.batch.Raw))
	defer r.alone(w, len(d.batch.Raw))()
	for _, err := range d.batch.Bad {
		d.fail(err)
	}
	to := desk.Into{Texts: r.inPlace, Fields: r.writesHeaders()}
	var errs []error
	d.entries, errs = desk.Records(d.setup, d.batch, d.file.Path, to, func(record *corpus.Record) (rules.Outcome, bool) {
		if !d.concerns(record) {
			return rules.Outcome{}, false
		}
		return r.inspect(w, d, record.Input, d.setup.Policy), true
	})
	for _, err := range errs {
		d.fail(err)
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
func (r *run) inspect(w desk.Workers, d *done, in article.Input, policy rules.Policy) rules.Outcome {
	o := r.judge(w, d.setup, in, policy)
	d.errs = append(d.errs, desk.Errors(&o)...)
	return o
}

// judge checks or repairs one article by what the corpus remembers of it.
func (r *run) judge(w desk.Workers, s *desk.Setup, in article.Input, policy rules.Policy) rules.Outcome {
	policy, remembered := r.memory.policy(policy, in.Name)
	defer remembered()
	return r.check(w, s, in, policy)
}

// write puts a repaired article where the run wants it, and returns what is
// to go to the standard output when it came from the standard input.
func (r *run) write(c *corpus.Content, config *corpus.Config, o *rules.Outcome) (string, error) {
	if !r.fix || !r.inPlace {
		return "", nil
	}
	raw, err := c.Repaired(config, o.Text, o.Passes)
	if err != nil {
		return "", err
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

// writesHeaders reports whether the run fills in what the headings of articles
// say: it repairs, and it does more than what was decided about single defects.
func (r *run) writesHeaders() bool { return r.fix && (r.memory == nil || !r.memory.only) }
