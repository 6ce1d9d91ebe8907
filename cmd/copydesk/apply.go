package main

import (
	"errors"
	"slices"
	"time"

	"copydesk/corpus"

	"github.com/urfave/cli/v2"
)

func (c *Command) applyVerb() *cli.Command {
	return &cli.Command{
		Name:      "apply",
		Usage:     "make the changes that were accepted in a review",
		ArgsUsage: "FILE [PATH…]   the decisions that a report exported, or .copydesk/decisions",
		Description: "Notes the decisions of FILE in .copydesk/decisions of the corpus, and makes the accepted\n" +
			"changes under PATH (the current folder without any), and no others.",
		Flags: join(configFlags(), memoryFlags(), workFlags(), []cli.Flag{
			&cli.StringFlag{Name: "by", Usage: "the `NAME` of who decided; that of git when not given"},
			&cli.StringSliceFlag{Name: "output", Usage: "write a report as `FORMAT[=FILE]`; may be repeated"},
			&cli.BoolFlag{Name: "diff", Usage: "write nothing; print the changes as a patch"},
		}),
		Action: c.apply,
	}
}

func (c *Command) apply(ctx *cli.Context) error {
	file := ctx.Args().First()
	switch {
	case file == "":
		return errors.New("apply: name the file with the decisions, such as copydesk-decisions.txt")
	case ctx.Bool("isolated"):
		return errIsolated
	}
	notes, err := corpus.ReadNotes(file)
	if err != nil {
		return err
	}
	if len(notes) == 0 {
		return errors.New(file + ": holds no decisions")
	}
	decisions, err := corpus.NewDecisions(file, notes)
	if err != nil {
		return err
	}
	format := "full"
	if ctx.Bool("diff") {
		format = "diff"
	}
	r, err := c.newRun(ctx, true, format)
	if err != nil {
		return err
	}
	r.inPlace = !ctx.Bool("diff")
	r.memory.only, r.memory.decisions = true, decisions
	if r.inPlace {
		if err := r.note(notes, whoami(ctx.Context, ctx.String("by"))); err != nil {
			return err
		}
	}
	return r.articlesUnder(ctx, pathsOrHere(ctx.Args().Tail()))
}

// note takes decisions into the file of the corpus.
func (r *run) note(notes []corpus.Note, by string) error {
	notes = slices.Clone(notes)
	for i := range notes {
		notes[i].Line = 0
		if notes[i].In != "" { // a report names it from the folder it was made in
			notes[i].In = corpus.RelativeTo(r.memory.root, notes[i].In)
		}
		if notes[i].By == "" {
			notes[i].By = by
		}
		if notes[i].On == "" {
			notes[i].On = time.Now().Format(time.DateOnly)
		}
	}
	return corpus.UpdateNotes(r.memory.file(corpus.DecisionsName), func(old []corpus.Note) ([]corpus.Note, error) {
		return corpus.MergeDecisions(old, notes), nil
	})
}
