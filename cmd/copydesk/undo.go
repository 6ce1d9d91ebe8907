package main

import (
	"errors"
	"fmt"
	"text/tabwriter"

	"copydesk/corpus"

	"github.com/urfave/cli/v2"
)

func (c *Command) undoVerb() *cli.Command {
	return &cli.Command{
		Name:      "undo",
		Usage:     "take a fix or apply run back, byte for byte",
		ArgsUsage: "[RUN]   the name of the run, or its start; the last one without any",
		Description: "Brings back the bytes that stood in the files before the run. A file that was changed\n" +
			"since is left alone, and said so.",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "list", Usage: "list the runs that can be undone"},
			&cli.StringFlag{Name: "in", Value: ".", Usage: "a `FOLDER` of the corpus"},
		},
		Action: c.undo,
	}
}

func (c *Command) undo(ctx *cli.Context) error {
	root, err := corpus.FindRoot(ctx.String("in"))
	if err != nil {
		return err
	}
	if ctx.Bool("list") {
		return c.listRuns(root)
	}
	run, err := corpus.FindRun(root, ctx.Args().First())
	if err != nil {
		return err
	}
	files, err := run.Undo()
	fmt.Fprintf(c.Stdout, "Took %s back in run %s (%s).\n", countOf(len(files), "file"), run.Name, printable(run.Command))
	if err != nil {
		return errors.Join(err, errors.New("what could be taken back was; the rest of the run can be undone when these files are as it left them"))
	}
	return nil
}

func (c *Command) listRuns(root string) error {
	runs, err := corpus.Runs(root)
	if err != nil {
		return err
	}
	if len(runs) == 0 {
		fmt.Fprintf(c.Stdout, "No run has left a journal in %s.\n", printable(root))
		return nil
	}
	t := tabwriter.NewWriter(c.Stdout, 0, 0, 2, ' ', 0)
	for _, r := range runs {
		state := ""
		if r.Undone {
			state = "undone"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", r.Name, countOf(len(r.Files), "file"), printable(r.Command), state)
	}
	return t.Flush()
}

// countOf returns "1 file" or "2 files".
func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
