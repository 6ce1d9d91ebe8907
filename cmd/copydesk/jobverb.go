package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"copydesk/corpus"
	"copydesk/desk"

	"github.com/urfave/cli/v2"
)

func (c *Command) jobVerb() *cli.Command {
	return &cli.Command{
		Name:      "job",
		Usage:     "say what has come of a job of many tasks",
		ArgsUsage: "DIR [PATH…]   the folder of the job, and the corpus, to find what is not done",
		Description: "Adds up what the tasks of check, fix or learn with --job DIR have done. Exits with 2 when\n" +
			"something is not done or has dead letters, else with 1 when findings are left that fail.",
		Flags: join(configFlags(), []cli.Flag{
			&cli.StringFlag{Name: "manifest", Usage: "write what was done to `FILE`, a line of JSON for each unit"},
			&cli.BoolFlag{Name: "no-ignore", Usage: "look for files that git ignores as well"},
			&cli.BoolFlag{Name: "exit-zero", Usage: "exit with 0 even when there are findings"},
		}),
		Action: c.job,
	}
}

func (c *Command) job(ctx *cli.Context) error {
	dir := ctx.Args().First()
	if dir == "" {
		return errors.New("job: name the folder of a job")
	}
	if _, err := os.Stat(dir); err != nil {
		return fmt.Errorf("job: %w", err)
	}
	sum, err := c.gather(dir, ctx.String("manifest"))
	if err != nil {
		return err
	}
	if err := c.missing(ctx, dir, sum); err != nil {
		return err
	}
	printSummary(c, sum)
	c.failed = c.failed || sum.Failed > 0 || sum.Dead > 0
	if sum.Failing && !ctx.Bool("exit-zero") {
		return errFindings
	}
	return nil
}

// gather adds up the records of the job in dir, and writes them to manifest, unless that is "".
func (c *Command) gather(dir, manifest string) (*desk.Summary, error) {
	sum := &desk.Summary{}
	var enc *json.Encoder
	var out *corpus.Pending
	if manifest != "" {
		var err error
		if out, err = corpus.NewPending(manifest, reportMode); err != nil {
			return nil, err
		}
		defer out.Discard()
		enc = json.NewEncoder(out)
	}
	for record, err := range desk.AllRecords(dir) {
		if err == nil && enc != nil {
			err = enc.Encode(record)
		}
		if err != nil {
			return nil, err
		}
		sum.Add(&desk.Done{Unit: record.Unit, Record: record})
		if record.Dead > 0 {
			fmt.Fprintf(c.Stdout, "%s: %s: see %s\n", printable(record.Unit), counted(record.Dead, "dead letter"), printable(filepath.Join(dir, desk.DeadLetters(record.Unit))))
		}
	}
	if out == nil {
		return sum, nil
	}
	return sum, out.Commit()
}

// missing tells which units of the corpus are not done, when the arguments of ctx name one.
func (c *Command) missing(ctx *cli.Context, dir string, sum *desk.Summary) error {
	paths := ctx.Args().Tail()
	if len(paths) == 0 {
		return nil
	}
	walker, err := c.walker(ctx)
	if err != nil {
		return err
	}
	for unit, err := range desk.Units(walker.Walk(ctx.Context, paths)) {
		if err != nil {
			c.complain(err)
			continue
		}
		if _, err := os.Stat(filepath.Join(dir, desk.DoneMark(unit.Name))); err == nil {
			continue
		}
		if sum.Failed++; sum.Failed <= mostBad {
			fmt.Fprintf(c.Stdout, "%s: not done%s\n", printable(unit.Name), why(dir, unit.Name))
		}
	}
	if more := sum.Failed - mostBad; more > 0 {
		fmt.Fprintf(c.Stdout, "%d more are not done\n", more)
	}
	return nil
}

// why returns the reason that the dead letter of a unit gives, with a colon; "" without one.
func why(dir, unit string) string {
	data, err := os.ReadFile(filepath.Join(dir, desk.DeadLetters(unit)))
	if err != nil {
		return ""
	}
	var letter desk.DeadLetter
	if err := json.Unmarshal(data, &letter); err != nil {
		return ""
	}
	return ": " + printable(letter.Error)
}
