package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"copydesk/corpus"
	"copydesk/report"
	"copydesk/rules"

	"github.com/urfave/cli/v2"
)

func (c *Command) baselineVerb() *cli.Command {
	return &cli.Command{
		Name:      "baseline",
		Usage:     "note the findings of today, so that only new ones are reported",
		ArgsUsage: "[PATH…]   files or folders; the current folder without any",
		Description: "Writes .copydesk/baseline, which check, fix and diff read. Its entries are found again\n" +
			"when lines move, paragraphs are inserted or files are renamed. Articles that are not\n" +
			"under PATH keep their entries.",
		Flags:  join(selectionFlags(), configFlags(), memoryFlags(), workFlags()),
		Action: c.takeBaseline,
	}
}

func (c *Command) takeBaseline(ctx *cli.Context) error {
	r, err := c.prepare(ctx, false)
	if err != nil {
		return err
	}
	if r.memory == nil {
		return errIsolated
	}
	r.memory.baseline = corpus.NewAllowance(r.memory.root, nil)
	taken := &baselineWriter{memory: r.memory, counts: map[baselineKey]*corpus.Note{}, seen: map[string]bool{}}
	r.gather(taken)
	if err := r.articles(ctx); err != nil {
		return err
	}
	path := r.memory.baselinePath
	err = corpus.UpdateNotes(path, taken.merge)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, "Wrote %s: %s in %s.\n", printable(relativeHere(path)), countOf(taken.total, "finding"), countOf(len(taken.seen), "article"))
	return nil
}

// discardBuffer returns a buffer for a report that writes nothing.
func discardBuffer() *bufio.Writer { return bufio.NewWriter(io.Discard) }

// relativeHere returns path from the current folder, when that is shorter.
func relativeHere(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(here, path); err == nil && len(rel) < len(path) {
		return rel
	}
	return path
}

// baselineWriter is a report that gathers the findings of a run as the notes of a baseline.
type baselineWriter struct {
	memory *memory
	counts map[baselineKey]*corpus.Note
	seen   map[string]bool
	total  int
}

type baselineKey struct{ hash, article string }

// Entry takes the findings of an article.
func (b *baselineWriter) Entry(e *report.Entry) error {
	name := b.memory.name(e.Input.Name)
	b.seen[name] = true
	for i := range e.Rest {
		b.add(name, &e.Rest[i])
	}
	return nil
}

func (b *baselineWriter) add(name string, f *rules.Finding) {
	if strings.HasPrefix(f.Rule, "memory/") {
		return
	}
	b.total++
	key := baselineKey{corpus.Hash(f.Fingerprint), name}
	if n := b.counts[key]; n != nil {
		n.Count++
		return
	}
	b.counts[key] = &corpus.Note{Key: key.hash, Rule: f.Rule, Old: shown(f.Text[f.Start:f.End]), In: name, Count: 1}
}

// shownMatch is how much of a match a baseline shows, in code points: enough to
// know it by.
const shownMatch = 40

func shown(s string) string {
	n := 0
	for i := range s {
		if n++; n > shownMatch {
			return s[:i] + "…"
		}
	}
	return s
}

// Close writes nothing: merge does.
func (b *baselineWriter) Close(*report.Summary) error { return nil }

// merge keeps the notes of the articles that were not checked and still exist.
func (b *baselineWriter) merge(notes []corpus.Note) ([]corpus.Note, error) {
	var merged []corpus.Note
	for _, n := range notes {
		path, _, _ := strings.Cut(n.In, "#")
		_, err := os.Stat(filepath.Join(b.memory.root, filepath.FromSlash(path)))
		if !b.seen[n.In] && err == nil {
			merged = append(merged, n)
		}
	}
	for _, n := range b.counts {
		merged = append(merged, *n)
	}
	return merged, nil
}
