package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"

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
	err = eachLanguage(config.Profile, func(lang string, forms []names.Form) {
		suggested = append(suggested, names.Suggest(lang, names.Clusters(forms, ctx.Int("distance")), style, decided)...)
	})
	if err != nil {
		return err
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

// eachLanguage calls yield with the forms of the names of each language in a profile. No more than those
// of one language are held in memory.
func eachLanguage(path string, yield func(lang string, forms []names.Form)) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read profile: %w", err)
	}
	defer f.Close() // only read from
	r := formReader{sources: map[string]string{}, yield: yield}
	if err := profile.Facts(f, r.take); err != nil {
		return fmt.Errorf("read profile %s: %w", path, err)
	}
	r.end()
	return nil
}

// formReader gathers forms from the facts of a profile, which come in the order of their keys: by
// language, then by form.
type formReader struct {
	lang    string
	forms   []names.Form
	sources map[string]string // each name of a source once
	yield   func(lang string, forms []names.Form)
}

func (r *formReader) take(fact *profile.Fact) error {
	if fact.Kind != profile.NameOf {
		return nil
	}
	_, rest, _ := bytes.Cut(fact.Item, []byte{0})
	form, source, whole := bytes.Cut(rest, []byte{0})
	if !whole {
		return profile.ErrDamaged
	}
	if fact.Lang != r.lang {
		r.end()
		r.lang = fact.Lang
	}
	if n := len(r.forms); n == 0 || r.forms[n-1].Text != string(form) {
		r.forms = append(r.forms, names.Form{Text: string(form)})
	}
	if _, ok := r.sources[string(source)]; !ok {
		r.sources[string(source)] = string(source)
	}
	r.forms[len(r.forms)-1].Add(r.sources[string(source)], fact.Counts[1])
	return nil
}

// end hands over the forms of a language.
func (r *formReader) end() {
	if len(r.forms) > 0 {
		r.yield(r.lang, r.forms)
	}
	r.forms = nil
}
