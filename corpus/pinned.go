package corpus

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Pinned is a configuration that was read in one place to be used in another, where its files
// are not: a ConfigName file and what it extends. It can be encoded as JSON.
type Pinned struct {
	Files []PinnedFile `json:"files"` // the file itself, and all that it leads to
	Set   []PinnedSet  `json:"set"`   // values that go over them
}

// PinnedFile is one file of a Pinned.
type PinnedFile struct {
	Path string `json:"path"`
	Data []byte `json:"data"`
}

// PinnedSet is one value of Loader.Set.
type PinnedSet struct {
	Name string `json:"name"`
	YAML string `json:"yaml"`
	From string `json:"from"`
}

// Pin reads the configuration file at path, "" for none, with all that it extends, and takes
// l.Set. The error is that of reading them, also for values that are wrong.
func (l *Loader) Pin(path string) (*Pinned, error) {
	p := &Pinned{}
	for name, s := range l.Set {
		data, err := yaml.Marshal(s.Node)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.From, err)
		}
		p.Set = append(p.Set, PinnedSet{name, string(data), s.From})
	}
	slices.SortFunc(p.Set, func(a, b PinnedSet) int { return strings.Compare(a.Name, b.Name) })
	if path == "" {
		return p, nil
	}
	noted := NewLoader(nil)
	noted.keys, noted.names = l.keys, l.names
	noted.read = func(path string) ([]byte, error) {
		data, err := os.ReadFile(path)
		if err == nil {
			p.Files = append(p.Files, PinnedFile{path, data})
		}
		return data, err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find configuration: %w", err)
	}
	_, err = noted.extend(abs, nil)
	return p, err
}

// Use makes l give every file the configuration p, whatever lies beside the file. Overrides are
// matched with the paths that For is asked about, as relative ones.
func (l *Loader) Use(p *Pinned) error {
	for _, s := range p.Set {
		var doc yaml.Node
		if err := yaml.Unmarshal([]byte(s.YAML), &doc); err != nil {
			return fmt.Errorf("%s: %w", s.From, err)
		}
		node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str"}
		if len(doc.Content) > 0 {
			node = doc.Content[0]
		}
		clearLines(node)
		l.Set[s.Name] = Setting{node, s.From}
	}
	l.read = func(path string) ([]byte, error) {
		for _, f := range p.Files {
			if f.Path == path {
				return bytes.Clone(f.Data), nil
			}
		}
		return nil, fmt.Errorf("%s: %w", path, fs.ErrNotExist)
	}
	l.pinned = []layerAt{}
	if len(p.Files) == 0 {
		return nil
	}
	chain, err := l.extend(p.Files[0].Path, nil)
	if err != nil {
		return err
	}
	for i := range chain {
		chain[i].dir = "" // its globs are about relative paths now
	}
	l.pinned = chain
	return nil
}
