package structure

import (
	_ "embed"
	"fmt"
	"strings"
	"time"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/dates/calendar"
	"copydesk/rules/structure/heading"
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
		Why:      "Dumps of news sites write the fields of a page one after another without line ends: ` date 2025-10-27 HÀ NỘI — The …`; pages carry stamps such as `N » 17 NOV 2017` or `Publicado: 27/10/2025 10:45`. A model learns to open every article with a date, and the dateline behind it is not recognised.",
		Fix:      "The date goes on a line of its own before the lead, `date: 2025-10-27` with an empty line behind it; `structure.header.layout` chooses YAML front matter or removal instead; a date that contradicts that of the record is removed unsafely. Safe for the shape of the known dump: the key and a date of ISO 8601 in front of anything else. Stamps in other formats are normalised the same way, unsafely; where `05/07/2025` can be May or July they are only shown.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: headerExamples,
	},
	Run: runHeader,
}

func runHeader(p *rules.Pass) {
	layout := p.Options.(*HeaderOptions).Layout
	if p.Header.Layout != article.NoHeader {
		reportDump(p, layout)
		return
	}
	for i := range p.Paragraphs {
		if i == headerParagraphs {
			return
		}
		if s, ok := heading.ReadStamp(p.Article, i, p.Pack); ok {
			reportStamp(p, &s, layout)
			return
		}
		if isProse(&p.Paragraphs[i]) {
			return
		}
	}
}

// headerParagraphs is how many paragraphs can hold a stamp: a title and a
// section label may stand in front of it.
const headerParagraphs = 4

// reportDump reports the header that layout alone gives away.
func reportDump(p *rules.Pass, layout string) {
	h := p.Header
	if h.Layout == article.FrontMatter {
		return
	}
	whole := h.Span
	if strings.HasPrefix(p.Text, byteOrderMark) {
		whole.Start = len(byteOrderMark)
	}
	fixed := set(p, dumpFields(p), layout, h.End == len(p.Text))
	if p.At(whole) == fixed {
		return
	}
	keeps, level, chance := fixers.KeepsWords, fixers.Safe, chanceDump
	switch {
	case layout == layoutDrop:
		keeps = fixers.KeepsRest
	case p.At(h.Key) != dumpKey || !h.Clock.Empty():
		keeps = fixers.KeepsNothing
	}
	if p.At(h.Key) != dumpKey {
		level, chance = fixers.Unsafe, chanceStamp
	}
	f := rules.Finding{
		Span:       h.Fields,
		Message:    "metadata stands in front of the lead",
		Evidence:   []string{fmt.Sprintf("the text begins with the key “%s” and the date %s", p.At(h.Key), p.At(h.Date))},
		Confidence: chance,
	}
	if layout == layoutDrop && contradicts(p, p.At(h.Date)) {
		level = fixers.Unsafe
		f.Evidence = append(f.Evidence, "the record has another date, "+p.Meta.Date.Format(time.DateOnly))
	}
	f.Fix = fixers.Replace(whole, fixed, headerMessages[layout], level, keeps)
	p.Report(f)
}

// contradicts reports whether the record of p has another date than date, a
// day or a year and month: what is dropped then stands nowhere else.
func contradicts(p *rules.Pass, date string) bool {
	return !p.Meta.Date.IsZero() && !strings.HasPrefix(p.Meta.Date.Format(time.DateOnly), date)
}

// byteOrderMark stays where it is: it belongs to the file.
const byteOrderMark = "\uFEFF"

// dumpKey is the key of the known dump. Others are as sure to be metadata, but
// what is to become of them is a matter of taste.
const dumpKey = "date"

// dumpFields returns the fields of the header of p as lines.
func dumpFields(p *rules.Pass) string {
	h := p.Header
	fields := "date: " + p.At(h.Date)
	if !h.Clock.Empty() {
		fields += " " + p.At(h.Clock)
	}
	fields += "\n"
	if !h.More.Empty() {
		fields += strings.ReplaceAll(p.At(h.More), "\r\n", "\n") + "\n"
	}
	return fields
}

// reportStamp reports the stamp of a page.
func reportStamp(p *rules.Pass, s *heading.Stamp, layout string) {
	whole := article.Span{Start: s.Start, End: s.Lead}
	fixed := set(p, s.String(), layout, s.Lead == len(p.Text))
	if p.At(whole) == fixed {
		return
	}
	f := rules.Finding{
		Span:       s.Span,
		Message:    "metadata stands in front of the lead",
		Evidence:   []string{fmt.Sprintf("it gives the date %s", s.Date)},
		Confidence: chanceStamp,
	}
	if s.Form == calendar.EitherFirst {
		f.Evidence = []string{"day and month can be either of two numbers"}
	} else {
		f.Fix = fixers.Replace(whole, fixed, headerMessages[layout], fixers.Unsafe, fixers.KeepsNothing)
	}
	p.Report(f)
}

// Chances that what was read is metadata. Judged on header sets and on clean
// news of seven languages, where neither gave a false alarm.
const (
	chanceDump  = 0.999
	chanceStamp = 0.95
)

var headerMessages = map[string]string{
	layoutLine:        "put it on a line of its own",
	layoutFrontMatter: "make it YAML front matter",
	layoutDrop:        "take it out",
}

// set returns fields, lines of "key: value", as layout sets them in front of
// a lead, with the line end of the article. last is true when no lead follows.
func set(p *rules.Pass, fields, layout string, last bool) string {
	if layout == layoutDrop {
		return ""
	}
	if layout == layoutFrontMatter {
		fields = "---\n" + fields + "---\n"
	}
	if !last {
		fields += "\n"
	}
	if strings.Contains(p.Text, "\r\n") {
		fields = strings.ReplaceAll(fields, "\n", "\r\n")
	}
	return fields
}
