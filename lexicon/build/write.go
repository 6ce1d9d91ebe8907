package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"

	"copydesk/lexicon"
	"copydesk/lexicon/internal/pack"
)

// fpWords is the width of the fingerprints of words and bigrams, in bytes: 2.4e-7 false hits.
const fpWords = 3

func writePacks(langs []*language, shared *sharedPack, o options) error {
	names, err := shared.pack(o)
	if err != nil {
		return fmt.Errorf("build shared pack: %w", err)
	}
	if o.only == "" {
		if err := writePack(o, "un", names); err != nil {
			return err
		}
	}
	others := dictionaryCases(langs)
	for _, l := range langs {
		if !o.writes(l) {
			continue
		}
		l.others, l.allFirst, l.allPlaces, l.sharedPack = others, shared.first, shared.phrases, string(names)
		data, err := l.pack(o)
		if err != nil {
			return fmt.Errorf("build pack %s: %w", l.lang, err)
		}
		if err := writePack(o, l.lang, data); err != nil {
			return err
		}
	}
	if o.dev == "" {
		return nil
	}
	return writeWeights(filepath.Join(o.out, weightsFile), langs)
}

// writes reports whether the pack of a language is to be written.
func (o options) writes(l *language) bool { return o.only == "" || o.only == l.lang }

func writePack(o options, lang string, data []byte) error {
	file := filepath.Join(o.out, "packs", lang+".bin")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		return fmt.Errorf("write pack: %w", err)
	}
	fmt.Fprintf(os.Stderr, "%s: %d bytes\n", file, len(data))
	return nil
}

// dictionaryCases joins how the dictionaries of all languages write each word.
func dictionaryCases(langs []*language) map[string]cases {
	all := map[string]cases{}
	for _, l := range langs {
		for w, c := range l.v.dict {
			o := all[w]
			all[w] = cases{o.lower || c.lower, o.capital || c.capital}
		}
	}
	return all
}

// ranked is a word of a pack with its probability.
type ranked struct {
	word string
	p    float64
}

// choose returns the most probable words, at most l.words, commonest first.
func (l *language) choose() []ranked {
	all := map[string]bool{}
	for i := range l.v.counts {
		for w := range l.v.counts[i] {
			all[w] = true
		}
	}
	for w := range l.function {
		all[w] = true
	}
	var out []ranked
	for _, w := range sortedKeys(all) {
		p := l.mix.prob(w)
		if p == 0 { // a function word that no source has
			p = math.Exp(listedProb)
		}
		out = append(out, ranked{w, p})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].p > out[j].p })
	out = l.withoutFused(out)
	sort.SliceStable(out, func(i, j int) bool { return out[i].p > out[j].p })
	return out[:min(l.words, len(out))]
}

func (l *language) pack(o options) ([]byte, error) {
	var s [pack.NumSections][]byte
	words := l.choose()
	var err error
	if s[pack.Words], s[pack.Palette], err = wordTable(words, l.flags); err != nil {
		return nil, err
	}
	known := map[string]float64{}
	for _, w := range words {
		known[w.word] = w.p
	}
	bigrams := newBigrams(known, l.bigramFit(), l.corpus, l.pairs)
	if l.dev != nil {
		entropy := bigrams.fit(l.dev.corpus)
		fmt.Fprintf(os.Stderr, "%s: entropy of bigrams %.3f nats a word\n", l.lang, entropy)
		l.keepBigramFit(bigrams.bigramFit)
	}
	if s[pack.Bigrams], _, err = pack.AppendTable(nil, bigrams.entries(l.bigrams), fpWords, 1); err != nil {
		return nil, err
	}
	if s[pack.Chars], err = l.chars.table(); err != nil {
		return nil, err
	}
	s[pack.Params] = l.params()
	if s[pack.Phrases], err = l.phrases.table(); err != nil {
		return nil, err
	}
	classes := newClasses(l.v, l.function, func(w string) float64 { return known[w] })
	if s[pack.ClassWords], err = classes.table(); err != nil {
		return nil, err
	}
	// The matrix is counted with the pack's own Class, so that reader and writer agree.
	half, err := lexicon.Open(l.lang, string(pack.Write(l.lang, 0, s)), l.sharedPack)
	if err != nil {
		return nil, err
	}
	counts := classes.count(l.corpus, half.Class)
	if l.dev != nil {
		l.mix.weights[classWeight] = counts.fitClassWeight(classes.count(l.dev.corpus, half.Class))
	}
	s[pack.ClassMatrix] = counts.matrix(l.mix.weights[classWeight])
	sum, err := pack.ListsSum(os.DirFS(o.out), "data/"+l.lang, "data/shared")
	if err != nil {
		return nil, err
	}
	return pack.Write(l.lang, sum, s), nil
}

