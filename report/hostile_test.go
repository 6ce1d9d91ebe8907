package report

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// hostile is text that tries to break out of every format.
var hostile = []string{
	"\x1b[31mrojo\x1b[0m \x1b]0;título\x07 \u009b2J",
	"::set-output name=x::y",
	"  ::error file=a::b",
	"texto ##[add-mask]secreto",
	"</script><script>alert(1)</script><img src=x onerror=alert(1)>",
	"]]><!--", `"'><svg/onload=alert(1)>`, "&amp;&#0;",
	"```\n# Título\n@equipo mira #12 [aquí](https://example.org) ![x](y)", "| a | b |",
	"\u202Eoidem\u202C \u2066x\u2069 \u200B\uFEFF", "\u2028\u2029", "\x01\x02\x0b\x7f", "\ufffe\uffff", "\xff\xfe",
}

// hostileEntry is an article of which every part that can hold text is hostile.
func hostileEntry(part string) *Entry {
	text := part + " a  b " + part
	e := entry(part+".txt", text, false)
	for i := range e.Rest {
		f := &e.Rest[i]
		f.Message, f.Evidence = part, []string{part, text}
		if f.Fix != nil {
			fix := *f.Fix
			fix.Message = part
			f.Fix = &fix
		}
	}
	all := rules.Finding{Rule: "test/all", Text: text, Severity: rules.Error, Message: part, Confidence: 1, Fingerprint: "x.0"}
	all.Span = article.Span{Start: 0, End: len(text)}
	all.Fix = fixers.Replace(all.Span, part, part, fixers.Unsafe, fixers.KeepsNothing)
	e.Rest = append(e.Rest, all)
	e.Findings = e.Rest
	return e
}

func TestHostileText(t *testing.T) {
	for _, format := range Formats() {
		for _, part := range hostile {
			for _, id := range []string{"", part} {
				e := hostileEntry(part)
				e.ID = id
				checkSyntax(t, format, write(t, format, Style{}, []*Entry{e}))
			}
		}
	}
}

// checkSyntax checks that out is a document of its format and of nothing else.
func checkSyntax(t *testing.T, format, out string) {
	t.Helper()
	if format == "diff" { // a patch must hold the bytes as they are
		return
	}
	for _, r := range out {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			t.Fatalf("%s holds the control character %U:\n%q", format, r, out)
		}
	}
	if i := strings.Index(out, "##["); i >= 0 {
		t.Fatalf("%s holds a workflow command: %q", format, out[i:min(len(out), i+40)])
	}
	for line := range strings.Lines(out) {
		own := format == "github" && regexp.MustCompile(`^::(error|warning|notice) file=[^:]*,title=[a-z/-]+::`).MatchString(line)
		if strings.HasPrefix(strings.TrimSpace(line), "::") && !own {
			t.Fatalf("%s holds a workflow command: %q", format, line)
		}
	}
	switch format {
	case "json", "gitlab", "rdjson":
		if !json.Valid([]byte(out)) {
			t.Fatalf("%s is no JSON:\n%s", format, out)
		}
	case "json-lines":
		for line := range strings.Lines(out) {
			if !json.Valid([]byte(line)) {
				t.Fatalf("no JSON: %s", line)
			}
		}
	case "sarif":
		validateSARIF(t, out)
	case "junit", "checkstyle":
		validateXML(t, out)
	case "markdown":
		checkMarkdown(t, out)
	}
}

func validateXML(t *testing.T, out string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(out))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("no XML: %v\n%s", err, out)
		}
	}
}

// checkMarkdown checks that outside inline code nothing is left of what
// Markdown or GitHub would act upon.
func checkMarkdown(t *testing.T, out string) {
	t.Helper()
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, "```") {
			t.Fatalf("a code block was opened: %q", line)
		}
		if m := regexp.MustCompile(`<\w|\]\(|@\w|[^#\n]#\d|https?://`).FindString(outsideCode(line)); m != "" {
			t.Fatalf("markup got through: %q in %q", m, line)
		}
	}
}

// outsideCode returns line without its inline code and escaped characters.
func outsideCode(line string) string {
	out := ""
	for i := 0; i < len(line); {
		run := len(line[i:]) - len(strings.TrimLeft(line[i:], "`"))
		switch {
		case line[i] == '\\':
			i += 2
		case run > 0:
			i = codeEnd(line, i+run, run)
		default:
			out += line[i : i+1]
			i++
		}
	}
	return out
}

// codeEnd returns where the inline code ends whose fence of n backquotes ends at i.
func codeEnd(line string, i, n int) int {
	for _, m := range regexp.MustCompile("`+").FindAllStringIndex(line[i:], -1) {
		if m[1]-m[0] == n {
			return i + m[1]
		}
	}
	return i
}

var sarifSchema *jsonschema.Schema

func validateSARIF(t *testing.T, out string) {
	t.Helper()
	if sarifSchema == nil {
		f, err := os.Open("testdata/schema/sarif-schema-2.1.0.json")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		doc, err := jsonschema.UnmarshalJSON(f)
		if err != nil {
			t.Fatal(err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource("sarif.json", doc); err != nil {
			t.Fatal(err)
		}
		if sarifSchema, err = c.Compile("sarif.json"); err != nil {
			t.Fatal(err)
		}
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
	if err != nil {
		t.Fatalf("no JSON: %v\n%s", err, out)
	}
	if err := sarifSchema.Validate(v); err != nil {
		t.Fatalf("not as the schema wants it: %v\n%s", err, out)
	}
}

func TestSARIFOfArticles(t *testing.T) {
	validateSARIF(t, write(t, "sarif", Style{}, entries(t, false)))
}

func TestCommentFits(t *testing.T) {
	var list []*Entry
	for range 30 {
		list = append(list, entry("largo.txt", strings.Repeat("uno  dos , tres elmuelle y 51millones\n", 60), false))
	}
	out := write(t, "markdown", Style{}, list)
	if n := len(out); n > commentRunes {
		t.Errorf("the comment has %d bytes", n)
	}
	if !strings.Contains(out, "did not fit into one comment") || !strings.Contains(out, "**error**") || strings.Contains(out, "**warning**") {
		t.Error("the most severe findings must stand in the comment, and it must say what it leaves out")
	}
}

func TestGitHubBudget(t *testing.T) {
	e := entry("largo.txt", strings.Repeat("uno  dos elmuelle Cườn  \n", 14), false)
	out := write(t, "github", Style{}, []*Entry{e})
	for command, want := range map[string]int{"::error ": 10, "::warning ": 10, "::notice ": 10} {
		if got := strings.Count(out, "\n"+command) + btoi(strings.HasPrefix(out, command)); got != want {
			t.Errorf("%d times %q, want %d", got, command, want)
		}
	}
	if strings.Count(out, "::warning ") > 10 || !strings.Contains(out, "26 more findings not shown") {
		t.Errorf("what is not shown must be said:\n%s", out)
	}
	if got := strings.Count(out, "title=spacing/fused-word"); got != 14 {
		t.Errorf("%d errors are shown, want all 14: four of them as warnings", got)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
