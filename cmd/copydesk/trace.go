package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules"
	"copydesk/rules/spacing/fusion"

	"github.com/urfave/cli/v2"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

func (c *Command) traceVerb() *cli.Command {
	return &cli.Command{
		Name:      "trace",
		Usage:     "show what the model of fused words sees in a text, and why it acts or does not",
		ArgsUsage: "TEXT…     words of an article, or - for the standard input",
		Flags: join(configFlags(), []cli.Flag{
			&cli.StringFlag{Name: "file", Usage: "trace the article in `FILE` instead"},
			&cli.BoolFlag{Name: "all", Usage: "search every run of text, not only the suspicious ones"},
			&cli.BoolFlag{Name: "no-context", Usage: "leave out bigrams and word classes"},
			&cli.BoolFlag{Name: "no-own-words", Usage: "leave out the words of the article itself"},
			&cli.BoolFlag{Name: "no-unknown", Usage: "leave out the character model of unknown words"},
			&cli.BoolFlag{Name: "no-rate", Usage: "leave out the article's own rate of fusions"},
			&cli.BoolFlag{Name: "no-geometry", Usage: "leave out the geometry of line wraps"},
		}),
		Action: c.trace,
	}
}

func (c *Command) trace(ctx *cli.Context) error {
	text, err := c.traced(ctx)
	if err != nil {
		return err
	}
	loader, err := c.loader(ctx)
	if err != nil {
		return err
	}
	config, err := loader.For(anyArticle)
	if err != nil {
		return err
	}
	a := article.Parse(article.Input{Name: "trace", Lang: config.Lang, Text: text})
	a.Lang = rules.Language(a)
	w := fusion.Default().NewWorker()
	decisions := w.Analyse(a, lexicon.For(a.Lang), fusion.Options{
		NoContext: ctx.Bool("no-context"), NoOwnWords: ctx.Bool("no-own-words"), NoUnknown: ctx.Bool("no-unknown"),
		NoRate: ctx.Bool("no-rate"), NoGeometry: ctx.Bool("no-geometry"), Everywhere: ctx.Bool("all"), Thorough: true,
	})
	c.traceSummary(a, w)
	for _, candidate := range w.Candidates() {
		c.traceCandidate(a, candidate, decisions)
	}
	return nil
}

// nameOf returns the English name of a language.
func nameOf(tag language.Tag) string {
	if tag == language.Und {
		return "not sure; give it with --lang"
	}
	return display.English.Tags().Name(tag)
}

// traced returns the text to trace: a file, the standard input, or the arguments.
func (c *Command) traced(ctx *cli.Context) (string, error) {
	switch path := ctx.String("file"); {
	case path != "":
		data, err := os.ReadFile(path)
		return string(data), err
	case ctx.NArg() == 1 && ctx.Args().First() == "-":
		data, err := io.ReadAll(c.Stdin)
		return string(data), err
	case ctx.NArg() == 0:
		return "", errors.New("give the text to trace, such as `copydesk trace --lang es La ministra realizóuna visita`")
	}
	return strings.Join(ctx.Args().Slice(), " "), nil
}

func (c *Command) traceSummary(a *article.Article, w *fusion.Worker) {
	s := w.Summary()
	fmt.Fprintf(c.Stdout, "language   %s\n", nameOf(a.Lang))
	fmt.Fprintf(c.Stdout, "lost       %d blanks; %.2f %% of the blanks of this article are taken to be lost\n", s.Lost, 100*s.Rate)
	if s.Width > 0 {
		fmt.Fprintf(c.Stdout, "wrap       lines of %d columns; %.0f %% of their ends are still a blank\n", s.Width, 100*s.Kept)
	} else {
		fmt.Fprintln(c.Stdout, "wrap       the lost blanks follow no line width")
	}
	fmt.Fprintf(c.Stdout, "searched   %d runs of text; the others are plainly whole words\n", len(w.Candidates()))
}

// shownReadings is how many readings of a run are printed, the likeliest first.
const shownReadings = 5

func (c *Command) traceCandidate(a *article.Article, candidate fusion.Candidate, decisions []fusion.Decision) {
	fmt.Fprintf(c.Stdout, "\n“%s” at byte %d: %s\n", printable(a.At(candidate.Span)), candidate.Span.Start, outcome(candidate, decisions))
	order := make([]int, len(candidate.Readings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(candidate.Readings[j].Posterior, candidate.Readings[i].Posterior)
	})
	t := tabwriter.NewWriter(c.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "  posterior\tgain\tevidence\t  reading")
	for _, i := range order[:min(len(order), shownReadings)] {
		r := candidate.Readings[i]
		fmt.Fprintf(t, "  %.4f\t%+.1f\t%+.1f\t  %s\n", r.Posterior, r.Gain, r.Evidence, printable(r.Text))
	}
	_ = t.Flush() // writes to the terminal cannot be answered by anything
}

// outcome says what the model makes of a run.
func outcome(candidate fusion.Candidate, decisions []fusion.Decision) string {
	for _, d := range decisions {
		if d.Span != candidate.Span {
			continue
		}
		level := "for review: fewer than 99.5 % of such decisions are right"
		if d.Safe {
			level = "safe"
		}
		source := "by its words alone"
		if d.Kind.Geometric() {
			source = "at the end of a line of the page"
		}
		return fmt.Sprintf("parted %s, %.1f %% sure, %s", source, 100*d.Confidence, level)
	}
	if candidate.Chosen != 0 {
		return "likelier parted, but not sure enough to say so"
	}
	return "left whole: likelier as it stands"
}
