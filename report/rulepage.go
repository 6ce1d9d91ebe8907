package report

import (
	"fmt"
	"strings"

	"copydesk/fixers"
	"copydesk/rules"
)

// RulePage returns the documentation of r in Markdown. The same page is
// printed by `copydesk explain` and stands under docs/rules.
func RulePage(r *rules.Rule) (string, error) {
	examples, err := rules.ParseExamples(r.Doc.Examples)
	if err != nil {
		return "", fmt.Errorf("rule %s: %w", r.Name, err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s.\n\n%s\n\n", r.Name, r.Doc.Summary, facts(r))
	fmt.Fprintf(&b, "## Why is this a defect?\n\n%s\n\n## The fix\n\n%s\n", strings.TrimSpace(r.Doc.Why), strings.TrimSpace(r.Doc.Fix))
	writeOptions(&b, r)
	writeExamples(&b, examples)
	return b.String(), nil
}

// facts returns what is short to say of r, on one line.
func facts(r *rules.Rule) string {
	list := []string{"Severity: " + r.Severity.String(), "since " + r.Doc.Since}
	if r.Doc.Best > fixers.Display {
		list = append(list, "fix: "+r.Doc.Best.String()+" at best")
	} else {
		list = append(list, "no automatic fix")
	}
	if r.Optional {
		list = append(list, "optional: select it by name")
	} else {
		list = append(list, "on by default")
	}
	if len(r.Langs) > 0 {
		var langs []string
		for _, l := range r.Langs {
			langs = append(langs, l.String())
		}
		list = append(list, "languages: "+strings.Join(langs, ", "))
	}
	return strings.Join(list, " · ")
}

func writeOptions(b *strings.Builder, r *rules.Rule) {
	options := r.OptionList()
	if len(options) == 0 {
		return
	}
	b.WriteString("\n## Options\n\n")
	family, name, _ := strings.Cut(r.Name, "/")
	for _, o := range options {
		fmt.Fprintf(b, "- `%s.%s.%s` (default `%v`): %s\n", family, name, o.Key, o.Default, o.Doc)
	}
}

func writeExamples(b *strings.Builder, examples []rules.Example) {
	b.WriteString("\n## Examples\n\n")
	if len(examples) > 0 && examples[0].Note != "" {
		b.WriteString(examples[0].Note + "\n\n")
	}
	var traps []rules.Example
	for _, e := range examples {
		if e.Trap {
			traps = append(traps, e)
			continue
		}
		fmt.Fprintf(b, "%s (%s):\n\n```diff\n%s```\n\n", sentence(e.Title), e.Lang, exampleDiff(e))
	}
	b.WriteString("These stay as they are:\n\n")
	for _, e := range traps {
		fmt.Fprintf(b, "- %s (%s): %s\n", e.Title, e.Lang, code(strings.TrimRight(e.Before, "\n")))
	}
}

// exampleDiff shows what the safe fixes make of e, else the unsafe ones.
func exampleDiff(e rules.Example) string {
	after, note := e.Safe, ""
	if after == e.Before && e.Unsafe != e.Before {
		after, note = e.Unsafe, "  (with --unsafe-fixes)"
	}
	if after == e.Before {
		return prefix("! ", e.Before) + "  (reported; a person repairs it)\n"
	}
	if note != "" {
		note += "\n"
	}
	return prefix("- ", e.Before) + prefix("+ ", after) + note
}

func prefix(sign, text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(sign + visible(strings.TrimSuffix(line, "\n")) + "\n")
	}
	return b.String()
}

func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// code returns s as inline code, whatever backquotes it holds: the fence is
// longer than any run of them.
func code(s string) string {
	s = visible(s)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if len(fence) > 1 || s == "" || strings.HasPrefix(s, " ") && strings.HasSuffix(s, " ") {
		s = " " + s + " "
	}
	return fence + s + fence
}
