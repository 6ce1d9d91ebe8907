package lexicon

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// MendSyllable returns the syllables that a word in NFC could be whose marks lie where no
// Vietnamese syllable has them: those with the same base letters in the same order, and either
// the same marks on other letters (lựơng: lượng) or, where u and o stand together and one has a
// horn and one of them a tone, both horns (lưọng: lượng). Without a tone the letter that lost its
// horn may have lost a tone with it (ngưoi: người). The case of each letter is that of the word. It returns
// none for a word that is a syllable already, or has no mark.
func MendSyllable(word string) []string {
	if _, ok := ParseSyllable(word); ok {
		return nil
	}
	letters, marks, ok := takeApart(word)
	if !ok || len(marks.tones)+len(marks.shapes) == 0 || len(marks.tones) > 1 {
		return nil
	}
	found := arrange(letters, marks)
	if len(found) == 0 {
		found = withBothHorns(word)
	}
	return found
}

// marksOf are the marks of a word, without the letters they stood on.
type marksOf struct {
	tones  []Tone
	shapes []rune // the combining breve, circumflex and horn
}

// shapesOf are the letters with a mark that is no tone, taken apart.
var shapesOf = map[rune]shaped{'ă': {'a', 0x306}, 'â': {'a', 0x302}, 'ê': {'e', 0x302}, 'ô': {'o', 0x302}, 'ơ': {'o', 0x31B}, 'ư': {'u', 0x31B}}

type shaped struct{ base, mark rune }

// takeApart splits a word into its letters without marks and its marks. A tilde on n is taken
// for the tone, as in Nguyêñ; đ is a letter of its own.
func takeApart(word string) (letters []rune, marks marksOf, ok bool) {
	for _, r := range word {
		if len(letters) == maxSyllable {
			return nil, marksOf{}, false
		}
		base, tone := toneOf(Fold(r))
		if base == 'ñ' {
			base, tone = 'n', Tilde
		}
		if tone != Level {
			marks.tones = append(marks.tones, tone)
		}
		if s, ok := shapesOf[base]; ok {
			base, marks.shapes = s.base, append(marks.shapes, s.mark)
		}
		if unicode.IsUpper(r) {
			base = unicode.ToUpper(base)
		}
		letters = append(letters, base)
	}
	return letters, marks, true
}

// arrange returns the syllables made by putting the marks on the letters in any way.
func arrange(letters []rune, marks marksOf) (found []string) {
	if len(marks.shapes) > 0 {
		rest := marksOf{marks.tones, marks.shapes[1:]}
		for i, r := range letters {
			if with, ok := withShape(r, marks.shapes[0]); ok {
				next := slices.Clone(letters)
				next[i] = with
				found = appendNew(found, arrange(next, rest)...)
			}
		}
		return found
	}
	if len(marks.tones) == 0 {
		return appendSyllable(nil, letters)
	}
	for i, r := range letters {
		if with := withTone(Fold(r), marks.tones[0]); with != 0 {
			next := slices.Clone(letters)
			next[i] = matchCase(with, r)
			found = appendSyllable(found, next)
		}
	}
	return found
}

// withShape returns the letter with the mark on it, when there is such a letter.
func withShape(r, mark rune) (rune, bool) {
	for with, s := range shapesOf {
		if s.base == Fold(r) && s.mark == mark {
			return matchCase(with, r), true
		}
	}
	return 0, false
}

func matchCase(r, like rune) rune {
	if unicode.IsUpper(like) {
		return unicode.ToUpper(r)
	}
	return r
}

func appendSyllable(list []string, letters []rune) []string {
	word := string(letters)
	s, ok := ParseSyllable(word)
	if !ok || s.Style == NewStyle { // the other style spells the same syllable
		return list
	}
	return appendNew(list, word)
}

func appendNew(list []string, words ...string) []string {
	for _, w := range words {
		if !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

// withBothHorns returns the word with horns on both letters of its first pair of u and o.
func withBothHorns(word string) []string {
	letters := []rune(word)
	for i := 0; i+1 < len(letters); i++ {
		u, tu := toneOf(Fold(letters[i]))
		o, to := toneOf(Fold(letters[i+1]))
		if ((u != 'ư' || o != 'o') && (u != 'u' || o != 'ơ')) || (tu == Level) == (to == Level) {
			continue
		}
		letters[i] = matchCase('ư', letters[i])
		letters[i+1] = matchCase(withTone('ơ', max(tu, to)), letters[i+1])
		return appendSyllable(nil, letters)
	}
	return nil
}

// VietnameseShare returns which share of the words in text that have a letter outside ASCII
// are Vietnamese syllables, and how many such words there are. It tells whether bytes were
// decoded as what they are.
func VietnameseShare(text string) (share float64, words int) {
	valid := 0
	for i := 0; i < len(text); {
		start, wide := i, false
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !ofWord(r) {
				break
			}
			wide = wide || size > 1
			i += size
		}
		if i == start {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
		}
		if wide {
			words++
			if _, ok := ParseSyllable(text[start:i]); ok {
				valid++
			}
		}
	}
	if words == 0 {
		return 0, 0
	}
	return float64(valid) / float64(words), words
}

// ofWord reports whether r is a letter or a mark. Those of Vietnamese are not sought in the tables of Unicode.
func ofWord(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	case r >= highStart && r < highEnd:
		return true
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r)
}
