package names

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A names file has one entry a line:
//
//	# Comments above the first empty line are about the file.
//
//	# What stands behind # is a comment; one above an entry moves with it.
//	Lương Cường [lang:en,fr] = Lương Cườn | Luong Cuong  # 412 | 1 | 3 articles
//	? Tô Lâm [lang:en source:"Viet Nam News"] = To Lam
//	- Nguyễn Văn An = Nguyễn Văn Ân
//
// A line that begins with the name is in effect; "?" marks a suggestion, to be accepted by taking
// the mark away or rejected by writing "-" in its place. A character that has a meaning here
// (\ | = # [ ] and a leading ? or -) has a backslash in front of it inside a name.

// Parse reads a names file. All bad lines are reported at once, as "line N: …".
func Parse(text string) (*List, error) {
	var entries []Entry
	var header, comments []string
	var errs []error
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(strings.TrimPrefix(line, "\uFEFF"))
		if line == "" {
			if len(entries) == 0 && header == nil { // comments in front of the first empty line are of the file
				header, comments = comments, nil
			}
			continue
		}
		if comment, ok := strings.CutPrefix(line, "#"); ok {
			comments = append(comments, strings.TrimSpace(comment))
			continue
		}
		e, err := parseEntry(line)
		if err != nil {
			errs = append(errs, fmt.Errorf("line %d: %w", n, err))
			continue
		}
		e.Line, e.Comments, comments = n, comments, nil
		entries = append(entries, e)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	l, err := New(entries)
	l.Header, l.comments = header, comments
	return l, err
}

func parseEntry(line string) (Entry, error) {
	e := Entry{Status: Accepted}
	if line[0] == byte(Suggested) || line[0] == byte(Rejected) {
		e.Status, line = Status(line[0]), line[1:]
	}
	line, e.Note, _ = cutMark(line, '#')
	e.Note = strings.TrimSpace(e.Note)
	left, right, ok := cutMark(line, '=')
	if !ok {
		return e, errors.New("want PREFERRED = VARIANT | VARIANT")
	}
	name, rest, scoped := cutMark(left, '[')
	if scoped {
		scope, after, closed := cutMark(rest, ']')
		if !closed || strings.TrimSpace(after) != "" {
			return e, errors.New("the scope [lang:… source:…] has no end, or is not last in front of =")
		}
		if err := e.scope(scope); err != nil {
			return e, err
		}
	}
	e.Form = plain(name)
	for more := true; more; {
		var v string
		v, right, more = cutMark(right, '|')
		if v = plain(v); v == "" {
			return e, errors.New("a variant is empty")
		}
		if v != e.Form && !slices.Contains(e.Variants, v) {
			e.Variants = append(e.Variants, v)
		}
	}
	if e.Form == "" || len(e.Variants) == 0 {
		return e, errors.New("a preferred form and a variant that differs from it are needed")
	}
	return e, nil
}

// scope reads lang:en,fr source:VNA source:"Viet Nam News".
func (e *Entry) scope(text string) error {
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		key, rest, ok := strings.Cut(text, ":")
		if !ok {
			return fmt.Errorf("scope %q: want lang:LANGUAGE or source:NAME", text)
		}
		var value string
		if quoted, ok := strings.CutPrefix(rest, `"`); ok {
			if value, text, ok = cutMark(quoted, '"'); !ok {
				return fmt.Errorf("scope %s:%s has no end", key, rest)
			}
		} else {
			value, text, _ = strings.Cut(rest, " ")
		}
		value = plain(value)
		switch {
		case value == "":
			return fmt.Errorf("scope %s: is empty", key)
		case key == "lang":
			for lang := range strings.SplitSeq(value, ",") {
				if !isTag(lang) {
					return fmt.Errorf("scope lang:%s: %q is no language; they are written like en or pt-BR", value, lang)
				}
				e.Langs = append(e.Langs, lang)
			}
		case key == "source":
			e.Sources = append(e.Sources, value)
		default:
			return fmt.Errorf("no scope is called %q; there are lang and source", key)
		}
	}
	slices.Sort(e.Langs)
	slices.Sort(e.Sources)
	e.Langs, e.Sources = slices.Compact(e.Langs), slices.Compact(e.Sources)
	return nil
}

