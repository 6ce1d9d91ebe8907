package main

import (
	"fmt"
	"reflect"
	"text/tabwriter"

	"copydesk/corpus"
	"copydesk/desk"

	"github.com/urfave/cli/v2"
)

func (c *Command) configVerb() *cli.Command {
	return &cli.Command{
		Name:  "config",
		Usage: "show the configuration and where each value comes from",
		Subcommands: []*cli.Command{c.schemaVerb(), {
			Name:      "show",
			Usage:     "show the configuration that holds for a file",
			ArgsUsage: "[FILE]",
			Flags:     join(configFlags()),
			Action:    c.configShow,
		}},
	}
}

func (c *Command) configShow(ctx *cli.Context) error {
	loader, err := c.loader(ctx)
	if err != nil {
		return err
	}
	path := ctx.Args().First()
	if path == "" {
		path = anyArticle
	}
	config, err := loader.For(path)
	if err != nil {
		return err
	}
	if _, err := desk.NewSetup(c.Catalogue, config, corpus.IsShard(ctx.Args().First()), Version); err != nil {
		return err
	}
	t := tabwriter.NewWriter(c.Stdout, 0, 0, 2, ' ', 0)
	for _, k := range loader.Keys() {
		if v, ok := config.Settings[k.Name]; ok {
			fmt.Fprintf(t, "%s: %s\t# %s\n", k.Name, corpus.OneLine(v.Node), v.Where())
		} else {
			fmt.Fprintf(t, "%s: %s\t# default\n", k.Name, defaultLine(k.Default))
		}
	}
	return t.Flush()
}

// defaultLine returns a default as YAML; nothing where nothing is set.
func defaultLine(v any) string {
	if list := reflect.ValueOf(v); v == "" || list.Kind() == reflect.Slice && list.Len() == 0 {
		return ""
	}
	return corpus.OneLine(v)
}
