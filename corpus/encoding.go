package corpus

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"copydesk/fixers"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Encoding is how the characters of a text file are written. Its String is
// the name that people and `iconv` know it by.
type Encoding struct {
	name  string
	bom   string // the byte-order mark that stands in front, which is no part of the text
	codec codec
}

// String returns the name of the encoding, such as "UTF-8" or "windows-1252".
func (e *Encoding) String() string { return e.name }

// UTF8 is the encoding of text that is written as it is.
var UTF8 = &Encoding{name: "UTF-8", codec: codec{unit: utf8Unit, encode: asIs}}

// The other encodings that Decode recognises.
var (
	utf16LE     = &Encoding{name: "UTF-16LE", codec: utf16Codec(littleEndian)}
	utf16BE     = &Encoding{name: "UTF-16BE", codec: utf16Codec(bigEndian)}
	utf16LEBOM  = &Encoding{name: "UTF-16LE with byte-order mark", bom: "\xFF\xFE", codec: utf16LE.codec}
	utf16BEBOM  = &Encoding{name: "UTF-16BE with byte-order mark", bom: "\xFE\xFF", codec: utf16BE.codec}
	windows1252 = &Encoding{name: "windows-1252", codec: codec{unit: singleUnit(charmap.Windows1252), encode: singleEncode(charmap.Windows1252, "windows-1252")}}
	windows1258 = &Encoding{name: "windows-1258", codec: codec{unit: vietnameseUnit, encode: vietnameseEncode}}
)

// ErrEncoding is wrapped by the error for text that is in none of the
// encodings that are recognised.
var ErrEncoding = errors.New("is no text in UTF-8, UTF-16, windows-1252 or windows-1258")

// Decode finds out the encoding of data and returns the text, without the
// byte-order mark of UTF-16. That of UTF-8 is a part of the text, which an
// article passes over and a rule may judge. The error wraps ErrBinary for data with NUL bytes that is
// no UTF-16, else ErrEncoding.
func Decode(data string) (string, *Encoding, error) {
	for _, e := range []*Encoding{utf16LEBOM, utf16BEBOM} {
		if rest, ok := strings.CutPrefix(data, e.bom); ok {
			return e.decode(rest)
		}
	}
	if strings.IndexByte(data, 0) >= 0 {
		if e := utf16ByNULs(data); e != nil {
			return e.decode(data)
		}
		return "", nil, ErrBinary
	}
	if utf8.ValidString(data) {
		return data, UTF8, nil
	}
	if e := singleByte(data); e != nil {
		return e.decode(data)
	}
	return "", nil, invalidAt(data)
}

func (e *Encoding) decode(data string) (string, *Encoding, error) {
	text, err := e.codec.decode(data)
	if err != nil {
		return "", nil, fmt.Errorf("%w: looks like %s but %w", ErrEncoding, e, err)
	}
	return noNULs(text, e)
}

func noNULs(text string, e *Encoding) (string, *Encoding, error) {
	if strings.IndexByte(text, 0) >= 0 {
		return "", nil, ErrBinary
	}
	return text, e, nil
}

// Rewrite returns how the text after is to be written in the place of data,
// from which passes of edits led to it. What the edits do not touch keeps its
// bytes. The error says which character the encoding does not have.
func (e *Encoding) Rewrite(data, after string, passes [][]fixers.Edit) (string, error) {
	if e == UTF8 {
		return after, nil
	}
	body, err := e.codec.rewrite(strings.TrimPrefix(data, e.bom), after, passes)
	if err != nil {
		return "", err
	}
	return e.bom + body, nil
}

