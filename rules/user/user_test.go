package user

import (
	"strings"
	"testing"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

func parse(t *testing.T, text string) ([]*rules.Rule, error) {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	return Parse(doc.Content[0])
}

const club = `
- name: house/club-name
  message: the club is written in full
  when: token.text == "Barsa" && token.prev != "“"
  replace: '"Barcelona"'
  applicability: safe
  examples:
    - {before: El Barsa ganó., after: El Barcelona ganó.}
    - {keep: El “Barsa” ganó.}
`

func TestUserRuleRepairs(t *testing.T) {
	list, err := parse(t, club)
	if err != nil {
		t.Fatal(err)
	}
	w := rules.NewEngine(list, nil).Worker()
	out := w.Fix(article.Input{Text: "El Barsa y el Barsa."}, rules.Policy{Level: fixers.Safe})
	if out.Text != "El Barcelona y el Barcelona." {
		t.Errorf("got %q", out.Text)
	}
}

// The header is what stands in front of the prose, in whatever shape.
func TestHeader(t *testing.T) {
	const text = "By Mary Johnson\nLAGOS, Nigeria (AP/VNA) — The harbour reopened."
	for when, want := range map[string]bool{
		`header.place == "LAGOS" and header.region == "Nigeria" and "VNA" in header.agencies and header.byline == "Mary Johnson"`: true,
		`header.date != "" or header.key != "" or header.section != "" or header.time != ""`:                                      false,
		`len(header.agencies) == 0`: false,
	} {
		list, err := parse(t, "- {name: a/b, message: m, each: article, when: '"+when+"'}")
		if err != nil {
			t.Fatal(err)
		}
		in := article.Input{Lang: language.English, Text: text}
		if found := rules.NewEngine(list, nil).Worker().Inspect(in, rules.Policy{}).Findings; len(found) > 0 != want {
			t.Errorf("%s: %d findings", when, len(found))
		}
	}
}

func TestUnits(t *testing.T) {
	for each, when := range map[string]string{
		"paragraph": `paragraph.words > 2 and paragraph.index == 1`,
		"article":   `len(paragraphs) == 2 and lang == "es" and any(paragraphs, .last)`,
		"token":     `token.kind == "word" and token.case == "title" and paragraph.last`,
	} {
		list, err := parse(t, "- {name: a/b, message: m, each: "+each+", when: '"+when+"'}")
		if err != nil {
			t.Errorf("%s: %v", each, err)
			continue
		}
		tag := article.Parse(article.Input{}).Lang
		if err := tag.UnmarshalText([]byte("es")); err != nil {
			t.Fatal(err)
		}
		out := rules.NewEngine(list, nil).Worker().Inspect(article.Input{Lang: tag, Text: "uno dos\nTres cuatro cinco"}, rules.Policy{})
		if len(out.Findings) != 1 {
			t.Errorf("%s: %d findings, want 1: %+v", each, len(out.Findings), out.Faults)
		}
	}
}

func TestMistakesAreNamed(t *testing.T) {
	for want, text := range map[string]string{
		`no key "mesage" (did you mean "message"?)`: "- {name: a/b, mesage: m, when: 'true'}",
		"message is missing":                        "- {name: a/b, when: 'true'}",
		"when is missing":                           "- {name: a/b, message: m}",
		"must be family/rule":                       "- {name: ab, message: m, when: 'true'}",
		`"word" is none of token, paragraph`:        "- {name: a/b, message: m, each: word, when: 'true'}",
		"line 1, column 7 of the expression":        "- {name: a/b, message: m, when: 'token.txt == 1'}",
		"expected bool":                             "- {name: a/b, message: m, when: '1 + 1'}",
		"is not reported":                           "- {name: a/b, message: m, when: 'false', examples: [{before: x}]}",
		"but the example keeps it":                  "- {name: a/b, message: m, when: 'true', examples: [{keep: x}]}",
		`becomes "y", not "z"`:                      "- {name: a/b, message: m, when: 'token.text == \"x\"', replace: '\"y\"', examples: [{before: x, after: z}]}",
		"a list of rules":                           "name: a/b",
		"cannot be replaced":                        "- {name: a/b, message: m, each: article, when: 'true', replace: '\"\"'}",
		"is none of display, unsafe, safe":          "- {name: a/b, message: m, when: 'true', applicability: sure}",
		`no severity is called "fatal"`:             "- {name: a/b, message: m, when: 'true', severity: fatal}",
	} {
		if _, err := parse(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\n got %v\nwant %s", text, err, want)
		}
	}
}

func TestBudgets(t *testing.T) {
	list, err := parse(t, `- {name: a/b, message: m, each: article, when: 'len(map(1..5000000, #)) > 0'}`)
	if err != nil {
		t.Fatal(err)
	}
	out := rules.NewEngine(list, nil).Worker().Inspect(article.Input{Text: "x"}, rules.Policy{})
	if len(out.Faults) != 1 || !strings.Contains(out.Faults[0].Error(), "memory budget") {
		t.Errorf("faults %v", out.Faults)
	}
}
