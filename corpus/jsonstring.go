package corpus

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonCodec returns the codec of strings on a line. Characters outside ASCII
// are escaped when the line escapes them.
func jsonCodec(line []byte) codec {
	escape := -1
	if !bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
		escape = bytes.Index(line, []byte(`\u`))
	}
	digits := "0123456789abcdef"
	if escape >= 0 && bytes.ContainsAny(line[escape:min(len(line), escape+len(`\u0000`))], "ABCDEF") {
		digits = strings.ToUpper(digits)
	}
	return codec{unit: jsonUnit, encode: func(text string) (string, error) {
		quoted, err := jsontext.AppendQuote(nil, text)
		if err != nil {
			return "", err
		}
		quoted = quoted[1 : len(quoted)-1]
		if escape < 0 {
			return string(quoted), nil
		}
		return escapeNonASCII(string(quoted), digits), nil
	}}
}

// jsonUnit takes a character or an escape of a JSON string.
func jsonUnit(raw string) (string, int, bool) {
	if raw[0] != '\\' {
		r, n := utf8.DecodeRuneInString(raw)
		return raw[:n], n, r != utf8.RuneError || n > 1
	}
	if len(raw) < 2 {
		return "", 0, false
	}
	n := 2
	if raw[1] == 'u' {
		n = len(`\u0000`)
		if len(raw) >= n && utf16.IsSurrogate(hexRune(raw[2:n])) {
			n *= 2
		}
	}
	if len(raw) < n {
		return "", 0, false
	}
	text, err := jsontext.AppendUnquote(nil, `"`+raw[:n]+`"`)
	return string(text), n, err == nil
}

// hexRune returns the code point of four hexadecimal digits, and U+FFFD when they are none.
func hexRune(digits string) rune {
	n, err := strconv.ParseUint(digits, 16, 16)
	if err != nil {
		return utf8.RuneError
	}
	return rune(n)
}

func escapeNonASCII(s, digits string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
			continue
		}
		for _, u := range utf16.AppendRune(nil, r) {
			b.WriteString(`\u`)
			for shift := 12; shift >= 0; shift -= 4 {
				b.WriteByte(digits[u>>shift&0xF])
			}
		}
	}
	return b.String()
}
