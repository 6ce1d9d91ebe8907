package report

import (
	"bytes"
	"cmp"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// array writes values as the elements of a JSON array, a line each.
type array struct {
	printer
	head, tail string // around the elements; "[" and "]" when empty
	count      int
}

// element writes v as the next element.
func (a *array) element(v any) {
	line, err := marshal(v)
	if err != nil && a.err == nil {
		a.err = err
	}
	separator := ",\n"
	if a.count == 0 {
		separator = cmp.Or(a.head, "[") + "\n"
	}
	a.printf("%s%s", separator, disarm(line))
	a.count++
}

// end closes the array.
func (a *array) end() error {
	if a.count == 0 {
		a.printf("%s", cmp.Or(a.head, "["))
	} else {
		a.printf("\n")
	}
	a.printf("%s\n", cmp.Or(a.tail, "]"))
	return a.err
}

// disarm returns JSON that means the same to a reader of JSON and nothing to
// the terminals and logs it passes through: control characters and those that
// turn the writing direction are escaped, and so is the bracket of "##[", a
// command which CI runners obey wherever it stands in a line.
func disarm(line []byte) []byte {
	line = bytes.ReplaceAll(line, []byte("##["), []byte(`##\u005b`))
	if !bytes.ContainsFunc(line, dangerous) {
		return line
	}
	var out []byte
	for _, r := range string(line) {
		if dangerous(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

func dangerous(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }
