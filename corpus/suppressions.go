package corpus

import (
	"errors"
	"fmt"
	"time"
)

// Suppressions reads the suppressions of the corpus at root: those that hold
// on the day today, and those that have expired. One without a reason, or
// with an end that is no date, is an error.
func Suppressions(path string, today time.Time) (valid, expired []Note, err error) {
	notes, err := ReadNotes(path)
	if err != nil {
		return nil, nil, err
	}
	var errs []error
	for _, n := range notes {
		switch {
		case n.Why == "":
			errs = append(errs, fmt.Errorf("%s:%d: a suppression needs a reason: why=\"…\"", path, n.Line))
		case n.Until != "" && !isDay(n.Until):
			errs = append(errs, fmt.Errorf("%s:%d: until: %q is no date such as 2026-12-31", path, n.Line, n.Until))
		case n.Until != "" && n.Until < today.Format(time.DateOnly):
			expired = append(expired, n)
		default:
			valid = append(valid, n)
		}
	}
	return valid, expired, errors.Join(errs...)
}
