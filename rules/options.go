package rules

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"copydesk/lexicon/nearest"

	"go.yaml.in/yaml/v3"
)

// Option is one key of the options of a rule, as documentation shows it.
type Option struct {
	Key     string // without the name of the rule: "layout"
	Default any
	Doc     string // from the struct tag `doc`
}

// OptionList returns the options of r in the order of their declaration. The
// struct that Rule.Options points to has `yaml` and `doc` tags on every field.
func (r *Rule) OptionList() []Option {
	if r.Options == nil {
		return nil
	}
	v := reflect.ValueOf(r.Options).Elem()
	var list []Option
	for i := range v.NumField() {
		f := v.Type().Field(i)
		list = append(list, Option{f.Tag.Get("yaml"), v.Field(i).Interface(), f.Tag.Get("doc")})
	}
	return list
}

// Validator is implemented by options whose values must be checked.
type Validator interface{ Validate() error }

// Configure returns the options of r with the keys of node, a YAML mapping,
// set in a copy of the defaults. base, when not nil, is used in place of the
// defaults. An unknown key is an error with its line and the nearest known one.
func (r *Rule) Configure(base any, node *yaml.Node) (any, error) {
	if r.Options == nil {
		return nil, fmt.Errorf("line %d: rule %s has no options", node.Line, r.Name)
	}
	if base == nil {
		base = r.Options
	}
	if node.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("line %d: the options of %s must be a mapping of keys", node.Line, r.Name)
	}
	if err := r.checkKeys(node); err != nil {
		return nil, err
	}
	options := reflect.New(reflect.TypeOf(base).Elem())
	options.Elem().Set(reflect.ValueOf(base).Elem())
	if err := node.Decode(options.Interface()); err != nil {
		return nil, fmt.Errorf("options of %s: %w", r.Name, plain(err))
	}
	if v, ok := options.Interface().(Validator); ok {
		if err := v.Validate(); err != nil {
			return nil, fmt.Errorf("line %d: options of %s: %w", node.Line, r.Name, err)
		}
	}
	return options.Interface(), nil
}

func (r *Rule) checkKeys(node *yaml.Node) error {
	var known []string
	for _, o := range r.OptionList() {
		known = append(known, o.Key)
	}
	for i := 0; i < len(node.Content); i += 2 {
		key := node.Content[i]
		if !slices.Contains(known, key.Value) {
			return fmt.Errorf("line %d: rule %s has no option %q%s", key.Line, r.Name, key.Value, nearest.Hint(key.Value, known))
		}
	}
	return nil
}

// plain takes the package name out of an error of the YAML decoder.
func plain(err error) error {
	var t *yaml.TypeError
	if errors.As(err, &t) {
		return errors.New(strings.Join(t.Errors, "; "))
	}
	return err
}
