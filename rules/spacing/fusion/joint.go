package fusion

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/lexicon"
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
	up := unicode.IsUpper(runes[i])
	before := unicode.IsUpper(runes[i-1])
	switch {
	case unicode.Is(unicode.M, runes[i]):
		return NoJoint
	case !article.Latin(runes[i]) && !article.Latin(runes[i-1]) && up && unicode.IsLower(runes[i-1]):
		return LowerUpper // Иван|Соколов
	case !article.Latin(runes[i]) || !article.Latin(runes[i-1]):
		return NoJoint // Chinese and Japanese are written without blanks, and no pack knows other scripts
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
	case w.habits.apart(left, true), w.habits.apart(right, false), right == 0 && i-1 == first && w.habits.apart(left, false):
		return SpacedMark
	case left == 0:
		return w.beforeMark(right, i, i == last-1, quotes)
	case right != 0 && !w.isOpen(right) && !(right == '"' && quotes%2 == 0 && gluedBehind(a, i)):
		return NoJoint
	}
	return w.afterMark(left, first, i, quotes)
}

// latinWord reports whether token i is no word of another script.
func latinWord(a *article.Article, i int) bool {
	return a.Tokens[i].Kind != article.Word || article.Latin(firstRune(a.Of(i)))
}

// gluedBehind reports whether something follows token i without a blank, so that a quotation mark
// may open there.
func gluedBehind(a *article.Article, i int) bool { return i+1 < len(a.Tokens) && a.Tokens[i+1].Glued }

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
		if s := a.Of(i); len(s) == 1 && (w.syllables || !w.isSingle(s)) || w.beginsOrdinal(s) || w.behindNumeral(s) {
			return NoJoint // 22h, 1990s, 17th, 54thminute, 18jährige
		}
		return DigitLetter
	}
	return NoJoint
}

// beforeMark classifies the place between a word or number and the mark r, which is token i.
func (w *Worker) beforeMark(r rune, i int, atEnd bool, quotes int) Joint {
	a := w.art
	switch {
	case r == '`' && gluedBehind(a, i) && a.Tokens[i+1].Kind == article.Word:
		return NoJoint // don`t
	case isCurrency(r) && endsUpper(a.Of(i-1)):
		return NoJoint // US$, HK$, deUS$
	case r == '‘' && w.elides && w.pack.ElidedPrefix(a.Of(i-1)+"'"):
		return NoJoint // d‘ouvrir
	case w.isOpen(r), isCurrency(r), r == '"' && quotes%2 == 0, isApostrophe(r) && w.opensQuote(i):
		return BeforeOpen
	case isDash(r) && atEnd, isSign(r) && atEnd:
		return BesideDash
	case (r == '–' || r == '—') && !w.rangeDash(i):
		return BesideDash
	}
	return NoJoint
}

// numeralWords are how words begin that stand behind a number and nowhere else, by language.
var numeralWords = map[string][]string{
	"de": {"jährig", "monatig", "wöchig", "tägig", "stündig", "minütig", "köpfig", "prozentig", "stellig", "teilig", "fach", "mal"},
	"it": {"enne", "enni"},
}

// behindNumeral reports whether s is such a word: 18jährige, 3fache, 53enne.
func (w *Worker) behindNumeral(s string) bool {
	return slices.ContainsFunc(w.numerals, func(begin string) bool { return strings.HasPrefix(s, begin) })
}

// endsUpper reports whether s ends in a capital.
func endsUpper(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsUpper(r)
}

// beginsOrdinal reports whether s, which stands behind digits, is the ending of an ordinal, or one and a known word.
func (w *Worker) beginsOrdinal(s string) bool {
	const longest = 4 // bytes of an ending: "ème"
	if w.pack.OrdinalSuffix(s) {
		return true
	}
	for n := 2; n <= min(longest, len(s)-unknownLeast); n++ {
		if utf8.RuneStart(s[n]) && w.pack.OrdinalSuffix(s[:n]) && w.has(lexicon.KeyOf(s[n:])) {
			return !w.has(lexicon.KeyOf(s))
		}
	}
	return false
}

// rangeDash reports whether the dash at token i stands between two numbers: 8–10.
func (w *Worker) rangeDash(i int) bool {
	toks := w.art.Tokens
	return i > 0 && toks[i].Glued && toks[i-1].Kind == article.Number && gluedBehind(w.art, i) && toks[i+1].Kind == article.Number
}

// maxQuoted is how many tokens an apostrophe that opens a quotation may stand before the one that closes it.
const maxQuoted = 12

