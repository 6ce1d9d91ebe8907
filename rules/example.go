package rules

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/tools/txtar"
)

// Example is one executed piece of a rule's documentation.
type Example struct {
	Title  string       // from the name of the file: "lost-dash" is "lost dash"
	Lang   language.Tag //
	Before string
	Safe   string // after the safe fixes; equal to Before when they must change nothing
	Unsafe string // after the unsafe fixes as well
	Trap   bool   // the rule must not report anything
	Alone  bool   // of a trap: other rules may find something in it
	Note   string // the comment of the archive, for the first example

	Corpus []string // the articles of the corpus whose profile the rule is given; none without a profile
	Names  string   // the names file that the rule is given; "" without one
}

// ParseExamples reads the examples of a rule from a txtar archive. Its files
// are named TITLE.LANG.KIND. KIND is `before`, followed by `safe` (what the
// safe fixes make of it) and `unsafe` (what all fixes make of it), of which
// one may be left out: without `safe` the safe fixes change nothing, without
// `unsafe` the unsafe ones add nothing. With neither the rule only reports.
// KIND `trap` is text that the rule must leave alone without a word, and that
// no safe fix of any other rule may touch; `quiet` is a trap for this rule
// alone, in which others may find a defect.
//
// KIND `corpus` holds articles, one a line, of whose profile the rule knows in
// all examples that follow, and `names` a names file; of these two the TITLE is not shown.
//
// In a file \u{200B} stands for the character with that code point, so that
// invisible ones can be seen, and \u{20} for a blank at the end of a line. A
// file that ends with \ and a newline has neither of them.
func ParseExamples(archive string) ([]Example, error) {
	var list []Example
	var corpus []string
	var names string
	parsed := txtar.Parse([]byte(archive))
	for _, file := range parsed.Files {
		part := strings.Split(file.Name, ".")
		if len(part) != 3 {
			return nil, fmt.Errorf("example %q: want TITLE.LANG.KIND", file.Name)
		}
		tag, err := language.Parse(part[1])
		if err != nil {
			return nil, fmt.Errorf("example %q: %w", file.Name, err)
		}
		text, err := unescape(string(file.Data))
		if err != nil {
			return nil, fmt.Errorf("example %q: %w", file.Name, err)
		}
		switch part[2] {
		case "corpus":
			corpus = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
			continue
		case "names":
			names = text
			continue
		}
		if list, err = addExample(list, strings.ReplaceAll(part[0], "-", " "), tag, part[2], text); err != nil {
			return nil, fmt.Errorf("example %q: %w", file.Name, err)
		}
		list[len(list)-1].Corpus, list[len(list)-1].Names = corpus, names
	}
	if len(list) > 0 {
		list[0].Note = strings.TrimSpace(string(parsed.Comment))
	}
	return list, nil
}

func addExample(list []Example, title string, tag language.Tag, kind, text string) ([]Example, error) {
	switch kind {
	case "trap", "quiet":
		return append(list, Example{Title: title, Lang: tag, Before: text, Safe: text, Unsafe: text, Trap: true, Alone: kind == "quiet"}), nil
	case "before":
		return append(list, Example{Title: title, Lang: tag, Before: text, Safe: text, Unsafe: text}), nil
	}
	if len(list) == 0 || list[len(list)-1].Title != title {
		return nil, fmt.Errorf("%s must follow the before of the same title", kind)
	}
	last := &list[len(list)-1]
	switch kind {
	case "safe":
		last.Safe, last.Unsafe = text, text
	case "unsafe":
		last.Unsafe = text
	default:
		return nil, fmt.Errorf("no kind is called %q; there are before, safe, unsafe, trap, quiet, corpus and names", kind)
	}
	return list, nil
}

func unescape(s string) (string, error) {
	s = strings.TrimSuffix(s, "\\\n")
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, `\u{`)
		b.WriteString(before)
		if !ok {
			return b.String(), nil
		}
		code, after, ok := strings.Cut(rest, "}")
		n, err := strconv.ParseUint(code, 16, 32)
		if !ok || err != nil {
			return "", fmt.Errorf("bad escape \\u{%s", clipCode(code))
		}
		b.WriteRune(rune(n))
		s = after
	}
}

func clipCode(s string) string { return s[:min(len(s), 8)] }
