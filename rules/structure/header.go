package structure

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed header.txtar
var headerExamples string

// HeaderOptions are the options of Header.
type HeaderOptions struct {
	Layout string `yaml:"layout" doc:"where the metadata goes: line (a line of its own before the lead), front-matter (YAML) or drop"`
}

// The values of HeaderOptions.Layout.
const (
	layoutLine        = "line"
	layoutFrontMatter = "front-matter"
	layoutDrop        = "drop"
)

// Validate refuses an unknown layout.
func (o *HeaderOptions) Validate() error {
	switch o.Layout {
	case layoutLine, layoutFrontMatter, layoutDrop:
		return nil
	}
	return fmt.Errorf("no layout is called %q; there are line, front-matter and drop", o.Layout)
}

// Header finds metadata that a scraper glued to the lead.
var Header = &rules.Rule{
	Name:     "structure/header",
	Severity: rules.Error,
	Options:  &HeaderOptions{Layout: layoutLine},
	Doc: rules.Doc{
		Summary:  "Metadata glued to the lead",
		Why:      "Dumps of news sites write the fields of a page one after another without line ends: ` date 2025-10-27 HÀ NỘI — The …`. A model learns to open every article with a date, and the dateline behind it is not recognised.",
		Fix:      "The date goes on a line of its own before the lead, `date: 2025-10-27` with an empty line behind it; `structure.header.layout` chooses YAML front matter or removal instead. Safe for the shape of the known dump: the key and a date of ISO 8601 in front of anything else.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: headerExamples,
	},
	Run: runHeader,
}

func runHeader(p *rules.Pass) {
	layout := p.Options.(*HeaderOptions).Layout
	h := p.Header
	if h.Layout == article.NoHeader || h.Date.Empty() {
		return
	}
	fixed := render(p, layout)
	if p.At(h.Span) == fixed {
		return
	}
	keeps := fixers.KeepsWords
	if layout == layoutDrop {
		keeps = fixers.KeepsRest
	}
	p.Report(rules.Finding{
		Span:       h.Fields,
		Message:    "metadata stands in front of the lead",
		Evidence:   []string{fmt.Sprintf("the text begins with the key %q and the date %s", p.At(h.Key), p.At(h.Date))},
		Confidence: 0.999,
		Fix:        fixers.Replace(h.Span, fixed, headerMessages[layout], fixers.Safe, keeps),
	})
}

var headerMessages = map[string]string{
	layoutLine:        "put it on a line of its own",
	layoutFrontMatter: "make it YAML front matter",
	layoutDrop:        "take it out",
}

// render returns the header of p as layout sets it, with the line end of the article.
func render(p *rules.Pass, layout string) string {
	if layout == layoutDrop {
		return ""
	}
	text := "date: " + p.At(p.Header.Date) + "\n\n"
	if layout == layoutFrontMatter {
		text = "---\n" + text[:len(text)-1] + "---\n\n"
	}
	if strings.Contains(p.Text, "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if p.Header.End == len(p.Text) {
		text = strings.TrimRight(text, "\r\n")
	}
	return text
}
