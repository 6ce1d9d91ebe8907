package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"copydesk/corpus"
	"copydesk/desk"

	"github.com/urfave/cli/v2"
	"go.yaml.in/yaml/v3"
)

// Flags that several verbs share, by what they are about.

func configFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "set", Usage: "set a configuration `KEY=VALUE`; may be repeated"},
		&cli.StringFlag{Name: "lang", Usage: "the `LANGUAGE` of the articles, such as es; found out by article when not given"},
		&cli.BoolFlag{Name: "isolated", Usage: "read no configuration file"},
	}
}

func selectionFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "select", Usage: "run these `RULES` only: names, families, globs or ALL, with commas"},
		&cli.StringSliceFlag{Name: "extend-select", Usage: "run these `RULES` as well"},
		&cli.StringSliceFlag{Name: "ignore", Usage: "do not run these `RULES`"},
		&cli.StringSliceFlag{Name: "fixable", Usage: "apply the fixes of these `RULES` only"},
		&cli.StringSliceFlag{Name: "unfixable", Usage: "apply no fixes of these `RULES`"},
		&cli.BoolFlag{Name: "unsafe-fixes", Usage: "apply fixes that a person should review as well"},
	}
}

// workFlags say how the work is done.
func workFlags() []cli.Flag {
	return []cli.Flag{
		&cli.IntFlag{Name: "j", Value: runtime.GOMAXPROCS(0), Usage: "articles worked on at a time, `N`"},
		&cli.BoolFlag{Name: "no-cache", Usage: "check everything anew, and remember nothing"},
	}
}

func runFlags() []cli.Flag {
	return append(workFlags(), []cli.Flag{
		&cli.StringFlag{Name: "profile", Usage: "judge names, words and lines by the corpus profile in `FILE` as well"},
		&cli.StringSliceFlag{Name: "output", Usage: "write a report as `FORMAT[=FILE]`; may be repeated"},
		&cli.StringFlag{Name: "stdin-filename", Usage: "the `PATH` that the standard input (-) is reported and configured as"},
		&cli.BoolFlag{Name: "stdin-jsonl", Usage: "read JSON Lines from the standard input; fix writes them to the standard output"},
		&cli.BoolFlag{Name: "statistics", Usage: "print how often each rule fired instead of the findings"},
		&cli.StringFlag{Name: "fail-level", Usage: "the least `SEVERITY` that makes the run fail: info, warning, error"},
		&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "tell of every file on the standard error"},
		&cli.BoolFlag{Name: "exit-zero", Usage: "exit with 0 even when there are findings"},
	}...)
}

// memoryFlags are the flags about what a corpus remembers.
func memoryFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "baseline", Usage: "hide the findings of the baseline in `FILE` instead of .copydesk/baseline"},
	}
}

// shareFlags part a corpus among the tasks of a job.
func shareFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "shard", Usage: "only the files of part `I/N` of the corpus, from 1/N to N/N; auto or auto/N when a scheduler numbers the tasks"},
	}
}

// jobFlags make a run a part of a job of many.
func jobFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "job", Usage: "do whole files, as a part of the job in the folder `DIR`: note there what is done and found, and pass over what is done"},
	}
}

// walker returns a walker that the flags of ctx restrict.
func (c *Command) walker(ctx *cli.Context) (corpus.Walker, error) {
	loader, err := c.loader(ctx)
	if err != nil {
		return corpus.Walker{}, err
	}
	w := corpus.Walker{Configs: loader, Ignore: !ctx.Bool("no-ignore"), Exclude: ctx.Bool("force-exclude")}
	if arg := ctx.String("shard"); arg != "" {
		if w.Share, err = corpus.ParseShare(arg, os.Getenv); err != nil {
			return corpus.Walker{}, fmt.Errorf("--shard: %w", err)
		}
		if fromStdin(ctx) {
			return corpus.Walker{}, errors.New("--shard parts files; the standard input is one")
		}
	}
	return w, nil
}

// scopeFlags choose what of a corpus is looked at.
func scopeFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "since", Usage: "only what has changed since HEAD left the revision `REV`, such as origin/main"},
		&cli.BoolFlag{Name: "staged", Usage: "only what is staged for the next commit"},
		&cli.StringFlag{Name: "new-from-patch", Usage: "only what the patch in `FILE` (- for the standard input) has changed"},
		&cli.BoolFlag{Name: "whole-files", Usage: "all of the files that have changed, not their changed lines alone"},
		&cli.BoolFlag{Name: "force-exclude", Usage: "pass over excluded files also when they are named"},
		&cli.BoolFlag{Name: "no-ignore", Usage: "look at files that git ignores as well"},
	}
}

func join(groups ...[]cli.Flag) []cli.Flag {
	var all []cli.Flag
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

// settingFlags are the flags that set the configuration key of the same name.
var settingFlags = []string{"lang", "profile", "select", "extend-select", "ignore", "fixable", "unfixable", "unsafe-fixes", "fail-level"}

// loader returns a loader of configurations that the flags of ctx go over.
func (c *Command) loader(ctx *cli.Context) (*corpus.Loader, error) {
	l := corpus.NewLoader(desk.RuleKeys(c.Catalogue))
	l.Isolated = ctx.Bool("isolated")
	for _, arg := range ctx.StringSlice("set") {
		name, setting, err := corpus.ParseSet(arg, l.Keys())
		if err != nil {
			return nil, err
		}
		l.Set[name] = setting
	}
	for _, name := range settingFlags {
		if !ctx.IsSet(name) {
			continue
		}
		var node yaml.Node
		if err := node.Encode(flagValue(ctx, name)); err != nil {
			return nil, fmt.Errorf("--%s: %w", name, err)
		}
		l.Set[name] = corpus.Setting{Node: &node, From: "--" + name}
	}
	return l, nil
}

func flagValue(ctx *cli.Context, name string) any {
	switch v := ctx.Value(name).(type) {
	case cli.StringSlice:
		return strings.Split(strings.Join(v.Value(), ","), ",")
	default:
		return v
	}
}
