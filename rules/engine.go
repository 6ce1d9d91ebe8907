package rules

import (
	"cmp"
	"fmt"
	"runtime/debug"
	"slices"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/lexicon/names"
	"copydesk/lexicon/profile"

	"golang.org/x/text/language"
)

// Engine is a choice of rules with their options. It holds no state: any
// number of workers can be taken from it.
type Engine struct {
	rules     []*Rule
	options   []any // of each rule
	knowledge Knowledge
}

// Knowledge is what an engine may know of the corpus beside the language packs. The zero value
// knows nothing.
type Knowledge struct {
	Profile *profile.Profile // of the corpus; nil without one
	Names   *names.List      // the decisions of people about names; nil without any
}

// With makes the rules of e use k and returns e. It must be called before workers are taken.
func (e *Engine) With(k Knowledge) *Engine {
	e.knowledge = k
	return e
}

// NewEngine returns an engine that runs rules, in the order of their names.
// options holds configured options by rule name, of the type of Rule.Options;
// a rule that is not in it runs with its defaults.
func NewEngine(rules []*Rule, options map[string]any) *Engine {
	e := &Engine{rules: slices.Clone(rules), options: make([]any, len(rules))}
	slices.SortFunc(e.rules, func(a, b *Rule) int { return cmp.Compare(a.Name, b.Name) })
	for i, r := range e.rules {
		e.options[i] = r.Options
		if o, ok := options[r.Name]; ok {
			e.options[i] = o
		}
	}
	return e
}

// Rules returns the rules that the engine runs.
func (e *Engine) Rules() []*Rule { return e.rules }

// Worker checks articles one after another and keeps its buffers between
// them. A Worker must not be used by two goroutines at a time.
type Worker struct {
	engine     *Engine
	parser     article.Parser
	pass       Pass
	pack       *lexicon.Pack     // of the article's language
	corpus     *profile.Language // of the article's language
	findings   []Finding
	faults     []Fault
	scratch    map[*Rule]any
	shared     map[any]any
	serial     uint64
	paragraphs paragraphs
	lookups    lookups
	detector   lexicon.Detector
}

// Fault is a rule that panicked. Its findings in that article are dropped;
// those of the other rules stand.
type Fault struct {
	Rule    string
	Article string
	Value   any
	Stack   []byte
}

// Error names the rule, the article and what it panicked with.
func (f *Fault) Error() string {
	return fmt.Sprintf("%s: rule %s failed: %v", f.Article, f.Rule, f.Value)
}

// Worker returns a new worker.
func (e *Engine) Worker() *Worker {
	return &Worker{engine: e, scratch: make(map[*Rule]any), shared: make(map[any]any)}
}

// Check parses in, finds out its language unless it is declared, runs the
// rules, and returns the article, its findings in the order of the text, and
// the rules that panicked. All are valid until the next call.
func (w *Worker) Check(in article.Input) (*article.Article, []Finding, []Fault) {
	w.serial++
	a := w.parser.Parse(in)
	if a.Lang == language.Und {
		a.Lang = w.detect(a)
	}
	w.pack, w.corpus = lexicon.For(a.Lang), w.engine.knowledge.Profile.For(a.Lang)
	w.findings, w.faults = nil, nil
	k := &w.engine.knowledge
	w.pass = Pass{Article: a, Pack: w.pack, Profile: k.Profile, Corpus: w.corpus, Names: k.Names, worker: w}
	base, _ := a.Lang.Base()
	for next := 0; next < len(w.engine.rules); {
		next = w.run(next, base)
	}
	if len(w.findings) > 0 {
		slices.SortStableFunc(w.findings, order)
		w.findings = dropShadowed(w.findings)
		fingerprint(a, w.findings)
	}
	return a, w.findings, w.faults
}

// run runs the rules that speak the language from number i on, as far as the end or a rule that panics, and returns the number
// of the next one.
func (w *Worker) run(i int, lang language.Base) (next int) {
	before := len(w.findings)
	defer func() {
		if v := recover(); v != nil {
			r := w.engine.rules[i]
			w.findings = w.findings[:before]
			delete(w.scratch, r)
			clear(w.shared) // a panic may have left any of it half made
			w.faults = append(w.faults, Fault{r.Name, w.pass.Name, v, debug.Stack()})
			next = i + 1
		}
	}()
	for ; i < len(w.engine.rules); i++ {
		r := w.engine.rules[i]
		if r.Langs != nil && !slices.Contains(r.Langs, lang) {
			continue
		}
		before = len(w.findings)
		w.pass.rule, w.pass.Options = r, w.engine.options[i]
		r.Run(&w.pass)
		if r.Native {
			w.dropForeign(before)
		}
		for n := before; n < len(w.findings); n++ {
			w.findings[n].Origin = w.findings[n].Span
		}
	}
	return i
}

// dropForeign takes out the findings from number first on that lie in paragraphs of another
// language than the article.
func (w *Worker) dropForeign(first int) {
	kept := slices.DeleteFunc(w.findings[first:], func(f Finding) bool { return w.pass.inForeign(f.Span) })
	w.findings = w.findings[:first+len(kept)]
}

// Language returns the language that a declares, else the one that its words
// speak, else language.Und.
func Language(a *article.Article) language.Tag {
	if a.Lang != language.Und {
		return a.Lang
	}
	tag, _ := lexicon.Detect(func(yield func(string) bool) {
		for i := range a.Tokens {
			if telling(&a.Tokens[i]) && !yield(a.Of(i)) {
				return
			}
		}
	})
	return tag
}

// detect is Language for an article that declares none. Of most articles every third word tells as much as all do.
func (w *Worker) detect(a *article.Article) language.Tag {
	w.hear(a, 3, lexicon.DetectWords)
	if tag, sure := w.detector.Sure(); sure {
		return tag
	}
	w.hear(a, 1, len(a.Tokens))
	tag, _ := w.detector.Language()
	return tag
}

// hear gives the detector one in step of the first words of a that tell of its language, as long as they count.
func (w *Worker) hear(a *article.Article, step, words int) {
	w.detector.Begin()
	n := 0
	for i := range a.Tokens {
		t := &a.Tokens[i]
		if !telling(t) {
			continue
		}
		if n == words || n%step == 0 && !w.detector.Add(a.Text, int(t.Start), int(t.End)) {
			return
		}
		n++
	}
}

// telling reports whether t tells of the language of its article: names do not.
func telling(t *article.Token) bool {
	return t.Kind == article.Word && t.Case != article.Title && t.Case != article.Upper && !t.Verbatim
}

func order(a, b Finding) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Rule, b.Rule))
}
