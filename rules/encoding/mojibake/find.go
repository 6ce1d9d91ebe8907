// Package mojibake puts text together that was written in UTF-8 and read in
// another encoding: "reuniÃ³n" for "reunión", "doesnâ€™t" for "doesn’t". It is
// the part of rules/encoding that knows nothing of rules.
//
// The method follows ftfy (Robyn Speer, "ftfy", Zenodo, 2019,
// doi:10.5281/zenodo.2591652; Apache-2.0): look for characters that are the
// bytes of UTF-8 in some single-byte encoding, and change them only when what
// stands there is implausible as it is. Three things differ. Each word is
// judged by itself, so that a text that is broken in part is mended in part.
// Word lists say whether the outcome is a word, and whether what looks broken
// is one ("XÃ HỘI", "IRMÃ"). And an article whose other words are broken in
// the same way lends its evidence to a doubtful one.
package mojibake

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"copydesk/lexicon"
)

// Repair is one stretch of broken text, at most a word, and what it was.
type Repair struct {
	Start, End int      // byte offsets
	New        string   //
	Code       Codepage // through which it was read
	Depth      int      // how often
	Score      Points   // of the evidence
	Word       string   // the word that it makes, when the word lists have it
	Lossy      bool     // a byte was lost and is guessed
	Either     bool     // something else may have stood there: it is never sure
	Agreeing   int      // sure repairs of the article by the same code page
}

// Sure reports whether the evidence suffices to change the text unasked.
func (r *Repair) Sure() bool { return r.Score >= sure && !r.Either }

// The scores at which a repair is certain enough to be made, and to be shown.
const (
	sure Points = 5
	fair Points = 4
	weak Points = 0.5 // may become fair when the article agrees
)

// maxField bounds, in bytes, how much text without a blank is judged at once.
const maxField = 512

// Find returns the repairs of text in their order, none overlapping another.
// pack is the one of its language. The time is linear in the length of the
// text whatever it holds; clean text is passed over at the speed of a scan.
func Find(text string, pack *lexicon.Pack) []Repair {
	fields, remains := fieldsOf(text, pack)
	if fields == nil && !remains {
		return nil
	}
	found := choose(fields)
	certain := tally(found)
	found = append(found, lost(text, pack, certain)...)
	slices.SortStableFunc(found, func(a, b Repair) int { return cmp.Compare(a.Start, b.Start) })
	return agree(text, found, certain)
}

// field is a stretch without blanks that may be broken.
type field struct {
	start    int // byte offset
	readings []reading
}

// fieldsOf returns the fields of text that may be broken, and whether it has
// what may be the remains of a character that lost a byte.
func fieldsOf(text string, pack *lexicon.Pack) (fields []field, remains bool) {
	s := scan{text: text}
	for i := s.next(0); i < len(text); {
		start, end := fieldAround(text, i)
		j := judge{pack: pack, text: text[start:end]}
		if list := j.readings(); len(list) > 0 {
			fields = append(fields, field{start, list})
		}
		i = s.next(end)
	}
	return fields, s.remains || fields != nil && mayHaveLost(text)
}

// choose takes for each field the reading with the highest score, where the
// code page through which most fields read well has an advantage.
func choose(fields []field) []Repair {
	var reads [numCodepages]int
	for _, f := range fields {
		for _, r := range f.readings {
			if r.score >= fair {
				reads[r.code]++
			}
		}
	}
	main := Codepage(0)
	for c := range numCodepages {
		if reads[c] > reads[main] {
			main = c
		}
	}
	var found []Repair
	nested := nestedPages(fields)
	for _, f := range fields {
		best, most := 0, Points(0)
		for i, r := range f.readings {
			score := r.score
			if r.code == main {
				score += mainBonus
			}
			if score > most {
				best, most = i, score
			}
		}
		r := f.readings[best]
		if r.inner == nil && nested[r.code] >= agreeing {
			r.inner = r.maybe
		}
		found = append(found, r.repair(f.start))
	}
	return found
}

// nestedPages counts the fields that surely were read through the same code
// page twice: the doubtful ones of such an article were, too.
func nestedPages(fields []field) counts {
	var n counts
	for _, f := range fields {
		for _, r := range f.readings {
			if r.inner != nil && r.inner.code == r.code && r.score >= sure {
				n[r.code]++
			}
		}
	}
	return n
}

// mainBonus is the advantage of the code page that reads the article best.
const mainBonus = Points(1.5)

// counts are the sure repairs of an article by code page.
type counts [numCodepages]int

func tally(found []Repair) counts {
	var n counts
	for _, r := range found {
		if r.Sure() {
			n[r.Code]++
		}
	}
	return n
}

// scan looks for what may be broken.
type scan struct {
	text    string
	remains bool // a character was passed over that may be what is left of another
}

// next returns the byte offset of the first character, at or behind i, that
// may begin broken text, len(text) without one: it can be a first byte and
// the character behind it a later one, in the same code page.
func (s *scan) next(i int) int {
	for {
		if i = nextWide(s.text, i); i == len(s.text) {
			return i
		}
		r, n := utf8.DecodeRuneInString(s.text[i:])
		lead := of(r).lead
		if lead == 0 {
			i += n
			continue
		}
		if i+n < len(s.text) && s.text[i+n] >= utf8.RuneSelf {
			c, _ := utf8.DecodeRuneInString(s.text[i+n:])
			if lead&of(c).cont != 0 {
				return i
			}
		}
		s.remains = s.remains || r == 'Ã' || r == 'Ă' || r == 'Â' || r == 'â' && strings.HasPrefix(s.text[i:], remainsOfQuote)
		i += n
	}
}

// nextWide returns the byte offset of the first character outside ASCII at or behind i, len(text) without one. It looks at
// eight bytes at a time.
func nextWide(text string, i int) int {
	const word, high = 8, 0x8080808080808080
	for ; i+word <= len(text); i += word {
		s := text[i : i+word]
		eight := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		if wide := eight & high; wide != 0 {
			return i + bits.TrailingZeros64(wide)/8
		}
	}
	for i < len(text) && text[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// fieldAround returns the stretch without ASCII white space around i, cut to
// maxField on both sides, at ends of characters.
func fieldAround(text string, i int) (start, end int) {
	start = max(0, i-maxField/2)
	if n := strings.LastIndexAny(text[start:i], " \n\t\r"); n >= 0 {
		start += n + 1
	}
	end = min(len(text), i+maxField/2)
	if n := strings.IndexAny(text[i:end], " \n\t\r"); n >= 0 {
		end = i + n
	}
	for start < i && !utf8.RuneStart(text[start]) {
		start++
	}
	for end > i+utf8.UTFMax && end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	return start, end
}
