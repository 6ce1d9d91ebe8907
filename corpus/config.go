package corpus

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"golang.org/x/text/language"
)

// ConfigName is the file that configures the articles of its folder and below.
const ConfigName = ".copydesk.yml"

// Config is the configuration that holds for an article. Two articles with
// the same configuration get the same pointer from a Loader.
type Config struct {
	Settings Settings // every value, also those of rules, with its place

	RequiredVersion string
	Lang            language.Tag
	Source          string
	Profile         string // path of the corpus profile, relative to the current folder; "" for none
	Select          []string
	ExtendSelect    []string
	Ignore          []string
	Fixable         []string
	Unfixable       []string
	UnsafeFixes     bool
	FailLevel       string
	Include         []string
	Exclude         []string
	Encoding        string // EncodingKeep or EncodingUTF8
	Fields          Fields
}

// How repaired text files are encoded.
const (
	EncodingKeep = "keep"  // as they were
	EncodingUTF8 = "utf-8" // UTF-8 without a byte-order mark
)

// Fields names the fields (columns) of records: of JSON Lines, CSV, TSV and
// Parquet. A name that begins with a slash is a JSON Pointer into nested
// objects. A field that a record lacks is unknown, but for Text.
type Fields struct {
	Text     string // the article; the only field that is ever written
	ID       string
	Language string
	Date     string
	Source   string
}

var defaultFields = Fields{Text: "text", ID: "id", Language: "language", Date: "date", Source: "source"}

// Keys are the keys of a configuration that do not belong to a rule.
func Keys() []Key {
	return []Key{
		{"required-version", "", "the oldest version of copydesk that may be used, such as 0.1.0"},
		{"extend", "", "a configuration file whose values hold where this one has none"},
		{"lang", "", "the language of the articles, as a BCP 47 tag; found out by article when not set"},
		{"source", "", "the publisher or crawl that the articles come from"},
		{"profile", "", "the corpus profile that `copydesk learn` made, relative to the folder of the configuration"},
		{"select", []string{}, "the rules that run: names, families, globs or ALL"},
		{"extend-select", []string{}, "rules that run as well"},
		{"ignore", []string{}, "rules that do not run"},
		{"fixable", []string{}, "the rules whose fixes may be applied; all when not set"},
		{"unfixable", []string{}, "rules whose fixes are never applied"},
		{"unsafe-fixes", false, "apply fixes that a person should review as well"},
		{"fail-level", "warning", "the least severity that makes check fail: info, warning or error"},
		{"include", defaultInclude, "the files of a folder that are articles or hold some, as globs"},
		{"exclude", []string{".git", ".copydesk", "node_modules"}, "files and folders that are passed over, as globs"},
		{"rules", []string{}, "rules of this corpus itself: a list, each with name, message, when and examples"},
		{"corpus.encoding", EncodingKeep, "how repaired text files are written: keep (as they were) or utf-8"},
		{"corpus.fields.text", defaultFields.Text, "the field of a record (JSON Lines, CSV, TSV, Parquet) that holds the article; /a/b for one inside another"},
		{"corpus.fields.id", defaultFields.ID, "the field that names the record in reports; its number in the file without one"},
		{"corpus.fields.language", defaultFields.Language, "the field with the language of the article, as a BCP 47 tag"},
		{"corpus.fields.date", defaultFields.Date, "the field with the day of publication, ISO 8601"},
		{"corpus.fields.source", defaultFields.Source, "the field with the publisher or crawl"},
	}
}

// defaultInclude leaves CSV and TSV out: in most folders they hold other
// things than articles. They are read when they are named.
var defaultInclude = []string{"*.txt", "*.md", "*.{jsonl,ndjson}", "*.{jsonl,ndjson}.{gz,zst}", "*.parquet"}

// newConfig gives the settings their types. All errors are returned at once.
func newConfig(s Settings) (*Config, error) {
	c := &Config{Settings: s, FailLevel: "warning", Encoding: EncodingKeep, Fields: defaultFields}
	for _, k := range Keys() {
		switch k.Name {
		case "include":
			c.Include, _ = k.Default.([]string)
		case "exclude":
			c.Exclude, _ = k.Default.([]string)
		}
	}
	var errs []error
	decode := func(key string, into any) {
		if v, ok := s[key]; ok {
			if err := v.Node.Decode(into); err != nil {
				errs = append(errs, fmt.Errorf("%s: %s: %s", v.Where(), key, lastLine(err)))
			}
		}
	}
	list := func(key string, into *[]string) {
		if v, ok := s[key]; ok {
			*into = stringsOf(v.Node)
		}
	}
	decode("required-version", &c.RequiredVersion)
	decode("source", &c.Source)
	decode("profile", &c.Profile)
	if v := s["profile"]; c.Profile != "" && !v.flag() && !filepath.IsAbs(c.Profile) {
		c.Profile = filepath.Join(filepath.Dir(v.From), c.Profile)
	}
	decode("unsafe-fixes", &c.UnsafeFixes)
	decode("fail-level", &c.FailLevel)
	list("select", &c.Select)
	list("extend-select", &c.ExtendSelect)
	list("ignore", &c.Ignore)
	list("fixable", &c.Fixable)
	list("unfixable", &c.Unfixable)
	list("include", &c.Include)
	list("exclude", &c.Exclude)
	decode("corpus.encoding", &c.Encoding)
	decode("corpus.fields.text", &c.Fields.Text)
	decode("corpus.fields.id", &c.Fields.ID)
	decode("corpus.fields.language", &c.Fields.Language)
	decode("corpus.fields.date", &c.Fields.Date)
	decode("corpus.fields.source", &c.Fields.Source)
	if c.Encoding != EncodingKeep && c.Encoding != EncodingUTF8 {
		errs = append(errs, fmt.Errorf("%s: corpus.encoding: %q is neither keep nor utf-8", s["corpus.encoding"].Where(), c.Encoding))
	}
	if v, ok := s["lang"]; ok && v.Node.Value != "" {
		tag, err := language.Parse(v.Node.Value)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: lang: %q is no language tag such as es or pt-BR", v.Where(), v.Node.Value))
		}
		c.Lang = tag
	}
	return c, errors.Join(errs...)
}

func lastLine(err error) string {
	s := strings.TrimSpace(err.Error())
	return strings.TrimSpace(s[strings.LastIndexByte(s, '\n')+1:])
}

// Loader finds and reads configurations and keeps them by folder. It must not
// be used by two goroutines at a time.
type Loader struct {
	Isolated bool     // read no configuration file at all
	Set      Settings // values that go over every file: those of --set and other flags

	keys    []Key
	names   []string
	chains  map[string][]layerAt
	configs map[string]*Config
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
		chains: map[string][]layerAt{}, configs: map[string]*Config{},
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
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find the configuration of %s: %w", path, err)
	}
	chain, err := l.chain(filepath.Dir(abs))
	if err != nil {
		return nil, err
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
	read, err := parseFile(path, l.names)
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
	rel, err := filepath.Rel(dir, abs)
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
