package joint_test

import (
	"testing"

	"copydesk/lexicon"
	"copydesk/rules/joint"

	"golang.org/x/text/language"
)

func TestJudge(t *testing.T) {
	tests := []struct {
		lang, l, r string
		two, sure  bool
	}{
		{"es", "de", "la", true, true},
		{"es", "ayunta", "miento", false, true},
		{"es", "con", "migo", false, true},
		{"en", "may", "be", true, false},
		{"en", "some", "one", false, false},
		{"en", "health", "care", false, true},
		{"de", "Wasser", "kraftprojekt", true, false},
		{"de", "der", "Minister", true, true},
		{"vi", "hội", "nghị", true, true},
		{"ja", "de", "la", false, false},
	}
	for _, tt := range tests {
		v := joint.Judge(lexicon.For(language.MustParse(tt.lang)), tt.l, tt.r)
		if v.Two != tt.two || v.Sure != tt.sure {
			t.Errorf("%s %q|%q: two %v, sure %v; want %v, %v (%s)", tt.lang, tt.l, tt.r, v.Two, v.Sure, tt.two, tt.sure, v.Evidence)
		}
	}
}
