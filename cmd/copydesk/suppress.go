package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"copydesk/corpus"
	"copydesk/report"

	"github.com/urfave/cli/v2"
)

func (c *Command) suppressVerb() *cli.Command {
	return &cli.Command{
		Name:      "suppress",
		Usage:     "stop reporting a finding, for a reason",
		ArgsUsage: "FINGERPRINT [PATH…]   as `check --output json` names it; its article lies under PATH",
		Description: "Notes the finding in .copydesk/suppressions. It is found again when lines move or files\n" +
			"are renamed, and comes back on the day after --until.",
		Flags: join(selectionFlags(), configFlags(), workFlags(), []cli.Flag{
			&cli.StringFlag{Name: "why", Usage: "the `REASON`; without one nothing is suppressed"},
			&cli.StringFlag{Name: "until", Usage: "the last `DAY`, such as 2027-03-31; for ever without one"},
			&cli.StringFlag{Name: "by", Usage: "the `NAME` of who decided; that of git when not given"},
		}),
		Action: c.suppress,
	}
}

func (c *Command) suppress(ctx *cli.Context) error {
	key := ctx.Args().First()
	switch until := ctx.String("until"); {
	case ctx.Bool("isolated"):
		return errIsolated
	case key == "":
		return errors.New("suppress: name the finding by its fingerprint; `copydesk check --output json` shows it")
	case strings.TrimSpace(ctx.String("why")) == "":
		return errors.New("suppress: say why, with --why REASON")
	case until != "":
		if _, err := time.Parse(time.DateOnly, until); err != nil {
			return fmt.Errorf("--until %s: want a day such as 2027-03-31", until)
		}
	}
	r, err := c.prepare(ctx, false)
	if err != nil {
		return err
	}
	found := &suppressWriter{memory: r.memory, key: key}
	r.gather(found)
	if err := r.articlesUnder(ctx, pathsOrHere(ctx.Args().Tail())); err != nil {
		return err
	}
	if len(found.notes) == 0 {
		return fmt.Errorf("suppress: no finding has the fingerprint %s, or it is suppressed already", key)
	}
	for i := range found.notes {
		n := &found.notes[i]
		n.Why, n.Until, n.By, n.On = ctx.String("why"), ctx.String("until"), whoami(ctx.Context, ctx.String("by")), time.Now().Format(time.DateOnly)
	}
	path := r.memory.file(corpus.SuppressionsName)
	err = corpus.UpdateNotes(path, func(notes []corpus.Note) ([]corpus.Note, error) { return addCounts(notes, found.notes), nil })
	if err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, "Suppressed %s in %s.\n", countOf(len(found.notes), "finding"), printable(relativeHere(path)))
	return nil
}

// suppressWriter is a report that gathers the findings with a fingerprint, as
// suppressions.
type suppressWriter struct {
	memory *memory
	key    string
	notes  []corpus.Note
}

// Entry takes the findings of an article.
func (s *suppressWriter) Entry(e *report.Entry) error {
	for i := range e.Rest {
		f := &e.Rest[i]
		if f.Fingerprint == s.key {
			s.notes = append(s.notes, corpus.Note{
				Key: corpus.Hash(f.Fingerprint), Rule: f.Rule, Old: shown(f.Text[f.Start:f.End]), In: s.memory.name(e.Input.Name), Count: 1,
			})
		}
	}
	return nil
}

// Close does nothing.
func (s *suppressWriter) Close(*report.Summary) error { return nil }

// addCounts adds more to notes. One that is there already counts one more.
func addCounts(notes, more []corpus.Note) []corpus.Note {
	for _, m := range more {
		for i := range notes {
			if notes[i].Key == m.Key && notes[i].In == m.In {
				m.Count += max(notes[i].Count, 1)
				notes = append(notes[:i], notes[i+1:]...)
				break
			}
		}
		notes = append(notes, m)
	}
	return notes
}
