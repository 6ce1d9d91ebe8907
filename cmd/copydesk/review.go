package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"time"

	"copydesk/corpus"

	"github.com/urfave/cli/v2"
)

// idleTime is how long a review waits without an open page before it ends.
const idleTime = 10 * time.Minute

func (c *Command) reviewVerb() *cli.Command {
	return &cli.Command{
		Name:      "review",
		Usage:     "look at each change, accept or reject it, apply what was accepted",
		ArgsUsage: "[PATH…]   files or folders; the current folder without any",
		Description: "Opens a page on this machine alone, at an address that nobody can guess. Decisions are\n" +
			"saved in .copydesk/decisions as they are made; articles are only written when you say so.\n" +
			"The review ends by itself when no page has been open for a while.",
		Flags: join(selectionFlags(), configFlags(), scopeFlags(), memoryFlags(), workFlags(), []cli.Flag{
			&cli.BoolFlag{Name: "tty", Usage: "ask at the terminal, one change after another"},
			&cli.StringFlag{Name: "by", Usage: "the `NAME` under which decisions are noted; that of git when not given"},
			&cli.IntFlag{Name: "port", Usage: "the `PORT` of the page; any free one when not given"},
			&cli.BoolFlag{Name: "no-open", Usage: "print the address and open no browser"},
			&cli.DurationFlag{Name: "idle", Value: idleTime, Usage: "end after `TIME` without an open page"},
		}),
		Action: c.review,
	}
}

func (c *Command) review(ctx *cli.Context) error {
	if fromStdin(ctx) || ctx.Bool("staged") {
		return errors.New("review writes to files: it takes neither the standard input nor --staged")
	}
	s, err := c.newSession(ctx)
	if err != nil {
		return err
	}
	if len(s.entries) == 0 {
		fmt.Fprintf(c.Stdout, "%s, nothing to decide.\n", countOf(s.read.Articles, "article"))
		return nil
	}
	if ctx.Bool("tty") {
		return s.ask()
	}
	server, err := newReviewServer(s, ctx.Int("port"), ctx.Duration("idle"))
	if err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, "Review of %s in %s: %s\nEnds when no page has been open for %s, or with Ctrl-C. Decisions go to %s.\n",
		countOf(s.findings(), "change"), countOf(len(s.entries), "article"), server.URL(), ctx.Duration("idle"), printable(relativeHere(s.book.path)))
	if !ctx.Bool("no-open") {
		openBrowser(ctx.Context, server.URL())
	}
	return server.serve(ctx.Context)
}

func (s *session) findings() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, e := range s.entries {
		n += len(e.Findings)
	}
	return n
}

// openBrowser opens url in the browser of the user, where there is a way to.
// When there is none the address stands on the terminal.
func openBrowser(ctx context.Context, url string) {
	name := map[string]string{"darwin": "open", "linux": "xdg-open"}[runtime.GOOS]
	if path, err := exec.LookPath(name); name != "" && err == nil {
		cmd := exec.CommandContext(context.WithoutCancel(ctx), path, url) // it outlives the review
		if cmd.Start() == nil {
			go cmd.Wait() //nolint:errcheck // it is the browser's own business how it ends
		}
	}
}

// verdictOf returns the verdict called name; "" takes a decision back.
func verdictOf(name string) (corpus.Verdict, error) {
	switch v := corpus.Verdict(name); v {
	case corpus.Accept, corpus.Reject, "":
		return v, nil
	}
	return "", fmt.Errorf("%q is neither accept nor reject", name)
}
