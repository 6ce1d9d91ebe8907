// Package structure holds the rules about the parts of an article that are
// not its prose: header, dateline, byline, captions, sign-offs, boilerplate.
package structure

import (
	"copydesk/lexicon"
	"copydesk/rules"

	"golang.org/x/text/language"
)

// english has the labels and phrases that stand on pages of every language.
var english = lexicon.For(language.English)

// Rules are the rules of the family, in the order of the documentation.
var Rules = []*rules.Rule{
	Header,
	PartialDate,
	Dateline,
	Byline,
	SignOff,
	Caption,
	Boilerplate,
	RepeatedTitle,
	Truncated,
	TooShort,
}
