package corpus

import (
	"strings"
	"time"

	"copydesk/article"
	"copydesk/fixers"

	"go.yaml.in/yaml/v3"
)

const frontMatterRule = "---"

// FrontMatter returns the edit of text, an article, that gives its YAML front
// matter the fields of h that it lacks; none when it lacks nothing, and when
// what it has cannot be read. Front matter is made where there is none. What
// stands there already is never changed.
func FrontMatter(text string, c *Config, h Header) []fixers.Edit {
	body, ok := frontMatterBody(text)
	if !ok {
		lines := yamlLines(h.values(&c.Fields), nil)
		if lines == "" {
			return nil
		}
		block := frontMatterRule + "\n" + lines + frontMatterRule + "\n\n"
		return []fixers.Edit{{New: withLineEnds(block, text)}}
	}
	has, ok := mappingOf(text[body.Start:body.End])
	if !ok {
		return nil
	}
	lines := yamlLines(h.values(&c.Fields), has)
	if lines == "" {
		return nil
	}
	if with, ok := mappingOf(text[body.Start:body.End] + lines); !ok || yamlLines(h.values(&c.Fields), with) != "" {
		return nil // the lines do not join what stands there: it is indented, or goes on
	}
	at := article.Span{Start: body.End, End: body.End}
	return []fixers.Edit{{Span: at, New: withLineEnds(lines, text)}}
}

// mappingOf returns the mapping of keys on lines of their own that body is;
// nil when it holds nothing, false when it is anything else.
func mappingOf(body string) (*yaml.Node, bool) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(body), &doc); err != nil {
		return nil, false
	}
	if len(doc.Content) == 0 {
		return nil, true
	}
	m := doc.Content[0]
	return m, m.Kind == yaml.MappingNode && m.Style&yaml.FlowStyle == 0
}

// frontMatterBody returns what stands between the two lines of dashes of the
// front matter of text, with its last line end.
func frontMatterBody(text string) (article.Span, bool) {
	first, _, ok := strings.Cut(text, "\n")
	if !ok || strings.TrimRight(first, " \t\r") != frontMatterRule {
		return article.Span{}, false
	}
	start := len(first) + 1
	for at := start; at < len(text); {
		end := nextLine(text, at)
		if strings.TrimRight(text[at:end], " \t\r\n") == frontMatterRule {
			return article.Span{Start: start, End: at}, true
		}
		at = end
	}
	return article.Span{}, false
}

// nextLine returns the offset behind the line of text that at lies in.
func nextLine(text string, at int) int {
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(text)
}

// yamlLines returns fields that the mapping has does not have, a line each.
func yamlLines(fields [headerFields]Field, has *yaml.Node) string {
	var b strings.Builder
	for i := range fields {
		f := &fields[i]
		if len(f.Values) == 0 || hasKey(has, f.last()) {
			continue
		}
		m := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{yamlString(f.last()), f.yaml()}}
		if line, err := yaml.Marshal(m); err == nil { // strings can always be written
			b.Write(line)
		}
	}
	return b.String()
}

func hasKey(m *yaml.Node, key string) bool {
	if m == nil {
		return false
	}
	for i := 0; i < len(m.Content); i += 2 {
		if m.Content[i].Value == key {
			return true
		}
	}
	return false
}

// yaml returns the value of f as YAML.
func (f *Field) yaml() *yaml.Node {
	if !f.List {
		return yamlString(f.Values[0])
	}
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, v := range f.Values {
		list.Content = append(list.Content, yamlString(v))
	}
	return list
}

// yamlString returns s as a string; a day as one, which YAML writes without quotes.
func yamlString(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if _, err := time.Parse(time.DateOnly, s); err == nil {
		n.Tag = "!!timestamp"
	}
	return n
}

// withLineEnds returns s with the line ends of text.
func withLineEnds(s, text string) string {
	if strings.Contains(text, "\r\n") {
		return strings.ReplaceAll(s, "\n", "\r\n")
	}
	return s
}
