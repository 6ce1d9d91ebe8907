package fusion

import (
	"slices"
	"testing"
)

func TestEndingTreesHoldTheEndings(t *testing.T) {
	for lang, tree := range endingTrees {
		var path [deepest + 1]rune
		var got []string
		for _, n := range tree {
			if path[n.depth] = n.letter; n.ending == "" {
				continue
			}
			if spelled := string(path[:n.depth+1]); spelled != n.ending {
				t.Errorf("%s: %q is spelled %q", lang, n.ending, spelled)
			}
			got = append(got, n.ending)
		}
		want := slices.Clone(endings[lang])
		slices.Sort(want)
		if want = slices.Compact(want); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}
