// Measure counts for each rule how many of its fixes are right, over sets of
// articles with planted defects and an exact gold:
//
//	go run ./rules/catalogue/measure [-select RULES] [-ignore RULES] [-set GLOB] [-option RULE:KEY=VALUE] [-wrong RULE] DIR…
//
// A DIR is a set or a folder of sets. A set is a folder LANG-NAME with raw/,
// the articles with defects; gold/, the same articles without; and edits/,
// for each ID.txt of raw/ an ID.json, which lists the planted defects in their
// order as [{"start": 278, "end": 278, "raw": "", "gold": " "}, …]: byte
// offsets in the raw article, what stands there, and what should. A set in
// which nothing is planted shows what the rules do to clean text.
//
// A fix is right when it puts a planted defect right, alone or together with
// later fixes. It is the article's own when the gold, as it is, gets the same
// fix at the same place: such fixes are false alarms, or mend what was wrong
// before anything was planted. They are counted once an article, by 10,000
// words. Every other fix is wrong. -wrong lists what is wrong, and what is done
// to the gold, for a person to read.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/catalogue"

	"go.yaml.in/yaml/v3"
)

func main() {
	selected := flag.String("select", "", "the rules that run, with commas; all that are on by default without any")
	ignored := flag.String("ignore", "", "rules that do not run")
	only := flag.String("set", "*", "the sets that are read, as a glob over their names")
	wrong := flag.String("wrong", "", "list what this rule, family or glob does wrong")
	options := map[string]any{}
	flag.Func("option", "an option of a rule, as `RULE:KEY=VALUE`; the value is YAML", func(s string) error { return option(options, s) })
	flag.Parse()
	if err := run(list(*selected), list(*ignored), options, *only, *wrong); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' })
}

// option adds the option that s sets to options.
func option(options map[string]any, s string) error {
	name, setting, _ := strings.Cut(s, ":")
	key, value, ok := strings.Cut(setting, "=")
	chosen, err := rules.Selection{Select: []string{name}}.Choose(catalogue.All())
	switch {
	case err != nil:
		return err
	case !ok || len(chosen) != 1:
		return errors.New("want RULE:KEY=VALUE")
	}
	var node yaml.Node
	if err := yaml.Unmarshal([]byte(key+": "+value), &node); err != nil {
		return err
	}
	options[name], err = chosen[0].Configure(options[name], node.Content[0])
	return err
}

func run(selected, ignored []string, options map[string]any, only, wrong string) error {
	chosen, err := rules.Selection{Select: selected, Ignore: ignored}.Choose(catalogue.All())
	if err != nil {
		return err
	}
	articles, err := load(flag.Args(), only)
	if err != nil {
		return err
	}
	t := measure(rules.NewEngine(chosen, options), articles)
	t.write(os.Stdout)
	t.writeWrong(os.Stdout, wrong)
	return nil
}

// measure counts over articles, on all processors.
func measure(engine *rules.Engine, articles []planted) *table {
	tables, todo := make([]*table, len(articles)), make(chan int)
	clean := newCleanText()
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			w := engine.Worker()
			for i := range todo {
				tables[i] = articles[i].measure(w, clean)
			}
		})
	}
	for i := range articles {
		todo <- i
	}
	close(todo)
	workers.Wait()
	sum := newTable()
	for _, t := range tables {
		sum.add(t)
	}
	return sum
}

// levels are those at which articles are repaired.
var levels = [...]fixers.Applicability{fixers.Safe, fixers.Unsafe}

// measure repairs a twice, with safe fixes and with all, and counts.
func (a *planted) measure(w *rules.Worker, clean *cleanText) *table {
	t := newTable()
	t.articles, t.planted = 1, len(a.edits)
	gold, _ := a.gold()
	own := clean.of(w, a, gold, t)
	in := a.input(a.raw)
	for _, f := range w.Inspect(in, rules.Policy{}).Findings {
		t.found(&f)
	}
	for n, level := range levels {
		j := newJudge(a.edits)
		j.follow(a.raw, w.Fix(in, rules.Policy{Level: level}))
		for _, v := range j.verdicts {
			t.judged(a, n, v, own[v.key])
		}
	}
	return t
}

func (a *planted) input(text string) article.Input {
	return article.Input{Name: a.name, Lang: a.lang, Text: text}
}
