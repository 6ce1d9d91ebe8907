package nearest

import "testing"

func TestHint(t *testing.T) {
	known := []string{"spacing/run", "spacing/fused-word", "corpus.fields.text", "lang", "report.html"}
	for word, want := range map[string]string{
		"spacing/runn": ` (did you mean "spacing/run"?)`,
		"fused-words":  ` (did you mean "spacing/fused-word"?)`,
		"text":         ` (did you mean "corpus.fields.text"?)`,
		"langs":        ` (did you mean "lang"?)`,
		"quite other":  "",
		"":             "",
	} {
		if got := Hint(word, known); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}
