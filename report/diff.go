package report

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// diff writes the changes as a patch that `git apply` and `patch -p1` take.
type diff struct{ printer }

func newDiff(w io.Writer, _ Style) Writer { return &diff{printer{w: w}} }

// Entry writes the changes of e, when there are any.
func (d *diff) Entry(e *Entry) error {
	if !e.Changed() {
		return d.err
	}
	d.printf("%s", Patch(e.Path, e.Input.Text, e.Text))
	return d.err
}

// Close writes nothing: a patch has no end.
func (d *diff) Close(*Summary) error { return d.err }

// Patch returns the unified diff from before to after of the file at path.
func Patch(path, before, after string) string {
	path = filepath.ToSlash(filepath.Clean(path))
	path = strings.TrimPrefix(path, "/")
	return udiff.Unified(patchName("a/"+path), patchName("b/"+path), before, after)
}

// patchName returns a file name as git writes it in a patch: quoted when it
// holds control characters, quotes, backslashes or bytes above 0x7F that are
// not text, and followed by a tab when it holds blanks, where GNU patch would
// cut it off.
func patchName(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7F || r == '"' || r == '\\' || r == 0xFFFD }) {
		if strings.Contains(name, " ") {
			return name + "\t"
		}
		return name
	}
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(name) {
		switch c := name[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c >= 0x7F:
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
