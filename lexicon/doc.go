// Package lexicon is what copydesk knows of words: language packs with the
// probability of each word, pairs of words and of word classes, the spelling
// of unknown words, lists of abbreviations, months, agencies and places, the
// grammar of the Vietnamese syllable, and the detection of a language.
//
// A pack is read in place from bytes embedded in the program. The package
// knows no articles; see SOURCES.md for where the words come from.
package lexicon
