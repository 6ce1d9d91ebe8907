package main

import (
	"errors"
	"fmt"

	"copydesk/corpus"

	"github.com/urfave/cli/v2"
)

func (c *Command) cleanVerb() *cli.Command {
	return &cli.Command{
		Name:      "clean",
		Usage:     "remove what killed runs left behind",
		ArgsUsage: "[PATH…]   folders; the current one without any",
		Description: "Removes the temporary files of runs that were killed while they wrote. No article and\n" +
			"nothing that a run is still writing is touched.",
		Action: c.clean,
	}
}

func (c *Command) clean(ctx *cli.Context) error {
	paths := pathsOf(ctx)
	removed := 0
	var errs []error
	for _, path := range paths {
		n, err := corpus.RemoveLeftovers(path)
		removed += n
		errs = append(errs, err)
	}
	noun := "temporary files"
	if removed == 1 {
		noun = "temporary file"
	}
	fmt.Fprintf(c.Stdout, "Removed %d %s.\n", removed, noun)
	return errors.Join(errs...)
}
