package lexicon

import (
	"unicode"
	"unicode/utf8"

	"copydesk/lexicon/internal/pack"
)

// Class is a word class found from running text alone: the commonest function words are each
// a class of their own, other words fall into classes by shape or by their longest known
// suffix. Classes are numbered per pack.
type Class uint8

// Classes that every pack has.
const (
	ClassOther   Class = iota // no known suffix
	ClassStart                // the keys Start
	ClassBreak                // and Break
	ClassNumber               // begins with a digit
	ClassName                 // capitalised, and unknown or known as a name
	ClassAcronym              // two or more letters, all capitals, and no common word
	NumFixedClasses
)

// LongestSuffix bounds the suffixes that are classes, in code points.
const LongestSuffix = 4

type classMatrix struct {
	n     int
	prior string
	rows  string
}

func openMatrix(s string) classMatrix {
	if s == "" {
		return classMatrix{}
	}
	n := int(s[0])
	return classMatrix{n: n, prior: s[1 : 1+n], rows: s[1+n:]}
}

// Class returns the class of a word as it is written (case matters) whose key is k. For
// [Start], [Break] and [Number] word may be empty.
func (p *Pack) Class(k Key, word string) Class {
	switch k {
	case Start:
		return ClassStart
	case Break:
		return ClassBreak
	case Number:
		return ClassNumber
	}
	if c, ok := p.classes.Find(uint64(k)); ok {
		return Class(c)
	}
	if c, ok := p.shapeClass(k, word); ok {
		return c
	}
	return p.suffixClass(word)
}

func (p *Pack) shapeClass(k Key, word string) (Class, bool) {
	r, size := utf8.DecodeRuneInString(word)
	if unicode.IsDigit(r) {
		return ClassNumber, true
	}
	if !unicode.IsUpper(r) {
		return ClassOther, false
	}
	w, known := p.Word(k)
	if known && !w.Flags.Has(OnlyCapitalised) {
		return ClassOther, false
	}
	if size < len(word) && allUpper(word) {
		return ClassAcronym, true
	}
	return ClassName, true
}

func allUpper(word string) bool {
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

func (p *Pack) suffixClass(word string) Class {
	var tail [LongestSuffix]rune
	n := 0
	for end := len(word); end > 0 && n < LongestSuffix; n++ {
		r, size := utf8.DecodeLastRuneInString(word[:end])
		tail[n] = Fold(r)
		end -= size
	}
	for ; n > 0; n-- {
		if c, ok := p.classes.Find(pack.SuffixKey(tail[:n])); ok {
			return Class(c)
		}
	}
	return ClassOther
}

// ClassBigram returns log P(class b | class a), natural log, smoothed. It is 0 in a pack
// without classes.
func (p *Pack) ClassBigram(a, b Class) float64 {
	i := int(a)*p.matrix.n + int(b)
	if int(b) >= p.matrix.n || i >= len(p.matrix.rows) {
		return 0
	}
	return pack.Value(p.matrix.rows[i], pack.ClassStep)
}

// ClassProb returns log P(class), so that ClassBigram(a, b) - ClassProb(b) says how much a
// makes b more likely.
func (p *Pack) ClassProb(c Class) float64 {
	if int(c) >= p.matrix.n {
		return 0
	}
	return pack.Value(p.matrix.prior[c], pack.ClassStep)
}
