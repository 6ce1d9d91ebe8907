package twin

import (
	"unicode"
	"unicode/utf8"

	"copydesk/lexicon"
)

// form is what the letters of a word say, whatever their case.
type form struct {
	bag    uint64 // see weight
	cut    uint64 // the weight of the only letter with a mark
	length uint8  // letters; 0 for a word that is not compared
	marks  uint8  // how many letters have a mark
}

// loss is what a word with a mark could have become without: all its marks lost, or its only letter with a mark left out.
type loss struct {
	bag           uint64      // of the word as it is
	lost, dropped lexicon.Key // zero when it could not
	vietnamese    bool        // the word has a letter that hardly another language uses
}

// formAt returns the form of the word at a token, and what it could have lost. Words with a mark come again and again, so
// they are remembered.
func (x *Index) formAt(token int, ascii bool) (f form, l loss) {
	word := x.art.Of(token)
	if ascii {
		if len(word) <= maxLetters {
			f.bag, f.length = byteBag(word), uint8(len(word))
		}
		return f, l
	}
	key := x.entries[token].Key
	known := &x.forms[uint64(key)%formSlots]
	if known.key != key {
		known.key = key
		known.form, known.loss = formOf(word)
	}
	return known.form, known.loss
}

// knownForm is a word whose form is remembered.
type knownForm struct {
	key  lexicon.Key
	form form
	loss loss
}

// formSlots is for how many words the forms are remembered.
const formSlots = 1024

// formOf returns the form of a word that is not ASCII, and what it could have lost.
func formOf(word string) (f form, l loss) {
	lost, dropped := lexicon.NewHash(), lexicon.NewHash()
	for _, r := range word {
		if f.length == maxLetters || unspelled(r) {
			return form{}, loss{}
		}
		letter := letterOf(r)
		w := weight(letter.base)
		lost = lost.Add(letter.base)
		f.bag += w
		f.length++
		if !letter.marked() {
			dropped = dropped.Add(letter.base)
			continue
		}
		f.marks++
		f.cut = w
		l.vietnamese = l.vietnamese || lexicon.VietnameseLetter(letter.fold)
	}
	if l.bag = f.bag; f.marks > 0 {
		l.lost = lost.Key()
	}
	if f.marks == 1 && f.length > 1 {
		l.dropped = dropped.Key()
	}
	return f, l
}

// Combining marks of the letters that words are compared by lie between firstMark and Latin Extended
// Additional, whose letters are many in Vietnamese.
const (
	firstMark = 0x300
	pastMarks = 0x1E00
)

// unspelled reports whether a word with such a code point is not compared: combining marks and what is no UTF-8 are for
// other rules.
func unspelled(r rune) bool {
	return r == utf8.RuneError || r >= firstMark && r < pastMarks && unicode.Is(unicode.M, r)
}
