package learning

import (
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/lexicon/profile"
)

// windowLetters is the length of the stretches of letters that a signature is made of. White
// space, marks, case and punctuation take no part, so that a damaged copy of an article still
// has most of the stretches of the intact one; one letter that differs costs as many stretches.
const windowLetters = 16

// minWindows is how many stretches an article must have to be compared with others: about sixty
// words. Shorter ones are notes and captions that resemble one another for good reasons.
const minWindows = 300

// rollBase is the base of the rolling hash (Karp, Rabin 1987), an odd number without a pattern,
// and rollOut its power by which the letter that leaves the window is weighed.
const rollBase uint64 = 0x9E3779B97F4A7C15

var rollOut = func() uint64 {
	p := uint64(1)
	for range windowLetters {
		p *= rollBase
	}
	return p
}()

// Sketch returns the sketch of the letters of an article, behind its header.
func Sketch(a *article.Article) profile.Sketch {
	s := profile.NewSketch()
	var window [windowLetters]uint64
	hash, n := uint64(0), 0
	text := a.Text[a.Header.End:]
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		i += size
		if !letter(r) {
			continue
		}
		in := uint64(lexicon.BaseLetter(r))
		hash = hash*rollBase + in - window[n%windowLetters]*rollOut
		window[n%windowLetters] = in
		if n++; n >= windowLetters {
			s.Add(profile.Mix(hash))
		}
	}
	return s
}

func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r)
}

// Signed reports whether an article with the sketch is long enough to be compared with others.
func Signed(s *profile.Sketch) bool { return s.Size() >= minWindows }
