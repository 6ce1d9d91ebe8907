package article

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// Parser turns texts into Articles and reuses its buffers from one to the
// next: a worker that checks a corpus keeps one. The zero value is ready.
// A Parser must not be used by two goroutines at a time.
type Parser struct{ art Article }

// Parse parses in and returns an Article that is valid until the next call.
// It never fails: bytes that are no UTF-8 become tokens of kind Invalid. It
// panics when the text is longer than MaxBytes, which sources refuse.
func (p *Parser) Parse(in Input) *Article {
	if len(in.Text) > MaxBytes {
		panic("article: text of " + in.Name + " is longer than MaxBytes")
	}
	a := &p.art
	if n := len(in.Text) / tokenBytes; n > cap(a.Tokens) {
		a.Tokens = make([]Token, 0, n) // growing would hold the old ones as well
	}
	*a = Article{
		Input:      in,
		Paragraphs: a.Paragraphs[:0],
		Tokens:     a.Tokens[:0],
		Marks:      a.Marks[:0],
		Numbers:    a.Numbers[:0],
		Gaps:       a.Gaps[:0],
		lines:      append(a.lines[:0], 0),
		columns:    a.columns[:0],
		sentences:  a.sentences[:0],
	}
	s := scanner{a: a, text: in.Text, pos: begin(in.Text)}
	if s.pos > 0 {
		s.traits |= NonASCII | Invisible
	}
	s.scan()
	if a.Has(Linkish) {
		markVerbatim(a)
	}
	a.Header = parseHeader(a)
	return a
}

// tokenBytes is the mean length of a token with the blank behind it, in bytes:
// 5.1 to 6.1 in news of seven languages.
const tokenBytes = 5

// Parse parses in with buffers of its own.
func Parse(in Input) *Article { return new(Parser).Parse(in) }

// scanner is the one pass over the bytes of a text. It fills tokens, gaps,
// paragraphs, lines and traits at once.
type scanner struct {
	a      *Article
	text   string
	pos    int
	glued  bool
	open   bool // a paragraph has begun
	traits Traits
	signs  Signs
}

func (s *scanner) scan() {
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		if c == ' ' && s.glued && s.pos+1 < len(s.text) && s.text[s.pos+1] > ' ' && s.text[s.pos+1] < utf8.RuneSelf {
			s.pos++ // one blank before a visible character: by far the commonest gap
			s.glued = false
			continue
		}
		if c < utf8.RuneSelf {
			s.ascii(classes[c], c)
			continue
		}
		s.wide()
	}
	s.closeParagraph()
	s.a.traits, s.a.signs = s.traits, s.signs
}

// ascii takes what begins with the ASCII character c of class k.
func (s *scanner) ascii(k class, c byte) {
	switch k {
	case cLower, cUpper:
		s.word()
	case cSpace:
		s.space()
	case cDigit:
		s.number()
	case cPunct:
		s.signs.add(rune(c))
		s.notePunct(c)
		s.emit(s.pos+1, Punct, Caseless)
	case cControl:
		s.signs.add(rune(c))
		s.traits |= Control
		s.emit(s.pos+1, Ctrl, Caseless)
	default:
		s.signs.add(rune(c))
		if c == '<' {
			s.traits |= Angle
		}
		s.emit(s.pos+1, Symbol, Caseless)
	}
}

// notePunct notes the traits that the ASCII punctuation character c may be a sign of.
func (s *scanner) notePunct(c byte) {
	switch c {
	case '&':
		s.traits |= Ampersand
	case '@', '#', '/':
		s.traits |= Linkish
	case '%', '\\':
		s.traits |= Escape
	case ',', ';', ':':
		s.notePause()
	case '.':
		s.notePause()
		if s.glued && s.pos+1 < len(s.text) && classes[s.text[s.pos+1]&0x7F] == cLower {
			s.traits |= Linkish // perhaps a domain or a file name
		}
	}
}

// notePause notes that one of , ; : . stands here, perhaps behind another.
func (s *scanner) notePause() {
	if s.glued {
		switch s.text[s.pos-1] {
		case ',', ';', ':', '.':
			s.traits |= PausePause
		}
	}
}

// wide takes what begins with a character outside ASCII.
func (s *scanner) wide() {
	s.traits |= NonASCII
	r, n := utf8.DecodeRuneInString(s.text[s.pos:])
	if r == utf8.RuneError && n == 1 {
		s.traits |= InvalidUTF8
		s.emit(s.pos+1, Invalid, Caseless)
		return
	}
	s.signs.add(r)
	switch classOf(r) {
	case cLower, cUpper, cLetter, cMark:
		s.word()
	case cSpace:
		s.space()
	case cDigit:
		s.number()
	case cPunct:
		s.emit(s.pos+n, Punct, Caseless)
	case cFormat:
		s.traits |= Invisible
		s.emit(s.pos+n, Format, Caseless)
	case cControl:
		s.traits |= Control
		s.emit(s.pos+n, Ctrl, Caseless)
	default:
		if r == utf8.RuneError {
			s.traits |= Replacement
		}
		s.emit(s.pos+n, Symbol, Caseless)
	}
}

// Bits that word collects to tell the case of a run of letters.
const (
	sawLower = 1 << iota
	sawUpperFirst
	sawUpperLater
	sawCapAfterLower
)

