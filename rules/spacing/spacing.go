// Package spacing holds the rules about white space between words: where it
// was lost, where there is too much, and where there should be none.
package spacing

import "copydesk/rules"

// Rules are the rules of the family, in the order of the documentation.
var Rules = []*rules.Rule{
	FusedWord,
	SplitWord,
	LetterDigit,
	BlockJoint,
	Run,
	Trailing,
	BlankLines,
	MissingSpace,
	SpaceBeforePunctuation,
	StraySpace,
	LineHyphenation,
	LetterSpaced,
	HardWrap,
}
