package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"copydesk/lexicon/internal/pack"
)

func kinds(tokens []token) string {
	var out []string
	for _, t := range tokens {
		switch t.kind {
		case wordToken, numberToken:
			out = append(out, t.text)
		case breakToken:
			out = append(out, ",")
		case startToken:
			out = append(out, ".")
		}
	}
	return strings.Join(out, " ")
}

func TestTokens(t *testing.T) {
	french := &tokenizer{elided: set([]string{"l'", "d'", "qu'"})}
	english := &tokenizer{genitive: true}
	tests := []struct {
		tok        *tokenizer
		text, want string
	}{
		{french, "L’accord d'hier, aujourd'hui.", ". L' accord d' hier , aujourd'hui ."},
		{english, "Vietnam's don't (1,234.5 km)!", ". Vietnam 's don't , 1,234.5 km ."},
		{english, "a - b", ". a , b ."},
		{english, "", "."},
		{english, "e\u0301te\u0301", ". été ."},
	}
	for _, test := range tests {
		if got := kinds(test.tok.tokens(test.text)); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestAffixes(t *testing.T) {
	a, err := parseAffixes("FLAG UTF-8\nNEEDAFFIX x\nSFX S Y 2\nSFX S 0 s [aeo]\nSFX S z ces z\nSFX R Y 1\nSFX R ar ado/S ar\n")
	if err != nil {
		t.Fatal(err)
	}
	for entry, want := range map[string]string{
		"casa/S": "casa casas", "luz/S": "luz luces", "amar/R": "amar amado amados",
		"amar/Rx": "amado amados", "sol": "sol", "sol/S": "sol",
	} {
		var got []string
		a.expand(entry, func(form, rule string) { got = append(got, form) })
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", entry, got, want)
		}
	}
}

func TestTrie(t *testing.T) {
	// an, am, and the node of "n" again behind "b" by reference.
	root, err := parseTrie("TrieXv3\nbase=32\n__DATA__\nam$ng$$<b#3;<")
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	root.walk("", func(w string) { words = append(words, w) })
	if !slices.Contains(words, "am") || !slices.Contains(words, "ang") || !slices.Contains(words, "an") {
		t.Errorf("read %v", words)
	}
	if _, err := parseTrie("something else"); err == nil {
		t.Error("read what is no trie")
	}
}

func sampleCorpus() *corpus {
	c := &corpus{}
	tok := &tokenizer{}
	for range 30 {
		c.add(tok.tokens("la casa de la familia. el perro de la casa, un perro grande."))
		c.add(tok.tokens("el perro come en la casa de campo"))
	}
	return c
}

func sampleProbs(c *corpus) map[string]float64 {
	v := newVocab("xx")
	c.count(v)
	probs := map[string]float64{}
	for w, n := range v.counts[0] {
		probs[w] = n / v.total(0)
	}
	return probs
}

func TestBigramsSumToOne(t *testing.T) {
	c := sampleCorpus()
	probs := sampleProbs(c)
	m := newBigrams(probs, bigramFit{power: 0.5, weight: [7]float64{.5, .5, .5, .5, .5, .5, .5}}, c)
	data, _, err := pack.AppendTable(nil, m.entries(1000), 3, 1)
	if err != nil {
		t.Fatal(err)
	}
	table, err := pack.OpenTable(string(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range []string{"la", "de", "perro"} {
		sum := 0.0
		for w, p := range probs {
			if v, ok := table.Find(pack.PairKey(pack.WordKey(a), pack.WordKey(w))); ok {
				sum += math.Exp(pack.Value(uint8(v), pack.WordStep))
				continue
			}
			v, _ := table.Find(pack.PairKey(pack.WordKey(a), 0))
			sum += math.Exp(pack.Value(uint8(v), pack.WordStep)) * p
		}
		if math.Abs(sum-1) > 0.05 { // half a step of rounding
			t.Errorf("words after %q have probability %.3f together", a, sum)
		}
	}
}

func TestFittingLowersEntropy(t *testing.T) {
	c := sampleCorpus()
	m := newBigrams(sampleProbs(c), bigramFit{}, c)
	m.fit(c)
	if w := m.weight[bucket(60)]; w < 0.9 {
		t.Errorf("weight of bigrams is %.2f on their own text, want nearly 1", w)
	}
}

func TestMixtureFindsTheBetterSource(t *testing.T) {
	v := newVocab("xx")
	good, bad := v.source("good"), v.source("bad")
	good["uno"], good["dos"] = 3, 1
	bad["uno"], bad["dos"], bad["tres"] = 1, 1, 98
	m := newMixture(v, nil, trainChars([]string{"uno", "dos"}, 100), nil)
	m.fit(map[string]float64{"uno": 75, "dos": 25})
	if m.weights["good"] < 0.9 {
		t.Errorf("weights %v, want nearly all on good", m.weights)
	}
	sum := 0.0
	for _, w := range m.weights {
		sum += w
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Errorf("weights sum to %v", sum)
	}
}

func TestCharModelIsADistribution(t *testing.T) {
	m := trainChars([]string{"casa", "cosa", "casas", "cosas", "mesa", "mesas", "caso"}, 1000)
	for _, context := range []string{"", "c", "cas", "sa", "xx"} {
		sum := 0.0
		for _, r := range append([]rune("abcdefghijklmnopqrstuvwxyz"), pack.CharEnd) {
			g := gram{n: 4, r: r}
			for _, c := range context {
				copy(g.context[1:], g.context[:3])
				g.context[0] = c
			}
			sum += math.Exp(m.char(g))
		}
		if sum > 1.001 || sum < 0.7 { // letters outside a to z have the rest
			t.Errorf("letters after %q have probability %.3f together", context, sum)
		}
	}
}

// TestWritesTheSameTwice guards the committed packs: map order and floating point must not
// reach their bytes.
func TestWritesTheSameTwice(t *testing.T) {
	build := func() []byte {
		c := sampleCorpus()
		probs := sampleProbs(c)
		chars := trainChars(sortedKeys(probs), 200)
		var s [pack.NumSections][]byte
		var err error
		if s[pack.Chars], err = chars.table(); err != nil {
			t.Fatal(err)
		}
		m := newBigrams(probs, bigramFit{}, c)
		m.fit(c)
		if s[pack.Bigrams], _, err = pack.AppendTable(nil, m.entries(20), 3, 1); err != nil {
			t.Fatal(err)
		}
		return pack.Write("xx", 1, s)
	}
	first := build()
	for range 5 {
		if !bytes.Equal(first, build()) {
			t.Fatal("two builds from the same input differ")
		}
	}
}

func TestSourcesArePinned(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range sources {
		if len(p.sha256) != 64 || p.version == "" || p.licence == "" || seen[p.name] {
			t.Errorf("source %+v is not pinned once with licence and sum", p)
		}
		seen[p.name] = true
	}
	if _, err := find("no-such-package"); err == nil {
		t.Error("found a source that is not in the table")
	}
}

func TestDamagedDownloadIsRefused(t *testing.T) {
	s := &store{dir: t.TempDir(), opened: map[string]map[string][]byte{}}
	p := sources[0]
	if err := os.WriteFile(filepath.Join(s.dir, p.archiveName()), []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.files(p.name); err == nil || !strings.Contains(err.Error(), "sha256") || !strings.Contains(err.Error(), "remove the file") {
		t.Errorf("damaged download: error %v, want the sums and the remedy", err)
	}
}
