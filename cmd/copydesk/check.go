package main

import (
	"copydesk/desk"

	"github.com/urfave/cli/v2"
)

func (c *Command) checkVerb() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "report the defects of articles",
		ArgsUsage: "[PATH…]   files, folders, or - for the standard input; the current folder without any",
		Flags:     join(selectionFlags(), configFlags(), scopeFlags(), runFlags(), shareFlags(), jobFlags(), memoryFlags()),
		Action: func(ctx *cli.Context) error {
			r, err := c.newRun(ctx, false, "full")
			if err != nil {
				return err
			}
			if ctx.IsSet("job") {
				return r.job(ctx, desk.CheckVerb)
			}
			if err := r.articles(ctx); err != nil {
				return err
			}
			return r.verdict(ctx, r.hit)
		},
	}
}
