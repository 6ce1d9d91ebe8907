package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"copydesk/corpus"
	"copydesk/lexicon/names"
	"copydesk/lexicon/profile"

	"github.com/urfave/cli/v2"
)

func (c *Command) namesVerb() *cli.Command {
	return &cli.Command{
		Name:  "names",
		Usage: "bring the names of a corpus to one spelling",
		Subcommands: []*cli.Command{{
			Name:      "suggest",
			Usage:     "find spellings of one name in a profile",
			ArgsUsage: " ",
			Description: "Clusters the names of the profile by the methods of OpenRefine: fingerprint, n-gram\n" +
				"fingerprint, and nearest neighbours by Levenshtein distance. Prints a line for each cluster,\n" +
				"the most frequent form first, with the counts; with --write it becomes a suggestion in the\n" +
				"names file, .copydesk/names. There, take the \"?\" away to accept it, or write \"-\" in its\n" +
				"place to reject it for good. check and fix hold articles to what was accepted, and what was\n" +
				"decided is never suggested again.",
			Flags: join(configFlags(), []cli.Flag{
				&cli.StringFlag{Name: "profile", Usage: "read the names of the profile in `FILE`"},
				&cli.BoolFlag{Name: "write", Usage: "put the suggestions into the names file, in place of the undecided ones that are there"},
				&cli.Uint64Flag{Name: "min-articles", Value: 3, Usage: "articles that the preferred form must stand in, `N`"},
				&cli.Uint64Flag{Name: "min-source", Value: 8, Usage: "articles that make the form of a source its own style, `N`"},
				&cli.IntFlag{Name: "distance", Value: 1, Usage: "letters that names may differ by, `N`; 0 to compare by fingerprints alone"},
			}),
			Action: c.suggestNames,
		}},
	}
}

func (c *Command) suggestNames(ctx *cli.Context) error {
	if ctx.Args().Present() {
		return fmt.Errorf("names suggest reads a profile and no articles; `copydesk learn %s --profile FILE` makes one", ctx.Args().First())
	}
	loader, err := c.loader(ctx)
	if err != nil {
		return err
	}
	config, err := loader.For("any")
	if err != nil {
		return err
	}
	if config.Profile == "" {
		return errors.New("say which profile: --profile FILE, or profile in " + corpus.ConfigName)
	}
	forms, err := namesOf(config.Profile)
	if err != nil {
		return err
	}
	root, err := corpus.FindRoot(".")
	if err != nil {
		return err
	}
	path := corpus.NamesPath(root)
	decided, err := corpus.ReadNames(path)
	if err != nil {
		return err
	}
	style := names.Style{MinArticles: ctx.Uint64("min-articles"), MinSource: ctx.Uint64("min-source")}
	var suggested []names.Entry
	for _, lang := range slices.Sorted(maps.Keys(forms)) {
		suggested = append(suggested, names.Suggest(lang, names.Clusters(forms[lang], ctx.Int("distance")), style, decided)...)
	}
	if ctx.Bool("write") {
		return c.writeSuggestions(path, decided, suggested)
	}
	for i := range suggested {
		fmt.Fprintln(c.Stdout, printable(suggested[i].String()))
	}
	return nil
}

func (c *Command) writeSuggestions(path string, decided *names.List, suggested []names.Entry) error {
	list, err := decided.WithSuggestions(suggested)
	if err != nil {
		return err
	}
	if err := corpus.WriteNames(path, list); err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, "%s in %s.\n", count(len(suggested), "suggestion"), printable(path))
	return nil
}

// namesOf reads the forms of all names of a profile, by language.
func namesOf(path string) (map[string][]names.Form, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read profile: %w", err)
	}
	defer f.Close() // only read from
	forms := map[string]map[string]*names.Form{}
	err = profile.Facts(f, func(fact *profile.Fact) error {
		if fact.Kind != profile.NameOf {
			return nil
		}
		parts := strings.SplitN(string(fact.Item), "\x00", 3)
		if len(parts) != 3 {
			return profile.ErrDamaged
		}
		form, source := parts[1], parts[2]
		if forms[fact.Lang] == nil {
			forms[fact.Lang] = map[string]*names.Form{}
		}
		n := forms[fact.Lang][form]
		if n == nil {
			n = &names.Form{Text: form, Sources: map[string]uint64{}}
			forms[fact.Lang][form] = n
		}
		n.Articles += fact.Counts[1]
		n.Sources[source] += fact.Counts[1]
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read profile %s: %w", path, err)
	}
	lists := map[string][]names.Form{}
	for lang, byForm := range forms {
		for _, n := range byForm {
			lists[lang] = append(lists[lang], *n)
		}
		slices.SortFunc(lists[lang], func(a, b names.Form) int { return cmp.Compare(a.Text, b.Text) })
	}
	return lists, nil
}
