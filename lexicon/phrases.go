package lexicon

import (
	"strings"
	"unicode"

	"copydesk/lexicon/internal/pack"
)

// Kinds say which lists a phrase stands in. A phrase is one or more words, compared without
// regard to case and to how many spaces part the words; accents count.
type Kinds uint16

// The lists.
const (
	Country      Kinds = 1 << iota // country or territory
	Region                         // province, state, department, region of the world
	City                           // capital or large city
	AgencyName                     // news agency, or the signature of one
	AbbrevWord                     // written with a stop; listed without its last stop
	CaptionWord                    // opens a caption or a photo credit: Foto, Photo, Ảnh, Fuente
	BylineWord                     // opens a byline: Por, By, Von, Theo
	DateKeyWord                    // key of a metadata field: date, fecha, published, Ngày đăng
	BoilerPhrase                   // a whole line that is no part of an article: Ver más
	OrdinalEnd                     // ending of an ordinal written with digits: th, º, ème
	MonthName                      // month, full or short
	WeekdayName                    // weekday, full or short
	ElisionWord                    // ends in an apostrophe and joins the next word: l', dell'
	CliticWord                     // never stands alone: 's
	EncliticEnd                    // is written together with the verb before it: lo, selo
	AgencyLower                    // agency that signs in lower case: dpa
)

// AnyPlace is any kind of place.
const AnyPlace = Country | Region | City

// Phrase returns the lists of the language, and of the shared pack, that the phrase is in.
func (p *Pack) Phrase(phrase string) Kinds {
	kinds, _ := p.phrase(phrase)
	return kinds
}

// phrase looks in the pack and, for what any article may name, in the shared one. The value
// holds the number of the month in its low half and of the weekday in its high half.
func (p *Pack) phrase(phrase string) (Kinds, uint8) {
	key := pack.PhraseKey(phrase)
	v, _ := p.phrases.Find(key)
	if p.shared != nil {
		names, _ := p.shared.phrases.Find(key)
		v |= names & 0xFFFF
	}
	return Kinds(v), uint8(v >> 16)
}

// Place reports whether the phrase is a country, region or city in the language, in English,
// or in Vietnamese with or without marks. "SANTIAGO DE CHILE" and "Hà Nội" are.
func (p *Pack) Place(phrase string) bool { return p.Phrase(phrase)&AnyPlace != 0 }

// Abbreviation reports whether the word, with or without its last stop, is one that is
// written with a stop: "Sr.", "EE.UU", "p.ej.".
func (p *Pack) Abbreviation(word string) bool {
	return p.Phrase(strings.TrimSuffix(word, "."))&AbbrevWord != 0
}

// Month returns the number of the month, 1 to 12, that the word names in full or short, with
// or without a stop.
func (p *Pack) Month(word string) (int, bool) {
	kinds, v := p.phrase(strings.TrimSuffix(word, "."))
	return int(v & 0xF), kinds&MonthName != 0
}

// Weekday returns the number of the weekday, Monday 1 to Sunday 7, that the word names in full
// or short, with or without a stop.
func (p *Pack) Weekday(word string) (int, bool) {
	kinds, v := p.phrase(strings.TrimSuffix(word, "."))
	return int(v >> 4), kinds&WeekdayName != 0
}

// Agency reports whether name is a news agency or the code it signs with: "Reuters", "TTXVN".
// Case counts in one way: what is all lower case is an agency only if it signs so ("dpa", not
// "map").
func Agency(name string) bool {
	kinds := shared.Phrase(name)
	return kinds&AgencyLower != 0 || kinds&AgencyName != 0 && strings.IndexFunc(name, unicode.IsUpper) >= 0
}

// Enclitic reports whether s is an ending that is written together with the verb before it:
// "lo" and "selo" in Spanish.
func (p *Pack) Enclitic(s string) bool { return p.Phrase(s)&EncliticEnd != 0 }

// Caption reports whether the phrase opens a caption or a credit: "Foto", "Photo courtesy of".
func (p *Pack) Caption(phrase string) bool { return p.Phrase(phrase)&CaptionWord != 0 }

// Byline reports whether the phrase opens a byline.
func (p *Pack) Byline(phrase string) bool { return p.Phrase(phrase)&BylineWord != 0 }

// DateKey reports whether the phrase is the key of a date in a header, without its colon.
func (p *Pack) DateKey(phrase string) bool { return p.Phrase(phrase)&DateKeyWord != 0 }

// OrdinalSuffix reports whether s turns digits into an ordinal: "th", "º", "ème".
func (p *Pack) OrdinalSuffix(s string) bool { return p.Phrase(s)&OrdinalEnd != 0 }

// ElidedPrefix reports whether s, apostrophe included, joins the next word without a space.
func (p *Pack) ElidedPrefix(s string) bool { return p.Phrase(s)&ElisionWord != 0 }

// IsBoilerplate reports whether the phrase, without final colon or arrow, is a line that
// scrapers pick up beside articles.
func (p *Pack) IsBoilerplate(phrase string) bool { return p.Phrase(phrase)&BoilerPhrase != 0 }
