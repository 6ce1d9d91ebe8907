package names_test

import (
	"fmt"
	"strings"
	"testing"

	"copydesk/lexicon/names"
)

func TestKeys(t *testing.T) {
	for _, c := range []struct {
		a, b              string
		fingerprint, gram bool
	}{
		{"Lương Cường", "Luong Cuong", true, true},
		{"Tô Lâm", "Lam, To", true, false},
		{"Viet Nam Airlines", "Vietnam Airlines", false, true},
		{"Đà Nẵng", "DA NANG.", true, true},
		{"Nguyễn Văn An", "Nguyễn Văn Anh", false, false},
	} {
		if got := names.Fingerprint(c.a) == names.Fingerprint(c.b); got != c.fingerprint {
			t.Errorf("fingerprints of %s and %s: equal is %v", c.a, c.b, got)
		}
		if got := names.NGramFingerprint(c.a, 2) == names.NGramFingerprint(c.b, 2); got != c.gram {
			t.Errorf("n-grams of %s and %s: equal is %v", c.a, c.b, got)
		}
	}
}

func form(text string, counts ...any) names.Form {
	f := names.Form{Text: text}
	for i := 0; i < len(counts); i += 2 {
		f.Add(counts[i].(string), uint64(counts[i+1].(int)))
	}
	return f
}

func suggest(t *testing.T, decided *names.List, forms ...names.Form) []names.Entry {
	t.Helper()
	return names.Suggest("en", names.Clusters(forms, 1), names.Style{MinArticles: 3, MinSource: 8}, decided)
}

func lines(entries []names.Entry) string {
	var list []string
	for _, e := range entries {
		list = append(list, e.String())
	}
	return strings.Join(list, "\n")
}

func TestSuggest(t *testing.T) {
	got := lines(suggest(t, nil,
		form("Lương Cường", "vns", 400, "", 12), form("Luong Cuong", "", 3), form("Lương Cuờng", "vns", 1),
		form("Vietnam Airlines", "vns", 30), form("Viet Nam Airlines", "vns", 20),
		form("Marek Wrzosek", "vns", 40), form("Marek Wrzsek", "vns", 1), form("Marek Wrzosik", "vns", 20),
		form("Once Only", "vns", 1), form("Once, Only", "vns", 1),
		form("Alone Here", "vns", 99),
	))
	const want = `? Lương Cường [lang:en] = Luong Cuong | Lương Cuờng  # 412 | 3 | 1 articles; fingerprint
? Marek Wrzosek [lang:en] = Marek Wrzsek  # 40 | 1 articles; distance
? Vietnam Airlines [lang:en] = Viet Nam Airlines  # 30 | 20 articles; n-gram`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Two houses with styles of their own are not made one.
func TestStyles(t *testing.T) {
	got := lines(suggest(t, nil, form("Tô Lâm", "vns", 90, "wire", 1, "blog", 2), form("To Lam", "wire", 200, "vns", 2, "blog", 2)))
	const want = `? Tô Lâm [lang:en source:vns] = To Lam  # 90 | 2 articles; fingerprint
? To Lam [lang:en source:wire] = Tô Lâm  # 200 | 1 articles; fingerprint`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// What was decided stays, is not asked again, and replays on what comes later.
func TestDecisionsStay(t *testing.T) {
	list := parse(t, `Lương Cường [lang:en] = Luong Cuong
- Marek Wrzosek [lang:en] = Marek Wrzsek
? Gone Name [lang:en] = Gone Nmae
`)
	got, err := list.WithSuggestions(suggest(t, list,
		form("Luong Cuong", "vns", 400), form("Lương Cường", "vns", 30), form("Lương Cuờng", "vns", 1),
		form("Marek Wrzosek", "vns", 40), form("Marek Wrzsek", "vns", 1),
	))
	if err != nil {
		t.Fatal(err)
	}
	const want = `Lương Cường [lang:en] = Luong Cuong
? Lương Cường [lang:en] = Lương Cuờng  # 30 | 1 articles; fingerprint
- Marek Wrzosek [lang:en] = Marek Wrzsek
`
	if s := written(t, got); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

func TestManyNames(t *testing.T) {
	var forms []names.Form
	for i := range 30_000 {
		forms = append(forms, form(fmt.Sprintf("Nguyen Van %c%c%c", 'A'+i%26, 'a'+i/26%26, 'a'+i/676), "", 1+i%50))
	}
	if got := names.Clusters(forms, 1); len(got) == 0 {
		t.Error("no clusters")
	}
}

func BenchmarkClusters(b *testing.B) {
	var forms []names.Form
	for i := range 100_000 {
		forms = append(forms, form(fmt.Sprintf("Name%d Person%d", i%317, i), "", 1+i%50))
	}
	b.ResetTimer()
	for range b.N {
		names.Clusters(forms, 1)
	}
}
