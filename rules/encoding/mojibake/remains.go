package mojibake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// minNext is the shortest stretch of letters, in bytes, that can be an unknown word.
const minNext = 3

// blankInside judges the remains of an à, behind which a blank stands: "voilÃ
// le", where the blank is all that is left of two, "hĂ i" for hài, where it is
// the second byte, and "voilÃ  le", where one of the two is.
func (l loss) blankInside(at, end int, before string) (Repair, bool) {
	_, after := l.around(at, end+1)
	capital, _ := utf8.DecodeLastRuneInString(before)
	if unicode.IsUpper(capital) || before == "" && after != "" && after == strings.ToUpper(after) {
		return Repair{}, false
	}
	r := Repair{Start: at, End: end, New: "à", Depth: 1, Lossy: true, Score: placed(before, "") + makesWord}
	if before == "" {
		r.Score = signInside + makesLetter
	}
	switch word, joined := l.partOf(before+"à", after); {
	case word == "":
		return Repair{}, false
	case joined || strings.HasPrefix(l.text[end:], "  "):
		r.Word, r.End = word, end+1
	default:
		r.Word = word
	}
	return r, true
}

// partOf returns the word that left is, or makes with the letters right
// behind the blank, whichever is likelier; "" when neither is a word.
func (l loss) partOf(left, right string) (word string, joined bool) {
	apart, together, next := l.word(left), l.word(left+right), l.word(right)
	if right != "" && len(right) < minNext && next == 0 {
		apart = 0 // "Ã s" is no word in front of another
	}
	switch {
	case right != "" && together != 0 && (apart == 0 || apart+next <= together):
		return left + right, true
	case apart != 0:
		return left, false
	}
	return "", false
}

// word returns the log-probability of w, 0 when the pack does not have it.
func (l loss) word(w string) float64 {
	if known, ok := l.pack.Lookup(w); ok && !l.pack.Empty() {
		return float64(known.LogProb)
	}
	return 0
}

// blank judges the remains of a no-break space: "named stones" with an Â
// in front of the blank, or in the place of it at the end of a line.
func (l loss) blank(at int) (Repair, bool) {
	end := at + len(remainsOfBlank)
	before, _ := utf8.DecodeLastRuneInString(l.text[:at])
	after, size := utf8.DecodeRuneInString(l.text[end:])
	if size != 0 && after != ' ' && after != '\n' {
		return Repair{}, false
	}
	r := Repair{Start: at, End: end, Code: Windows1252, Depth: 1, Lossy: true}
	switch {
	case unicode.IsLower(before):
		r.Score = capitalInside + likely('\u00A0')
	case strings.ContainsRune(".,;:!?)»”\"%", before):
		r.Score = aloneBonus
	case before == ' ':
		r.Score = weak
	default:
		return Repair{}, false
	}
	return r, true
}

// farQuote is how far an opening quotation mark is looked for, in bytes.
const farQuote = 600

// quote judges the remains of a closing quotation mark. It is surest when its
// last byte became U+FFFD, or when a quotation was opened before it.
func (l loss) quote(at int) (Repair, bool) {
	end := at + len(remainsOfQuote)
	after, size := utf8.DecodeRuneInString(l.text[end:])
	r := Repair{Start: at, End: end, New: "”", Code: Windows1252, Depth: 1, Lossy: true, Score: classic + signInside}
	switch {
	case after == 0xFFFD && size > 1:
		r.End += size
	case after == '?':
		r.End += size
		r.Score, r.Either = fair, true
	case size != 0 && !unicode.IsSpace(after) && !unicode.IsPunct(after) || !l.opened(at):
		r.Score = fair
	}
	before, _ := utf8.DecodeLastRuneInString(l.text[:at])
	garbled := before >= utf8.RuneSelf && !strings.ContainsRune(commonLetters, before)
	return r, !garbled && (!of(after).cont.has(Windows1252) || after == lostByte)
}

// opened reports whether a quotation was opened in front of the offset at and
// not closed again.
func (l loss) opened(at int) bool {
	text := l.text[max(0, at-farQuote):at]
	text = text[strings.LastIndexByte(text, '\n')+1:]
	open := max(strings.LastIndex(text, "â€œ"), strings.LastIndex(text, "“"))
	return open >= 0 && !strings.Contains(text[open+len("“"):], "”")
}
