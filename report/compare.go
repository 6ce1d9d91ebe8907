package report

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
	"github.com/sergi/go-diff/diffmatchpatch"
)

// Limits of the display of one edit. The comparison is quadratic on texts
// that have nothing in common, and nobody reads such a mixture.
const (
	maxCompared  = 4096 // bytes of either side
	maxUnits     = 600  // words or letters of either side
	minAlike     = 0.5  // share of equal letters that makes two words versions of one
	maxLetterRun = 1    // stretches of changed letters in one word: two are read with more pains than two words
)

// compare returns what turns before into after: word by word, and letter by
// letter where a word was only changed in part.
func compare(before, after string) []piece {
	if before == "" || after == "" || len(before) > maxCompared || len(after) > maxCompared {
		return []piece{{deleted, changedText(before)}, {inserted, changedText(after)}}
	}
	var out []piece
	list := diffUnits(split(words.FromString(before)), split(words.FromString(after)))
	for i := 0; i < len(list); i++ {
		if i+1 < len(list) && list[i].kind == deleted && list[i+1].kind == inserted {
			out = append(out, compareLetters(list[i].text, list[i+1].text)...)
			i++
			continue
		}
		out = append(out, list[i])
	}
	for i := range out {
		if out[i].kind == same {
			out[i].text = visible(out[i].text)
		} else {
			out[i].text = changedText(out[i].text)
		}
	}
	return out
}

// compareLetters returns what turns one word into another, or both whole
// when they have little in common.
func compareLetters(before, after string) []piece {
	list := diffUnits(split(graphemes.FromString(before)), split(graphemes.FromString(after)))
	equal, runs := 0, 0
	for i, p := range list {
		switch {
		case p.kind == same:
			equal += utf8.RuneCountInString(p.text)
		case i == 0 || list[i-1].kind == same:
			runs++
		}
	}
	longer := max(utf8.RuneCountInString(before), utf8.RuneCountInString(after))
	if runs > maxLetterRun || float64(equal) < minAlike*float64(longer) {
		return []piece{{deleted, before}, {inserted, after}}
	}
	return list
}

// diffUnits compares two lists of words or letters. Each different unit
// stands for one rune, since the library compares runes: it would split
// combining marks from their letters, and lose bytes that are no UTF-8.
func diffUnits(before, after []string) []piece {
	if len(before) > maxUnits || len(after) > maxUnits {
		return []piece{{deleted, concat(before)}, {inserted, concat(after)}}
	}
	ids, units := map[string]rune{}, map[rune]string{}
	encode := func(list []string) []rune {
		var runes []rune
		for _, u := range list {
			if _, ok := ids[u]; !ok {
				id := rune(0xE000 + len(ids)) // above the surrogates, which no string can hold
				ids[u], units[id] = id, u
			}
			runes = append(runes, ids[u])
		}
		return runes
	}
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // the same result on a slow machine; the lists are short
	var out []piece
	for _, part := range d.DiffMainRunes(encode(before), encode(after), false) {
		text := ""
		for _, r := range part.Text {
			text += units[r]
		}
		kind := map[diffmatchpatch.Operation]pieceKind{
			diffmatchpatch.DiffEqual: same, diffmatchpatch.DiffDelete: deleted, diffmatchpatch.DiffInsert: inserted,
		}[part.Type]
		out = append(out, piece{kind, text})
	}
	return out
}

// segments is what the iterators of package uax29 have in common.
type segments interface {
	Next() bool
	Value() string
}

func split(s segments) []string {
	var list []string
	for s.Next() {
		list = append(list, s.Value())
	}
	return list
}

func concat(list []string) string {
	out := ""
	for _, s := range list {
		out += s
	}
	return out
}
