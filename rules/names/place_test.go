package names_test

import (
	"testing"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/names"

	"golang.org/x/text/language"
)

func fixPlaces(t *testing.T, prefer []string, text string) string {
	t.Helper()
	options := map[string]any{names.PlaceVariant.Name: &names.PlaceOptions{Prefer: prefer}}
	w := rules.NewEngine([]*rules.Rule{names.PlaceVariant}, options).Worker()
	out := w.Fix(article.Input{Name: "a.txt", Lang: language.English, Text: text}, rules.Policy{Level: fixers.Unsafe})
	if out.Err != nil || len(out.Faults) > 0 {
		t.Fatal(out.Err, out.Faults)
	}
	return out.Text
}

// The style of the house rules over the majority of the article.
func TestPreferredPlaces(t *testing.T) {
	const text = "Hà Nội grows. Trade with Hà Nội grows, and so does Danang, in Vietnam."
	want := "Hanoi grows. Trade with Hanoi grows, and so does Đà Nẵng, in Việt Nam."
	if got := fixPlaces(t, []string{"Hanoi", "Đà Nẵng", "Việt Nam"}, text); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := fixPlaces(t, nil, text); got != text {
		t.Errorf("without a preference: %q", got)
	}
}

// A longer name follows only when the article has it in the wanted form as well.
func TestLongerNamesFollowTheirTwins(t *testing.T) {
	const text = "The Communist Party of Việt Nam met. The Communist Party of Vietnam agreed with Việt Nam’s partners in Việt Nam. The Vietnam War ended."
	want := "The Communist Party of Việt Nam met. The Communist Party of Việt Nam agreed with Việt Nam’s partners in Việt Nam. The Vietnam War ended."
	if got := fixPlaces(t, nil, text); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
