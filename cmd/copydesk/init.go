package main

import (
	_ "embed"
	"errors"
	"fmt"
	"os"

	"copydesk/corpus"

	"github.com/urfave/cli/v2"
)

//go:embed init.yml
var initConfig string

func (c *Command) initVerb() *cli.Command {
	return &cli.Command{
		Name:  "init",
		Usage: "write a configuration to start from into the current folder",
		Action: func(*cli.Context) error {
			f, err := os.OpenFile(corpus.ConfigName, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
			if errors.Is(err, os.ErrExist) {
				return fmt.Errorf("%s is already here; `copydesk config show` says what it comes to", corpus.ConfigName)
			}
			if err != nil {
				return fmt.Errorf("init: %w", err)
			}
			if _, err := f.WriteString(initConfig); err != nil {
				return errors.Join(fmt.Errorf("init: %w", err), f.Close())
			}
			fmt.Fprintf(c.Stdout, "Wrote %s. Try `copydesk check`.\n", corpus.ConfigName)
			return f.Close()
		},
	}
}
