package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// visible returns s fit for one line of a terminal: control and format
// characters, line ends and bytes that are no UTF-8 are shown as escapes, so
// that no article can move the cursor, ring the bell or reverse the text. What
// a CI runner would take for a command to it is broken up in the same way.
func visible(s string) string {
	if clean(s) {
		return s
	}
	command := commandStart(s)
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case i == command || oldCommand(s, i):
			fmt.Fprintf(&b, `\u{%04X}`, r)
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02X`, s[i])
		case r == '\n':
			b.WriteString("⏎")
		case r == '\t':
			b.WriteString("→")
		case !shown(r):
			fmt.Fprintf(&b, `\u{%04X}`, r)
		default:
			b.WriteRune(r)
		}
		i += n
	}
	return b.String()
}

// oldCommand reports whether the byte of s at i would make "##[" whole, a command of the older form: within s, or
// with what may be written in front of it or behind it.
func oldCommand(s string, i int) bool {
	switch s[i] {
	case '[':
		return strings.HasSuffix(s[:i], "##") || s[:i] == "#"
	case '#':
		return i == len(s)-1 && strings.HasSuffix(s, "##")
	}
	return false
}

func clean(s string) bool {
	for _, r := range s {
		if !shown(r) || r == utf8.RuneError {
			return false
		}
	}
	return commandStart(s) < 0 && !strings.Contains(s, "##[") && !strings.HasPrefix(s, "#[") && !strings.HasSuffix(s, "##")
}

// commandStart returns where a CI runner would see the start of a workflow
// command, were s printed at the start of a line: "::" behind nothing but
// blanks. It returns -1 when there is none. The older form, "##[", is obeyed
// wherever it stands.
func commandStart(s string) int {
	trimmed := strings.TrimLeft(s, " \t")
	if strings.HasPrefix(trimmed, "::") {
		return len(s) - len(trimmed)
	}
	return -1
}

// shown reports whether r has a shape of its own on a terminal.
func shown(r rune) bool {
	return unicode.IsGraphic(r) && !unicode.Is(unicode.Zl, r) && !unicode.Is(unicode.Zp, r)
}

// width returns how many columns of a terminal s takes.
func width(s string) int { return displaywidth.String(s) }
