package corpus

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

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
	Encoding        string   // EncodingKeep or EncodingUTF8
	Header          []string // places that headers are written to: HeaderFrontMatter, HeaderFields
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
	Text     string // the article; the only field that is written unless Config.Header says more
	ID       string
	Language string
	Date     string
	Source   string

	// What the heading of the article says. They are never read.
	Place    string
	Agencies string
	Byline   string
}

var defaultFields = Fields{
	Text: "text", ID: "id", Language: "language", Date: "date", Source: "source",
	Place: "place", Agencies: "agencies", Byline: "byline",
}

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
		{"corpus.header", []string{}, "where fix writes what it reads of datelines, bylines and dates, if nothing stands there yet: front-matter (of text files), fields (of records); nowhere when not set"},
		{"corpus.fields.place", defaultFields.Place, "the field that the place of the dateline is written to; empty for none"},
		{"corpus.fields.agencies", defaultFields.Agencies, "the field that the agencies of the dateline are written to, as a list; in CSV and Parquet as a string with semicolons"},
		{"corpus.fields.byline", defaultFields.Byline, "the field that the authors are written to, as the byline has them"},
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
	t := typed{settings: s}
	for key, into := range c.values() {
		t.decode(key, into)
	}
	for key, into := range c.lists() {
		if v, ok := s[key]; ok {
			*into = stringsOf(v.Node)
		}
	}
	if v := s["profile"]; c.Profile != "" && !v.flag() && !filepath.IsAbs(c.Profile) {
		c.Profile = filepath.Join(filepath.Dir(v.From), c.Profile)
	}
	for _, place := range c.Header {
		if !slices.Contains(headerPlaces, place) {
			t.fail("corpus.header", "%q is neither front-matter nor fields", place)
		}
	}
	if c.Encoding != EncodingKeep && c.Encoding != EncodingUTF8 {
		t.fail("corpus.encoding", "%q is neither keep nor utf-8", c.Encoding)
	}
	c.Lang = t.lang()
	slices.SortFunc(t.errs, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return c, errors.Join(t.errs...)
}

// values are the places of single values in c, by their keys.
func (c *Config) values() map[string]any {
	return map[string]any{
		"required-version": &c.RequiredVersion, "source": &c.Source, "profile": &c.Profile,
		"unsafe-fixes": &c.UnsafeFixes, "fail-level": &c.FailLevel, "corpus.encoding": &c.Encoding,
		"corpus.fields.text": &c.Fields.Text, "corpus.fields.id": &c.Fields.ID, "corpus.fields.language": &c.Fields.Language,
		"corpus.fields.date": &c.Fields.Date, "corpus.fields.source": &c.Fields.Source,
		"corpus.fields.place": &c.Fields.Place, "corpus.fields.agencies": &c.Fields.Agencies, "corpus.fields.byline": &c.Fields.Byline,
	}
}

// lists are the places of lists in c, by their keys.
func (c *Config) lists() map[string]*[]string {
	return map[string]*[]string{
		"select": &c.Select, "extend-select": &c.ExtendSelect, "ignore": &c.Ignore, "fixable": &c.Fixable,
		"unfixable": &c.Unfixable, "include": &c.Include, "exclude": &c.Exclude, "corpus.header": &c.Header,
	}
}

// typed gives settings their types, and collects what is wrong with them.
type typed struct {
	settings Settings
	errs     []error
}

func (t *typed) fail(key, format string, args ...any) {
	t.errs = append(t.errs, fmt.Errorf("%s: %s: %s", t.settings[key].Where(), key, fmt.Sprintf(format, args...)))
}

func (t *typed) decode(key string, into any) {
	if v, ok := t.settings[key]; ok {
		if err := v.Node.Decode(into); err != nil {
			t.fail(key, "%s", lastLine(err))
		}
	}
}

func (t *typed) lang() language.Tag {
	v, ok := t.settings["lang"]
	if !ok || v.Node.Value == "" {
		return language.Und
	}
	tag, err := language.Parse(v.Node.Value)
	if err != nil {
		t.fail("lang", "%q is no language tag such as es or pt-BR", v.Node.Value)
	}
	return tag
}

func lastLine(err error) string {
	s := strings.TrimSpace(err.Error())
	return strings.TrimSpace(s[strings.LastIndexByte(s, '\n')+1:])
}
