package corpus

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// ConfigName is the file that configures the articles of its folder and below.
const ConfigName = ".copydesk.yml"

// Loader finds and reads configurations and keeps them by folder. It must not
// be used by two goroutines at a time.
type Loader struct {
	Isolated bool     // read no configuration file at all
	Set      Settings // values that go over every file: those of --set and other flags

	keys    []Key
	names   []string
	chains  map[string][]layerAt
	configs map[string]*Config
	pinned  []layerAt // the one chain of all files; nil when each has that of its folder
	read    func(path string) ([]byte, error)
}

// layerAt is a layer with the folder its globs are relative to.
type layerAt struct {
	layer
	dir string
}

// NewLoader returns a loader that knows keys beside those of Keys: the options of the rules.
func NewLoader(ruleKeys []Key) *Loader {
	keys := append(Keys(), ruleKeys...)
	return &Loader{
		Set: Settings{}, keys: keys, names: append(keyNames(keys), "overrides"),
		chains: map[string][]layerAt{}, configs: map[string]*Config{}, read: os.ReadFile,
	}
}

// Keys returns every key that the loader knows.
func (l *Loader) Keys() []Key { return l.keys }

// For returns the configuration of the article at path, from the nearest
// ConfigName in its folder or above.
func (l *Loader) For(path string) (*Config, error) {
	if l.Isolated {
		return l.config("", l.Set)
	}
	chain, abs := l.pinned, path
	if chain == nil {
		var err error
		if abs, err = filepath.Abs(path); err != nil {
			return nil, fmt.Errorf("find the configuration of %s: %w", path, err)
		}
		if chain, err = l.chain(filepath.Dir(abs)); err != nil {
			return nil, err
		}
	}
	settings, id := Settings{}, strings.Builder{}
	for i, at := range chain {
		settings = settings.overlay(at.settings)
		fmt.Fprintf(&id, "%s\x00", at.dir)
		for j, o := range at.overrides {
			if o.matches(at.dir, abs) {
				settings = settings.overlay(o.settings)
				fmt.Fprintf(&id, "%d.%d\x00", i, j)
			}
		}
	}
	return l.config(id.String(), settings.overlay(l.Set))
}

func (l *Loader) config(id string, s Settings) (*Config, error) {
	if c, ok := l.configs[id]; ok {
		return c, nil
	}
	c, err := newConfig(s)
	if err != nil {
		return nil, err
	}
	l.configs[id] = c
	return c, nil
}

// chain returns the layers for the files of dir, the weakest first: what the
// nearest configuration extends, and then itself.
func (l *Loader) chain(dir string) ([]layerAt, error) {
	if c, ok := l.chains[dir]; ok {
		return c, nil
	}
	c, err := l.readChain(dir)
	if err != nil {
		return nil, err
	}
	l.chains[dir] = c
	return c, nil
}

func (l *Loader) readChain(dir string) ([]layerAt, error) {
	path := filepath.Join(dir, ConfigName)
	if _, err := os.Stat(path); err == nil {
		return l.extend(path, nil)
	} else if !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("find configuration: %w", err)
	}
	if parent := filepath.Dir(dir); parent != dir {
		return l.chain(parent)
	}
	return nil, nil
}

// extend reads the file at path and what it extends. above holds the files
// that lead to it, to find circles.
func (l *Loader) extend(path string, above []string) ([]layerAt, error) {
	if slices.Contains(above, path) {
		return nil, fmt.Errorf("%s: extends itself by way of %s", path, strings.Join(above, ", "))
	}
	data, err := l.read(path)
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	read, err := parseFile(path, data, l.names)
	if err != nil {
		return nil, err
	}
	chain := []layerAt{{read, filepath.Dir(path)}}
	v, ok := read.settings["extend"]
	if !ok {
		return chain, nil
	}
	base := v.Node.Value
	if !filepath.IsAbs(base) {
		base = filepath.Join(filepath.Dir(path), base)
	}
	weaker, err := l.extend(base, append(above, path))
	if err != nil {
		return nil, fmt.Errorf("%s: extend: %w", v.Where(), err)
	}
	return append(weaker, chain...), nil
}

func (o override) matches(dir, abs string) bool {
	rel, err := abs, error(nil)
	if dir != "" {
		rel, err = filepath.Rel(dir, abs)
	}
	return err == nil && matchPath(o.files, filepath.ToSlash(rel))
}

// matchPath reports whether a glob of patterns matches the slash path rel, or
// its last part when the glob has no slash.
func matchPath(patterns []string, rel string) bool {
	base := rel[strings.LastIndexByte(rel, '/')+1:]
	for _, p := range patterns {
		name := rel
		if !strings.Contains(p, "/") {
			name = base
		}
		if ok, err := doublestar.Match(p, name); ok && err == nil {
			return true
		}
	}
	return false
}