func (l *language) params() []byte {
	var p [pack.NumParams]float64
	p[pack.ParamFloor] = math.Log(l.mix.weights[unknownSource])
	p[pack.ParamShared] = math.Log(math.Max(l.mix.weights[sharedSource], 1e-6))
	p[pack.ParamCharBase] = l.chars.base
	p[pack.ParamMean] = -l.entropy
	return pack.AppendParams(nil, p)
}

// wordTable writes the words and the palette of their flags.
func wordTable(words []ranked, flags func(string) lexicon.Flags) (table, palette []byte, err error) {
	index := map[lexicon.Flags]int{}
	var entries []pack.Entry
	for _, w := range words {
		f := flags(w.word)
		if _, ok := index[f]; !ok {
			index[f] = len(index)
			palette = binary.LittleEndian.AppendUint32(palette, uint32(f))
		}
		q := pack.Quantise(math.Log(w.p), pack.WordStep)
		entries = append(entries, pack.Entry{Key: pack.WordKey(w.word), Value: uint32(q) | uint32(index[f])<<8})
	}
	if len(index) > 256 {
		return nil, nil, fmt.Errorf("%d combinations of flags, want at most 256", len(index))
	}
	table, dropped, err := pack.AppendTable(nil, entries, fpWords, 2)
	if dropped > 0 {
		fmt.Fprintf(os.Stderr, "%d words share bucket and fingerprint with a commoner one\n", dropped)
	}
	return table, palette, err
}

func (l *language) isPlace(w string) bool {
	return (l.phrases[w].kinds|l.allPlaces[w].kinds)&lexicon.AnyPlace != 0
}

// innerLower is how often running text must have a word in lower case for it to be no mere name.
const innerLower = 2

// isName decides on a word that the lists have in both cases. Lists gathered from the web have
// most names in lower case as well, so a spelling dictionary has the last word: the
// language's own, or, for a word that it lacks, the other languages'.
func (l *language) isName(w string, c *caseCount) bool {
	if c.capital == 0 || l.v.inner[w] >= innerLower || l.function[w] {
		return false
	}
	if own, ok := l.v.dict[w]; ok {
		return !own.lower
	}
	if l.compounds() {
		return l.v.noun(w)
	}
	others := l.others[w]
	listed := l.names.first[w] || l.names.last[w] || l.isPlace(w)
	return !others.lower && (others.capital || listed && len(l.v.dict) > 0)
}

// flags gathers what is known of a word.
func (l *language) flags(w string) lexicon.Flags {
	var f lexicon.Flags
	c := l.v.cases[w]
	switch {
	case c == nil && l.compounds() && l.v.noun(w):
		f |= lexicon.OnlyCapitalised
	case c == nil:
		f |= lexicon.CaseUnknown
	case c.lower == 0 && c.capital == 0:
		f |= lexicon.OnlyCapitalised | lexicon.Acronym
	case c.lower == 0 || l.isName(w, c):
		f |= lexicon.OnlyCapitalised
	}
	set := func(on bool, flag lexicon.Flags) {
		if on {
			f |= flag
		}
	}
	set(l.function[w], lexicon.FunctionWord)
	set(l.tok.elided[w], lexicon.Elision)
	set(l.names.first[w] || l.allFirst[w] && !l.function[w], lexicon.FirstName)
	set(l.names.last[w], lexicon.Surname)
	kinds := l.phrases[w].kinds
	set(l.isPlace(w), lexicon.PlaceName)
	set(kinds&lexicon.MonthName != 0, lexicon.Month)
	set(kinds&lexicon.WeekdayName != 0, lexicon.Weekday)
	set(kinds&lexicon.AbbrevWord != 0, lexicon.Abbreviation)
	set(kinds&lexicon.CliticWord != 0, lexicon.Clitic)
	set(l.single["units"][w], lexicon.Unit)
	set(l.single["currencies"][w], lexicon.Currency)
	set(l.v.running[w] > 0, lexicon.Running)
	set(l.v.listed[w], lexicon.Listed)
	return f
}
