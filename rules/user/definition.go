// Package user turns the rules that a corpus defines in its own configuration
// into rules like any other. Their conditions and replacements are
// expressions of expr-lang (github.com/expr-lang/expr): total, without side
// effects, bounded in memory and time.
package user

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"copydesk/fixers"
	"copydesk/lexicon/nearest"
	"copydesk/rules"

	"go.yaml.in/yaml/v3"
)

// definition is a rule as the configuration writes it.
type definition struct {
	Name          string    `yaml:"name"`
	Message       string    `yaml:"message"`
	Why           string    `yaml:"why"`
	Severity      string    `yaml:"severity"`
	Each          string    `yaml:"each"` // what When is asked of: token, paragraph or article
	When          yaml.Node `yaml:"when"`
	Replace       yaml.Node `yaml:"replace"`
	Applicability string    `yaml:"applicability"`
	Examples      []example `yaml:"examples"`
}

// example is a text and what the rule makes of it. With neither After nor
// Keep the rule must report something and change nothing.
type example struct {
	Before string  `yaml:"before"`
	After  *string `yaml:"after"`
	Keep   string  `yaml:"keep"`
}

var (
	definitionKeys = []string{"name", "message", "why", "severity", "each", "when", "replace", "applicability", "examples"}
	exampleKeys    = []string{"before", "after", "keep"}
	units          = []string{"token", "paragraph", "article"}
)

// Parse returns the rules that node, a YAML sequence, defines. Every mistake
// is reported with its line, and with the column inside an expression. The
// examples of each rule are run; a rule that fails its own is an error.
func Parse(node *yaml.Node) ([]*rules.Rule, error) {
	if node.Kind != yaml.SequenceNode {
		return nil, fmt.Errorf("line %d: rules is a list of rules", node.Line)
	}
	var (
		list []*rules.Rule
		errs []error
	)
	for _, item := range node.Content {
		rule, err := parseRule(item)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		list = append(list, rule)
	}
	return list, errors.Join(errs...)
}

func parseRule(node *yaml.Node) (*rules.Rule, error) {
	if err := checkKeys(node); err != nil {
		return nil, err
	}
	d := definition{Severity: "warning", Each: "token", Applicability: "unsafe"}
	if err := node.Decode(&d); err != nil {
		return nil, fmt.Errorf("line %d: %w", node.Line, err)
	}
	rule, err := d.rule()
	if err != nil {
		return nil, fmt.Errorf("line %d: rule %s: %w", node.Line, d.Name, err)
	}
	if err := runExamples(rule, d.Examples); err != nil {
		return nil, fmt.Errorf("line %d: rule %s: %w", node.Line, d.Name, err)
	}
	return rule, nil
}

func checkKeys(node *yaml.Node) error {
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: a rule is a mapping with name, message and when", node.Line)
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if !slices.Contains(definitionKeys, key.Value) {
			return fmt.Errorf("line %d: a rule has no key %q%s", key.Line, key.Value, nearest.Hint(key.Value, definitionKeys))
		}
		if key.Value == "examples" {
			if err := checkExampleKeys(value); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkExampleKeys(list *yaml.Node) error {
	for _, item := range list.Content {
		for i := 0; i+1 < len(item.Content); i += 2 {
			if key := item.Content[i]; !slices.Contains(exampleKeys, key.Value) {
				return fmt.Errorf("line %d: an example has no key %q%s", key.Line, key.Value, nearest.Hint(key.Value, exampleKeys))
			}
		}
	}
	return nil
}

// rule compiles the expressions and fills in what a rule needs.
func (d *definition) rule() (*rules.Rule, error) {
	severity, err := rules.ParseSeverity(d.Severity)
	if err != nil {
		return nil, err
	}
	applicability, err := parseApplicability(d.Applicability)
	if err != nil {
		return nil, err
	}
	switch {
	case !slices.Contains(units, d.Each):
		return nil, fmt.Errorf("each: %q is none of %s", d.Each, strings.Join(units, ", "))
	case d.Message == "":
		return nil, errors.New("message is missing")
	case d.When.IsZero():
		return nil, errors.New("when is missing")
	case !strings.Contains(d.Name, "/"):
		return nil, errors.New("the name must be family/rule, such as house/club-name")
	case d.Each == "article" && !d.Replace.IsZero():
		return nil, errors.New("replace: a whole article cannot be replaced; use each: paragraph or token")
	}
	when, replace, err := d.compile()
	if err != nil {
		return nil, err
	}
	r := &runner{message: d.Message, each: d.Each, when: when, replace: replace, level: applicability}
	best := fixers.Display
	if replace != nil {
		best = applicability
	}
	return &rules.Rule{
		Name: d.Name, Severity: severity, Run: r.run,
		Doc: rules.Doc{Summary: d.Message, Why: d.why(), Fix: "As the configuration says.", Best: best, Since: "0.1.0", Examples: d.archive()},
	}, nil
}

func (d *definition) why() string {
	if d.Why != "" {
		return d.Why
	}
	return "The configuration of this corpus defines it."
}

func parseApplicability(name string) (fixers.Applicability, error) {
	for _, a := range []fixers.Applicability{fixers.Display, fixers.Unsafe, fixers.Safe} {
		if a.String() == name {
			return a, nil
		}
	}
	return 0, fmt.Errorf("applicability: %q is none of display, unsafe, safe", name)
}

// archive writes the examples as `copydesk explain` reads them.
func (d *definition) archive() string {
	var b strings.Builder
	for i, e := range d.Examples {
		switch {
		case e.Keep != "":
			fmt.Fprintf(&b, "-- example-%d.und.trap --\n%s\n", i+1, e.Keep)
		case e.After != nil:
			fmt.Fprintf(&b, "-- example-%d.und.before --\n%s\n-- example-%d.und.unsafe --\n%s\n", i+1, e.Before, i+1, *e.After)
		default:
			fmt.Fprintf(&b, "-- example-%d.und.before --\n%s\n", i+1, e.Before)
		}
	}
	return b.String()
}
