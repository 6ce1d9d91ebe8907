package main

import (
	"fmt"

	"copydesk/report"
	"copydesk/rules"

	"github.com/urfave/cli/v2"
)

func (c *Command) explainVerb() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "explain a rule: what it finds, why, how safe its fix is, with examples",
		ArgsUsage: "RULE…     names, families or globs",
		Action: func(ctx *cli.Context) error {
			if !ctx.Args().Present() {
				return fmt.Errorf("name the rule to explain; `copydesk rules` lists them")
			}
			catalogue, err := c.catalogueHere(ctx)
			if err != nil {
				return err
			}
			list, err := rules.Selection{Select: ctx.Args().Slice()}.Choose(catalogue)
			if err != nil {
				return err
			}
			for i, r := range list {
				if i > 0 {
					fmt.Fprintln(c.Stdout)
				}
				page, err := report.RulePage(r)
				if err != nil {
					return err
				}
				fmt.Fprint(c.Stdout, page)
			}
			return nil
		},
	}
}
