package mojibake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What the observations about a unit are worth.
const (
	capitalInside  = Points(3)    // "reuniÃ³n": a capital behind a small letter
	signInside     = Points(2)    // "MÃ©xico": a sign between letters
	aloneBonus     = Points(3)    // " Â£5": a letter that stands before a sign and behind none
	longer         = Points(1)    // for each byte beyond two: chance hits get rarer
	sameScript     = Points(1.5)  // for each further letter of another script in a row
	mixedScript    = Points(3)    // "mГ©dicament": two scripts in one word
	signForLetter  = Points(2)    // "r√©gime": a sign where a letter belongs
	classic        = Points(3)    // "â€", "вЂ": how quotation marks and dashes begin
	strangers      = Points(3)    // "Ãœ": letters that no language writes side by side
	unmistakable   = Points(6)    // "ï¿½" is nothing else than U+FFFD
	wrongCase      = Points(-3)   // the outcome has a capital inside a word, or a small letter among capitals
	noLetterBeside = Points(-0.5) // "√©" between blanks is mathematics or a face
)

// unitPoints weighs unit i of the reading.
func (r *reading) unitPoints(i int) Points {
	u := r.units[i]
	if u.r == lostByte {
		return r.lostPoints(i)
	}
	before, after := r.around(i)
	p := likely(u.r) + longer*Points(u.n-2)
	if s := script(u.r); s != latin && s != noScript {
		p += sameScript * Points(min(r.group(i), maxGroup)-1)
	}
	if isLetter(u.raw[0]) {
		p += r.oddLetters(u, before, after)
	} else {
		p += signs(u, before, after, i > 0 || len(r.units) > 1)
	}
	if punctuationLead[[2]rune{u.raw[0], u.raw[1]}] {
		p += classic
	}
	return p + r.caseOf(u, before, after)
}

// punctuationLead are the bytes E2 80, with which quotation marks and dashes
// begin, in the code pages that have signs for both.
var punctuationLead = map[[2]rune]bool{{'â', '€'}: true, {'в', 'Ђ'}: true, {'‚', 'Ä'}: true, {'Γ', 'Ç'}: true}

// lostPoints weighs unit i of which a byte was lost: it is decoded among
// letters of other scripts, where the text cannot be read as it stands.
// Latin ones are for the word lists, see lost.
func (r *reading) lostPoints(i int) Points {
	if u := r.units[i]; slices.Contains(u.raw[:u.n], lostByte) {
		for k := max(0, i-maxGroup); k < min(len(r.units), i+maxGroup+1); k++ {
			if s := script(r.units[k].r); s != latin && s != noScript {
				return leastAlone
			}
		}
		return leastBeside - 1
	}
	return unmistakable
}

// oddLetters weighs a unit that begins with a letter: how odd are the signs
// behind it, and the letter itself where it stands.
func (r *reading) oddLetters(u unit, before, after rune) Points {
	odd := oddSigns(u)
	last := u.raw[u.n-1]
	if isLetter(after) {
		odd += insideWord(last)
	}
	capitals := unicode.IsUpper(u.raw[0])
	switch {
	case capitals && unicode.IsLower(before), capitals && unicode.IsUpper(last) && unicode.IsLower(after):
		odd += capitalInside
	case last == '\u00A0' && unicode.IsUpper(before) && unicode.IsLower(after) && !r.capitalsBefore(u.start):
		odd += capitalInside // "GÃ\u00A0idheal": two capitals, and the word goes on small behind a blank
	case alone(u, before), unicode.Is(unicode.Sc, u.r) && isLetter(last) && unicode.IsDigit(after):
		odd += aloneBonus
	}
	if r.mixes(u) {
		odd += mixedScript
	}
	return odd
}

// oddSigns says how odd the characters of u are one behind another.
func oddSigns(u unit) Points {
	var odd Points
	for i, c := range u.raw[1:u.n] {
		odd = max(odd, afterLetter(c))
		if i > 0 && isLetter(c) && !isLetter(u.raw[i]) {
			odd = max(odd, strangers) // "á»Ÿ": a sign between letters
		}
	}
	if strings.ContainsRune("ÂÃÅâãåðĂĹ", u.raw[0]) && strings.ContainsRune("ŠŒŽšœžŸƒ", u.raw[1]) {
		odd = max(odd, strangers)
	}
	return odd
}

// insideWord says how odd the sign r is between two letters. A no-break space
// is a blank, and a soft hyphen belongs inside words.
func insideWord(r rune) Points {
	switch {
	case isLetter(r) || strings.ContainsRune("’\u00A0\u00AD", r):
		return 0
	case strings.ContainsRune("–—…·", r):
		return signInside / 2
	}
	return signInside
}

// alone reports whether u begins with a capital that stands by itself in
// front of a sign. "Â" is no word but in Romanian and Vietnamese, "Ã" is none;
// as a letter that is spoken of it stands in quotation marks.
func alone(u unit, before rune) bool {
	if isLetter(before) || isLetter(u.raw[1]) || strings.ContainsRune("«“‘‹", before) {
		return false
	}
	return u.raw[0] == 'Â' || u.raw[0] == 'Ã' && u.raw[1] == '\u00A0'
}

// mixes reports whether u begins with a letter of another script than Latin
// and touches a Latin one.
func (r *reading) mixes(u unit) bool {
	if writing(u.raw[0]) == latin || writing(u.raw[0]) == noScript {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(r.text[:u.start])
	after, _ := utf8.DecodeRuneInString(r.text[u.end:])
	return writing(before) == latin || writing(after) == latin
}

// signs weighs a unit that begins with a sign, as in the code pages of the
// Macintosh and of MS-DOS.
func signs(u unit, before, after rune, company bool) Points {
	var p Points
	if isLetter(before) {
		p += signForLetter
	}
	if isLetter(after) {
		p += signForLetter
	}
	if p == 0 && u.n == 2 && !company {
		return noLetterBeside
	}
	return p
}

// caseOf weighs whether the outcome agrees with its neighbours in case.
func (r *reading) caseOf(u unit, before, after rune) Points {
	switch {
	case unicode.IsUpper(u.r) && unicode.IsLower(before):
		return wrongCase
	case unicode.IsLower(u.r) && unicode.IsUpper(before) && (unicode.IsUpper(after) || !isLetter(after) && r.capitalsBefore(u.start)):
		return wrongCase
	case unicode.IsLower(u.r) && unicode.IsUpper(after):
		return wrongCase
	}
	return 0
}

// capitalsBefore reports whether two capitals stand in front of the byte offset at.
func (r *reading) capitalsBefore(at int) bool {
	first, n := utf8.DecodeLastRuneInString(r.text[:at])
	second, _ := utf8.DecodeLastRuneInString(r.text[:at-n])
	return unicode.IsUpper(first) && unicode.IsUpper(second)
}
