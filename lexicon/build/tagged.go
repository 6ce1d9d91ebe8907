package main

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// addTagged adds the German words that the Pattern library has with their parts of speech, and so with their case, and the forms
// of its verbs. Both stand in for a spelling dictionary: they say which words are nouns, which German never writes in
// small letters, and vouch for words that other lists have without case.
func (b *builder) addTagged(v *vocab) error {
	lexicon, err := b.store.file("python3-pattern", "/"+v.lang+"-lexicon.txt")
	if err != nil {
		return err
	}
	verbs, err := b.store.file("python3-pattern", "/"+v.lang+"-verbs.txt")
	if err != nil {
		return err
	}
	counts := v.source("tagged")
	seen := map[string]bool{}
	add := func(word string) {
		if word = norm.NFC.String(word); isWord(word) && !seen[word] {
			seen[word] = true
			v.list(word)
			b.addCased(v, counts, word, 1)
		}
	}
	for line := range patternLines(lexicon) {
		if word, _, ok := strings.Cut(line, " "); ok {
			add(word)
		}
	}
	for line := range patternLines(verbs) {
		for i, form := range strings.Split(line, ",") {
			if i < len(newsForms) && newsForms[i] {
				add(form)
			} else if i < len(newsForms) && isWord(form) {
				v.list(form)
			}
		}
	}
	return nil
}

// newsForms are the forms of a verb that news has, in the order of the lists of verbs: infinitive, I, he, -end, he and they of
// the past, participle. No entry is spent on the other forms of the indicative; imperatives (start) and subjunctives, which stand
// behind them, would only take nouns for verbs.
var newsForms = [...]bool{0: true, 1: true, 3: true, 6: true, 9: true, 10: true, 12: true}

// compounds reports whether the language writes compounds together and nouns with a capital.
func (l *language) compounds() bool { return l.lang == "de" }

// shortestHead is the length in bytes of the shortest noun that the last part of a compound is known by, and of what stands before it.
const shortestHead = 4

// nounEndings are the endings of nouns that the dictionary may have in another form: Tomate, Tomaten.
var nounEndings = [...]string{"", "n", "en", "s", "es", "e", "er"}

// noun reports whether a word that the dictionary lacks is the form of one that it writes with a capital alone, or a compound that ends in one:
// Hafenprogramm. The longest word of the dictionary that it ends in decides: kinderfreundlich is none.
func (v *vocab) noun(word string) bool {
	for i := range word {
		if i > 0 && i < shortestHead-1 || len(word)-i < shortestHead {
			continue
		}
		for _, ending := range nounEndings {
			stem, ok := strings.CutSuffix(word[i:], ending)
			if head, known := v.dict[stem]; ok && known && len(stem) >= shortestHead {
				return head.capital && !head.lower
			}
		}
	}
	return false
}

// patternLines yields the lines of a file of the Pattern library that are no comments.
func patternLines(data []byte) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSpace(strings.TrimPrefix(line, "\uFEFF"))
			if line != "" && !strings.HasPrefix(line, ";;;") && !yield(line) {
				return
			}
		}
	}
}
