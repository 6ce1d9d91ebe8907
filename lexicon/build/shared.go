package main

import (
	"math"
	"os"
	"path/filepath"
	"sort"

	"copydesk/lexicon"
	"copydesk/lexicon/internal/pack"
)

// sharedPack is what every language's news may hold: names of people, places, agencies.
type sharedPack struct {
	prob    map[string]float64 // of its words, sum 1
	first   map[string]bool
	last    map[string]bool
	phrases phrases
}

func newShared(s *store, dir string, langs []*language) (*sharedPack, error) {
	lists, err := readLists(filepath.Join(dir, "data", "shared"))
	if err != nil {
		return nil, err
	}
	p := &sharedPack{first: set(lists["names"]), last: map[string]bool{}, phrases: phrases{}}
	for _, l := range langs {
		for w := range l.names.first {
			p.first[w] = true
		}
		for w := range l.names.last {
			p.last[w] = true
		}
	}
	if err := p.addPhrases(s, lists, langs); err != nil {
		return nil, err
	}
	p.prob = p.names(langs, lists)
	return p, nil
}

func (p *sharedPack) addPhrases(s *store, lists map[string][]string, langs []*language) error {
	b := &builder{store: s, tok: &tokenizer{}, lists: lists}
	if err := p.phrases.addLists(lists); err != nil {
		return err
	}
	for _, place := range append(lists["places"], lists["regions"]...) {
		p.phrases.add(unmarked(place), p.phrases[fold(place)].kinds, 0)
	}
	if err := b.addTerritories(p.phrases, "en"); err != nil {
		return err
	}
	return b.addSubdivisions(p.phrases, func(w string) bool { return isCommon(w, langs) })
}

// commonShare is the relative frequency, in some language, above which a word that is also
// written in lower case is no place without more evidence: one in 100,000.
const commonShare = 1e-5

func isCommon(w string, langs []*language) bool {
	for _, l := range langs {
		c := l.v.cases[w]
		for i := range l.v.counts {
			if c != nil && c.lower > 0 && l.v.counts[i][w]/l.v.total(i) > commonShare {
				return true
			}
		}
	}
	return false
}

// sharedListMass is the weight of a name from lists without frequencies; a list of 10,000
// names gives each about as much.
const sharedListMass = 1e-4

// names returns the words of the shared pack: the names of all lists, the words that two or
// more languages' lists have with a capital only, Vietnamese syllables that begin names, and
// the words of places.
func (p *sharedPack) names(langs []*language, lists map[string][]string) map[string]float64 {
	weight := map[string]float64{}
	for _, l := range langs {
		for i, name := range l.v.names {
			if name != "names" {
				continue
			}
			total := l.v.total(i)
			for _, w := range sortedKeys(l.v.counts[i]) {
				weight[w] += l.v.counts[i][w] / total
			}
		}
	}
	for w, n := range capitalOnly(langs) {
		weight[w] += sharedListMass * n
	}
	tok := &tokenizer{}
	for _, text := range append(sortedKeys(p.phrases), lists["names"]...) {
		if p.phrases[text].kinds&lexicon.AnyPlace == 0 && p.phrases[text].kinds != 0 {
			continue
		}
		for _, t := range tok.tokens(text) {
			if t.kind == wordToken {
				weight[fold(t.text)] += sharedListMass
			}
		}
	}
	normalise(weight)
	return weight
}

// capitalOnly counts the languages whose lists have a word with a capital, where none has it
// without; a Vietnamese syllable counts with any.
func capitalOnly(langs []*language) map[string]float64 {
	count, lower := map[string]float64{}, map[string]bool{}
	for _, l := range langs {
		for w, c := range l.v.cases {
			switch {
			case l.lang == "vi" && c.capital > 0:
				count[w] += 2
			case onlyCapital(c):
				count[w]++
			case l.lang != "vi":
				lower[w] = true
			}
		}
	}
	for w, n := range count {
		if n < 2 || lower[w] {
			delete(count, w)
		}
	}
	return count
}

func normalise(weight map[string]float64) {
	sum := 0.0
	for _, w := range sortedKeys(weight) {
		sum += weight[w]
	}
	for w := range weight {
		weight[w] /= sum
	}
}

func onlyCapital(c *caseCount) bool { return c != nil && c.lower == 0 && c.capital+c.acronym > 0 }

// sharedWords bounds the shared names.
const sharedWords = 112_000

func (p *sharedPack) pack(o options) ([]byte, error) {
	var words []ranked
	for _, w := range sortedKeys(p.prob) {
		words = append(words, ranked{w, p.prob[w]})
	}
	sort.SliceStable(words, func(i, j int) bool { return words[i].p > words[j].p })
	words = words[:min(sharedWords, len(words))]
	var s [pack.NumSections][]byte
	var err error
	if s[pack.Words], s[pack.Palette], err = wordTable(words, p.flags); err != nil {
		return nil, err
	}
	if s[pack.Phrases], err = p.phrases.table(); err != nil {
		return nil, err
	}
	var params [pack.NumParams]float64
	params[pack.ParamCharBase] = -math.Log(charAlphabet)
	s[pack.Params] = pack.AppendParams(nil, params)
	sum, err := pack.ListsSum(os.DirFS(o.out), "data/shared")
	if err != nil {
		return nil, err
	}
	return pack.Write("un", sum, s), nil
}

func (p *sharedPack) flags(w string) lexicon.Flags {
	f := lexicon.OnlyCapitalised | lexicon.Foreign
	if p.first[w] {
		f |= lexicon.FirstName
	}
	if p.last[w] {
		f |= lexicon.Surname
	}
	if p.phrases[w].kinds&lexicon.AnyPlace != 0 {
		f |= lexicon.PlaceName
	}
	return f
}
