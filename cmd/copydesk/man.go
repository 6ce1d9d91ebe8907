package main

import (
	"fmt"

	"github.com/urfave/cli/v2"
)

// manVerb prints the manual page, for those who package the program.
func (c *Command) manVerb() *cli.Command {
	return &cli.Command{
		Name:   "man",
		Usage:  "print the manual page, in roff",
		Hidden: true,
		Action: func(ctx *cli.Context) error {
			page, err := ctx.App.ToManWithSection(1)
			if err != nil {
				return fmt.Errorf("make the manual page: %w", err)
			}
			_, err = fmt.Fprint(c.Stdout, page)
			return err
		},
	}
}
