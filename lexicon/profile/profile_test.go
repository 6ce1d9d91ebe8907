package profile_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"copydesk/lexicon"
	"copydesk/lexicon/profile"

	"golang.org/x/text/language"
	"pgregory.net/rapid"
)

// fact is a fact as the tests make it.
type fact struct {
	kind   profile.Kind
	lang   string
	item   string
	counts profile.Counts
}

// facts draws a corpus of facts, many of which are equal.
func facts(t *rapid.T, label string) []fact {
	word := rapid.StringMatching(`[a-zéđ]{1,3}`)
	draw := func(i int) fact {
		f := fact{lang: rapid.SampledFrom([]string{"en", "es"}).Draw(t, "lang"), counts: profile.Counts{uint64(1 + i%3)}}
		switch i % 5 {
		case 0:
			form := word.Draw(t, "word")
			f.kind, f.item = profile.WordOf, string(profile.AppendItem(nil, profile.Base(form), form, "s"))
			f.counts[2] = 1
		case 1:
			form := word.Draw(t, "name")
			f.kind, f.item = profile.NameOf, string(profile.AppendItem(nil, profile.Base(form), form, ""))
			f.counts[1] = 1
		case 2:
			f.kind, f.item = profile.LineOf, string(profile.LineItem(nil, "s", word.Draw(t, "line")))
		case 3:
			f.kind, f.item = profile.BigramOf, fmt.Sprintf("%08d", rapid.IntRange(0, 9).Draw(t, "pair"))
		case 4:
			f.kind, f.item = profile.Total, "s"
			f.counts[1], f.counts[2], f.counts[3] = 2, 3, 4
		}
		return f
	}
	list := make([]fact, rapid.IntRange(0, 60).Draw(t, label))
	for i := range list {
		list[i] = draw(i)
	}
	return list
}

// tiny is so little memory that nearly every fact makes a run of its own.
const tiny = 1

// build learns the facts with the given memory.
func build(t interface {
	Helper()
	Fatal(...any)
}, list []fact, memory int,
) *profile.Builder {
	t.Helper()
	b := profile.NewBuilder("", memory)
	for _, f := range list {
		if err := b.Add(f.kind, f.lang, []byte(f.item), f.counts); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func written(t interface {
	Helper()
	Fatal(...any)
}, b *profile.Builder,
) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := b.WritePartial(&out); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// learn(A)+learn(B) = learn(A∪B), whatever the order, the memory and the way of merging.
func TestMonoid(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		a, b := facts(t, "a"), facts(t, "b")
		all := append(append([]fact(nil), a...), b...)
		want := written(t, build(t, all, 0))
		rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if got := written(t, build(t, all, tiny)); !bytes.Equal(got, want) {
			t.Fatal("the order of the facts and the memory change the bytes")
		}
		x, y := build(t, a, tiny), build(t, b, 0)
		if err := y.Absorb(x); err != nil {
			t.Fatal(err)
		}
		if got := written(t, y); !bytes.Equal(got, want) {
			t.Fatal("absorbing a part changes the bytes")
		}
		path := filepath.Join(dir, "part")
		if err := os.WriteFile(path, written(t, build(t, b, 0)), 0o600); err != nil {
			t.Fatal(err)
		}
		z := build(t, nil, 0)
		for _, p := range []string{path, put(t, filepath.Join(dir, "other"), written(t, build(t, a, 0)))} {
			if err := z.AddFile(p); err != nil {
				t.Fatal(err)
			}
		}
		if got := written(t, z); !bytes.Equal(got, want) {
			t.Fatal("merging files changes the bytes")
		}
	})
}