// opensQuote reports whether the apostrophe at token i, glued to words on either side, opens a quotation: one follows
// that closes it, and what stands behind it is no clitic.
func (w *Worker) opensQuote(i int) bool {
	a := w.art
	if w.elides || !gluedBehind(a, i) || a.Tokens[i+1].Kind != article.Word || a.Tokens[i+1].End-a.Tokens[i+1].Start < 3 {
		return false
	}
	for k := i + 2; k < min(len(a.Tokens), i+maxQuoted) && a.ParagraphAt(int(a.Tokens[k].Start)) == a.ParagraphAt(int(a.Tokens[i].Start)); k++ {
		if isApostrophe(markOf(a, k)) {
			return a.Tokens[k].Glued && (!gluedBehind(a, k) || a.Tokens[k+1].Kind > article.Number)
		}
	}
	return false
}

// closes reports whether the mark l, which is token i, ends a quotation, a bracket or a figure.
func (w *Worker) closes(l rune, first, i, quotes int) bool {
	switch l {
	case '\'', '’': // two of them make a quotation mark: ''word
		return i > first && isApostrophe(markOf(w.art, i-1)) || w.closesQuote(first, i)
	case '"':
		return quotes%2 == 0 && w.art.Tokens[i].Glued // an even number stands before what follows
	case '“', '‘':
		return w.lowQuotes && w.art.Tokens[i].Glued
	}
	return true
}

// closesQuote reports whether the apostrophe at token i of the run that begins at token first closes a quotation, or is the
// mark of an English possessive: 'botiguers'prevén, parents'defence.
func (w *Worker) closesQuote(first, i int) bool {
	a := w.art
	if w.elides || i == first || !a.Tokens[i].Glued || a.Tokens[i-1].Kind != article.Word {
		return false
	}
	if w.possessive && a.Text[a.Tokens[i-1].End-1] == 's' {
		return true
	}
	start := a.Paragraphs[a.ParagraphAt(int(a.Tokens[i].Start))].First
	for k := i - 2; k >= max(start, i-maxQuoted); k-- {
		if isApostrophe(markOf(a, k)) && !(a.Tokens[k].Glued && gluedBehind(a, k) && markOf(a, k-1) == 0) {
			return gluedBehind(a, k) && (!a.Tokens[k].Glued || w.isOpen(markOf(a, k-1)))
		}
	}
	return false
}

// geminate reports whether the stop before token i stands for the raised dot of Catalan: Col.legi.
func geminate(a *article.Article, i int) bool {
	s := a.Text
	end, start := int(a.Tokens[i-2].End), int(a.Tokens[i].Start)
	return s[end-1] == 'l' && s[start] == 'l' && a.Of(i-1) == "." && a.Tokens[i-1].Glued
}

// dotted reports whether the stop before token i parts words in small letters of which there are three or more: comp.lang.misc, the name of a group.
func dotted(a *article.Article, i int) bool {
	lower := func(k int) bool {
		return k >= 0 && k < len(a.Tokens) && a.Tokens[k].Kind == article.Word && a.Tokens[k].Case == article.Lower
	}
	stop := func(k int) bool {
		return k > 0 && k+1 < len(a.Tokens) && a.Of(k) == "." && a.Tokens[k].Glued && a.Tokens[k+1].Glued
	}
	return lower(i-2) && lower(i) && (stop(i-3) && lower(i-4) || stop(i+1) && lower(i+2))
}

// afterMark classifies the place between the mark l and token i.
func (w *Worker) afterMark(l rune, first, i, quotes int) Joint {
	a := w.art
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
		if lead || number && a.Tokens[i-2].Kind == article.Number || initials(a, i) || geminate(a, i) || dotted(a, i) {
			return NoJoint
		}
		return AfterStop
	case '²', '³':
		return AfterClose
	case ')', ']', '”', '»', '%', '\'', '’', '"', '“', '‘':
		if w.closes(l, first, i-1, quotes) {
			return AfterClose
		}
	case '–', '—':
		if w.rangeDash(i - 1) {
			return NoJoint
		}
		return BesideDash
	case '-', '+', '=', '&', '•', '*', '/':
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
	short := r.End-r.Start == 1 || r.End-r.Start == 2 && (stop || r.Case != article.Lower)
	return doubled || l.End-l.Start == 1 && short || r.End-r.Start == 1 && stop
}

func isSign(r rune) bool {
	switch r {
	case '+', '=', '&', '•', '*', '/':
		return true
	}
	return false
}

func (w *Worker) isOpen(r rune) bool {
	switch r {
	case '(', '[', '«', '¿', '¡', '„', '`':
		return true
	case '“', '‘':
		return !w.lowQuotes
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
