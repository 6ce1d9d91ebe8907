// Package heading reads what stands in front of the prose of an article: the
// stamp of a page or a metadata dump, and the dateline.
//
// A dateline is read by one grammar,
//
//	place [/ place] [, region] [, date] [( agency [/ agency] )] [dash] lead
//
// with a gazetteer and the agencies of the lexicon. Nothing is judged here:
// package structure decides what of it is a defect.
package heading

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"copydesk/lexicon"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// A place name is looked up by its letters alone, so that "HÀ NỘI", "Ha Noi",
// "Hanoï" and a name with a lost blank are one entry.
var (
	//go:embed cities.txt
	citiesText string
	//go:embed regions.txt
	regionsText string
	//go:embed states.txt
	statesText string
)

// Place says what the gazetteer knows of a name.
type Place uint8

// The kinds of place; a name can be both.
const (
	City   Place = 1 << iota // may open a dateline
	Region                   // country, state, province: stands behind a city, or alone
	Short                    // short form of a state: stands behind a city only
)

var gazetteer = sync.OnceValue(func() map[string]Place {
	m := make(map[string]Place, 4096)
	addPlaces(m, citiesText, City)
	addPlaces(m, regionsText, Region)
	addPlaces(m, statesText, Short)
	return m
})

func addPlaces(m map[string]Place, text string, kind Place) {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for name := range strings.SplitSeq(line, ",") {
			key := appendKey(nil, name)
			switch {
			case len(key) == 0:
			case kind == Region && isUpper(name): // US, UAE, NRW: "US Senator" is no dateline
				m[string(key)] |= Short
			default:
				m[string(key)] |= kind
			}
		}
	}
}

// maxKey is the longest key of the gazetteer, in bytes, rounded up.
const maxKey = 40

// appendKey appends the letters and digits of s, without marks and in lower
// case. It allocates nothing while dst has room.
func appendKey(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'A' <= c && c <= 'Z':
				dst = append(dst, c|0x20)
			case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
				dst = append(dst, c)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		dst = appendBase(dst, r, s[i:i+n])
		i += n
	}
	return dst
}

// appendBase appends the base letter of r, whose bytes are s.
func appendBase(dst []byte, r rune, s string) []byte {
	switch r {
	case 'đ', 'Đ', 'ð', 'Ð', 'Ɖ', 'ɖ':
		return append(dst, 'd')
	case 'ø', 'Ø':
		return append(dst, 'o')
	case 'ł', 'Ł':
		return append(dst, 'l')
	case 'ı':
		return append(dst, 'i')
	case 'ß':
		return append(dst, "ss"...)
	}
	if !unicode.IsLetter(r) {
		return dst
	}
	if d := norm.NFD.PropertiesString(s).Decomposition(); len(d) > 0 {
		if first, _ := utf8.DecodeRune(d); first < utf8.RuneSelf {
			return append(dst, byte(unicode.ToLower(first)))
		}
	}
	return utf8.AppendRune(dst, unicode.ToLower(r))
}

// Lookup returns what the gazetteer knows of name; blanks, marks, case and
// punctuation do not count.
func Lookup(name string) Place {
	var buf [maxKey]byte
	key := appendKey(buf[:0], name)
	return gazetteer()[string(key)]
}

// english is asked as well as the pack of the language: dumps have English keys everywhere.
var english = lexicon.For(language.English)
