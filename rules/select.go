package rules

import (
	"fmt"
	"slices"
	"strings"

	"copydesk/lexicon/nearest"

	"github.com/bmatcuk/doublestar/v4"
)

// All is the pattern that stands for every rule, optional ones included.
const All = "ALL"

// Selection says which rules run and which of their fixes may be applied.
// Each list holds rule names, families, globs over names, or ALL.
type Selection struct {
	Select       []string // empty: every rule that is not Optional
	ExtendSelect []string // added to Select
	Ignore       []string // taken out of both
	Fixable      []string // empty: all
	Unfixable    []string // taken out of Fixable
}

// Choose returns the rules of catalogue that s selects. A pattern that
// matches no rule is an error that names the nearest one that would.
func (s Selection) Choose(catalogue []*Rule) ([]*Rule, error) {
	for _, list := range [][]string{s.Select, s.ExtendSelect, s.Ignore, s.Fixable, s.Unfixable} {
		if err := checkPatterns(list, catalogue); err != nil {
			return nil, err
		}
	}
	var chosen []*Rule
	for _, r := range catalogue {
		on := matchAny(s.Select, r.Name) || matchAny(s.ExtendSelect, r.Name) || len(s.Select) == 0 && !r.Optional
		if on && !matchAny(s.Ignore, r.Name) {
			chosen = append(chosen, r)
		}
	}
	return chosen, nil
}

// CanFix reports whether the fixes of the rule called name may be applied.
func (s Selection) CanFix(name string) bool {
	return (len(s.Fixable) == 0 || matchAny(s.Fixable, name)) && !matchAny(s.Unfixable, name)
}

// Match reports whether pattern (a rule, a family, a glob or ALL) stands for
// the rule called name.
func Match(pattern, name string) bool {
	if pattern == All || pattern == name {
		return true
	}
	if !strings.ContainsAny(pattern, "*?[{") {
		return strings.HasPrefix(name, pattern+"/")
	}
	ok, err := doublestar.Match(pattern, name)
	return ok && err == nil
}

func matchAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return Match(p, name) })
}

func checkPatterns(patterns []string, catalogue []*Rule) error {
	for _, p := range patterns {
		if p == All || slices.ContainsFunc(catalogue, func(r *Rule) bool { return Match(p, r.Name) }) {
			continue
		}
		var names []string
		for _, r := range catalogue {
			names = append(names, r.Name, r.Family())
		}
		return fmt.Errorf("no rule is called %q%s; `copydesk rules` lists them", p, nearest.Hint(p, names))
	}
	return nil
}
