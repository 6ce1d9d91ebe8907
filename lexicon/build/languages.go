package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// recipe says which packages a language is built from.
type recipe struct {
	lang      string
	tesseract string
	zxcvbn    string // package of ranked lists, empty for none
	pattern   bool
	hunspell  []dictionary
	help      []string
	words     int // entries of the word table
	bigrams   int
}

type dictionary struct {
	name, pkg, base string
	flat            bool // every form counts the same: few forms a word, most of them in other lists
}

// Sizes keep all packs together under 10 MB. Spanish gets the most: it is what most corpora
// this tool was made for are written in, and its verbs have the most forms.
var recipes = []recipe{
	{"es", "spa", "@zxcvbn-ts/language-es-es", true, []dictionary{{"hunspell", "hunspell-es", "es_ES", false}}, []string{"libreoffice-help-es"}, 286_000, 56_000},
	{"en", "eng", "@zxcvbn-ts/language-en", true, []dictionary{{"hunspell", "hunspell-en-us", "en_US", true}}, []string{"libreoffice-help-en-us"}, 140_000, 56_000},
	{"vi", "vie", "", false, nil, []string{"libreoffice-help-vi"}, 30_000, 38_000},
	{"fr", "fra", "@zxcvbn-ts/language-fr", true, []dictionary{{"hunspell", "hunspell-fr-classical", "fr", false}}, []string{"libreoffice-help-fr"}, 170_000, 56_000},
	{"pt", "por", "@zxcvbn-ts/language-pt-br", false, []dictionary{{"hunspell", "hunspell-pt-pt", "pt_PT", false}, {"hunspell-br", "hunspell-pt-br", "pt_BR", false}}, []string{"libreoffice-help-pt-br", "libreoffice-help-pt"}, 170_000, 56_000},
	{"it", "ita", "@zxcvbn-ts/language-it", true, nil, []string{"libreoffice-help-it"}, 190_000, 56_000},
	{"de", "deu", "@zxcvbn-ts/language-de", true, nil, []string{"libreoffice-help-de"}, 150_000, 56_000},
}

// language is one language on its way to a pack.
type language struct {
	recipe
	*builder
	v          *vocab
	corpus     *corpus
	pairs      *corpus // words that stand together by the curated lists
	names      nameLists
	function   map[string]bool
	phrases    phrases
	others     map[string]cases           // how the dictionaries of all languages write a word
	allFirst   map[string]bool            // given names of all languages
	allPlaces  phrases                    // of the shared pack
	sharedPack string                     // bytes of that pack
	single     map[string]map[string]bool // single words of the curated lists, folded, by list
	mix        *mixture
	chars      *charModel
	dev        *devText
	entropy    float64 // of dev, nats a word, under the mixture
}

// builder holds what reading the sources of one language needs.
type builder struct {
	store    *store
	tok      *tokenizer
	keepStem map[string]bool // words that are also the stem of an elision: Italian un
	lists    map[string][]string
}

func readLanguages(s *store, dir string) ([]*language, error) {
	var out []*language
	shared, err := readLists(filepath.Join(dir, "data", "shared"))
	if err != nil {
		return nil, err
	}
	for _, r := range recipes {
		l, err := readLanguage(s, r, dir, shared)
		if err != nil {
			return nil, fmt.Errorf("language %s: %w", r.lang, err)
		}
		out = append(out, l)
	}
	return out, nil
}

