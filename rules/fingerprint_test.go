package rules

import (
	"fmt"
	"hash/fnv"
	"strings"
	"testing"

	"copydesk/article"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// Decisions and baselines keep fingerprints: they must stay what they were.
func TestFingerprintsStay(t *testing.T) {
	a := article.Parse(article.Input{Text: "El Puerto reabrió  el lunes, a\u0301nimo.\nEl Puerto reabrió el lunes\u00A0.\n"})
	found := []Finding{
		{Rule: "spacing/run", Span: article.Span{Start: 19, End: 21}},
		{Rule: "spacing/run", Span: article.Span{Start: 19, End: 21}},
		{Rule: "characters/not-nfc", Span: article.Span{Start: 32, End: 35}},
	}
	fingerprint(a, found)
	for i, want := range []string{"e1dbb0ab2521f086.0", "e1dbb0ab2521f086.1", "3d01a848f7ac5e42.0"} {
		if found[i].Fingerprint != want {
			t.Errorf("finding %d is %s, want %s", i, found[i].Fingerprint, want)
		}
	}
}

func TestNormalIsNFCInSmallLettersWithoutSpace(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "É", "e", "\u0301", " ", "\u00A0", "\n", "Ω", "\u2126", "ộ", "O\u0302\u0323", "İ", "Ⱥ", "“", "\xC3", "\u2000", "\u3000", "가", "ß", "ſ"})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(t, "pieces"), "")
		want := strings.ToLower(norm.NFC.String(strings.Join(strings.Fields(s), "")))
		if got := string(appendNormal([]byte("x"), s)); got != "x"+want {
			t.Errorf("%q: %q, want %q", s, got, "x"+want)
		}
	})
}

func TestName(t *testing.T) {
	h := fnv.New64a()
	fmt.Fprint(h, "some text")
	sum := uint64(fnvBasis)
	for _, b := range []byte("some text") {
		sum = (sum ^ uint64(b)) * fnvPrime
	}
	for _, x := range []uint64{sum, 0, 1 << 63} {
		if got, want := name(x, 12), fmt.Sprintf("%016x.%d", x, 12); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if sum != h.Sum64() {
		t.Errorf("hash %x, want %x", sum, h.Sum64())
	}
}
