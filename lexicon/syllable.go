package lexicon

import (
	"strings"
	"unicode/utf8"
)

// A Syllable is a written syllable of Vietnamese, taken apart: "Nguyễn" is the onset "ng", the
// rhyme "uyên" and the tone ngã. All parts are in lower case and NFC.
type Syllable struct {
	Onset string // consonants in front: "", "b", … "ngh", "qu", "gi"
	Rhyme string // vowels and final consonants without the tone: "a", "ương", "uyên"
	Tone  Tone
	// Style is where the tone mark was found. The two styles differ only in the open rhymes
	// oa, oe and uy; everywhere else it is AnyStyle.
	Style ToneStyle
}

// Tone is one of the six tones of Vietnamese, by its mark.
type Tone uint8

// The tones.
const (
	Level     Tone = iota // ngang, without a mark: ma
	Grave                 // huyền: mà
	Acute                 // sắc: má
	HookAbove             // hỏi: mả
	Tilde                 // ngã: mã
	DotBelow              // nặng: mạ
	NumTones              // how many there are
)

// ToneStyle says where the tone mark of the open rhymes oa, oe and uy is written.
type ToneStyle uint8

// The styles.
const (
	AnyStyle ToneStyle = iota // the styles agree on the syllable
	OldStyle                  // on the first vowel: hòa, khỏe, thủy
	NewStyle                  // on the second vowel: hoà, khoẻ, thuỷ
)

// maxSyllable is the number of letters of the longest syllable, "nghiêng".
const maxSyllable = 7

// ParseSyllable takes a word in NFC apart as a Vietnamese syllable, whatever its case. ok is
// false when no syllable is written so: an onset or rhyme that does not exist, an onset that is
// not written in front of this vowel (k, c, qu; g, gh; ng, ngh), a tone that the final
// consonant excludes, or a tone mark on the wrong letter. Foreign words may be syllables by
// chance ("an", "to"). Whether a syllable that could exist does is for [Pack.Lookup].
//
// The inventory of onsets, rhymes and tones is that of Đoàn Thiện Thuật, Ngữ âm tiếng Việt
// (1977); the spelling is that of dictionaries, with the rhymes of borrowed words they have
// (xoong, moóc). It allocates nothing.
func ParseSyllable(word string) (s Syllable, ok bool) {
	var buf [maxSyllable * utf8.UTFMax]byte
	plain, tone, at := splitTone(word, buf[:0])
	if len(plain) == 0 {
		return Syllable{}, false
	}
	for _, o := range onsetsBy[plain[0]] {
		if len(plain) <= len(o.text) || string(plain[:len(o.text)]) != o.text {
			continue
		}
		r, found := rhymes[string(plain[len(o.text):])]
		if !found || !o.ok(r.text) || !r.carries(tone) {
			continue
		}
		if style, placed := r.place(at-utf8.RuneCountInString(o.text), tone); placed {
			return Syllable{o.name, r.text, tone, style}, true
		}
	}
	return Syllable{}, false
}

// splitTone appends word to plain in lower case and without its tone mark. at is the index
// of the letter that carried it. The result is empty when word has two tone marks or more
// letters than a syllable can have.
func splitTone(word string, plain []byte) (_ []byte, tone Tone, at int) {
	n := 0
	for _, r := range word {
		base, t := toneOf(Fold(r))
		if n == maxSyllable || t != Level && tone != Level {
			return nil, Level, 0
		}
		if t != Level {
			tone, at = t, n
		}
		plain = utf8.AppendRune(plain, base)
		n++
	}
	return plain, tone, at
}

// Spell writes the syllable in lower case, with the tone mark in the given style; AnyStyle
// writes it as NewStyle does. It returns "" for parts that do not go together.
func (s Syllable) Spell(style ToneStyle) string {
	r, found := rhymes[s.Rhyme]
	if !found || !r.carries(s.Tone) {
		return ""
	}
	for i := range onsets {
		if o := &onsets[i]; o.name == s.Onset && o.ok(r.text) {
			return o.text + spellRhyme(&r, s.Tone, style)
		}
	}
	return ""
}

func spellRhyme(r *rhyme, t Tone, style ToneStyle) string {
	var b strings.Builder
	i, at := 0, r.markAt(t, style)
	for _, c := range r.text {
		if i == at {
			c = withTone(c, t)
		}
		b.WriteRune(c)
		i++
	}
	return b.String()
}

// String writes the syllable as it was found, in lower case.
func (s Syllable) String() string { return s.Spell(s.Style) }

// VietnameseLetter reports whether, of the languages written in Latin letters, r is used by
// Vietnamese nearly alone: ơ, ư, a vowel with a hook above or a dot below, and a vowel with a
// tone mark beside another mark (ấ, ổ). ă, â, đ, ê, ô and the plain accents are shared.
func VietnameseLetter(r rune) bool {
	r = Fold(r)
	return r == 'ơ' || r == 'ư' || r >= tonedHighStart && r < tonedHighEnd && tonedHigh[r-tonedHighStart].base != 0
}
