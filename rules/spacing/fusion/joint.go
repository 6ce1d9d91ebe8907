package fusion

import (
	"unicode"

	"copydesk/article"
)

// Joint is the kind of place at which a blank may have been lost, by what
// stands on either side of it.
type Joint uint8

// The kinds of joint.
const (
	NoJoint      Joint = iota // no blank goes here
	LetterLetter              // inside a run of letters: "realizó|una"
	LowerUpper                // a capital after a small letter: "del|COVID"
	AcronymEdge               // a small letter after two capitals: "ONU|el"
	LetterDigit               // "en|2019"
	DigitLetter               // "73|millones"
	DigitDigit                // "2010|27", only ever at a wrap
	AfterComma                // , ; and a letter or digit
	AfterColon                // : and a letter
	AfterStop                 // . ! ? … and a letter
	AfterClose                // ) ] ” » " % and a letter or digit
	BeforeOpen                // a letter or digit and ( [ “ « " ¿ ¡ or a currency sign
	BesideDash                // a dash or sign that is free on its other side
	SpacedMark                // beside « » : ; ? ! where the article sets them apart: "mot|»"
	numJoints
)

var jointNames = [numJoints]string{
	"none", "letter|letter", "lower|Upper", "ACRONYM|letter", "letter|digit", "digit|letter", "digit|digit",
	",|letter", ":|letter", ".|letter", ")|letter", "letter|(", "dash", "mark",
}

// String returns the kind as it stands in weights files and traces.
func (j Joint) String() string { return jointNames[j] }

// AfterPunctuation reports whether the joint follows a punctuation mark:
// alone, without the geometry of a wrap, such a joint is the business of the
// rule for missing blanks after punctuation.
func (j Joint) AfterPunctuation() bool { return j >= AfterComma && j <= AfterClose }

// innerJoint classifies the place before runes[i] inside a run of letters.
func innerJoint(runes []rune, i int) Joint {
	if unicode.Is(unicode.M, runes[i]) || !article.Latin(runes[i]) || !article.Latin(runes[i-1]) {
		return NoJoint // Chinese and Japanese are written without blanks, and no pack knows other scripts
	}
	up := unicode.IsUpper(runes[i])
	before := unicode.IsUpper(runes[i-1])
	switch {
	case up && !before:
		return LowerUpper
	case !up && before && i >= 2 && unicode.IsUpper(runes[i-2]):
		return AcronymEdge
	}
	return LetterLetter
}

// edgeJoint classifies the place between tokens i-1 and i, which no blank
// parts. [first,last) are the tokens of the run that they belong to; quotes
// is the number of straight double quotes before token i in the paragraph.
func (w *Worker) edgeJoint(first, i, last, quotes int) Joint {
	a := w.art
	l, r := &a.Tokens[i-1], &a.Tokens[i]
	if l.Verbatim && r.Verbatim || !latinWord(a, i-1) || !latinWord(a, i) {
		return NoJoint
	}
	left, right := markOf(a, i-1), markOf(a, i)
	switch {
	case left == 0 && right == 0:
		return w.wordEdge(i)
	case w.habits.apart(left, true), w.habits.apart(right, false), i-1 == first && w.habits.apart(left, false):
		return SpacedMark
	case left == 0:
		return beforeMark(right, i == last-1, quotes)
	case right != 0 && !isOpen(right) && !(right == '"' && quotes%2 == 0):
		return NoJoint
	}
	return afterMark(a, left, first, i, quotes)
}

// latinWord reports whether token i is no word of another script.
func latinWord(a *article.Article, i int) bool {
	return a.Tokens[i].Kind != article.Word || article.Latin(firstRune(a.Of(i)))
}

// markOf returns the character of token i when it is neither word nor number, else 0.
func markOf(a *article.Article, i int) rune {
	if a.Tokens[i].Kind <= article.Number {
		return 0
	}
	return firstRune(a.Of(i))
}

