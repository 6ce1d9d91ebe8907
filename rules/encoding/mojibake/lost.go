package mojibake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/lexicon"
)

// Some bytes do not survive: a no-break space becomes a blank, and programs
// drop a soft hyphen, replace a byte that the code page leaves undefined by
// U+FFFD or "?", or drop it as well. What is left of such a character is its
// first byte, and the word lists must say what it was.

// firsts are the characters that a code page has for the byte 0xC3, which
// begins the letters à to ÿ, and the code page.
var firsts = []struct {
	sign string
	code Codepage
}{{"Ã", Windows1252}, {"Ă", Windows1250}, {"Г", Windows1251}}

// dropped are the letters whose second byte, behind 0xC3, is a soft hyphen or
// undefined in windows-1252 or windows-1250.
const dropped = "íÁÍÏÐÝÃÈØ"

// The other remains: of a no-break space its first byte, of a closing
// quotation mark its first two, for 0x9D is undefined.
const (
	remainsOfBlank = "Â"
	remainsOfQuote = "â€"
)

// mayHaveLost reports whether text has what may be the remains of a character.
func mayHaveLost(text string) bool {
	for _, f := range firsts {
		if strings.Contains(text, f.sign) {
			return true
		}
	}
	return strings.Contains(text, remainsOfBlank) || strings.Contains(text, remainsOfQuote)
}

// lost returns repairs of characters of which a byte was lost.
func lost(text string, pack *lexicon.Pack, certain counts) []Repair {
	var found []Repair
	l := loss{text: text, pack: pack}
	for _, f := range firsts {
		if f.code == Windows1251 && certain[f.code] < agreeing {
			continue // Г is a common letter
		}
		for i := range positions(text, f.sign) {
			if r, ok := l.letter(i, len(f.sign)); ok {
				r.Code = f.code
				found = append(found, r)
			}
		}
	}
	for i := range positions(text, remainsOfBlank) {
		if r, ok := l.blank(i); ok {
			found = append(found, r)
		}
	}
	for i := range positions(text, remainsOfQuote) {
		if r, ok := l.quote(i); ok {
			found = append(found, r)
		}
	}
	return found
}

// positions yields the byte offsets of sub in text.
func positions(text, sub string) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; ; i += len(sub) {
			n := strings.Index(text[i:], sub)
			if n < 0 || !yield(i+n) {
				return
			}
			i += n
		}
	}
}

type loss struct {
	text string
	pack *lexicon.Pack
}

// maxWord bounds how far a word is followed, in bytes.
const maxWord = 64

// around returns the letters in front of start and behind end.
func (l loss) around(start, end int) (before, after string) {
	from, to := max(0, start-maxWord), min(len(l.text), end+maxWord)
	b, a := l.text[from:start], l.text[end:to]
	if n := strings.LastIndexFunc(b, notLetter); n >= 0 {
		_, size := utf8.DecodeRuneInString(b[n:])
		b = b[n+size:]
	}
	if n := strings.IndexFunc(a, notLetter); n >= 0 {
		a = a[:n]
	}
	return b, a
}

// touched reports whether the character in front of the word that begins at
// the offset at may be part of a broken one: the word is judged when that has
// been decoded.
func (l loss) touched(at int) bool {
	r, _ := utf8.DecodeLastRuneInString(l.text[:at])
	return r != lostByte && of(r).cont != 0
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// letter judges the remains of a letter, size bytes at the offset at.
func (l loss) letter(at, size int) (Repair, bool) {
	end := at + size
	if sign := l.text[at:end]; strings.HasPrefix(l.text[end:], sign) || strings.HasSuffix(l.text[:at], sign) {
		return Repair{}, false
	}
	before, after := l.around(at, end)
	if l.touched(at - len(before)) {
		return Repair{}, false
	}
	switch {
	case strings.HasPrefix(l.text[end:], " ") && after == "":
		return l.blankInside(at, end, before)
	case strings.HasPrefix(l.text[end:], "\uFFFD"):
		_, after = l.around(at, end+len("\uFFFD"))
		return l.oneOf(at, end+len("\uFFFD"), before, after, strangers)
	case after != "":
		return l.oneOf(at, end, before, after, 0)
	}
	return Repair{}, false
}

// oneOf judges a letter whose second byte was dropped: a repair only when
// exactly one letter makes a word, and the text as it stands is none.
func (l loss) oneOf(at, end int, before, after string, odd Points) (Repair, bool) {
	if _, ok := l.pack.Lookup(before + l.text[at:end] + after); ok || l.pack.Empty() || before+after == "" {
		return Repair{}, false
	}
	word, letter := "", ""
	for _, r := range dropped {
		w := before + string(r) + after
		_, ok := l.pack.Lookup(w)
		if !ok || unicode.IsUpper(r) == lower(before, after) {
			continue
		}
		if word != "" {
			return Repair{}, false
		}
		word, letter = w, string(r)
	}
	if word == "" {
		return Repair{}, false
	}
	score := makesWord + odd + placed(before, after)
	return Repair{Start: at, End: end, New: letter, Depth: 1, Score: score, Word: word, Lossy: true}, true
}

// lower reports whether the letter between before and after must be small.
func lower(before, after string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	s, _ := utf8.DecodeRuneInString(after)
	return before != "" && !(unicode.IsUpper(r) && (after == "" || unicode.IsUpper(s)))
}

// placed says how odd a capital is between before and after.
func placed(before, after string) Points {
	r, _ := utf8.DecodeLastRuneInString(before)
	s, _ := utf8.DecodeRuneInString(after)
	switch {
	case unicode.IsLower(r):
		return capitalInside
	case before == "" && unicode.IsLower(s):
		return signInside
	}
	return 0
}
