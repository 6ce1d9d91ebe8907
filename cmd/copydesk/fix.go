package main

import (
	"errors"

	"copydesk/desk"

	"github.com/urfave/cli/v2"
)

func (c *Command) fixVerb() *cli.Command {
	return &cli.Command{
		Name:      "fix",
		Usage:     "repair articles in place",
		ArgsUsage: "[PATH…]   files, folders, or - to repair the standard input to the standard output",
		Description: "Applies the fixes that are certain and leaves every other byte as it is. What is left is\n" +
			"reported. A file is replaced whole or not at all; one that changed meanwhile is not touched.",
		Flags: join(selectionFlags(), configFlags(), scopeFlags(), runFlags(), shareFlags(), jobFlags(), memoryFlags(), []cli.Flag{
			&cli.StringFlag{Name: "output-dir", Usage: "write every article, repaired or not, under `DIR` and leave the originals alone"},
			&cli.BoolFlag{Name: "diff", Usage: "write nothing; print the changes as a patch"},
			&cli.BoolFlag{Name: "exit-non-zero-on-fix", Usage: "exit with 1 when anything was repaired, even if nothing is left"},
			&cli.BoolFlag{Name: "show-fixes", Usage: "list every repair that was made"},
		}),
		Action: c.fix,
	}
}

func (c *Command) fix(ctx *cli.Context) error {
	if ctx.Bool("diff") {
		if ctx.IsSet("output-dir") {
			return errors.New("--diff writes nothing and --output-dir does; choose one")
		}
		return c.diff(ctx)
	}
	r, err := c.newRun(ctx, true, "full")
	if err != nil {
		return err
	}
	r.inPlace = true
	if dir := ctx.String("output-dir"); dir != "" {
		if err := r.writeUnder(dir, ctx.Args().Slice()); err != nil {
			return err
		}
	}
	if ctx.IsSet("job") {
		return r.job(ctx, desk.FixVerb)
	}
	if err := r.articles(ctx); err != nil {
		return err
	}
	return r.verdict(ctx, r.hit || ctx.Bool("exit-non-zero-on-fix") && r.sum.Tally.Fixed > 0)
}
