package lexicon

// Flags say what is known of a word beside how common it is. They describe the folded word:
// a flag is set when any reading of the spelling has the property.
type Flags uint32

// The flags of a word.
const (
	// OnlyCapitalised: sources that keep case have the word, and never in lower case.
	// "Hanoi" has it; "Rosa" and "Santos" have not, for rosa and santos are words.
	OnlyCapitalised Flags = 1 << iota
	// Acronym: every source that keeps case writes it in capitals. Implies OnlyCapitalised.
	Acronym
	// CaseUnknown: only sources without case have the word.
	CaseUnknown
	// FunctionWord: article, pronoun, preposition, conjunction, auxiliary, common adverb.
	FunctionWord
	// Clitic: stands as a word of its own only beside another: 's, lo, -la, se.
	Clitic
	// Elision: ends in an apostrophe and joins the next word without a space: l', dell'.
	Elision
	// Abbreviation: is written with a stop: núm., Dr., usw.
	Abbreviation
	// FirstName: a given name.
	FirstName
	// Surname: a family name.
	Surname
	// PlaceName: a place by itself, or a word of a place's name that is no common word.
	PlaceName
	// Month: month name or its short form.
	Month
	// Weekday: weekday name or its short form.
	Weekday
	// Unit: unit of measure.
	Unit
	// Currency: money.
	Currency
	// Running: counted in running text, not only listed.
	Running
	// Listed: in a spelling dictionary of the language (as against counted or scraped lists).
	Listed
	// Foreign: known only from the shared names, which come from all languages' lists.
	Foreign
)

// Has reports whether all of want are set.
func (f Flags) Has(want Flags) bool { return f&want == want }

// Any reports whether at least one of want is set.
func (f Flags) Any(want Flags) bool { return f&want != 0 }