func readLanguage(s *store, r recipe, dir string, shared map[string][]string) (*language, error) {
	lists, err := readLists(filepath.Join(dir, "data", r.lang))
	if err != nil {
		return nil, err
	}
	b := &builder{store: s, tok: &tokenizer{elided: set(lists["elisions"]), genitive: r.lang == "en"}, lists: lists}
	l := &language{recipe: r, builder: b, v: newVocab(r.lang), function: set(lists["function"])}
	b.keepStem = l.function
	steps := []func() error{
		func() error { return b.addTesseract(l.v, r.tesseract) },
		l.addRankedLists,
		l.addDictionaries,
		func() (err error) { l.corpus, err = b.addHelp(l.v, r.help...); return err },
		func() error { l.addOwnLists(); return nil },
		l.addNames,
		func() error { return l.addPhrases(shared) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	l.chars = trainChars(l.charWords(), maxCharGrams)
	return l, nil
}

// addPhrases reads the lists of phrases, and the words of places as a source.
func (l *language) addPhrases(shared map[string][]string) error {
	l.phrases = phrases{}
	if err := l.phrases.addLists(l.lists); err != nil {
		return err
	}
	if err := l.addCalendar(l.phrases, l.lang); err != nil {
		return err
	}
	if err := l.addTerritories(l.phrases, l.lang); err != nil {
		return err
	}
	l.single = map[string]map[string]bool{}
	for _, name := range []string{"units", "currencies"} {
		l.single[name] = set(append(l.lists[name], shared[name]...))
	}
	l.addPlaces(l.v, l.phrases, l.lists)
	return nil
}

func (l *language) addRankedLists() error {
	if l.zxcvbn != "" {
		for _, list := range []struct{ name, file string }{{"wikipedia", "wikipedia.json"}, {"subtitles", "commonWords.json"}} {
			if err := l.addRanked(l.v, list.name, l.zxcvbn, list.file); err != nil {
				return err
			}
		}
	}
	if l.pattern {
		return l.addPattern(l.v)
	}
	return nil
}

func (l *language) addDictionaries() error {
	if l.lang == "vi" {
		return l.addSyllables(l.v)
	}
	if l.compounds() {
		return l.addTagged(l.v)
	}
	for _, d := range l.hunspell {
		if err := l.addHunspell(l.v, d); err != nil {
			return err
		}
	}
	return nil
}

// maxCharGrams bounds the character model: 3.5 bytes each.
const maxCharGrams = 45_000

// charWords are the words the character model learns from: those that lists with care for
// spelling have, each once, so that it sees what rare words look like.
func (l *language) charWords() []string {
	words := map[string]bool{}
	for i, name := range l.v.names {
		if name != "tesseract" && name != "names" && name != "cspell" {
			continue
		}
		for w := range l.v.counts[i] {
			words[w] = true
		}
	}
	return sortedKeys(words)
}

func readLists(dir string) (map[string][]string, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	lists := map[string][]string{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read list: %w", err)
		}
		key := strings.TrimSuffix(filepath.Base(name), ".txt")
		for line := range strings.Lines(string(data)) {
			line, _, _ = strings.Cut(line, "#")
			if line = strings.TrimSpace(line); line != "" {
				lists[key] = append(lists[key], line)
			}
		}
	}
	return lists, nil
}

func set(words []string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[fold(w)] = true
	}
	return m
}

// nameLists are names as the sources have them, folded.
type nameLists struct{ first, last map[string]bool }

// addNames adds the lists of given and family names. Lists in alphabetical order carry no
// rank, and each of their names counts the same.
func (l *language) addNames() error {
	l.names = nameLists{set(l.lists["firstnames"]), set(l.lists["surnames"])}
	if l.zxcvbn == "" {
		return nil
	}
	counts := l.v.source("names")
	for _, list := range []struct {
		file string
		into map[string]bool
	}{{"firstnames.json", l.names.first}, {"lastnames.json", l.names.last}} {
		words, err := l.jsonWords(l.zxcvbn, list.file)
		if err != nil {
			return err
		}
		ranked := !mostlySorted(words)
		for i, w := range words {
			w = fold(w)
			if !isWord(w) {
				continue
			}
			list.into[w] = true
			if ranked {
				counts[w] += 1e6 / float64(i+nameRankOffset)
			} else {
				counts[w] += alphabeticCount
			}
		}
	}
	return nil
}

// Pseudo-counts of names: the head of a list of names is flat.
const (
	nameRankOffset  = 100
	alphabeticCount = 300
)

func mostlySorted(words []string) bool {
	inOrder := 0
	for i := 1; i < len(words); i++ {
		if words[i-1] <= words[i] {
			inOrder++
		}
	}
	return inOrder > len(words)*9/10 || slices.IsSorted(words)
}
