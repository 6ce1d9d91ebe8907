package main

import (
	_ "embed"
	"fmt"

	"copydesk/lexicon/nearest"

	"github.com/urfave/cli/v2"
)

// Scripts that ask copydesk itself, with --generate-bash-completion, what can follow.
var (
	//go:embed completion/bash.sh
	bashCompletion string
	//go:embed completion/zsh.sh
	zshCompletion string
	//go:embed completion/fish.fish
	fishCompletion string
)

func (c *Command) completionVerb() *cli.Command {
	scripts := map[string]string{"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}
	return &cli.Command{
		Name:      "completion",
		Usage:     "print a completion script for bash, zsh or fish",
		ArgsUsage: "SHELL",
		Action: func(ctx *cli.Context) error {
			shell := ctx.Args().First()
			script, ok := scripts[shell]
			if !ok {
				return fmt.Errorf("no completion for the shell %q%s; there are bash, fish and zsh", shell, nearest.Hint(shell, []string{"bash", "zsh", "fish"}))
			}
			_, err := fmt.Fprint(c.Stdout, script)
			return err
		},
	}
}
