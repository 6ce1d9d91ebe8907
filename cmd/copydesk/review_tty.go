package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/report"
	"copydesk/rules"
)

// ttyHelp says what can be answered at the prompt.
const ttyHelp = `  a  accept              r  reject
  A  accept all like it  R  reject all like it
  f  accept all of this rule in this article
  e  write the replacement by hand
  s  skip                q  quit: what was decided is saved
  ?  this help
`

// errQuit ends a review at the terminal.
var errQuit = errors.New("quit")

// asker asks about one change after another, like `git add --patch`.
type asker struct {
	*session
	in      *bufio.Reader
	out     io.Writer
	colour  bool
	decided map[string]bool
}

// ask reviews the changes at the terminal.
func (s *session) ask() error {
	a := &asker{session: s, in: bufio.NewReader(s.Stdin), out: s.Stdout, colour: colours(s.Stdout), decided: map[string]bool{}}
	for _, n := range s.book.notes() {
		a.decided[n.Key] = true
	}
	err := a.each()
	if err != nil && !errors.Is(err, errQuit) && !errors.Is(err, io.EOF) {
		return err
	}
	return a.finish()
}

func (a *asker) each() error {
	for _, e := range a.entries {
		text := article.Parse(e.Input)
		for i := range e.Findings {
			f := &e.Findings[i]
			if a.decided[corpus.Hash(f.Fingerprint)] || a.decided[report.Likeness(f)] {
				continue
			}
			at := text.Position(f.Start)
			fmt.Fprintf(a.out, "\n%s:%d:%d  %s  %s\n  %s\n", printable(e.Input.Name), at.Line, at.Column, f.Rule, printable(f.Message), report.Inline(f, a.colour))
			for _, ev := range f.Evidence {
				fmt.Fprintf(a.out, "  = %s\n", printable(ev))
			}
			if err := a.one(e, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// one asks about f until it gets an answer.
func (a *asker) one(e *report.Entry, f *rules.Finding) error {
	for {
		fmt.Fprintf(a.out, "%s, %.1f %% sure: [a,r,A,R,f,e,s,q,?] ", f.Applicability(), 100*f.Confidence)
		line, err := a.in.ReadString('\n')
		if err != nil {
			return err
		}
		switch strings.TrimSpace(line) {
		case "a":
			return a.accept(f, corpus.Hash(f.Fingerprint))
		case "A":
			return a.accept(f, report.Likeness(f))
		case "r":
			return a.decide(corpus.Reject, nil, corpus.Hash(f.Fingerprint))
		case "R":
			return a.decide(corpus.Reject, nil, report.Likeness(f))
		case "f":
			return a.acceptRule(e, f.Rule)
		case "e":
			return a.write(f)
		case "s", "":
			return nil
		case "q":
			return errQuit
		default:
			fmt.Fprint(a.out, ttyHelp)
		}
	}
}

func (a *asker) accept(f *rules.Finding, key string) error {
	if f.Fix == nil {
		fmt.Fprintln(a.out, "There is no repair to accept; write one with e, or reject the finding with r.")
		return nil
	}
	return a.decide(corpus.Accept, nil, key)
}

func (a *asker) acceptRule(e *report.Entry, rule string) error {
	var keys []string
	for i := range e.Findings {
		if f := &e.Findings[i]; f.Rule == rule && f.Fix != nil && !a.decided[corpus.Hash(f.Fingerprint)] {
			keys = append(keys, corpus.Hash(f.Fingerprint))
		}
	}
	return a.decide(corpus.Accept, nil, keys...)
}

// write asks for a replacement.
func (a *asker) write(f *rules.Finding) error {
	fmt.Fprintf(a.out, "In place of %q: ", report.RepairOf(f).Old)
	line, err := a.in.ReadString('\n')
	if err != nil {
		return err
	}
	line = strings.TrimRight(line, "\r\n")
	return a.decide(corpus.Accept, &line, corpus.Hash(f.Fingerprint))
}

// decide saves a verdict, with a replacement when it was written by hand.
func (a *asker) decide(v corpus.Verdict, with *string, keys ...string) error {
	index := a.index()
	var proposals []proposal
	for _, key := range keys {
		n := index[key]
		n.Verdict = v
		if with != nil {
			n.New = *with
		}
		if v == corpus.Reject {
			n.New = ""
		}
		proposals = append(proposals, proposal{n, a.book.version(key)})
		a.decided[key] = true
	}
	_, conflicts, err := a.book.decide(proposals)
	for _, c := range conflicts {
		fmt.Fprintf(a.out, "Decided elsewhere meanwhile: %s by %s.\n", c.Verdict, printable(c.By))
	}
	return err
}

// finish offers to apply what was accepted.
func (a *asker) finish() error {
	decisions, err := corpus.NewDecisions(a.book.path, a.book.notes())
	if err != nil {
		return err
	}
	paths := a.accepted(decisions)
	if len(paths) == 0 {
		fmt.Fprintln(a.out, "\nNothing was accepted.")
		return nil
	}
	fmt.Fprintf(a.out, "\nApply the accepted changes to %s now? [y,n] ", countOf(len(paths), "file"))
	line, err := a.in.ReadString('\n')
	if strings.TrimSpace(line) != "y" {
		fmt.Fprintln(a.out, "Decisions are saved; `copydesk fix` makes them as well.")
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	}
	result := a.apply()
	fmt.Fprintln(a.out, result.Title+".")
	for _, l := range result.Lines {
		fmt.Fprintln(a.out, "  "+printable(l))
	}
	return nil
}
