package rules

import (
	"cmp"
	"slices"
	"strings"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/lexicon/names"
	"copydesk/lexicon/profile"
)

// Pass is what a rule is given: one article, what is known of its language,
// and the place to report to. It is valid only while Run runs.
type Pass struct {
	*article.Article
	Pack    *lexicon.Pack     // never nil; Pack.Empty() when the language has no pack
	Profile *profile.Profile  // of the whole corpus; nil, which answers with nothing, without one
	Corpus  *profile.Language // what the profile knows of the article's language; nil as above
	Names   *names.List       // what people decided about names; nil as above
	Options any               // as Rule.Options, with the configuration applied

	rule   *Rule
	worker *Worker
}

// Report adds a finding. Rule and Severity are filled in when they are zero.
func (p *Pass) Report(f Finding) {
	f.Rule = p.rule.Name
	if f.Severity == 0 {
		f.Severity = p.rule.Severity
	}
	p.worker.findings = append(p.worker.findings, f)
}

// Repaired returns the stretches of the text that rules of a family have found and can repair, in the order of the text. Rules
// run in the order of their names, so that it knows the families before that of the rule.
func (p *Pass) Repaired(family string) (spans []article.Span) {
	for i := range p.worker.findings {
		if f := &p.worker.findings[i]; f.Fix != nil && strings.HasPrefix(f.Rule, family+"/") {
			spans = append(spans, f.Span)
		}
	}
	slices.SortFunc(spans, func(a, b article.Span) int { return cmp.Compare(a.Start, b.Start) })
	return spans
}

// Scratch returns a value that the rule keeps from one article to the next in
// the same worker, such as a model with its buffers. It is made by create at
// the first call.
func (p *Pass) Scratch(create func() any) any {
	v, ok := p.worker.scratch[p.rule]
	if !ok {
		v = create()
		p.worker.scratch[p.rule] = v
	}
	return v
}

// Shared returns a value that several rules of one worker keep together, such
// as an index of the article that all of them read. key belongs to the
// package that owns the value: a type of its own, as for context.WithValue.
// The value outlives the article; Serial tells when it is out of date.
func (p *Pass) Shared(key any, create func() any) any {
	v, ok := p.worker.shared[key]
	if !ok {
		v = create()
		p.worker.shared[key] = v
	}
	return v
}

// Serial numbers the articles that the worker has checked, from 1.
func (p *Pass) Serial() uint64 { return p.worker.serial }

// Words returns what the pack of the article's language says of each token: parallel to Tokens, zero for what is no
// word. It is looked up once an article, when first asked for.
func (p *Pass) Words() []lexicon.Entry { return p.worker.wordsOf(p.Article) }
