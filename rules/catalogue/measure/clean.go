package main

import (
	"strings"
	"sync"

	"copydesk/fixers"
	"copydesk/rules"
)

// cleanText remembers what the rules do to each gold article, which many sets
// have in common.
type cleanText struct {
	mu   sync.Mutex
	seen map[string]*ownFixes
}

// ownFixes are what the rules do to one gold article.
type ownFixes struct {
	once sync.Once
	keys map[fixKey]bool
}

func newCleanText() *cleanText { return &cleanText{seen: map[string]*ownFixes{}} }

// of returns the fixes that the article a gets as its gold is, and counts them
// in t the first time that this gold is met.
func (c *cleanText) of(w *rules.Worker, a *planted, gold string, t *table) map[fixKey]bool {
	c.mu.Lock()
	own := c.seen[gold]
	if own == nil {
		own = &ownFixes{keys: map[fixKey]bool{}}
		c.seen[gold] = own
	}
	c.mu.Unlock()
	own.once.Do(func() {
		t.words = len(strings.Fields(gold))
		in := a.input(gold)
		for _, f := range w.Inspect(in, rules.Policy{}).Findings {
			if f.Applicability() == fixers.Display {
				t.cleanDisplay(a, &f)
			}
		}
		for n, level := range levels {
			j := newJudge(nil)
			j.follow(gold, w.Fix(in, rules.Policy{Level: level}))
			for _, v := range j.verdicts {
				own.keys[v.key] = true
				t.cleanFix(a, n, v)
			}
		}
	})
	return own.keys
}
