package pack

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

func randomEntries(n int, seed uint64) []Entry {
	r := rand.New(rand.NewPCG(seed, 1))
	entries := make([]Entry, n)
	for i := range entries {
		entries[i] = Entry{Key: r.Uint64(), Value: r.Uint32() & 0xFFFF}
	}
	return entries
}

func writeTable(t testing.TB, entries []Entry, fp, value int) Table {
	t.Helper()
	data, _, err := AppendTable(nil, entries, fp, value)
	if err != nil {
		t.Fatal(err)
	}
	table, err := OpenTable(string(data))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestTableFindsAllItWasGiven(t *testing.T) {
	for _, n := range []int{0, 1, 3, 4, 5, 1000, 50_000} {
		entries := randomEntries(n, uint64(n))
		table := writeTable(t, entries, 3, 2)
		wrong := 0
		for _, e := range entries {
			if v, ok := table.Find(e.Key); !ok || v != e.Value {
				wrong++
			}
		}
		// Two keys may share bucket and fingerprint: n·load/2/2^24 pairs are expected.
		if wrong > 1 {
			t.Errorf("%d entries: %d not found with their value", n, wrong)
		}
	}
}

func TestTableFalsePositives(t *testing.T) {
	const n, queries = 100_000, 4_000_000
	table := writeTable(t, randomEntries(n, 7), 3, 2)
	r := rand.New(rand.NewPCG(8, 8))
	hits := 0
	for range queries {
		if _, ok := table.Find(r.Uint64()); ok {
			hits++
		}
	}
	// Documented: BucketLoad·2^-24 = 2.4e-7, about one hit here; 8 has probability 1e-5.
	if hits > 7 {
		t.Errorf("%d of %d random keys found, want about %.1f", hits, queries, float64(queries)*BucketLoad/(1<<24))
	}
}

func TestTableWritesTheSameTwice(t *testing.T) {
	entries := randomEntries(10_000, 3)
	first, _, err := AppendTable(nil, entries, 3, 2)
	if err != nil {
		t.Fatal(err)
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	second, _, err := AppendTable(nil, entries, 3, 2)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("order of entries changes the bytes of the table")
	}
}

func TestTableKeepsTheFirstOfEqualKeys(t *testing.T) {
	data, dropped, err := AppendTable(nil, []Entry{{Key: 5, Value: 1}, {Key: 5, Value: 2}}, 3, 1)
	if err != nil || dropped != 1 {
		t.Fatalf("dropped %d, %v", dropped, err)
	}
	table, err := OpenTable(string(data))
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := table.Find(5); v != 1 {
		t.Errorf("found %d, want the first value", v)
	}
}

func TestOpenRefusesDamage(t *testing.T) {
	data, _, err := AppendTable(nil, randomEntries(100, 1), 3, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, cut := range []int{1, 11, 12, len(data) - 1} {
		if _, err := OpenTable(string(data[:cut])); err == nil {
			t.Errorf("opened a table cut to %d of %d bytes", cut, len(data))
		}
	}
	file := Write("xx", 1, [NumSections][]byte{Words: data})
	for _, bad := range []string{"", "CDLX", string(file[:40]), strings.Replace(string(file), "CDLX", "CDLY", 1), string(file[:len(file)-1])} {
		if _, err := Open(bad); err == nil {
			t.Errorf("opened a damaged file of %d bytes", len(bad))
		}
	}
	newer := bytes.Clone(file)
	newer[4]++
	if _, err := Open(string(newer)); err == nil || !strings.Contains(err.Error(), "go generate") {
		t.Errorf("file of another format: error %v, want the remedy", err)
	}
}

func TestUnevenKeysAreRefused(t *testing.T) {
	entries := make([]Entry, 200_000)
	for i := range entries {
		entries[i].Key = uint64(i) // all in the first bucket
	}
	if _, _, err := AppendTable(nil, entries, 3, 1); err == nil {
		t.Error("wrote a table of keys that all fall in one bucket")
	}
}

func TestQuantise(t *testing.T) {
	for _, x := range []float64{0, -0.04, -1, -7.77, -25.5} {
		if got := Value(Quantise(x, WordStep), WordStep); got-x > WordStep/2+1e-9 || x-got > WordStep/2+1e-9 {
			t.Errorf("%v became %v", x, got)
		}
	}
	if Quantise(1, WordStep) != 0 || Quantise(-1e9, WordStep) != 255 {
		t.Error("values outside the range are not cut to it")
	}
}

func TestKeys(t *testing.T) {
	same := [][2]string{{"HÀ NỘI", "hà nội"}, {"Đắk", "đắk"}, {"L’ACCORD", "l'accord"}, {"Ñandú", "ñandú"}, {"ÉCOLE", "école"}, {"Ư", "ư"}}
	for _, p := range same {
		if WordKey(p[0]) != WordKey(p[1]) {
			t.Errorf("%q and %q have different keys", p[0], p[1])
		}
	}
	for _, p := range [][2]string{{"a", "á"}, {"ab", "ba"}, {"", "a"}, {"×", "÷"}} {
		if WordKey(p[0]) == WordKey(p[1]) {
			t.Errorf("%q and %q have the same key", p[0], p[1])
		}
	}
	if PhraseKey(" Ver \u00a0 MÁS ") != PhraseKey("ver más") || PhraseKey("ver más") == PhraseKey("vermás") {
		t.Error("phrase keys do not fold blanks as documented")
	}
	if WordKey("") != 0 || WordKey("a") < ReservedKeys {
		t.Error("reserved keys are not kept free")
	}
}

func BenchmarkFind(b *testing.B) {
	entries := randomEntries(200_000, 1)
	table := writeTable(b, entries, 3, 2)
	b.Run("hit", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			table.Find(entries[i*7919%len(entries)].Key)
		}
	})
	b.Run("miss", func(b *testing.B) {
		for i := uint64(1); b.Loop(); i++ {
			table.Find(i * 0x9E3779B97F4A7C15)
		}
	})
}
