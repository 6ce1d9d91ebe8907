package catalogue_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"copydesk/rules"
	"copydesk/rules/catalogue"
	"copydesk/rules/rulestest"

	"golang.org/x/text/language"
)

// TestLadder times every rule on texts of its own examples, repeated in one
// line and in paragraphs, and all rules together on hostile pieces: no rule may
// take more than linear time. COPYDESK_LADDER says up to how many bytes;
// 10485760 takes half an hour.
func TestLadder(t *testing.T) {
	top, err := strconv.Atoi(os.Getenv("COPYDESK_LADDER"))
	if err != nil {
		t.Skip("COPYDESK_LADDER does not say up to how many bytes")
	}
	for _, r := range catalogue.All() {
		t.Run(r.Name, func(t *testing.T) {
			examples, err := rules.ParseExamples(r.Doc.Examples)
			if err != nil {
				t.Fatal(err)
			}
			byLang := map[language.Tag][]string{}
			for _, e := range examples {
				byLang[e.Lang] = append(byLang[e.Lang], e.Before)
			}
			for lang, texts := range byLang {
				rulestest.LinearTo(t, []*rules.Rule{r}, lang, []string{strings.Join(texts, "\n"), strings.Join(strings.Fields(strings.Join(texts, " ")), " ") + " "}, top)
			}
		})
	}
	t.Run("hostile", func(t *testing.T) {
		for i, piece := range hostile {
			rulestest.LinearTo(t, catalogue.All(), languages[i%len(languages)], []string{piece}, top)
		}
	})
}