// isTag reports whether s could be a language tag: letters and digits, with hyphens between.
func isTag(s string) bool {
	other := func(r rune) bool {
		return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}
	return s != "" && !strings.ContainsFunc(s, other)
}

// cutMark cuts text at the first mark that has no backslash in front of it.
func cutMark(text string, mark byte) (before, after string, found bool) {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case mark:
			return text[:i], text[i+1:], true
		}
	}
	return text, "", false
}

// plain takes the backslashes out of a name, and white space but one blank.
func plain(name string) string {
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		if name[i] == '\\' && i+1 < len(name) {
			i++
		}
		b.WriteByte(name[i])
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

var special = strings.NewReplacer(`\`, `\\`, `|`, `\|`, `=`, `\=`, `#`, `\#`, `[`, `\[`, `]`, `\]`)

var quote = strings.NewReplacer(`\`, `\\`, `|`, `\|`, `=`, `\=`, `#`, `\#`, `[`, `\[`, `]`, `\]`, `"`, `\"`)

// escaped is the inverse of plain.
func escaped(name string) string {
	name = special.Replace(name)
	if strings.HasPrefix(name, "?") || strings.HasPrefix(name, "-") {
		return `\` + name
	}
	return name
}

// String returns the line of the entry, with the comments above it.
func (e *Entry) String() string {
	var b strings.Builder
	writeComments(&b, e.Comments)
	if e.Status != Accepted {
		b.WriteString(string(e.Status) + " ")
	}
	b.WriteString(escaped(e.Form))
	b.WriteString(e.scopeText())
	for i, v := range e.Variants {
		b.WriteString([]string{" = ", " | "}[min(i, 1)] + escaped(v))
	}
	if e.Note != "" {
		b.WriteString("  # " + e.Note)
	}
	return b.String()
}

func (e *Entry) scopeText() string {
	var parts []string
	if len(e.Langs) > 0 {
		parts = append(parts, "lang:"+strings.Join(e.Langs, ","))
	}
	for _, s := range e.Sources {
		if quoted := quote.Replace(s); quoted != s || strings.Contains(s, " ") {
			s = `"` + quoted + `"`
		}
		parts = append(parts, "source:"+s)
	}
	if len(parts) == 0 {
		return ""
	}
	return " [" + strings.Join(parts, " ") + "]"
}

// WriteTo writes the list as a names file.
func (l *List) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	writeComments(&b, l.Header)
	if len(l.Header) > 0 {
		b.WriteString("\n")
	}
	for i := range l.entries {
		b.WriteString(l.entries[i].String() + "\n")
	}
	writeComments(&b, l.comments)
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

// conflicts returns an error for every two accepted entries that contradict one another.
func (l *List) conflicts() error {
	var errs []error
	for i := range l.entries {
		e := &l.entries[i]
		if e.Status != Accepted {
			continue
		}
		for _, v := range e.Variants {
			for _, j := range l.variants[v] {
				if o := &l.entries[j]; e.Line < o.Line && o.Form != e.Form && o.rank() == e.rank() && overlap(e, o) {
					errs = append(errs, fmt.Errorf("line %d: %q is a variant of %q, and on line %d of %q", o.Line, v, o.Form, e.Line, e.Form))
				}
			}
		}
		for _, j := range l.variants[e.Form] {
			if o := &l.entries[j]; e.rank() == o.rank() && overlap(e, o) {
				errs = append(errs, fmt.Errorf("line %d: %q is preferred, and on line %d a variant of %q", e.Line, e.Form, o.Line, o.Form))
			}
		}
	}
	return errors.Join(errs...)
}

// overlap reports whether some article is in the scope of both.
func overlap(a, b *Entry) bool {
	meet := func(x, y []string) bool {
		return len(x) == 0 || len(y) == 0 || slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
	}
	return meet(a.Langs, b.Langs) && meet(a.Sources, b.Sources)
}

func writeComments(b *strings.Builder, comments []string) {
	for _, c := range comments {
		b.WriteString(strings.TrimRight("# "+c, " ") + "\n")
	}
}
