package fixers

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// MaxPasses is how often Converge checks a text before it gives up.
const MaxPasses = 10

// Growth that Converge allows over all passes: a rule that inserts without
// end is stopped long before it fills the memory.
const (
	maxGrowthFactor = 2
	maxGrowthBytes  = 4096
)

// ErrNotConverging is wrapped by the error of Converge when fixes undo one
// another, grow the text without end, or go on after MaxPasses.
var ErrNotConverging = errors.New("fixes do not converge")

// Tally counts findings by what became of them. Found is always the sum of the others.
type Tally struct {
	Found     int `json:"found"`
	Fixed     int `json:"fixed"`     // put into effect, over all passes
	Deferred  int `json:"deferred"`  // still in conflict with another fix after the last pass
	Refused   int `json:"refused"`   // broke an invariant
	Remaining int `json:"remaining"` // without a fix that may be applied
}

// Add returns the sum of t and u.
func (t Tally) Add(u Tally) Tally {
	return Tally{t.Found + u.Found, t.Fixed + u.Fixed, t.Deferred + u.Deferred, t.Refused + u.Refused, t.Remaining + u.Remaining}
}

// Proposal is what one check of a text offers to Converge.
type Proposal struct {
	Candidates []Candidate // the fixes that may be applied
	Remaining  int         // findings without such a fix
}

// Step is one fix that was put into effect.
type Step struct {
	Pass int // from 1
	Candidate
}

// Result is a text that Converge has repaired.
type Result struct {
	Text   string
	Steps  []Step   // in the order of application; offsets are of the text of their pass
	Tally  Tally    //
	Passes [][]Edit // the merged edits of each pass
	Errs   []error  // of refused fixes, each once
}

// Converge checks text, applies the fixes that check proposes, and repeats
// this on the outcome until nothing is left to apply. When that does not come
// to an end the text stays as it was, and the error wraps ErrNotConverging
// and names the rules of the last pass. check is also given the edits of the
// passes before, for Origin.
func Converge(text string, check func(text string, done [][]Edit) Proposal) (Result, error) {
	r := Result{Text: text}
	seen := []string{text}
	for pass := 1; ; pass++ {
		p := check(r.Text, r.Passes)
		edits, outcomes, errs := Merge(r.Text, p.Candidates)
		r.note(pass, p, outcomes, errs)
		if len(edits) == 0 {
			return r, nil
		}
		next, err := Apply(r.Text, edits)
		if err != nil {
			return Result{Text: text}, fmt.Errorf("%w: %w", ErrNotConverging, err)
		}
		switch {
		case slices.Contains(seen, next):
			return stuck(text, "undo one another", p, outcomes)
		case len(next) > maxGrowthFactor*len(text)+maxGrowthBytes:
			return stuck(text, "grow the text without end", p, outcomes)
		case pass == MaxPasses:
			return stuck(text, fmt.Sprintf("go on after %d passes", MaxPasses), p, outcomes)
		}
		seen = append(seen, next)
		r.Text = next
		r.Passes = append(r.Passes, edits)
	}
}

// note takes the outcomes of a pass into the result. What is deferred,
// refused or remaining is counted anew in each pass, since the last one alone
// says what is left.
func (r *Result) note(pass int, p Proposal, outcomes []Outcome, errs []error) {
	t := Tally{Fixed: r.Tally.Fixed, Remaining: p.Remaining}
	for i, o := range outcomes {
		switch o {
		case Fixed:
			t.Fixed++
			r.Steps = append(r.Steps, Step{pass, p.Candidates[i]})
		case Deferred:
			t.Deferred++
		case Refused:
			t.Refused++
		}
	}
	t.Found = t.Fixed + t.Deferred + t.Refused + t.Remaining
	r.Tally, r.Errs = t, errs
}

func stuck(text, how string, p Proposal, outcomes []Outcome) (Result, error) {
	var rules []string
	for i, c := range p.Candidates {
		if outcomes[i] == Fixed {
			rules = append(rules, c.Rule)
		}
	}
	slices.Sort(rules)
	rules = slices.Compact(rules)
	return Result{Text: text}, fmt.Errorf("%w: those of %s %s", ErrNotConverging, strings.Join(rules, ", "), how)
}
