package lexicon

import (
	"path"
	"strings"
)

// List returns the entries of a curated list of the language as they are written in the
// repository: "boilerplate", "months", "function" …; nil when there is none. It reads and
// allocates: for tables that are built once, not for every word.
func (p *Pack) List(name string) []string {
	bytes, err := data.ReadFile(path.Join("data", p.dir(), name+".txt"))
	if err != nil {
		return nil
	}
	return entries(string(bytes))
}

func (p *Pack) dir() string {
	if p.shared == nil {
		return "shared"
	}
	return p.tag.String()
}

// Boilerplate returns the lines that scrapers pick up beside articles in the language.
func (p *Pack) Boilerplate() []string { return p.List("boilerplate") }

// entries splits a list into its lines, without comments and empty lines.
func entries(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
