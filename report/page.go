package report

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// Page is the report for the eye: every change with its text, filters,
// charts, and the means to accept and reject. The same page is written by
// `--output html` and served by `copydesk review`.
type Page struct {
	style Style
	art   article.Parser
	data  pageData
	names map[string]int // index in data.Rules
	texts map[string]int // index in data.Texts
}

// pageData is what the script of the page reads. Its keys are short: there
// may be ten thousand changes.
type pageData struct {
	Review   bool          `json:"review"`
	Version  string        `json:"version"`
	Rules    []pageRule    `json:"rules"`
	Texts    []string      `json:"texts"` // messages and evidence, each once
	Articles []pageArticle `json:"articles"`
	Changes  []pageChange  `json:"changes"`

	Decisions []Decision `json:"decisions,omitempty"`
}

// Decision is what was decided about a change, as the page of a review has it.
type Decision struct {
	Key     string  `json:"key"`     // a fingerprint or a likeness
	Verdict string  `json:"verdict"` // "accept", "reject", or "" when it was taken back
	New     *string `json:"new"`     // a replacement written by hand; nil for the one that was offered
	Why     string  `json:"why"`
	By      string  `json:"by"`
	Version int     `json:"version"` // grows with every change of the decision
}

type pageRule struct {
	Name    string `json:"name"`
	Summary string `json:"summary"`
}

type pageArticle struct {
	Name   string `json:"name"` // as it is shown
	Path   string `json:"path"` // as decisions name it: with its record, and slashes
	Lang   string `json:"lang"`
	Source string `json:"source"`
	Notice string `json:"notice,omitempty"` // what happened to the article meanwhile
	words  int
}

// pageChange is one change, or a finding that only a person can repair.
type pageChange struct {
	Article    int      `json:"a"`
	Rule       int      `json:"r"`
	Key        string   `json:"k"` // fingerprint; empty when nothing can be decided about it
	Like       string   `json:"l"`
	Severity   int      `json:"v"`
	Safety     int      `json:"s"` // fixers.Applicability
	Applied    bool     `json:"d"` // done in this run
	Line       int      `json:"y"`
	Column     int      `json:"x"`
	Confidence float64  `json:"c"`
	Message    int      `json:"m"`
	Evidence   []int    `json:"e,omitempty"`
	Fix        int      `json:"f"` // what the fix does; -1 without one
	Pieces     []string `json:"p"` // each with its kind in front
	Old        string   `json:"o"` // see Repair
	New        string   `json:"n"`
}

// NewPage returns an empty page.
func NewPage(s Style) *Page {
	p := &Page{style: s, names: map[string]int{}, texts: map[string]int{}}
	p.data = pageData{Version: s.Version, Rules: []pageRule{}, Texts: []string{}, Articles: []pageArticle{}, Changes: []pageChange{}}
	return p
}

// Add takes the changes of e into the page: those of its findings in the text
// as it was read, and those that only showed when others had been made.
func (p *Page) Add(e *Entry) {
	a := p.art.Parse(article.Input{Text: e.Input.Text})
	n := len(p.data.Articles)
	name := nameOf(e)
	path := filepath.ToSlash(e.Path)
	if e.ID != "" {
		path += "#" + e.ID
	}
	p.data.Articles = append(p.data.Articles, pageArticle{name, path, e.Input.Lang.String(), e.Input.Meta.Source, "", countWords(a)})
	first := len(p.data.Changes)
	applied := appliedFixes(e)
	later := laterFindings(e, applied)
	for i := range e.Findings {
		f := &e.Findings[i]
		p.add(n, a, f, p.style.Made && applied[f.Fix])
	}
	for i := range later {
		p.add(n, a, &later[i], p.style.Made && applied[later[i].Fix])
	}
	slices.SortStableFunc(p.data.Changes[first:], func(x, y pageChange) int {
		return cmp.Or(cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
	})
}

// Decide tells the page of a review what was decided so far.
func (p *Page) Decide(list []Decision) { p.data.Decisions = list }

// Notice shows a word about the articles of the file at path.
func (p *Page) Notice(path, text string) {
	path = filepath.ToSlash(path)
	for i := range p.data.Articles {
		a := &p.data.Articles[i]
		if a.Path == path || strings.HasPrefix(a.Path, path+"#") {
			a.Notice = text
		}
	}
}

func countWords(a *article.Article) int {
	n := 0
	for i := range a.Tokens {
		if a.Tokens[i].Kind == article.Word {
			n++
		}
	}
	return n
}

// appliedFixes returns the fixes that the run put into effect.
func appliedFixes(e *Entry) map[*fixers.Fix]bool {
	set := map[*fixers.Fix]bool{}
	for _, s := range e.Steps {
		set[s.Fix] = true
	}
	delete(set, nil)
	return set
}

// laterFindings returns the changes of the passes after the first, and what
// they left, each at its origin in the text as it was read. What the first
// pass found as well is left out; its fix is added to applied when a later
// pass put it into effect.
func laterFindings(e *Entry, applied map[*fixers.Fix]bool) []rules.Finding {
	var list []rules.Finding
	unmet, made := newUnmet(e, applied), newStages(e)
	for _, s := range e.Steps {
		if s.Pass == 1 && s.Rule != rules.Finishing {
			continue
		}
		f := made.finding(s)
		if met := unmet.take(&f); met != nil {
			applied[met.Fix] = true
			continue
		}
		list = append(list, f)
	}
	for i := range e.Rest {
		if unmet.take(&e.Rest[i]) == nil {
			list = append(list, e.Rest[i])
		}
	}
	return list
}

// add takes one finding; a is its article as it was read.
func (p *Page) add(n int, a *article.Article, f *rules.Finding, applied bool) {
	at, repair := a.Position(f.Origin.Start), RepairOf(f)
	c := pageChange{
		Article: n, Rule: p.rule(f.Rule), Key: decisionKey(f), Like: Likeness(f), Severity: int(f.Severity), Safety: int(f.Applicability()),
		Applied: applied, Line: at.Line, Column: at.Column, Confidence: f.Confidence, Message: p.text(f.Message), Fix: -1,
		Old: repair.Old, New: repair.New,
	}
	for _, ev := range f.Evidence {
		c.Evidence = append(c.Evidence, p.text(ev))
	}
	if f.Fix != nil {
		c.Fix = p.text(f.Fix.Message)
	}
	for _, piece := range pieces(f.Text, f) {
		c.Pieces = append(c.Pieces, string(piece.kind)+piece.text)
	}
	p.data.Changes = append(p.data.Changes, c)
}

// decisionKey returns the key by which f is decided: its fingerprint without
// the number of its occurrence.
func decisionKey(f *rules.Finding) string {
	key, _, _ := strings.Cut(f.Fingerprint, ".")
	return key
}

func (p *Page) rule(name string) int {
	if i, ok := p.names[name]; ok {
		return i
	}
	r := pageRule{Name: name}
	if i := slices.IndexFunc(p.style.Rules, func(x *rules.Rule) bool { return x.Name == name }); i >= 0 {
		r.Summary = p.style.Rules[i].Doc.Summary
	}
	p.data.Rules = append(p.data.Rules, r)
	p.names[name] = len(p.data.Rules) - 1
	return p.names[name]
}

func (p *Page) text(s string) int {
	s = visible(s)
	i, ok := p.texts[s]
	if !ok {
		i = len(p.data.Texts)
		p.data.Texts, p.texts[s] = append(p.data.Texts, s), i
	}
	return i
}
