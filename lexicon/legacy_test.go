package lexicon_test

import (
	"testing"

	"copydesk/lexicon"
)

func TestLegacyDecode(t *testing.T) {
	want := "Đất nước và người dân được mùa, vẫn bận rộn."
	for enc, text := range map[lexicon.Legacy]string{
		lexicon.TCVN3:       "§Êt n\u00adíc vµ ng\u00adêi d©n ®\u00adîc mïa, vÉn bËn rén.",
		lexicon.VNI:         "Ñaát nöôùc vaø ngöôøi daân ñöôïc muøa, vaãn baän roän.",
		lexicon.Windows1258: "Ðâìt nýõìc vaÌ ngýõÌi dân ðýõòc muÌa, vâÞn bâòn rôòn.",
		lexicon.VIQR:        "DDa^'t nu+o+'c va` ngu+o+`i da^n ddu+o+.c mu`a, va^~n ba^.n ro^.n.",
	} {
		got := enc.Decode(text)
		if got != want {
			t.Errorf("%v: %q, want %q", enc, got, want)
		}
		before, _ := lexicon.VietnameseShare(text)
		after, words := lexicon.VietnameseShare(got)
		if after != 1 || words < 8 || before > 0.5 {
			t.Errorf("%v: share %v before and %v of %d words after", enc, before, after, words)
		}
	}
}
