package user

import (
	"errors"
	"fmt"
	"time"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/structure/heading"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"
	"go.yaml.in/yaml/v3"
)

// Bounds of an expression. A budget that runs out makes the rule fail with a
// clear error in that article; the other rules go on.
const (
	maxNodes     = 1000            // of its syntax tree
	memoryBudget = 1 << 20         // values that one evaluation may make
	timeBudget   = 5 * time.Second // for all evaluations of one rule in one article
)

// Token is what an expression sees of a token.
type Token struct {
	Text  string `expr:"text"`
	Kind  string `expr:"kind"`  // word, number, punctuation, symbol or other
	Case  string `expr:"case"`  // lower, title, upper, mixed or none
	Glued bool   `expr:"glued"` // no white space in front of it
	Prev  string `expr:"prev"`  // the token before it in the paragraph, or ""
	Next  string `expr:"next"`  // the token behind it in the paragraph, or ""
}

// Paragraph is what an expression sees of a paragraph.
type Paragraph struct {
	Text  string `expr:"text"`
	Index int    `expr:"index"` // from 0
	Words int    `expr:"words"`
	Last  bool   `expr:"last"` // no paragraph follows
}

// Header is what an expression sees of what stands in front of the prose: of
// the metadata and of the dateline. What the text does not give is empty.
type Header struct {
	Date     string   `expr:"date"` // ISO 8601: a day, or a year and month
	Time     string   `expr:"time"` // HH:MM
	Key      string   `expr:"key"`  // in front of the date, as it is written
	Section  string   `expr:"section"`
	Place    string   `expr:"place"`    // of the dateline, as it is written
	Region   string   `expr:"region"`   // country, state or province behind it
	Agencies []string `expr:"agencies"` // of the dateline
	Byline   string   `expr:"byline"`
}

// header returns what stands in front of the prose of the article.
func header(p *rules.Pass) Header {
	h := heading.Read(p.Article, p.Pack)
	return Header{
		Date: h.Date, Time: h.Time, Key: p.At(p.Header.Key), Section: h.Section,
		Place: h.Place, Region: h.Region, Agencies: h.Agencies, Byline: h.Byline,
	}
}

// environment holds the names that an expression can use.
type environment struct {
	Token      Token       `expr:"token"`
	Paragraph  Paragraph   `expr:"paragraph"`
	Paragraphs []Paragraph `expr:"paragraphs"`
	Header     Header      `expr:"header"`
	Text       string      `expr:"text"`
	Lang       string      `expr:"lang"`
	Source     string      `expr:"source"`
	Name       string      `expr:"name"`
}

func (d *definition) compile() (when, replace *vm.Program, err error) {
	when, err = compile(&d.When, "when", expr.AsBool())
	if err != nil || d.Replace.IsZero() {
		return when, nil, err
	}
	replace, err = compile(&d.Replace, "replace", expr.AsAny())
	return when, replace, err
}

// compile compiles the expression of a scalar node. An error says the line of
// the file and the column of the expression.
func compile(node *yaml.Node, key string, as expr.Option) (*vm.Program, error) {
	program, err := expr.Compile(node.Value, expr.Env(environment{}), expr.MaxNodes(maxNodes), as)
	var at *file.Error
	if errors.As(err, &at) {
		line, column := node.Line, at.Column+1
		if node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
			line += at.Line
		}
		return nil, fmt.Errorf("%s: line %d, column %d of the expression: %s", key, line, column, at.Message)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: line %d: %w", key, node.Line, err)
	}
	return program, nil
}

// runner is a compiled rule.
type runner struct {
	message       string
	each          string
	when, replace *vm.Program
	level         fixers.Applicability
}

// evaluation is a runner at work on one article.
type evaluation struct {
	*runner
	p     *rules.Pass
	vm    vm.VM
	env   environment
	until time.Time
}

func (r *runner) run(p *rules.Pass) {
	e := &evaluation{runner: r, p: p, until: time.Now().Add(timeBudget)}
	e.vm.MemoryBudget = memoryBudget
	e.env = environment{Text: p.Text, Lang: p.Lang.String(), Source: p.Meta.Source, Name: p.Name}
	e.env.Header = header(p)
	for i := range p.Paragraphs {
		e.env.Paragraphs = append(e.env.Paragraphs, paragraph(p, i))
	}
	switch r.each {
	case "article":
		e.ask(article.Span{Start: 0, End: len(p.Text)})
	case "paragraph":
		for i, par := range p.Paragraphs {
			e.env.Paragraph = e.env.Paragraphs[i]
			e.ask(par.Span)
		}
	default:
		e.tokens()
	}
}

func (e *evaluation) tokens() {
	for i, par := range e.p.Paragraphs {
		e.env.Paragraph = e.env.Paragraphs[i]
		for k := par.First; k < par.Last; k++ {
			if t := &e.p.Tokens[k]; !t.Verbatim {
				e.env.Token = token(e.p, par, k)
				e.ask(t.Span())
			}
		}
	}
}

// ask evaluates the condition for what s covers and reports it when it holds.
func (e *evaluation) ask(s article.Span) {
	if yes, _ := e.eval(e.when).(bool); !yes {
		return
	}
	f := rules.Finding{Span: s, Message: e.message, Confidence: 1, Evidence: []string{"the rule of this corpus holds"}}
	if e.replace != nil {
		with := fmt.Sprint(e.eval(e.replace))
		if with == e.p.At(s) {
			return
		}
		f.Fix = fixers.Replace(s, with, "write “"+with+"”", e.level, fixers.KeepsNothing)
	}
	e.p.Report(f)
}

// eval runs program. It panics when a budget has run out or the expression
// fails, which the engine reports as a fault of this rule in this article.
func (e *evaluation) eval(program *vm.Program) any {
	if time.Now().After(e.until) {
		panic(fmt.Sprintf("took longer than %v", timeBudget))
	}
	v, err := e.vm.Run(program, e.env)
	if err != nil {
		panic(err.Error())
	}
	return v
}

func paragraph(p *rules.Pass, i int) Paragraph {
	par := &p.Paragraphs[i]
	words := 0
	for k := par.First; k < par.Last; k++ {
		if p.Tokens[k].Kind == article.Word {
			words++
		}
	}
	return Paragraph{Text: p.At(par.Span), Index: i, Words: words, Last: i == len(p.Paragraphs)-1}
}

var kinds = map[article.Kind]string{article.Word: "word", article.Number: "number", article.Punct: "punctuation", article.Symbol: "symbol"}

var cases = map[article.Case]string{article.Lower: "lower", article.Title: "title", article.Upper: "upper", article.Mixed: "mixed", article.Caseless: "none"}

func token(p *rules.Pass, par article.Paragraph, k int) Token {
	t := Token{Text: p.Of(k), Kind: "other", Case: cases[p.Tokens[k].Case], Glued: p.Tokens[k].Glued}
	if kind, ok := kinds[p.Tokens[k].Kind]; ok {
		t.Kind = kind
	}
	if k > par.First {
		t.Prev = p.Of(k - 1)
	}
	if k+1 < par.Last {
		t.Next = p.Of(k + 1)
	}
	return t
}
