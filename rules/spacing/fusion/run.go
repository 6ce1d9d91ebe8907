package fusion

import (
	"strings"
	"unicode"

	"copydesk/article"
)

// maxRun is the longest run, in code points, that is searched for lost
// blanks. Longer ones are no prose: the longest of 20 words that lost every
// blank has about 120 letters.
const maxRun = 240

// maxWord is the longest word, in code points, that a part of a run may be;
// it bounds the work on a run of n letters by n·maxWord.
const maxWord = 28

// run is a stretch of text that no white space interrupts.
type run struct {
	first, last int32 // its tokens
	width       int32 // code points
	quotes      int32 // straight double quotes before it in its paragraph
	alts        int32 // its readings: Worker.alts[alts:alts+n]
	n           int32 // 0 when it was not searched
	choice      int32 // the reading that is believed, relative to alts
	searched    bool
	top         float64 // evidence of the likeliest reading, 0 or more
}

// reading is one way to read a run: with no blank put in, or with some.
type reading struct {
	cuts      []cut
	evidence  float64   // log-odds against the run as it stands, prior left out
	weight    float64   // exp(evidence), the likeliest reading of the run having one
	prob      float64   // posterior among the readings of the run
	alone     float64   // the same without geometry, in a wrapped article
	gain      float64   // log-probability of the words over that of the run as it stands
	prior     float64   // what is known beforehand of blanks of these kinds
	witnesses int32     // its blanks that say something of the rate of the article
	known     bool      // the run as it stands is a known word
	seen      *features // what the regression saw; nil unless the search is thorough
}

// cut is a place where a reading puts a blank in.
type cut struct {
	at         int32 // byte offset in the text
	runes      int32 // code points of the run before it
	joint      Joint
	kind       Kind
	identifier bool // like a name in a program
	half       bool // nobody knows the word on one of its sides
}

// letters holds a run as code points, for the lattice.
type letters struct {
	runes  []rune
	offs   []int32 // byte offset of each code point, and of the end
	joints []Joint // what lies before each code point
	glue   []bool  // a word may end before this code point with no blank lost
	token  []int32 // index of the token of each code point
}

// load fills l with the run r. Places where the run has no joint keep NoJoint.
func (w *Worker) load(l *letters, r *run) {
	a := w.art
	l.runes, l.offs, l.joints, l.glue, l.token = l.runes[:0], l.offs[:0], l.joints[:0], l.glue[:0], l.token[:0]
	quotes := int(r.quotes)
	for t := int(r.first); t < int(r.last); t++ {
		tok := &a.Tokens[t]
		for i, c := range a.Text[tok.Start:tok.End] {
			j, glue := NoJoint, false
			switch {
			case i > 0 && tok.Kind == article.Number && !tok.Verbatim && w.mayCutNumber(tok):
				j = DigitDigit
			case i == 0 && t > int(r.first):
				j, glue = w.edgeJoint(int(r.first), t, int(r.last), quotes), true
			}
			l.runes = append(l.runes, c)
			l.offs = append(l.offs, tok.Start+int32(i))
			l.joints = append(l.joints, j)
			l.glue = append(l.glue, glue)
			l.token = append(l.token, int32(t))
			if i > 0 && tok.Kind == article.Word && !tok.Verbatim {
				l.joints[len(l.joints)-1] = innerJoint(l.runes, len(l.runes)-1)
				l.nameBehindAcronym(i)
			}
		}
		if tok.End-tok.Start == 1 && a.Text[tok.Start] == '"' {
			quotes++
		}
	}
	l.offs = append(l.offs, a.Tokens[r.last-1].End)
	l.joints[0] = NoJoint
	if w.compounds {
		l.keepGender()
	}
}

// nameBehindAcronym makes a joint before the last capital as well as behind it, if the last code point is a small letter behind an acronym: TV|Norte.
// Its token holds n bytes before it.
func (l *letters) nameBehindAcronym(n int) {
	if k := len(l.runes) - 1; n >= 3 && k >= 3 && l.joints[k] == AcronymEdge && unicode.IsUpper(l.runes[k-3]) && l.joints[k-1] == LetterLetter {
		l.joints[k-1] = AcronymEdge
	}
}

// mayCutNumber reports whether a blank may be lost inside a number: in a long one, and in any
// where the article parts thousands by blanks.
func (w *Worker) mayCutNumber(t *article.Token) bool {
	if s := w.art.At(t.Span()); len(s) > yearDigits || year(s) && !strings.HasSuffix(s, "00") {
		return len(s) > yearDigits
	}
	return w.habits.thousands > 0
}

// keepGender takes the joint out of BerlinerInnen.
func (l *letters) keepGender() {
	for i := range l.runes {
		if l.joints[i] == LowerUpper && (hasRunes(l.runes[i:], "Innen") || hasRunes(l.runes[i:], "In") && l.wordEnds(i+2)) {
			l.joints[i] = NoJoint
		}
	}
}

func hasRunes(runes []rune, s string) bool {
	n := 0
	for _, r := range s {
		if n >= len(runes) || runes[n] != r {
			return false
		}
		n++
	}
	return true
}

func (l *letters) wordEnds(i int) bool { return i == len(l.runes) || l.token[i] != l.token[i-1] }

// byteAt returns the offset in the text of code point i; the end of the run for i = len(runes).
func (l *letters) byteAt(i int) int { return int(l.offs[i]) }
