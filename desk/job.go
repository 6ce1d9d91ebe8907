package desk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/rules"
)

// Verb is what a job does with articles.
type Verb string

// The verbs of jobs.
const (
	CheckVerb Verb = "check"
	FixVerb   Verb = "fix"
	LearnVerb Verb = "learn"
)

// Job does the units of a corpus one by one. What comes of a unit goes to files of its own, each
// written beside its place and renamed, the record that it is done the last of them. So a job can
// be stopped at any moment, started again, and be parted among any number of processes and
// machines: what is done is not done again, unless its input or configuration is another.
//
// Below Dir a unit has findings/UNIT.jsonl (the format json-lines, what is left after a repair),
// dead/UNIT.jsonl when it has dead letters, done/UNIT.json and, when it is learned, partial/UNIT.part.
type Job struct {
	Verb  Verb
	Desk  *Desk  // with an Identity
	Dir   string // of findings, dead letters, records and partial profiles
	Under string // folder that repaired articles are written below
	Again bool   // do again what is done

	// Judge checks or repairs an article in place of Workers.Check; nil for that.
	Judge func(w Workers, s *Setup, in article.Input, p rules.Policy) rules.Outcome

	// Holds reports whether the output of a unit is in place that is done by its record; nil to
	// look for it on this machine.
	Holds func(u *Unit, r *Record) bool

	LearnMemory int // bytes of counts that a unit may hold in memory; 0 for the default
}

// Done is what became of a unit.
type Done struct {
	Unit    string
	Record  *Record // nil when the unit could not be done
	Skipped bool    // it was done before
	Err     error   // why not, or what else went wrong; wraps the error of the context when that ended
}

// Do does a unit, unless it is done. Of a unit that cannot be done nothing is left but a dead
// letter with the reason. w is that of the goroutine.
func (j *Job) Do(ctx context.Context, w Workers, u Unit) Done {
	d := Done{Unit: u.Name}
	id, input, err := j.identify(&u)
	if err == nil && !j.Again {
		if r := j.doneBefore(&u, id, input); r != nil {
			return Done{Unit: u.Name, Record: r, Skipped: true}
		}
	}
	if err == nil {
		d.Record, err = j.attempt(ctx, w, &u, &Record{Unit: u.Name, Verb: j.Verb, Input: input, Configuration: id})
	}
	if err == nil {
		return d
	}
	d.Record, d.Err = nil, err
	if ctx.Err() == nil {
		d.Err = errors.Join(err, j.Bury(&u, err))
	}
	return d
}

// identify returns what stands for the configurations of a unit, and the sum of its files.
func (j *Job) identify(u *Unit) (string, Sum, error) {
	var ids []string
	for _, f := range u.Files {
		s, err := j.Desk.Setup(f.Path, corpus.IsShard(f.Path))
		if err != nil {
			return "", Sum{}, err
		}
		if len(ids) == 0 || ids[len(ids)-1] != s.ID {
			ids = append(ids, s.ID)
		}
	}
	input, err := u.sum("")
	key := corpus.KeyOf(ids...)
	return fmt.Sprintf("%x", key), input, err
}

// doneBefore returns the record of a unit whose results are in place; nil when it is to be done.
func (j *Job) doneBefore(u *Unit, id string, input Sum) *Record {
	r := ReadRecord(j.path(DoneMark(u.Name)))
	if r == nil || r.Verb != j.Verb || r.Configuration != id || r.Input != input {
		return nil
	}
	holds := j.Holds
	if holds == nil {
		holds = j.holds
	}
	if !holds(u, r) {
		return nil // it was taken away, or written by something else
	}
	return r
}

func (j *Job) holds(u *Unit, r *Record) bool {
	output, err := j.outputSum(u)
	return err == nil && (output == nil) == (r.Output == nil) && (output == nil || *output == *r.Output)
}

// outputSum returns the sum of what was written for a unit; nil when its verb writes nothing.
func (j *Job) outputSum(u *Unit) (*Sum, error) {
	switch j.Verb {
	case FixVerb:
		s, err := u.sum(j.Under)
		return &s, err
	case LearnVerb:
		path := j.path(Partial(u.Name))
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		sum, err := FileSum(path)
		return &Sum{SHA256: sum, Bytes: info.Size(), Files: 1}, err
	}
	return nil, nil
}

func (j *Job) path(name string) string { return filepath.Join(j.Dir, filepath.FromSlash(name)) }

// Bury writes the dead letter of a unit that cannot be done, and takes back that it was done.
func (j *Job) Bury(u *Unit, why error) error {
	letter := DeadLetter{Path: u.Files[0].Path, Error: why.Error()}
	var failed *panicked
	if errors.As(why, &failed) {
		letter.Stack = string(failed.stack)
	}
	l := lines{path: j.path(DeadLetters(u.Name))}
	defer l.discard()
	err := l.put(&letter)
	if err == nil {
		err = l.commit()
	}
	if removing := os.Remove(j.path(DoneMark(u.Name))); err == nil && !errors.Is(removing, os.ErrNotExist) {
		err = removing
	}
	return err
}

// attempt does a unit and records it. A panic outside of the rules costs the unit.
func (j *Job) attempt(ctx context.Context, w Workers, u *Unit, r *Record) (done *Record, err error) {
	a := &attempt{Job: j, unit: u, workers: w, record: r, dead: lines{path: j.path(DeadLetters(u.Name))}}
	defer a.discard()
	defer func() {
		if v := recover(); v != nil {
			clear(w) // its buffers may be half made
			done, err = nil, &panicked{v, debug.Stack()}
		}
	}()
	if j.Verb == LearnVerb {
		err = a.learn(ctx)
	} else {
		err = a.check(ctx)
	}
	if err != nil {
		return nil, err
	}
	if r.Output, err = j.outputSum(u); err != nil {
		return nil, err
	}
	r.Dead = a.dead.count
	if err := a.dead.commit(); err != nil {
		return nil, err
	}
	return r, writeRecord(j.path(DoneMark(u.Name)), r)
}

// panicked is a panic as an error.
type panicked struct {
	value any
	stack []byte
}

// Error says what it panicked with.
func (p *panicked) Error() string {
	return fmt.Sprintf("copydesk failed: %v; please report this as a bug", p.value)
}
