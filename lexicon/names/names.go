// Package names holds what people decided about the spelling of names: which form of a name is
// preferred, which others are variants of it, and for which texts that holds. The decisions are
// lines of a file that is written by `copydesk names suggest`, edited by hand and merged by git.
package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Status says what was decided about an entry.
type Status byte

// The statuses, by the character that a line begins with.
const (
	Accepted  Status = ' ' // in effect; its line begins with the name itself
	Suggested Status = '?' // proposed and not yet decided
	Rejected  Status = '-' // decided against: never proposed again
)

// Entry is one name: the preferred form, and the forms that are to be written so.
type Entry struct {
	Status   Status
	Form     string   // preferred
	Variants []string // in alphabetical order, without Form
	Langs    []string // base languages that it holds for; all without any
	Sources  []string // sources that it holds for; all without any
	Note     string   // the comment at the end of the line: counts, by what they were found
	Comments []string // the comment lines above it, without "#"
	Line     int      // in the file, from 1; 0 for an entry that comes from none
}

// holds reports whether the entry is for articles of a language and source.
func (e *Entry) holds(lang, source string) bool {
	return (len(e.Langs) == 0 || slices.Contains(e.Langs, lang)) && (len(e.Sources) == 0 || slices.Contains(e.Sources, source))
}

// rank is the greater the narrower the scope of e is; of two entries the narrower one holds.
func (e *Entry) rank() int {
	r := 0
	if len(e.Sources) > 0 {
		r += 2
	}
	if len(e.Langs) > 0 {
		r++
	}
	return r
}

// order sorts entries as they stand in a file: by preferred form, scope and status, so that the
// same decisions give the same file, and two people's decisions merge line by line.
func order(a, b Entry) int {
	return cmp.Or(
		cmp.Compare(strings.ToLower(a.Form), strings.ToLower(b.Form)), cmp.Compare(a.Form, b.Form),
		slices.Compare(a.Langs, b.Langs), slices.Compare(a.Sources, b.Sources),
		cmp.Compare(a.Status, b.Status), slices.Compare(a.Variants, b.Variants),
	)
}

// List is the entries of a names file, ready for look-up. A nil List is empty.
type List struct {
	Header []string // comment lines at the top of the file, without "#"

	entries  []Entry
	comments []string         // at the end of the file
	variants map[string][]int // accepted entries by variant
	forms    map[string][]int // accepted entries by preferred form
	rejected map[string][]int // rejected entries by all their forms
	first    map[string]bool  // the letters that variants begin with, for a quick no
	words    int              // of the longest variant
}

// New returns a list of entries. The error names the lines of two accepted entries that
// contradict one another: one variant with two preferred forms in the same scope, or a preferred
// form that another entry changes.
func New(entries []Entry) (*List, error) {
	l := &List{entries: slices.Clone(entries), variants: map[string][]int{}, forms: map[string][]int{}, rejected: map[string][]int{}, first: map[string]bool{}}
	for i := range l.entries {
		slices.Sort(l.entries[i].Variants)
	}
	slices.SortStableFunc(l.entries, order)
	for i := range l.entries {
		e := &l.entries[i]
		if e.Status == Rejected {
			for _, form := range append([]string{e.Form}, e.Variants...) {
				l.rejected[form] = append(l.rejected[form], i)
			}
		}
		if e.Status == Accepted {
			l.forms[e.Form] = append(l.forms[e.Form], i)
			for _, v := range e.Variants {
				l.variants[v] = append(l.variants[v], i)
				l.first[firstLetters(v)] = true
				l.words = max(l.words, 1+strings.Count(v, " "))
			}
		}
	}
	return l, l.conflicts()
}

// Entries returns all entries in the order of the file.
func (l *List) Entries() []Entry {
	if l == nil {
		return nil
	}
	return l.entries
}

// Words returns the number of words of the longest variant, 0 for an empty list.
func (l *List) Words() int {
	if l == nil {
		return 0
	}
	return l.words
}

// firstLetters returns the letters that a name begins with: "J" of "J. Smith".
func firstLetters(name string) string {
	end := strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) })
	if end < 0 {
		return name
	}
	return name[:end]
}

// Begins reports whether a variant begins with the letters of a word and no others.
func (l *List) Begins(word string) bool { return l != nil && l.first[word] }

// Preferred returns the entry that says how a variant is written in articles of a language and
// source; nil when nothing is decided. Of several the one with the narrowest scope holds.
func (l *List) Preferred(variant, lang, source string) *Entry {
	if l == nil {
		return nil
	}
	var best *Entry
	for _, i := range l.variants[variant] {
		if e := &l.entries[i]; e.holds(lang, source) && (best == nil || e.rank() > best.rank()) {
			best = e
		}
	}
	if best == nil {
		return nil
	}
	for _, i := range l.forms[variant] {
		if e := &l.entries[i]; e.holds(lang, source) && e.rank() > best.rank() {
			return nil // a narrower entry prefers what a wider one changes
		}
	}
	return best
}

// Decided reports whether form was decided about, as a variant or as a preferred form, for
// articles of a language and source. Such a form is no longer a matter of counts.
func (l *List) Decided(form, lang, source string) bool {
	if l == nil {
		return false
	}
	if l.Preferred(form, lang, source) != nil {
		return true
	}
	holds := func(i int) bool { return l.entries[i].holds(lang, source) }
	return slices.ContainsFunc(l.forms[form], holds) || slices.ContainsFunc(l.rejected[form], holds)
}
