package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"copydesk/report"
	"copydesk/rules"

	"github.com/urfave/cli/v2"
)

func (c *Command) explainVerb() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "explain a rule: what it finds, why, how safe its fix is, with examples",
		ArgsUsage: "RULE…     names, families or globs",
		Flags:     []cli.Flag{&cli.StringFlag{Name: "output-dir", Usage: "write a page a rule and an index into `DIR` instead"}},
		Action:    c.explain,
	}
}

func (c *Command) explain(ctx *cli.Context) error {
	if !ctx.Args().Present() {
		return errors.New("name the rule to explain; `copydesk rules` lists them")
	}
	catalogue, err := c.catalogueHere(ctx)
	if err != nil {
		return err
	}
	list, err := rules.Selection{Select: ctx.Args().Slice()}.Choose(catalogue)
	if err != nil {
		return err
	}
	if dir := ctx.String("output-dir"); dir != "" {
		return writePages(dir, list)
	}
	for i, r := range list {
		page, err := report.RulePage(r)
		if err != nil {
			return err
		}
		if i > 0 {
			fmt.Fprintln(c.Stdout)
		}
		fmt.Fprint(c.Stdout, page)
	}
	return nil
}

// writePages writes the page of each rule as dir/family/rule.md, and an index.
func writePages(dir string, list []*rules.Rule) error {
	var index strings.Builder
	index.WriteString("# The rules of copydesk\n\n| rule | severity | fix | what it finds |\n|---|---|---|---|\n")
	for _, r := range list {
		page, err := report.RulePage(r)
		if err != nil {
			return err
		}
		if err := writePage(filepath.Join(dir, filepath.FromSlash(r.Name)+".md"), page); err != nil {
			return err
		}
		best := r.Doc.Best.String()
		if r.Optional {
			best += ", optional"
		}
		fmt.Fprintf(&index, "| [%s](%s.md) | %s | %s | %s |\n", r.Name, r.Name, r.Severity, best, r.Doc.Summary)
	}
	return writePage(filepath.Join(dir, "README.md"), index.String())
}

func writePage(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}