// invalidAt says where the first byte lies that is no UTF-8.
func invalidAt(data string) error {
	line, off := 1, 0
	for off < len(data) {
		r, n := utf8.DecodeRuneInString(data[off:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		off += n
	}
	return fmt.Errorf("%w: line %d, byte 0x%02X at offset %d; convert the file, for example with `iconv -f CHARSET -t UTF-8`", ErrEncoding, line, data[off], off)
}

func asIs(text string) (string, error) { return text, nil }

func utf8Unit(raw string) (string, int, bool) {
	_, n := utf8.DecodeRuneInString(raw)
	return raw[:n], n, true
}

// order is the order of the bytes of a UTF-16 unit.
type order struct{ low, high int }

var (
	littleEndian = order{0, 1}
	bigEndian    = order{1, 0}
)

func (o order) at(raw string) rune { return rune(raw[o.low]) | rune(raw[o.high])<<8 }

func (o order) put(b []byte, u uint16) []byte {
	var two [2]byte
	two[o.low], two[o.high] = byte(u), byte(u>>8)
	return append(b, two[:]...)
}

func utf16Codec(o order) codec {
	return codec{
		unit: func(raw string) (string, int, bool) {
			if len(raw) < 2 {
				return "", 0, false
			}
			r := o.at(raw)
			if !utf16.IsSurrogate(r) {
				return string(r), 2, true
			}
			if len(raw) < 4 {
				return "", 0, false
			}
			r = utf16.DecodeRune(r, o.at(raw[2:]))
			return string(r), 4, r != utf8.RuneError
		},
		encode: func(text string) (string, error) {
			b := make([]byte, 0, 2*len(text))
			for _, u := range utf16.Encode([]rune(text)) {
				b = o.put(b, u)
			}
			return string(b), nil
		},
	}
}

func singleUnit(m *charmap.Charmap) func(string) (string, int, bool) {
	return func(raw string) (string, int, bool) {
		r := m.DecodeByte(raw[0])
		return string(r), 1, r != utf8.RuneError
	}
}

func singleEncode(m *charmap.Charmap, name string) func(string) (string, error) {
	return func(text string) (string, error) {
		b := make([]byte, 0, len(text))
		for _, r := range text {
			c, ok := m.EncodeRune(r)
			if !ok {
				return "", fmt.Errorf("%s has no %q; `--set corpus.encoding=utf-8` writes UTF-8", name, r)
			}
			b = append(b, c)
		}
		return string(b), nil
	}
}

// vietnameseUnit takes a letter of windows-1258 with the tone mark behind it,
// which Unicode text has as one character.
func vietnameseUnit(raw string) (string, int, bool) {
	m := charmap.Windows1258
	r := m.DecodeByte(raw[0])
	if r == utf8.RuneError {
		return "", 0, false
	}
	if len(raw) > 1 && isTone(raw[1]) {
		if whole := norm.NFC.String(string([]rune{r, m.DecodeByte(raw[1])})); utf8.RuneCountInString(whole) == 1 {
			return whole, 2, true
		}
	}
	return string(r), 1, true
}

// isTone reports whether c is one of the five combining tone marks of windows-1258.
func isTone(c byte) bool { return c == 0xCC || c == 0xD2 || c == 0xDE || c == 0xEC || c == 0xF2 }

func vietnameseEncode(text string) (string, error) {
	m := charmap.Windows1258
	var b []byte
	for _, r := range text {
		if c, ok := m.EncodeRune(r); ok {
			b = append(b, c)
			continue
		}
		base, tone, ok := splitTone(r)
		if !ok {
			return "", fmt.Errorf("windows-1258 has no %q; `--set corpus.encoding=utf-8` writes UTF-8", r)
		}
		b = append(b, base, tone)
	}
	return string(b), nil
}

// splitTone returns the letter and the tone mark that make up r in windows-1258.
func splitTone(r rune) (base, tone byte, ok bool) {
	parts := []rune(norm.NFD.String(string(r)))
	for i := len(parts) - 1; i > 0; i-- {
		mark, ok := charmap.Windows1258.EncodeRune(parts[i])
		if !ok || !isTone(mark) {
			continue
		}
		rest := norm.NFC.String(string(parts[:i]) + string(parts[i+1:]))
		letter, n := utf8.DecodeRuneInString(rest)
		if c, ok := charmap.Windows1258.EncodeRune(letter); ok && n == len(rest) {
			return c, mark, true
		}
	}
	return 0, 0, false
}
