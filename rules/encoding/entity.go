package encoding

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// entity is a character reference of HTML.
type entity struct {
	text  string // what it stands for
	size  int    // how many bytes it takes
	twice bool   // its ampersand was escaped as well
	open  bool   // its semicolon is missing
}

// maxEntity is the longest name of a character reference, in bytes, with
// some to spare: "CounterClockwiseContourIntegral" has 31.
const maxEntity = 40

// escapedAmpersand is what stands behind the ampersand that was escaped.
const escapedAmpersand = "amp;"

// parseEntity reads the reference that s, which begins with an ampersand,
// begins with. "&amp;amp;eacute;" is one reference: what was escaped again and
// again is undone at once.
func parseEntity(s string) (entity, bool) {
	escaped := 1
	for strings.HasPrefix(s[escaped:], escapedAmpersand) {
		escaped += len(escapedAmpersand)
	}
	if text, n, ok := named(s[escaped:]); ok {
		return entity{text: text, size: escaped + n, twice: escaped > 1}, true
	}
	if escaped > 1 {
		return entity{text: "&", size: escaped}, true
	}
	return entity{}, false
}

// named reads a name or number and its semicolon. The table is that of the
// HTML standard; numbers from 128 to 159 are those of Windows-1252, as there.
func named(s string) (text string, size int, ok bool) {
	n := strings.IndexByte(s[:min(len(s), maxEntity)], ';')
	if n < 1 || !isName(s[:n]) {
		return "", 0, false
	}
	text = html.UnescapeString("&" + s[:n+1])
	switch {
	case text == "&"+s[:n+1], len(text) > 1 && strings.HasSuffix(text, ";"): // of "&notit;" only "&not" is known
		return "", 0, false
	case text == "\uFFFD" && !strings.EqualFold(s[:n], "#xfffd") && s[:n] != "#65533":
		return "", 0, false
	case text == "\r":
		text = "\n"
	case text == "\t":
		text = " "
	case text < " " && text != "\n" || text == "\u007F":
		return "", 0, false
	}
	return text, n + 1, true
}

func isName(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') && (s[i] != '#' || i > 0) {
			return false
		}
	}
	return true
}

// openNames are the references that are recognised without a semicolon, when
// nothing follows that could go on the name.
var openNames = []string{"nbsp", "amp", "quot", "lt", "gt"}

// parseOpen reads a reference without its semicolon. word reports whether a
// word is known: "Espa&ntildea" is recognised by what it makes.
func parseOpen(before, s string, word func(string) bool) (entity, bool) {
	n := 1
	for n < min(len(s), maxEntity) && s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' {
		n++
	}
	if known := openName(s[1:n], s[n:]); known != "" {
		return entity{text: html.UnescapeString("&" + known + ";"), size: 1 + len(known), open: true}, true
	}
	text := html.UnescapeString(s[:n])
	r, size := utf8.DecodeRuneInString(text)
	if r < utf8.RuneSelf || !isLetter(r) || !word(before+text) {
		return entity{}, false
	}
	return entity{text: text[:size], size: n - (len(text) - size), open: true}, true
}

// openName returns which of openNames the letters name are, or begin with,
// when rest follows them; "" for none.
func openName(name, rest string) string {
	if strings.HasPrefix(name, "nbsp") {
		return "nbsp"
	}
	if slices.Contains(openNames, name) && (rest == "" || rest[0] != ';' && rest[0] != '=') {
		return name
	}
	return ""
}
