package fixers

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"copydesk/article"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func edit(start, end int, with string) Edit { return Edit{article.Span{Start: start, End: end}, with} }

func candidate(rule string, edits ...Edit) Candidate {
	return Candidate{rule, &Fix{Message: "test", Applicability: Safe, Edits: edits}}
}

func TestMerge(t *testing.T) {
	const text = "the quick brown fox"
	for _, c := range []struct {
		name     string
		in       []Candidate
		want     string
		outcomes []Outcome
	}{
		{"apart", []Candidate{candidate("a", edit(0, 3, "a")), candidate("b", edit(16, 19, "cat"))}, "a quick brown cat", []Outcome{Fixed, Fixed}},
		{"overlapping: the first wins", []Candidate{candidate("a", edit(6, 12, "")), candidate("b", edit(4, 9, "slow"))}, "the slow brown fox", []Outcome{Deferred, Fixed}},
		{"touching waits", []Candidate{candidate("a", edit(4, 9, "slow")), candidate("b", edit(9, 9, ","))}, "the slow brown fox", []Outcome{Fixed, Deferred}},
		{"same place: the shorter wins", []Candidate{candidate("a", edit(4, 15, "x")), candidate("b", edit(4, 9, "slow"))}, "the slow brown fox", []Outcome{Deferred, Fixed}},
		{"equal fixes are one", []Candidate{candidate("a", edit(4, 9, "slow")), candidate("b", edit(4, 9, "slow"))}, "the slow brown fox", []Outcome{Fixed, Fixed}},
		{"whole or not at all", []Candidate{candidate("a", edit(0, 3, "a")), candidate("b", edit(1, 2, ""), edit(16, 19, "cat"))}, "a quick brown fox", []Outcome{Fixed, Deferred}},
		{"outside the text", []Candidate{candidate("a", edit(0, 99, ""))}, text, []Outcome{Refused}},
		{"nothing to change", []Candidate{candidate("a", edit(0, 3, "the"))}, text, []Outcome{Refused}},
		{"no edits", []Candidate{candidate("a")}, text, []Outcome{Refused}},
	} {
		t.Run(c.name, func(t *testing.T) {
			edits, outcomes, _ := Merge(text, c.in)
			got, err := Apply(text, edits)
			if err != nil || got != c.want {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
			if d := cmp.Diff(c.outcomes, outcomes); d != "" {
				t.Errorf("outcomes (-want +got):\n%s", d)
			}
		})
	}
}

func TestInvariants(t *testing.T) {
	for _, c := range []struct {
		keeps  Invariant
		before string
		after  string
		ok     bool
	}{
		{KeepsNothing, "a", "b", true},
		{KeepsInk, "realizóuna", "realizó una", true},
		{KeepsInk, "realizóuna", "realizo una", false},
		{KeepsAll, "", "y", true},
		{KeepsAll, "x", "xy", false},
		{KeepsVisible, "co\u200bop", "coop", true},
		{KeepsVisible, "coop", "cop", false},
		{KeepsCanonical, "No\u0323\u0302i", "Nội", true},
		{KeepsCanonical, "Noi", "Nội", false},
		{KeepsCompatible, "ﬁn", "fin", true},
		{KeepsCompatible, "fin", "fan", false},
		{KeepsBase, "lựơng", "lượng", true},
		{KeepsBase, "Ðà", "Đà", true},
		{KeepsBase, "lung", "lang", false},
		{KeepsBaseWords, "Comit´e", "Comité", true},
		{KeepsBaseWords, "Comit´e", "Comités", false},
		{KeepsWords, " date 2025 HÀ", "date: 2025\n\nHÀ", true},
		{KeepsWords, "date 2025", "date 2026", false},
		{KeepsRest, "— VNA", "", true},
		{KeepsRest, "— VNA", "VNA", false},
	} {
		f := Replace(article.Span{Start: 0, End: len(c.before)}, c.after, "test", Safe, c.keeps)
		if err := f.Validate(c.before); (err == nil) != c.ok {
			t.Errorf("%s: %q to %q: %v", c.keeps, c.before, c.after, err)
		}
	}
}

func TestValidateRefusesHalfCharacters(t *testing.T) {
	f := Replace(article.Span{Start: 0, End: 1}, "n", "test", Safe, KeepsNothing)
	if err := f.Validate("ñ"); err == nil {
		t.Error("a fix that cuts ñ in two is accepted")
	}
}

// propose returns a check that applies each replacement wherever it fits.
func propose(pairs ...string) func(string, [][]Edit) Proposal {
	return func(text string, _ [][]Edit) Proposal {
		var p Proposal
		for i := 0; i < len(pairs); i += 2 {
			if at := strings.Index(text, pairs[i]); at >= 0 {
				p.Candidates = append(p.Candidates, candidate("test/"+pairs[i], edit(at, at+len(pairs[i]), pairs[i+1])))
			}
		}
		return p
	}
}

func TestConverge(t *testing.T) {
	r, err := Converge("aXbX", propose("X", "-"))
	if err != nil || r.Text != "a-b-" {
		t.Fatalf("got %q, %v", r.Text, err)
	}
	if want := (Tally{Found: 2, Fixed: 2}); r.Tally != want {
		t.Errorf("tally %+v, want %+v", r.Tally, want)
	}
	if len(r.Steps) != 2 || r.Steps[1].Pass != 2 {
		t.Errorf("steps %+v", r.Steps)
	}
}

func TestConvergeGivesUp(t *testing.T) {
	for name, check := range map[string]func(string, [][]Edit) Proposal{
		"undo one another": propose("ab", "ba", "ba", "ab"),
		"grow the text":    propose("a", strings.Repeat("a", 5000)),
		"go on after":      propose("a", "aa"),
	} {
		r, err := Converge("ab", check)
		if !errors.Is(err, ErrNotConverging) || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "test/") {
			t.Errorf("%s: error %v", name, err)
		}
		if r.Text != "ab" {
			t.Errorf("%s: the text became %q", name, r.Text)
		}
	}
}