func put(t interface {
	Helper()
	Fatal(...any)
}, path string, data []byte,
) string {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// More runs than may lie on disk are merged on the way.
func TestManyRuns(t *testing.T) {
	var list []fact
	for i := range 300 {
		word := fmt.Sprintf("w%d", i%50)
		list = append(list, fact{profile.WordOf, "en", string(profile.AppendItem(nil, word, word, "")), profile.Counts{1, 0, 1}})
	}
	if got, want := written(t, build(t, list, tiny)), written(t, build(t, list, 0)); !bytes.Equal(got, want) {
		t.Error("runs merged on the way change the bytes")
	}
}

// freeze learns and freezes facts and opens the result.
func freeze(t *testing.T, list []fact, bounds profile.Bounds) *profile.Profile {
	t.Helper()
	p, err := profile.FromBytes(frozen(t, list, bounds))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func frozen(t *testing.T, list []fact, bounds profile.Bounds) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := profile.Freeze(bytes.NewReader(written(t, build(t, list, 0))), &out, bounds); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func word(form string, count, capital, articles uint64) fact {
	return fact{profile.WordOf, "es", string(profile.AppendItem(nil, profile.Base(form), form, "vna")), profile.Counts{count, capital, articles}}
}

func name(form, source string, mentions, articles uint64) fact {
	return fact{profile.NameOf, "es", string(profile.AppendItem(nil, profile.Base(form), form, source)), profile.Counts{mentions, articles}}
}

func TestLookUp(t *testing.T) {
	list := []fact{
		word("organización", 1000, 0, 300), word("organizacion", 3, 0, 2), word("hanoi", 80, 80, 20), word("rara", 1, 0, 1),
		name("Lương Cường", "vns", 40, 12), name("Luong Cuong", "vna", 30, 10),
		{profile.Companion, "es", string(profile.AppendItem(nil, "luong cuong", "presidente")), profile.Counts{9}},
		{profile.Companion, "es", string(profile.AppendItem(nil, "nobody", "presidente")), profile.Counts{9}},
		{profile.LineOf, "es", string(profile.LineItem(nil, "vna", "Ver  más")), profile.Counts{7}},
		{profile.LineOf, "es", string(profile.LineItem(nil, "vna", "Dos veces")), profile.Counts{2}},
		{profile.HabitOf, "es", string(profile.AppendItem(nil, "vna", "quote “”")), profile.Counts{9, 4}},
		{profile.Dateline, "es", string(profile.AppendItem(nil, "vna", "Hanoi", "VNA", "- ")), profile.Counts{5}},
		{profile.Total, "es", "vna", profile.Counts{300, 9000, 8000, 700}},
		{profile.Total, "es", "", profile.Counts{1, 10, 9, 2}},
	}
	p := freeze(t, list, profile.DefaultBounds)
	es := p.For(language.MustParse("es-419"))
	if w, ok := es.Word(lexicon.KeyOf("Organización")); !ok || w.Count < 984 || w.Count > 1000 || w.Articles < 263 || w.Articles > 300 || w.Capital != 0 {
		t.Errorf("organización: %+v, %v", w, ok)
	}
	if w, _ := es.Word(lexicon.KeyOf("hanoi")); w.Capital != 1 || w.Count != 80 {
		t.Errorf("hanoi: %+v", w)
	}
	if _, ok := es.Word(lexicon.KeyOf("rara")); ok {
		t.Error("a word that was seen once is kept")
	}
	if got := fmt.Sprint(es.Twins("organizacion")); got != "[{organización 1000 300}]" {
		t.Errorf("twins: %s", got)
	}
	if got := fmt.Sprint(es.Names("luong cuong")); got != "[{Luong Cuong vna 30 10} {Lương Cường vns 40 12}]" {
		t.Errorf("names: %s", got)
	}
	if got := fmt.Sprint(es.Companions("luong cuong"), es.Companions("nobody")); got != "[{presidente 9}] []" {
		t.Errorf("companions: %s", got)
	}
	for _, slip := range []string{"luong cuon", "luong cuongg", "luong ucong"} {
		if got := fmt.Sprint(es.Neighbours(slip)); got != "[{luong cuong 22}]" {
			t.Errorf("neighbours of %s: %s", slip, got)
		}
	}
	if got := es.Neighbours("luong cuomg"); got != nil {
		t.Errorf("neighbours by another letter: %v", got)
	}
	if got := fmt.Sprint(es.Line("vna", " Ver más "), es.Line("vna", "Dos veces"), es.Line("vna", "Ver"), es.Line("", "Ver más")); got != "7 0 0 0" {
		t.Errorf("lines: %s", got)
	}
	if got := fmt.Sprint(es.Lines("vna"), es.Habits("vna"), es.Datelines("vna", "Hanoi")); got != "[{Ver más 7}] map[quote “”:{9 4}] [{Hanoi VNA -  5}]" {
		t.Errorf("habits of the source: %s", got)
	}
	if got := fmt.Sprint(es.Total(), es.Source("vna")); got != "{301 9010 8009 702} {300 9000 8000 700}" {
		t.Errorf("totals: %s", got)
	}
	if err := p.Verify(); err != nil {
		t.Error(err)
	}
}

// A nil profile, and a language it does not have, answer everything with nothing.
func TestNothing(t *testing.T) {
	var none *profile.Profile
	for _, l := range []*profile.Language{none.For(language.Spanish), freeze(t, nil, profile.DefaultBounds).For(language.Spanish)} {
		_, ok := l.Word(1)
		if ok || l.Bigram(1, 2) != 0 || l.Names("x") != nil || l.Line("", "x") != 0 || l.Total().Words != 0 || l.Twins("x") != nil {
			t.Error("nothing answers with something")
		}
	}
	if none.Err() != nil || none.Close() != nil {
		t.Error("nothing has an error")
	}
}

// The most frequent facts are kept, and those that are equally frequent together.
func TestBounds(t *testing.T) {
	var list []fact
	for i := range 40 {
		list = append(list, word(fmt.Sprintf("é%02d", i), uint64(10+i/10), 0, 1))
	}
	for bound, want := range map[int]int{0: 0, 9: 0, 10: 10, 25: 20, 40: 40, 99: 40} {
		es := freeze(t, list, profile.Bounds{Words: bound}).For(language.Spanish)
		kept := 0
		for i := range 40 {
			if _, ok := es.Word(lexicon.KeyOf(fmt.Sprintf("é%02d", i))); ok {
				kept++
			}
		}
		if kept != want {
			t.Errorf("bound %d keeps %d words, want %d", bound, kept, want)
		}
	}
}

// Many blocks, and every fact is found in them.
func TestManyBlocks(t *testing.T) {
	var list []fact
	for i := range 20000 {
		list = append(list, name(fmt.Sprintf("Name %05d", i), "", 5, uint64(1+i%7)))
	}
	es := freeze(t, append(list, word("xé", 5, 0, 5)), profile.DefaultBounds).For(language.Spanish)
	for i := range 20000 {
		got := es.Names(fmt.Sprintf("name %05d", i))
		if len(got) != 1 || got[0].Articles != uint64(1+i%7) {
			t.Fatalf("name %d: %+v", i, got)
		}
	}
}

// Whatever byte of a file is changed, and wherever it is cut off, reading it gives an error or
// what was read before, never something else.
func TestDamage(t *testing.T) {
	var list []fact
	for i := range 400 {
		list = append(list, name(fmt.Sprintf("Name %05d", i), "", 5, 1), word(fmt.Sprintf("wé%d", i), 5, 0, 1))
	}
	for flavour, c := range map[string]struct {
		data []byte
		read func([]byte) (string, error)
	}{
		"partial": {written(t, build(t, list, 0)), readPartial},
		"frozen":  {frozen(t, list, profile.DefaultBounds), readFrozen},
	} {
		want, err := c.read(c.data)
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(c.data); at += 41 {
			bad := bytes.Clone(c.data)
			bad[at] ^= 0x10
			if got, err := c.read(bad); err == nil && got != want {
				t.Fatalf("damage at %d of %d of a %s profile is not found", at, len(bad), flavour)
			}
			if _, err := c.read(c.data[:at]); err == nil {
				t.Fatalf("a %s profile that is cut off at %d of %d is read", flavour, at, len(bad))
			}
		}
	}
}

func readPartial(data []byte) (string, error) {
	var all bytes.Buffer
	err := profile.Facts(bytes.NewReader(data), func(f *profile.Fact) error {
		_, err := fmt.Fprintf(&all, "%c%s%q%v", f.Kind, f.Lang, f.Item, f.Counts)
		return err
	})
	return all.String(), err
}

func readFrozen(data []byte) (string, error) {
	p, err := profile.FromBytes(data)
	if err != nil {
		return "", err
	}
	var all bytes.Buffer
	es := p.For(language.Spanish)
	for i := range 400 {
		w, ok := es.Word(lexicon.KeyOf(fmt.Sprintf("wé%d", i)))
		fmt.Fprint(&all, es.Names(fmt.Sprintf("name %05d", i)), es.Twins(fmt.Sprintf("we%d", i)), w, ok)
	}
	return all.String(), p.Err()
}

func TestWrongFiles(t *testing.T) {
	ice := frozen(t, []fact{word("é", 5, 0, 1)}, profile.DefaultBounds)
	path := put(t, filepath.Join(t.TempDir(), "frozen"), ice)
	b := build(t, nil, 0)
	if err := b.AddFile(path); !errors.Is(err, profile.ErrFrozen) {
		t.Errorf("adding a frozen profile: %v", err)
	}
	if _, err := profile.FromBytes(written(t, b)); !errors.Is(err, profile.ErrPartial) {
		t.Errorf("opening a partial profile: %v", err)
	}
	if _, err := profile.FromBytes([]byte("The harbour reopened.")); !errors.Is(err, profile.ErrNoProfile) {
		t.Errorf("opening a text: %v", err)
	}
	ice[len("CDPROF")]++
	if _, err := profile.FromBytes(ice); err == nil {
		t.Error("another format is read")
	}
	if _, err := profile.Open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("opening nothing: %v", err)
	}
}
