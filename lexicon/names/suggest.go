package names

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Style bounds what is suggested.
type Style struct {
	MinArticles uint64 // articles that the preferred form must have
	MinSource   uint64 // articles that make the form of a source its own style
}

// styleShare is the share of the articles of a source that must have its form.
const styleShare = 0.9

// Suggest returns entries for the clusters of a language, as suggestions. Where sources with
// enough articles have styles of their own, there is an entry for each of them and none for the
// language as a whole: what is right in one house is a variant in the other. Forms that decided
// has a decision about are left out; a preferred form that is a variant there gives way.
func Suggest(lang string, clusters []Cluster, style Style, decided *List) []Entry {
	var list []Entry
	for i := range clusters {
		c := &clusters[i]
		if c.Forms[0].Articles < style.MinArticles {
			continue
		}
		styles := c.styles(style.MinSource)
		if len(slices.Compact(slices.Sorted(maps.Values(styles)))) < 2 {
			styles = map[string]string{"": c.Forms[0].Text}
		}
		for _, source := range slices.Sorted(maps.Keys(styles)) {
			if e := c.entry(lang, source, styles[source], decided); len(e.Variants) > 0 {
				list = append(list, e)
			}
		}
	}
	return list
}

// styles returns the form that each source with enough articles writes.
func (c *Cluster) styles(least uint64) map[string]string {
	all, most := map[string]uint64{}, map[string]Form{}
	for _, f := range c.Forms {
		for _, s := range f.Sources {
			all[s.Name] += s.Articles
			if best, ok := most[s.Name]; !ok || s.Articles > best.In(s.Name) {
				most[s.Name] = f
			}
		}
	}
	styles := map[string]string{}
	for source, n := range all {
		if f := most[source]; source != "" && n >= least && float64(f.In(source)) >= styleShare*float64(n) {
			styles[source] = f.Text
		}
	}
	return styles
}

// entry makes an entry of the undecided forms that a language, or one source in it, has.
func (c *Cluster) entry(lang, source, preferred string, decided *List) Entry {
	if p := decided.Preferred(preferred, lang, source); p != nil {
		preferred = p.Form
	}
	e := Entry{Status: Suggested, Form: preferred, Langs: []string{lang}}
	if source != "" {
		e.Sources = []string{source}
	}
	counts := []string{"0"}
	forms := slices.Clone(c.Forms)
	slices.SortFunc(forms, func(a, b Form) int { return strings.Compare(a.Text, b.Text) })
	for _, f := range forms {
		n := f.Articles
		if source != "" {
			n = f.In(source)
		}
		switch {
		case f.Text == preferred:
			counts[0] = fmt.Sprint(n)
		case n > 0 && !decided.Decided(f.Text, lang, source):
			e.Variants = append(e.Variants, f.Text)
			counts = append(counts, fmt.Sprint(n))
		}
	}
	e.Note = strings.Join(counts, " | ") + " articles; " + c.Method
	return e
}

// WithSuggestions returns l with its suggestions replaced by others. What people decided stays.
func (l *List) WithSuggestions(suggested []Entry) (*List, error) {
	var entries []Entry
	for _, e := range l.Entries() {
		if e.Status != Suggested {
			entries = append(entries, e)
		}
	}
	merged, err := New(append(entries, suggested...))
	if l != nil {
		merged.Header, merged.comments = l.Header, l.comments
	}
	return merged, err
}
