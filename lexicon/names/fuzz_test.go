package names_test

import (
	"testing"

	"copydesk/lexicon/names"
)

// A names file that was read is written so that it is read again as what it was.
func FuzzParse(f *testing.F) {
	f.Add("# about\n\n# note\nLương Cường [lang:en,fr] = Lương Cườn | Luong Cuong  # 412 | 1\n? Tô Lâm [lang:en source:\"Viet Nam News\"] = To Lam\n- An = Ân\n")
	f.Add("\\? a\\|b \\[c\\] \\# \\= = \\- x\n")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := names.Parse(text)
		if err != nil {
			return
		}
		first := written(t, list)
		again, err := names.Parse(first)
		if err != nil {
			t.Fatalf("%q is written as %q: %v", text, first, err)
		}
		if second := written(t, again); second != first {
			t.Errorf("%q is written as %q and then as %q", text, first, second)
		}
	})
}
