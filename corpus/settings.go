package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"copydesk/lexicon/nearest"

	"go.yaml.in/yaml/v3"
)

// Key is one key that a configuration may have.
type Key struct {
	Name    string // dotted: "structure.header.layout"
	Default any    // of the type of the values; its zero value when nothing is set
	Doc     string
}

// Setting is one value of a configuration, with the place it comes from.
type Setting struct {
	Node *yaml.Node
	From string // file, or what else set it: "--set"
}

// Where returns the place as "file:line".
func (s Setting) Where() string {
	if s.Node.Line == 0 {
		return s.From
	}
	return fmt.Sprintf("%s:%d", s.From, s.Node.Line)
}

// flag reports whether the setting comes from the command line and not from a file.
func (s Setting) flag() bool { return strings.HasPrefix(s.From, "--") }

// Settings are the values of a configuration by dotted key.
type Settings map[string]Setting

// overlay returns s with the values of t put over it.
func (s Settings) overlay(t Settings) Settings {
	u := maps.Clone(s)
	maps.Copy(u, t)
	return u
}

// Under returns a YAML mapping of the settings below prefix ("structure.header"),
// nil when there are none. Its nodes keep their lines.
func (s Settings) Under(prefix string) *yaml.Node {
	m := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if key, ok := strings.CutPrefix(name, prefix+"."); ok {
			node := s[name].Node
			m.Line = node.Line
			m.Content = append(m.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key, Line: node.Line}, node)
		}
	}
	if len(m.Content) == 0 {
		return nil
	}
	return m
}

// layer is one configuration file: its own settings, and those that hold for
// some files only.
type layer struct {
	settings  Settings
	overrides []override
}

type override struct {
	files    []string // globs, relative to the folder of the configuration
	settings Settings
}

// parser reads configuration files whose keys are known.
type parser struct {
	known []string
	from  string
	errs  []error
}

// parseFile reads data, the configuration file at path. Every unknown key is an
// error with its line and the nearest known key; all are reported at once.
func parseFile(path string, data []byte, known []string) (layer, error) {
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&doc); err != nil && len(bytes.TrimSpace(data)) > 0 {
		return layer{}, fmt.Errorf("%s: %s", path, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	p := &parser{known: known, from: path}
	l := layer{settings: Settings{}}
	if len(doc.Content) > 0 {
		p.top(&l, doc.Content[0])
	}
	return l, errors.Join(p.errs...)
}

func (p *parser) fail(n *yaml.Node, format string, args ...any) {
	p.errs = append(p.errs, fmt.Errorf("%s:%d: %s", p.from, n.Line, fmt.Sprintf(format, args...)))
}

func (p *parser) top(l *layer, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		p.fail(n, "a configuration is a mapping of keys")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "overrides" {
			p.overrides(l, n.Content[i+1])
			continue
		}
		p.value(l.settings, n.Content[i].Value, n.Content[i], n.Content[i+1])
	}
}

func (p *parser) overrides(l *layer, n *yaml.Node) {
	if n.Kind != yaml.SequenceNode {
		p.fail(n, "overrides is a list, each with files and the keys that hold for them")
		return
	}
	for _, item := range n.Content {
		o := override{settings: Settings{}}
		for i := 0; i+1 < len(item.Content); i += 2 {
			if item.Content[i].Value != "files" {
				p.value(o.settings, item.Content[i].Value, item.Content[i], item.Content[i+1])
				continue
			}
			o.files = stringsOf(item.Content[i+1])
		}
		if len(o.files) == 0 {
			p.fail(item, "an override needs files, a list of globs")
		}
		l.overrides = append(l.overrides, o)
	}
}

// value takes the key and, when it is no known one, the keys of its mapping.
func (p *parser) value(into Settings, name string, key, n *yaml.Node) {
	if slices.Contains(p.known, name) {
		into[name] = Setting{n, p.from}
		return
	}
	inner := slices.ContainsFunc(p.known, func(k string) bool { return strings.HasPrefix(k, name+".") })
	if n.Kind != yaml.MappingNode || !inner {
		p.fail(key, "unknown key %q%s", name, nearest.Hint(name, p.known))
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		p.value(into, name+"."+n.Content[i].Value, n.Content[i], n.Content[i+1])
	}
}

// ParseSet reads key=value as given on a command line. The value is YAML.
func ParseSet(arg string, known []Key) (string, Setting, error) {
	name, value, ok := strings.Cut(arg, "=")
	if !ok {
		return "", Setting{}, fmt.Errorf("--set %s: want key=value", arg)
	}
	names := keyNames(known)
	if !slices.Contains(names, name) {
		return "", Setting{}, fmt.Errorf("--set %s: unknown key %q%s", arg, name, nearest.Hint(name, names))
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(value), &doc); err != nil {
		return "", Setting{}, fmt.Errorf("--set %s: %w", arg, err)
	}
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str"}
	if len(doc.Content) > 0 {
		node = doc.Content[0]
	}
	clearLines(node)
	return name, Setting{node, "--set " + name}, nil
}

// clearLines takes the line numbers out of a value that comes from no file.
func clearLines(n *yaml.Node) {
	n.Line, n.Column = 0, 0
	for _, c := range n.Content {
		clearLines(c)
	}
}

// stringsOf returns the strings of a scalar or a list of scalars.
func stringsOf(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode {
		return []string{n.Value}
	}
	var list []string
	for _, c := range n.Content {
		list = append(list, c.Value)
	}
	return list
}

func keyNames(keys []Key) []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.Name
	}
	return names
}

// OneLine returns v as YAML on one line.
func OneLine(v any) string {
	var n yaml.Node
	switch v := v.(type) {
	case nil:
		return ""
	case *yaml.Node:
		n = *v
	default:
		if err := n.Encode(v); err != nil {
			return fmt.Sprint(v)
		}
	}
	n.Style |= yaml.FlowStyle
	n.HeadComment, n.LineComment, n.FootComment = "", "", ""
	out, err := yaml.Marshal(&n)
	if err != nil {
		return fmt.Sprint(v)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}
