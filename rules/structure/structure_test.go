package structure_test

import (
	"testing"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/rulestest"
	"copydesk/rules/structure"

	"golang.org/x/text/language"
)

func TestExamples(t *testing.T) {
	if err := rules.Validate(structure.Rules); err != nil {
		t.Error(err)
	}
	for _, r := range structure.Rules {
		t.Run(r.Name, func(t *testing.T) { rulestest.Examples(t, r) })
	}
}

func fix(list []*rules.Rule, options map[string]any, lang, text string, level fixers.Applicability) rules.Outcome {
	in := article.Input{Name: "a.txt", Lang: language.MustParse(lang), Text: text}
	return rules.NewEngine(list, options).Worker().Fix(in, rules.Policy{Level: level})
}

// The layouts that are not the default, each from every shape of a header.
func TestHeaderLayouts(t *testing.T) {
	const matter, drop = "front-matter", "drop"
	for _, c := range []struct{ layout, text, want string }{
		{matter, " date 2025-10-27 The harbour.\n", "---\ndate: 2025-10-27\n---\n\nThe harbour.\n"},
		{matter, "date: 2025-10-27\n\nThe harbour.\n", "---\ndate: 2025-10-27\n---\n\nThe harbour.\n"},
		{matter, "---\ntitle: x\ndate: 2025-10-27\n---\n\nThe harbour.\n", "---\ntitle: x\ndate: 2025-10-27\n---\n\nThe harbour.\n"},
		{matter, "\uFEFF date 2025-10-27 The harbour.\n", "\uFEFF---\ndate: 2025-10-27\n---\n\nThe harbour.\n"},
		{drop, " date 2025-10-27 The harbour.\n", "The harbour.\n"},
		{drop, "date: 2025-10-27\nsection: N\n\nThe harbour.\n", "The harbour.\n"},
		{drop, "The harbour.\n", "The harbour.\n"},
	} {
		options := map[string]any{"structure/header": &structure.HeaderOptions{Layout: c.layout}}
		out := fix([]*rules.Rule{structure.Header}, options, "en", c.text, fixers.Safe)
		if out.Text != c.want || len(out.Refused) > 0 {
			t.Errorf("%s of %q: %q, refused %v", c.layout, c.text, out.Text, out.Refused)
		}
	}
	for layout, ok := range map[string]bool{"line": true, matter: true, drop: true, "": false, "yaml": false} {
		if err := (&structure.HeaderOptions{Layout: layout}).Validate(); (err == nil) != ok {
			t.Errorf("layout %q: %v", layout, err)
		}
	}
}

func FuzzFix(f *testing.F) {
	f.Add("en", " date 2025-10-27 HÀ NỘI The harbour. — VNA/VNS")
	f.Add("es", "Publicado: 27/10/2025 10:45\nCiudadHo Chi Minh, (VNA)- El puerto./.\nVNA\n")
	f.Add("vi", "(Ảnh: TTXVN)Hà NộiKhi chợ\nẢnh: T.T.\nXem thêm\nTheo TTXVN")
	f.Add("de", "Von Anna Schmidt\nFrankfurt/Main (dpa/lhe)-Der Hafen. Foto: Anna / dpa\nAnzeige")
	f.Add("de", "0Ảnh")
	worker := rules.NewEngine(structure.Rules, nil).Worker()
	f.Fuzz(func(t *testing.T, lang, text string) {
		tag, err := language.Parse(lang)
		if err != nil {
			return
		}
		rulestest.Settles(t, worker, article.Input{Name: "fuzz.txt", Lang: tag, Text: text})
	})
}
