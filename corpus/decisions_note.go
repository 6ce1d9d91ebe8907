package corpus

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"copydesk/lexicon/nearest"
)

// Note is one line of a file that people keep beside a corpus: a decision, a
// suppression or an entry of the baseline. It is made to be read, to be
// sorted, and to be merged by git:
//
//	9f86d081884c7d65 accept rule="spacing/fused-word" old="elmuelle" new="el muelle" in="a.txt" by="Ana" on=2026-11-22
//
// Values are JSON strings; those that need no quotes may go without.
type Note struct {
	Key     string // the fingerprint of a finding without its number, or its likeness
	Verdict Verdict
	Rule    string
	Old     string // the words of the article
	New     string // what takes their place
	In      string // the article: path from the folder of the corpus, and record
	Why     string
	By      string
	On      string // day it was decided: 2026-11-22
	Until   string // last day of a suppression
	Count   int    // how often the key occurs in the article; 0 for once

	Line int // of the file it was read from, from 1; 0 when it is new
}

// Verdict is what was decided about a change.
type Verdict string

// The verdicts. A Note of a baseline or a suppression has none.
const (
	Accept Verdict = "accept" // applied, and applied again where the same evidence holds
	Reject Verdict = "reject" // never offered again
)

// fields are the named values of a note, in the order in which they are written.
func (n *Note) fields() []noteField {
	return []noteField{
		{"rule", &n.Rule},
		{"old", &n.Old},
		{"new", &n.New},
		{"in", &n.In},
		{"why", &n.Why},
		{"by", &n.By},
		{"on", &n.On},
		{"until", &n.Until},
	}
}

type noteField struct {
	name  string
	value *string
}

// String returns n as a line, without its end.
func (n *Note) String() string {
	var b strings.Builder
	b.WriteString(n.Key)
	if n.Verdict != "" {
		b.WriteString(" " + string(n.Verdict))
	}
	if n.Count > 1 {
		fmt.Fprintf(&b, " count=%d", n.Count)
	}
	for _, f := range n.fields() {
		if *f.value != "" || f.name == "new" && n.Verdict == Accept {
			b.WriteString(" " + f.name + "=" + noteValue(*f.value))
		}
	}
	return b.String()
}

// noteValue returns s as a JSON string, or bare when it is a date.
func noteValue(s string) string {
	if isDay(s) {
		return s
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string can always be encoded
	return strings.TrimSuffix(b.String(), "\n")
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// parseNote reads a line as String writes it.
func parseNote(line string) (Note, error) {
	var n Note
	n.Key, line = word(line)
	if !isKey(n.Key) {
		return n, fmt.Errorf("%q is no fingerprint", n.Key)
	}
	for line != "" {
		name, rest, ok := strings.Cut(line, "=")
		verdict, after := word(line)
		if !ok || len(verdict) < len(name) {
			if n.Verdict = Verdict(verdict); n.Verdict != Accept && n.Verdict != Reject {
				return n, fmt.Errorf("%q is neither accept nor reject", verdict)
			}
			line = after
			continue
		}
		value, after, err := readValue(rest)
		if err != nil {
			return n, fmt.Errorf("%s: %w", name, err)
		}
		if err := n.set(name, value); err != nil {
			return n, err
		}
		line = after
	}
	return n, nil
}

func (n *Note) set(name, value string) error {
	if name == "count" {
		count, err := strconv.Atoi(value)
		if err != nil || count < 1 {
			return fmt.Errorf("count: %q is no number above 0", value)
		}
		n.Count = count
		return nil
	}
	names := []string{"count"}
	for _, f := range n.fields() {
		if f.name == name {
			*f.value = value
			return nil
		}
		names = append(names, f.name)
	}
	return fmt.Errorf("unknown field %q%s", name, nearest.Hint(name, names))
}

// word returns the first word of s and what stands behind it.
func word(s string) (first, rest string) {
	first, rest, _ = strings.Cut(strings.TrimLeft(s, " \t"), " ")
	return first, strings.TrimLeft(rest, " \t")
}

// readValue reads a value at the start of s: a JSON string or a bare word.
func readValue(s string) (value, rest string, err error) {
	if !strings.HasPrefix(s, `"`) {
		value, rest = word(s)
		return value, rest, nil
	}
	d := json.NewDecoder(strings.NewReader(s))
	if err := d.Decode(&value); err != nil {
		return "", "", fmt.Errorf("not a quoted string: %w", err)
	}
	return value, strings.TrimLeft(s[d.InputOffset():], " \t"), nil
}

// isKey reports whether s is a fingerprint, with or without its number, or a likeness.
func isKey(s string) bool {
	s = strings.TrimPrefix(s, "like:")
	hash, number, numbered := strings.Cut(s, ".")
	if len(hash) != 16 || strings.Trim(hash, "0123456789abcdef") != "" {
		return false
	}
	return !numbered || number != "" && strings.Trim(number, "0123456789") == ""
}

// Hash returns a fingerprint without the number of its occurrence.
func Hash(fingerprint string) string {
	hash, _, _ := strings.Cut(fingerprint, ".")
	return hash
}

// sortNotes brings notes into the order of the file: by key, then by article.
func sortNotes(notes []Note) {
	slices.SortStableFunc(notes, func(a, b Note) int { return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.In, b.In)) })
}
