package main

import (
	"fmt"
	"io"
)

// mostBad is how many bad records of a shard are told one by one.
const mostBad = 20

// take reports a piece of work done, in the order of the input, and writes
// the shard that it belongs to.
func (r *run) take(d done) error {
	r.tell(&d)
	r.sum.Failed += d.failed
	for _, e := range d.entries {
		r.sum.Add(e)
		for i := range e.Rest {
			r.hit = r.hit || e.Rest[i].Severity >= d.setup.Fail
		}
		if err := r.out.entry(e); err != nil {
			return err
		}
	}
	defer r.progress.took(&d)
	if d.shard != nil {
		return r.takeShard(&d)
	}
	if r.filter {
		if _, err := io.WriteString(r.Stdout, d.text); err != nil {
			return fmt.Errorf("write the repaired text: %w", err)
		}
	}
	return nil
}

// tell complains of what went wrong: all of it, but for a shard of bad
// records, which would hide everything else.
func (r *run) tell(d *done) {
	for _, err := range d.errs {
		if d.batch != nil {
			if r.bad++; r.bad > mostBad {
				continue
			}
		}
		r.complain(err)
	}
}

// takeShard puts a batch back into its shard, or ends the shard. Its error
// ends the run: nobody reads the standard output any more.
func (r *run) takeShard(d *done) error {
	r.current = d.shard
	if d.batch == nil {
		r.endShard(d)
		return nil
	}
	if !r.fix || !r.inPlace {
		return nil
	}
	r.changed = r.changed || d.batch.Changed()
	err := d.shard.Put(d.batch)
	if d.file.Stdin {
		return err
	}
	r.failed(err)
	return nil
}

// endShard puts a shard in its place, unless it could not be read to its end.
func (r *run) endShard(d *done) {
	changed := r.changed
	r.current, r.changed = nil, false
	if r.bad > mostBad {
		r.complain(fmt.Errorf("%s: %d more records could not be read or written", d.file.Path, r.bad-mostBad))
	}
	r.bad = 0
	if d.err != nil || !r.fix || !r.inPlace {
		d.shard.Discard()
		return
	}
	r.failed(r.commit(d, changed))
}

// failed complains of err, which costs one file and not the run.
func (r *run) failed(err error) {
	if err != nil {
		r.complain(err)
		r.sum.Failed++
	}
}
