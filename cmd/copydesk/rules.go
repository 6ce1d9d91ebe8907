package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"copydesk/desk"
	"copydesk/rules"

	"github.com/urfave/cli/v2"
)

func (c *Command) rulesVerb() *cli.Command {
	return &cli.Command{
		Name:      "rules",
		Usage:     "list the rules",
		ArgsUsage: "[RULE…]   names, families or globs",
		Flags:     []cli.Flag{&cli.StringFlag{Name: "output", Value: "full", Usage: "`FORMAT`: full or json"}},
		Action:    c.rules,
	}
}

// ruleLine is a rule as `rules --output json` lists it.
type ruleLine struct {
	Name          string   `json:"name"`
	Summary       string   `json:"summary"`
	Severity      string   `json:"severity"`
	Applicability string   `json:"applicability"`
	Default       bool     `json:"default"`
	Languages     []string `json:"languages"`
	Since         string   `json:"since"`
}

func (c *Command) rules(ctx *cli.Context) error {
	catalogue, err := c.catalogueHere(ctx)
	if err != nil {
		return err
	}
	list, err := (rules.Selection{Select: append(ctx.Args().Slice(), allIfNone(ctx)...)}).Choose(catalogue)
	if err != nil {
		return err
	}
	var lines []ruleLine
	for _, r := range list {
		l := ruleLine{r.Name, r.Doc.Summary, r.Severity.String(), r.Doc.Best.String(), !r.Optional, []string{}, r.Doc.Since}
		for _, b := range r.Langs {
			l.Languages = append(l.Languages, b.String())
		}
		lines = append(lines, l)
	}
	switch format := ctx.String("output"); format {
	case "json":
		enc := json.NewEncoder(c.Stdout)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(lines)
	case "full":
		return c.ruleTable(lines)
	default:
		return fmt.Errorf("--output %s: rules are listed as full or json", format)
	}
}

// catalogueHere returns the rules that the current folder knows: all of
// copydesk, and those of its own configuration.
func (c *Command) catalogueHere(ctx *cli.Context) ([]*rules.Rule, error) {
	loader, err := c.loader(ctx)
	if err != nil {
		return nil, err
	}
	config, err := loader.For(anyArticle)
	if err != nil {
		return nil, err
	}
	return desk.WithUserRules(c.Catalogue, config)
}

// anyArticle stands for an article of the current folder.
const anyArticle = "article.txt"

func allIfNone(ctx *cli.Context) []string {
	if ctx.Args().Present() {
		return nil
	}
	return []string{rules.All}
}

func (c *Command) ruleTable(lines []ruleLine) error {
	t := tabwriter.NewWriter(c.Stdout, 0, 0, 2, ' ', 0)
	for _, l := range lines {
		state := l.Applicability
		if !l.Default {
			state += ", optional"
		}
		if len(l.Languages) > 0 {
			state += ", " + strings.Join(l.Languages, " ")
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", l.Name, l.Severity, state, l.Summary)
	}
	return t.Flush()
}
