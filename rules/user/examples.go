package user

import (
	"errors"
	"fmt"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// runExamples runs the examples of a rule and returns what does not hold.
func runExamples(r *rules.Rule, examples []example) error {
	worker := rules.NewEngine([]*rules.Rule{r}, nil).Worker()
	var errs []error
	for i, e := range examples {
		if err := runExample(worker, e); err != nil {
			errs = append(errs, fmt.Errorf("example %d: %w", i+1, err))
		}
	}
	return errors.Join(errs...)
}

func runExample(w *rules.Worker, e example) error {
	text, trap := e.Before, e.Keep != ""
	if trap {
		text = e.Keep
	}
	out := w.Fix(article.Input{Name: "example", Text: text}, rules.Policy{Level: fixers.Unsafe})
	switch {
	case len(out.Faults) > 0:
		return &out.Faults[0]
	case out.Err != nil:
		return out.Err
	case trap && len(out.Findings) > 0:
		return fmt.Errorf("%q is reported, but the example keeps it", text)
	case !trap && len(out.Findings) == 0:
		return fmt.Errorf("%q is not reported", text)
	case e.After != nil && out.Text != *e.After:
		return fmt.Errorf("%q becomes %q, not %q", text, out.Text, *e.After)
	}
	return nil
}