// word takes a run of letters. Most are small ones of ASCII, with a capital in front at the most.
func (s *scanner) word() {
	seen, i := 0, s.pos
	if byteClasses[s.text[i]] == cUpper {
		seen = sawUpperFirst
		i++
	}
	first := i
	if i = smallRun(s.text, i); i > first {
		seen |= sawLower
	}
	if i < len(s.text) && (byteClasses[s.text[i]] == cWide || byteClasses[s.text[i]] == cUpper) {
		i, seen = s.letters(i, seen)
	}
	if s.glued && s.last() == Number {
		s.traits |= LetterDigit
	}
	s.emit(i, Word, cases[seen])
	if seen&sawCapAfterLower != 0 {
		s.traits |= MixedCase
	}
}

// smallRun returns the end of the run of small letters of ASCII at the offset i. It looks at eight bytes at a time: where words
// end is what a processor guesses worst.
func smallRun(text string, i int) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	for i+8 <= len(text) {
		s := text[i : i+8]
		x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		low := x &^ high
		small := (low + (0x80-'a')*ones) &^ (low + (0x7F-'z')*ones) &^ x & high // the high bit of each byte from a to z
		if small != high {
			return i + bits.TrailingZeros64(small^high)/8
		}
		i += 8
	}
	for i < len(text) && byteClasses[text[i]] == cLower {
		i++
	}
	return i
}

// letters goes on with a word at the offset i, and returns its end and what was seen of it.
func (s *scanner) letters(i, seen int) (end, all int) {
	for i < len(s.text) {
		k, n := byteClasses[s.text[i]], 1
		if k == cWide {
			var r rune
			s.traits |= NonASCII
			r, n = utf8.DecodeRuneInString(s.text[i:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			if k = classOf(r); k == cLower || k == cUpper || k == cMark || k == cLetter {
				s.signs.add(r)
			}
		}
		switch k {
		case cLower:
			seen |= sawLower
			i = smallRun(s.text, i+n)
			continue
		case cUpper:
			switch {
			case i == s.pos:
				seen |= sawUpperFirst
			case seen&sawLower != 0:
				seen |= sawUpperLater | sawCapAfterLower
			default:
				seen |= sawUpperLater
			}
		case cMark:
			s.traits |= Combining
		case cLetter:
		default:
			return i, seen
		}
		i += n
	}
	return i, seen
}

// last returns the kind of the token before, of which there must be one.
func (s *scanner) last() Kind { return s.a.Tokens[len(s.a.Tokens)-1].Kind }

// cases are the patterns of capitals by what was seen.
var cases = func() (t [sawCapAfterLower << 1]Case) {
	for seen := range t {
		switch seen &^ sawCapAfterLower {
		case 0:
			t[seen] = Caseless
		case sawLower:
			t[seen] = Lower
		case sawUpperFirst, sawUpperFirst | sawLower:
			t[seen] = Title
		case sawUpperFirst | sawUpperLater, sawUpperLater:
			t[seen] = Upper
		default:
			t[seen] = Mixed
		}
	}
	return t
}()

func (s *scanner) number() {
	s.traits |= Digits
	if s.glued && s.last() == Word {
		s.traits |= LetterDigit
	}
	s.a.Numbers = append(s.a.Numbers, int32(len(s.a.Tokens)))
	i := s.pos
	for i < len(s.text) {
		r, n := rune(s.text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s.text[i:])
		}
		if classOf(r) != cDigit {
			break
		}
		i += n
	}
	s.emit(i, Number, Caseless)
}

// space takes a run of white space, ends the paragraph at a newline and
// records the run when it is not an ordinary one.
func (s *scanner) space() {
	start, newlines, odd := s.pos, 0, false
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		n := 1
		switch c {
		case '\n':
			s.closeParagraph()
			newlines++
			s.a.lines = append(s.a.lines, int32(s.pos+1))
		case ' ':
		case '\t', '\r':
			odd = true
		default:
			r, size := utf8.DecodeRuneInString(s.text[s.pos:])
			if classOf(r) != cSpace {
				s.endSpace(start, newlines, odd)
				return
			}
			odd, n = true, size
			s.signs.add(r)
			s.traits |= OddSpace
		}
		s.pos += n
	}
	s.endSpace(start, newlines, odd)
}

func (s *scanner) endSpace(start, newlines int, odd bool) {
	if odd || s.pos-start > 1 || start == begin(s.text) {
		s.a.Gaps = append(s.a.Gaps, Gap{Span{start, s.pos}, newlines})
	}
	s.glued = false
}

// emit appends the token that ends at end and moves behind it.
func (s *scanner) emit(end int, k Kind, c Case) {
	if !s.open {
		s.a.Paragraphs = append(s.a.Paragraphs, Paragraph{Span: Span{Start: s.pos}, First: len(s.a.Tokens)})
		s.open, s.glued = true, false
	}
	if k > Number {
		s.a.Marks = append(s.a.Marks, int32(len(s.a.Tokens)))
	}
	s.a.Tokens = append(s.a.Tokens, Token{Start: int32(s.pos), End: int32(end), Kind: k, Case: c, Glued: s.glued})
	s.pos, s.glued = end, true
}

func (s *scanner) closeParagraph() {
	if !s.open {
		return
	}
	p := &s.a.Paragraphs[len(s.a.Paragraphs)-1]
	p.Last = len(s.a.Tokens)
	p.End = int(s.a.Tokens[p.Last-1].End)
	s.open = false
}

// trimSpan returns s without the white space at its ends.
func trimSpan(text string, s Span) Span {
	t := text[s.Start:s.End]
	s.Start += len(t) - len(strings.TrimLeft(t, " \t\r"))
	s.End = s.Start + len(strings.Trim(t, " \t\r"))
	return s
}