// wordEdge classifies the place between a word and a number. An ordinal ending or the s of
// a decade belongs to its number.
func (w *Worker) wordEdge(i int) Joint {
	a := w.art
	switch l, r := a.Tokens[i-1].Kind, a.Tokens[i].Kind; {
	case l == article.Word && r == article.Number:
		if i >= 2 && a.Tokens[i-1].Glued && a.Tokens[i-2].Kind == article.Number {
			return NoJoint // 1h41
		}
		return LetterDigit
	case l == article.Number && r == article.Word:
		if s := a.Of(i); len(s) == 1 && (w.syllables || !w.isSingle(s)) || w.pack.OrdinalSuffix(s) {
			return NoJoint // 22h, 1990s, 17th
		}
		return DigitLetter
	}
	return NoJoint
}

// beforeMark classifies the place between a word or number and the mark r.
func beforeMark(r rune, atEnd bool, quotes int) Joint {
	switch {
	case isOpen(r), isCurrency(r), r == '"' && quotes%2 == 0:
		return BeforeOpen
	case isDash(r) && atEnd, isSign(r) && atEnd:
		return BesideDash
	case r == '–' || r == '—':
		return BesideDash
	}
	return NoJoint
}

// afterMark classifies the place between the mark l and token i.
func afterMark(a *article.Article, l rune, first, i, quotes int) Joint {
	number := a.Tokens[i].Kind == article.Number
	lead := i-1 == first // nothing stands before the mark
	switch l {
	case ',', ';':
		if lead || number && a.Tokens[i-2].Kind == article.Number && !year(a.Of(i)) {
			return NoJoint // decimals, but not "January 8,1880"
		}
		return AfterComma
	case ':':
		if lead || number {
			return NoJoint // times
		}
		return AfterColon
	case '.', '!', '?', '…':
		if lead || number && a.Tokens[i-2].Kind == article.Number || initials(a, i) {
			return NoJoint
		}
		return AfterStop
	case ')', ']', '”', '»', '%':
		return AfterClose
	case '\'': // two of them make a quotation mark: ''word
		if i-1 > first && firstRune(a.Of(i-2)) == '\'' {
			return AfterClose
		}
	case '"':
		if quotes%2 == 0 { // this quote closes: an even number stands before what follows
			return AfterClose
		}
	case '–', '—':
		return BesideDash
	case '-', '+', '=', '&', '•', '*':
		if lead {
			return BesideDash
		}
	}
	return NoJoint
}

// yearDigits is the length of a year.
const yearDigits = 4

// year reports whether s could be a year of which news speaks.
func year(s string) bool { return len(s) == yearDigits && (s[0] == '1' || s[:2] == "20") }

// initials reports whether the stop before token i stands inside an abbreviation: U.S., e.g., Ph.D.
func initials(a *article.Article, i int) bool {
	l, r := &a.Tokens[i-2], &a.Tokens[i]
	if l.Kind != article.Word || r.Kind != article.Word {
		return false
	}
	stop := i+1 < len(a.Tokens) && a.Tokens[i+1].Glued && a.Of(i+1) == "."
	doubled := l.Case == article.Upper && r.Case == article.Upper && l.End-l.Start == 2 && r.End-r.Start == 2 // EE.UU.
	return doubled || l.End-l.Start == 1 && r.End-r.Start <= 2 || r.End-r.Start == 1 && stop
}

func isSign(r rune) bool {
	switch r {
	case '+', '=', '&', '•', '*':
		return true
	}
	return false
}

func isOpen(r rune) bool {
	switch r {
	case '(', '[', '“', '«', '¿', '¡', '„', '‘', '`':
		return true
	}
	return false
}

func isCurrency(r rune) bool { return r == '$' || r == '€' || r == '£' || r == '¥' }

func isDash(r rune) bool { return r == '-' || r == '–' || r == '—' }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
