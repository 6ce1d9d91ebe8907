package main

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/desk"
	"copydesk/fixers"
	"copydesk/rules"

	"github.com/urfave/cli/v2"
	"golang.org/x/text/language"
)

// cache remembers the findings of articles from one run to the next. A check
// is a pure function of the article, the configuration, what is known of the
// corpus, and the program: all of that is in the key, and nothing else. A nil
// cache remembers nothing.
type cache struct {
	*corpus.Cache
	program string // what stands for the program
	names   string // what stands for the names file; "" without one
}

// openCache opens the cache, unless the flags of ctx are against it. What
// comes from the standard input is not remembered: an engine pipes through
// what it will never send again.
func openCache(ctx *cli.Context) (*cache, error) {
	if ctx.Bool("no-cache") || fromStdin(ctx) {
		return nil, nil
	}
	dir, err := corpus.CacheDir()
	if err != nil {
		return nil, err
	}
	c := &cache{}
	if c.Cache, err = corpus.OpenCache(dir); err != nil {
		return nil, err
	}
	program, err := os.Executable()
	if err != nil {
		return nil, nil //nolint:nilerr // without a name for the program nothing can be remembered
	}
	if c.program, err = c.FileID(program); err != nil {
		return nil, nil //nolint:nilerr // as above
	}
	if ctx.Bool("isolated") {
		return c, nil
	}
	root, err := corpus.FindRoot(firstPath(ctx))
	if err != nil {
		return nil, err
	}
	c.names, err = c.FileID(corpus.NamesPath(root))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return c, nil
}

// identity returns what fills desk.Setup.ID, for the keys of articles.
func (c *cache) identity() *desk.Identity {
	if c == nil {
		return nil
	}
	return &desk.Identity{Program: c.program, Corpus: c.names, FileID: c.FileID}
}

func (c *cache) close() error {
	if c == nil {
		return nil
	}
	return c.Close()
}

// cacheKey returns the key of an article under the setup s.
func cacheKey(s *desk.Setup, in *article.Input) corpus.CacheKey {
	return corpus.KeyOf(s.ID, in.Name, in.Lang.String(), in.Meta.Date.String(), in.Meta.Source, in.Meta.URL, in.Meta.Title, in.Text)
}

// check checks or repairs one article, or recalls what came of it before.
func (r *run) check(w desk.Workers, s *desk.Setup, in article.Input, p rules.Policy) rules.Outcome {
	if r.cache == nil {
		return w.Check(s.Engine, in, p, r.fix)
	}
	key := cacheKey(s, &in)
	if value, ok := r.cache.Get(key); ok {
		if o, ok := r.recall(value, in, p); ok {
			return o
		}
	}
	var noted notes
	o := w.Check(s.Engine, in, noted.policy(p), r.fix)
	if len(o.Faults) > 0 || o.Err != nil {
		return o
	}
	r.cache.Put(key, encodeFindings(o.Input.Lang, noted.of(in.Text)))
	if o.Changed() && in.Lang != language.Und { // else the language could be found to be another
		after := in
		after.Text = o.Text
		r.cache.Put(cacheKey(s, &after), encodeFindings(o.Input.Lang, noted.of(o.Text)))
	}
	return o
}

// notes are the findings of the passes over an article, as they were before
// the policy dropped any: what is suppressed or out of scope today may not be
// tomorrow.
type notes struct{ passes []pass }

type pass struct {
	text  string
	found []rules.Finding
}

// policy returns p with the notes put in front.
func (n *notes) policy(p rules.Policy) rules.Policy {
	keep := p.Keep
	p.Keep = func(f *rules.Finding) bool {
		last := len(n.passes) - 1
		if last < 0 || n.passes[last].text != f.Text { // the same string is compared by its place
			n.passes = append(n.passes, pass{text: f.Text})
			last++
		}
		n.passes[last].found = append(n.passes[last].found, *f)
		return keep == nil || keep(f)
	}
	return p
}

// of returns what was found in text; nothing when a pass found nothing in it.
func (n *notes) of(text string) []rules.Finding {
	for _, p := range n.passes {
		if p.text == text {
			return p.found
		}
	}
	return nil
}

// recall makes an outcome of findings that were remembered; false when there
// is something to repair, which takes a check of what becomes of it.
func (r *run) recall(value string, in article.Input, p rules.Policy) (rules.Outcome, bool) {
	lang, found, err := decodeFindings(value, in.Text)
	if err != nil {
		return rules.Outcome{}, false
	}
	kept := found[:0]
	for i := range found {
		if p.Keep == nil || p.Keep(&found[i]) {
			kept = append(kept, found[i])
		}
	}
	if found = kept; r.fix && (p.Finish != nil || slices.ContainsFunc(found, func(f rules.Finding) bool { return p.Allows(&f) })) {
		return rules.Outcome{}, false
	}
	in.Lang = lang
	t := fixers.Tally{Found: len(found), Remaining: len(found)}
	return rules.Outcome{Input: in, Text: in.Text, Findings: found, Rest: found, Tally: t}, true
}