// drawCandidates draws fixes whose edits lie anywhere, valid or not.
func drawCandidates(t *rapid.T, text string) []Candidate {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Candidate {
		var edits []Edit
		for at := 0; at <= len(text) && len(edits) < 3; {
			start := rapid.IntRange(at, len(text)+1).Draw(t, "start")
			end := rapid.IntRange(start, min(start+4, len(text)+1)).Draw(t, "end")
			edits = append(edits, edit(start, end, rapid.SampledFrom([]string{"", " ", "x", "ñ", "yz"}).Draw(t, "new")))
			if rapid.Bool().Draw(t, "stop") {
				break
			}
			at = end
		}
		return candidate(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "rule"), edits...)
	}), 0, 8).Draw(t, "candidates")
}

func TestMergeProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("ab ñộ\n"))).Draw(t, "text")
		in := drawCandidates(t, text)
		edits, outcomes, refused := Merge(text, in)
		after, err := Apply(text, edits)
		if err != nil {
			t.Fatalf("merged edits do not apply: %v", err)
		}
		back, err := Apply(after, Invert(text, edits))
		if err != nil || back != text {
			t.Fatalf("%q became %q and came back as %q, %v", text, after, back, err)
		}
		count := map[Outcome]int{}
		for _, o := range outcomes {
			count[o]++
		}
		if len(outcomes) != len(in) || count[Refused] != len(refused) {
			t.Fatalf("%d candidates, %d outcomes, %d refused, %d errors", len(in), len(outcomes), count[Refused], len(refused))
		}
		checkOrderDoesNotMatter(t, text, in, after)
	})
}

func checkOrderDoesNotMatter(t *rapid.T, text string, in []Candidate, want string) {
	shuffled := append([]Candidate(nil), in...)
	r := rand.New(rand.NewPCG(uint64(rapid.IntRange(0, 1000).Draw(t, "seed")), 1))
	r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	edits, _, _ := Merge(text, shuffled)
	if got, err := Apply(text, edits); err != nil || got != want {
		t.Fatalf("in another order: %q, %v; want %q", got, err, want)
	}
}

func TestOrigin(t *testing.T) {
	// "realizóuna  visita" → "realizó una  visita" → "realizó una visita"
	passes := [][]Edit{{edit(8, 8, " ")}, {edit(12, 14, " ")}}
	for _, c := range []struct{ now, before article.Span }{
		{article.Span{Start: 0, End: 8}, article.Span{Start: 0, End: 8}},
		{article.Span{Start: 9, End: 12}, article.Span{Start: 8, End: 11}},
		{article.Span{Start: 13, End: 19}, article.Span{Start: 13, End: 19}},
		{article.Span{Start: 8, End: 9}, article.Span{Start: 8, End: 8}},
	} {
		if got := Origin(c.now, passes); got != c.before {
			t.Errorf("origin of %v is %v, want %v", c.now, got, c.before)
		}
	}
}

func FuzzApply(f *testing.F) {
	f.Add("the quick fox", 4, 9, "slow", 9, 9, " ")
	f.Fuzz(func(t *testing.T, text string, a, b int, x string, c, d int, y string) {
		if !utf8.ValidString(text) {
			t.Skip("sources hand over valid text; what an edit joins of stray bytes cannot be taken apart again")
		}
		in := []Candidate{candidate("a", edit(a, b, x)), candidate("b", edit(c, d, y))}
		edits, _, _ := Merge(text, in)
		after, err := Apply(text, edits)
		if err != nil {
			t.Fatalf("merged edits do not apply: %v", err)
		}
		if back, err := Apply(after, Invert(text, edits)); err != nil || back != text {
			t.Fatalf("%q came back as %q, %v", text, back, err)
		}
	})
}
