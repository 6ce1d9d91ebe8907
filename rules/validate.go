package rules

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
)

var (
	nameShape  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$`)
	sinceShape = regexp.MustCompile(`^\d+\.\d+\.\d+$`)
)

// Validate returns an error for every rule of the list that is not fit for a
// catalogue: a name that is malformed or taken, no Run, documentation with a
// part missing, no example or no trap, options without documentation.
func Validate(list []*Rule) error {
	var errs []error
	seen := make(map[string]bool, len(list))
	for _, r := range list {
		if err := r.validate(); err != nil {
			errs = append(errs, fmt.Errorf("rule %q: %w", r.Name, err))
		}
		if seen[r.Name] {
			errs = append(errs, fmt.Errorf("rule %q is in the catalogue twice", r.Name))
		}
		seen[r.Name] = true
	}
	return errors.Join(errs...)
}

func (r *Rule) validate() error {
	switch {
	case !nameShape.MatchString(r.Name):
		return errors.New("the name must be family/rule, in lower case with hyphens")
	case r.Run == nil:
		return errors.New("no Run")
	case r.Severity < Info || r.Severity > Error:
		return errors.New("no Severity")
	case r.Doc.Summary == "" || strings.HasSuffix(r.Doc.Summary, ".") || strings.Contains(r.Doc.Summary, "\n"):
		return errors.New("Doc.Summary must be one line without a full stop")
	case r.Doc.Why == "" || r.Doc.Fix == "":
		return errors.New("Doc.Why and Doc.Fix must say something")
	case !sinceShape.MatchString(r.Doc.Since):
		return errors.New("Doc.Since must be a version such as 0.1.0")
	}
	if err := r.validateOptions(); err != nil {
		return err
	}
	return r.validateExamples()
}

func (r *Rule) validateOptions() error {
	if r.Options == nil {
		return nil
	}
	if t := reflect.TypeOf(r.Options); t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		return errors.New("the Options must point to a struct")
	}
	for _, o := range r.OptionList() {
		if o.Key == "" || o.Doc == "" {
			return errors.New("every option needs the tags yaml and doc")
		}
	}
	return nil
}

func (r *Rule) validateExamples() error {
	examples, err := ParseExamples(r.Doc.Examples)
	if err != nil {
		return err
	}
	var defects, traps int
	for _, e := range examples {
		if e.Trap {
			traps++
		} else {
			defects++
		}
	}
	if defects == 0 || traps == 0 {
		return errors.New("Doc.Examples needs a before and a trap")
	}
	return nil
}
