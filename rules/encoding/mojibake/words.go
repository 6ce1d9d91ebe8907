package mojibake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/lexicon"
)

// What the word lists are worth.
const (
	makesWord      = Points(3)  // the outcome is a word of the language
	makesForeign   = Points(2)  // or of another language
	makesLetter    = Points(1)  // or one of a single letter
	wasWord        = Points(-4) // what stands there is a word, and a sign that may follow it
	wasWordOddSign = Points(-2) // the same with a sign that hardly would, or two
)

// minForeign is the shortest word, in letters, that counts when only the list
// of another language has it.
const minForeign = 4

// words weighs what the word lists say of the words that the units stand in.
func (r *reading) words() Points {
	text := r.decoded()
	shift := 0 // of the decoded text against the field
	var made, was Points
	done := 0 // up to here the decoded text was looked up
	for _, u := range r.units {
		at := u.start + shift
		shift += utf8.RuneLen(u.r) - (u.end - u.start)
		if at >= done && isLetter(u.r) {
			start, end := letters(text, at)
			made = max(made, r.known(text[start:end]))
			done = end
		}
		was = min(was, r.wasWord(u))
	}
	return made + was
}

// letters returns the run of letters and apostrophes of text around at.
func letters(text string, at int) (start, end int) {
	start, end = at, at
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:start])
		if !isLetter(r) && !unicode.Is(unicode.M, r) {
			break
		}
		start -= n
	}
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !isLetter(r) && !unicode.Is(unicode.M, r) {
			break
		}
		end += n
	}
	return start, end
}

// known weighs word, and remembers it when a list has it.
func (r *reading) known(word string) Points {
	long := utf8.RuneCountInString(word)
	if _, ok := r.pack.Lookup(word); ok && !r.pack.Empty() {
		if long == 1 {
			return makesLetter
		}
		r.word = word
		return makesWord
	}
	if long < minForeign {
		return 0
	}
	for _, tag := range lexicon.Languages() {
		if _, ok := lexicon.For(tag).Lookup(word); ok {
			r.word = word
			return makesForeign
		}
	}
	return 0
}

// wasWord weighs against u that the letters in front of its signs, its first
// character among them, are a word as they stand: "IRMÃ”", "XÃ…".
func (r *reading) wasWord(u unit) Points {
	if !isLetter(u.raw[0]) || isLetter(u.raw[1]) {
		return 0
	}
	end := u.start + utf8.RuneLen(u.raw[0])
	start, _ := letters(r.text, u.start)
	word := r.text[start:end]
	before, _ := utf8.DecodeLastRuneInString(r.text[:u.start])
	after, _ := utf8.DecodeRuneInString(r.text[u.end:])
	if utf8.RuneCountInString(word) < 2 || isLetter(after) && u.raw[u.n-1] != '\u00A0' || unicode.IsLower(before) && unicode.IsUpper(u.raw[0]) {
		return 0
	}
	w, ok := r.pack.Lookup(word)
	if !ok || isLetter(after) && w.Flags.Has(lexicon.CaseUnknown) { // a list without case has scraps such as "gã"
		return 0
	}
	if u.n == 2 && (afterLetter(u.raw[1]) == 0 || word == strings.ToUpper(word)) {
		return wasWord
	}
	return wasWordOddSign
}
