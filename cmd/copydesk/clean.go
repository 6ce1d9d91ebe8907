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
		Usage:     "remove the cache, and what killed runs left behind",
		ArgsUsage: "[PATH…]   folders of articles; the current one without any",
		Description: "Removes the results that were kept for later runs, of all corpora, and the temporary files\n" +
			"of runs that were killed while they wrote. No article and nothing that a run is still\n" +
			"writing is touched.",
		Action: c.clean,
	}
}

func (c *Command) clean(ctx *cli.Context) error {
	removed := 0
	var errs []error
	for _, path := range pathsOf(ctx) {
		n, err := corpus.RemoveLeftovers(path)
		removed += n
		errs = append(errs, err)
	}
	freed := int64(0)
	dir, err := corpus.CacheDir()
	if err == nil {
		freed, err = corpus.RemoveCache(dir)
	}
	noun := "temporary files"
	if removed == 1 {
		noun = "temporary file"
	}
	fmt.Fprintf(c.Stdout, "Removed %d %s and %.1f MB of cache.\n", removed, noun, float64(freed)/1e6)
	return errors.Join(append(errs, err)...)
}
