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
	BesideDash                // a dash that is free on its other side
	numJoints
)

var jointNames = [numJoints]string{
	"none", "letter|letter", "lower|Upper", "ACRONYM|letter", "letter|digit", "digit|letter", "digit|digit",
	",|letter", ":|letter", ".|letter", ")|letter", "letter|(", "dash",
}

// String returns the kind as it stands in weights files and traces.
func (j Joint) String() string { return jointNames[j] }

// AfterPunctuation reports whether the joint follows a punctuation mark:
// alone, without the geometry of a wrap, such a joint is the business of the
// rule for missing blanks after punctuation.
func (j Joint) AfterPunctuation() bool { return j >= AfterComma && j <= AfterClose }

// innerJoint classifies the place before runes[i] inside a run of letters.
func innerJoint(runes []rune, i int) Joint {
	if unicode.Is(unicode.M, runes[i]) {
		return NoJoint
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
func edgeJoint(a *article.Article, first, i, last, quotes int) Joint {
	l, r := &a.Tokens[i-1], &a.Tokens[i]
	if l.Verbatim && r.Verbatim {
		return NoJoint
	}
	left, right := rune(0), rune(0)
	if l.Kind > article.Number {
		left = firstRune(a.Of(i - 1))
	}
	if r.Kind > article.Number {
		right = firstRune(a.Of(i))
	}
	text := r.Kind <= article.Number
	switch {
	case left == 0 && right == 0:
		return wordEdge(l.Kind, r.Kind)
	case left == 0:
		return beforeMark(right, i == last-1, quotes)
	case !text && !isOpen(right) && !(right == '"' && quotes%2 == 0):
		return NoJoint
	}
	return afterMark(a, left, first, i, quotes)
}

func wordEdge(l, r article.Kind) Joint {
	switch {
	case l == article.Word && r == article.Number:
		return LetterDigit
	case l == article.Number && r == article.Word:
		return DigitLetter
	}
	return NoJoint
}

// beforeMark classifies the place between a word or number and the mark r.
func beforeMark(r rune, atEnd bool, quotes int) Joint {
	switch {
	case isOpen(r), isCurrency(r), r == '"' && quotes%2 == 0:
		return BeforeOpen
	case isDash(r) && atEnd:
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
		if lead || number && a.Tokens[i-2].Kind == article.Number {
			return NoJoint // decimals
		}
		return AfterComma
	case ':':
		if lead || number {
			return NoJoint // times
		}
		return AfterColon
	case '.', '!', '?', '…':
		if lead || number && a.Tokens[i-2].Kind == article.Number {
			return NoJoint
		}
		return AfterStop
	case ')', ']', '”', '»', '%':
		return AfterClose
	case '"':
		if quotes%2 == 0 { // this quote closes: an even number stands before what follows
			return AfterClose
		}
	case '–', '—':
		return BesideDash
	case '-':
		if lead {
			return BesideDash
		}
	}
	return NoJoint
}

func isOpen(r rune) bool {
	switch r {
	case '(', '[', '“', '«', '¿', '¡', '„':
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
