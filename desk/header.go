package desk

import (
	"fmt"
	"maps"
	"strings"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/fixers"
	"copydesk/report"
	"copydesk/rules"
	"copydesk/rules/structure/heading"

	"go.yaml.in/yaml/v3"
)

// WithFrontMatter returns p, which is for a text file, with the front matter that is configured
// to be written when nothing is left to repair. in is the article as it was read.
func (s *Setup) WithFrontMatter(p rules.Policy, in article.Input) rules.Policy {
	if !s.Config.WritesHeader(corpus.HeaderFrontMatter) {
		return p
	}
	p.Finish = func(a *article.Article) *fixers.Fix {
		e := report.Entry{Outcome: rules.Outcome{Input: in, Text: a.Text}}
		e.Input.Lang = a.Lang
		edits := corpus.FrontMatter(a.Text, s.Config, headerValues(e.Heading(a)))
		if len(edits) == 0 {
			return nil
		}
		return &fixers.Fix{Message: "write the heading into the front matter", Applicability: fixers.Safe, Keeps: fixers.KeepsAll, Edits: edits}
	}
	return p
}

// fill finds the fields of record that its heading, in e, has values for.
func (s *Setup) fill(record *corpus.Record, e *report.Entry) []corpus.Field {
	if !s.Config.WritesHeader(corpus.HeaderFields) {
		return nil
	}
	h := e.Heading(article.Parse(article.Input{Lang: e.Input.Lang, Text: e.Text}))
	fields := record.Missing(headerValues(h), s.Config)
	for _, f := range fields {
		e.Filled += fmt.Sprintf("%s: %s\n", f.Name, strings.Join(f.Values, ", "))
	}
	return fields
}

// layoutKey is the option of structure/header that says where it puts metadata.
const layoutKey = "structure.header.layout"

// withLayout returns the settings of config for text files, or for records.
// What stands in front of the lead of a text file goes into its front matter
// when that is written, unless the configuration says another thing.
func withLayout(config *corpus.Config, records bool) corpus.Settings {
	if _, set := config.Settings[layoutKey]; set || records || !config.WritesHeader(corpus.HeaderFrontMatter) {
		return config.Settings
	}
	s := maps.Clone(config.Settings)
	from := config.Settings["corpus.header"]
	s[layoutKey] = corpus.Setting{Node: &yaml.Node{Kind: yaml.ScalarNode, Value: corpus.HeaderFrontMatter, Line: from.Node.Line}, From: from.From}
	return s
}

// headerValues returns what a corpus stores of a heading.
func headerValues(h heading.Heading) corpus.Header {
	v := corpus.Header{Date: h.Date, Place: h.Place, Agencies: h.Agencies, Byline: h.Byline}
	if v.Date != "" && h.Time != "" {
		v.Date += "T" + h.Time
	}
	if v.Date == "" && article.ISODate(h.Day) > 0 { // the dateline has a year
		v.Date = h.Day
	}
	return v
}
