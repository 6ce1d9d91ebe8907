package main

import "github.com/urfave/cli/v2"

func (c *Command) diffVerb() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "print what fix would change, as a patch",
		ArgsUsage: "[PATH…]   files, folders, or - for the standard input",
		Description: "The patch is one that `git apply` and `patch -p1` take. Exits with 1 when it is not\n" +
			"empty, or when a failing finding has no fix that would be applied.",
		Flags:  join(selectionFlags(), configFlags(), scopeFlags(), runFlags(), shareFlags(), memoryFlags()),
		Action: c.diff,
	}
}

func (c *Command) diff(ctx *cli.Context) error {
	r, err := c.newRun(ctx, true, "diff")
	if err != nil {
		return err
	}
	if err := r.articles(ctx); err != nil {
		return err
	}
	return r.verdict(ctx, r.hit || r.sum.Changed+r.sum.Filled > 0)
}
