package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/desk"
	"copydesk/rules"

	"github.com/urfave/cli/v2"
)

// jobRun is a run that does its files as the units of a job.
type jobRun struct {
	*run
	*desk.Job
	sum desk.Summary
}

// jobUnit is a unit that is to be done. err concerns its file and is set when it cannot be.
type jobUnit struct {
	desk.Unit
	err error
}

// job does the paths of ctx as a part of a job.
func (r *run) job(ctx *cli.Context, verb desk.Verb) error {
	j, err := r.newJob(ctx, verb)
	if err != nil {
		return err
	}
	if err := j.do(ctx); err != nil {
		return err
	}
	return r.verdict(ctx, j.sum.Failing)
}

// notInJobs are the flags that --job does not go with; --profile only when it is learned.
var notInJobs = []string{
	"output", "since", "staged", "new-from-patch", "statistics", "diff", "show-fixes", "exit-non-zero-on-fix",
	"profile", "partial", "update", "merge",
}

// newJob makes a job of the run, which has read its flags.
func (r *run) newJob(ctx *cli.Context, verb desk.Verb) (*jobRun, error) {
	for _, flag := range notInJobs {
		if ctx.IsSet(flag) && (flag != "profile" || verb == desk.LearnVerb) {
			return nil, fmt.Errorf("--job and --%s exclude one another: a job does whole files, and writes what it finds below its folder", flag)
		}
	}
	switch {
	case fromStdin(ctx):
		return nil, errors.New("--job needs files; the standard input cannot be read again")
	case verb == desk.FixVerb && r.outputDir == "":
		return nil, errors.New("fix --job needs --output-dir: a job that is started again must find the articles as they were")
	}
	identity, err := r.jobIdentity()
	if err != nil {
		return nil, err
	}
	configs, err := r.loader(ctx) // one of its own: that of the walker is used while the units are done
	if err != nil {
		return nil, err
	}
	j := &jobRun{run: r, Job: &desk.Job{Verb: verb, Dir: ctx.String("job"), Under: r.outputDir}}
	j.Job.Desk = r.newDesk(configs)
	j.Job.Desk.Names, j.Job.Desk.Identity, j.Job.Desk.Learning = r.desk.Names, identity, verb == desk.LearnVerb
	if verb == desk.LearnVerb {
		j.LearnMemory = max(1, ctx.Int("memory")) << 20 / max(1, ctx.Int("j"))
	} else {
		j.Judge = func(w desk.Workers, s *desk.Setup, in article.Input, p rules.Policy) rules.Outcome {
			return r.judge(w, s, in, p)
		}
	}
	return j, nil
}

// jobIdentity returns what stands for the program and the memory of the corpus.
func (r *run) jobIdentity() (*desk.Identity, error) {
	id := &desk.Identity{FileID: desk.FileSum}
	if r.cache != nil {
		id.FileID = r.cache.FileID
	}
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if id.Program, err = id.FileID(program); err != nil {
		return nil, err
	}
	if r.memory == nil {
		return id, nil
	}
	for _, path := range []string{
		corpus.NamesPath(r.memory.root), r.memory.file(corpus.DecisionsName), r.memory.file(corpus.SuppressionsName), r.memory.baselinePath,
	} {
		sum, err := id.FileID(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		id.Corpus += sum + ";"
	}
	return id, nil
}

// do does the units under the paths of ctx that are not done yet.
func (j *jobRun) do(ctx *cli.Context) error {
	if _, err := j.Job.Desk.Setup("any", true); err != nil { // a bad flag fails before any work
		return err
	}
	work := func(w desk.Workers, u jobUnit) desk.Done {
		if u.err != nil {
			return desk.Done{Unit: u.Name, Err: u.err}
		}
		return j.Do(ctx.Context, w, u.Unit)
	}
	err := sequence(ctx.Context, ctx.Int("j"), j.units(ctx), newWorkers, work, j.took)
	if ctx.Err() != nil {
		err = errInterrupted
	}
	if damage := j.Job.Desk.Damage(); err == nil {
		err = damage
	}
	if closing := j.cache.close(); closing != nil {
		j.notice(closing)
	}
	j.tell()
	return err
}

// units yields the units under the paths of ctx.
func (j *jobRun) units(ctx *cli.Context) func(func(jobUnit) bool) {
	return func(yield func(jobUnit) bool) {
		seen := map[string]bool{}
		paths := pathsOf(ctx)
		walker, share := j.walker, j.walker.Share
		walker.Share = corpus.Share{} // the text files of a folder stay together
		for unit, err := range desk.Units(walker.Walk(ctx.Context, paths)) {
			if !share.Has(unit.Name) {
				continue
			}
			if err == nil && len(paths) > 1 {
				if seen[unit.Name] {
					err = fmt.Errorf("%s: another file has the name %s in this job; name a folder above both", unit.Files[0].Path, unit.Name)
				}
				seen[unit.Name] = true
			}
			if !yield(jobUnit{unit, err}) {
				return
			}
		}
	}
}

// took tells what went wrong with a unit.
func (j *jobRun) took(d desk.Done) error {
	j.sum.Add(&d)
	switch {
	case d.Err != nil:
		j.complain(d.Err)
	case d.Record.Dead > 0:
		j.complain(fmt.Errorf("%s: %s: see %s", d.Unit, counted(d.Record.Dead, "dead letter"), filepath.Join(j.Dir, desk.DeadLetters(d.Unit))))
	}
	return nil
}

// tell prints what the run came to.
func (j *jobRun) tell() {
	printSummary(j.Command, &j.sum)
	switch j.Verb {
	case desk.FixVerb:
		fmt.Fprintf(j.Stdout, "Written to %s; what is left is in %s.\n", printable(j.Under), printable(filepath.Join(j.Dir, "findings")))
	case desk.CheckVerb:
		fmt.Fprintf(j.Stdout, "Findings are in %s.\n", printable(filepath.Join(j.Dir, "findings")))
	case desk.LearnVerb:
		fmt.Fprintf(j.Stdout, "`copydesk learn --merge %s --profile FILE` makes a profile of it.\n", printable(j.Dir))
	}
}

func printSummary(c *Command, s *desk.Summary) {
	fmt.Fprintf(c.Stdout, "%s done (%d before), %d failed.\n", counted(s.Units, "unit"), s.Skipped, s.Failed)
	fmt.Fprintf(c.Stdout, "%s, %s, %d fixed, %d left; %s.\n",
		counted(s.Articles, "article"), counted(s.Found, "defect"), s.Fixed, s.Left, counted(s.Dead, "dead letter"))
}
