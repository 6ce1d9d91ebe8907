package report

import (
	"io"

	"copydesk/fixers"
)

// diff writes the changes as a patch that `git apply` and `patch -p1` take.
// The change of a record names the record, and is for people: a patch of the
// shard's own lines would show nothing of the text. The fields that are filled
// in a record stand in a patch of their own.
type diff struct{ printer }

func newDiff(w io.Writer, _ Style) Writer { return &diff{printer{w: w}} }

// Entry writes the changes of e, when there are any.
func (d *diff) Entry(e *Entry) error {
	name := e.Path
	if e.ID != "" {
		name += "#" + e.ID
	}
	if e.Changed() {
		d.printf("%s", Patch(name, e.Input.Text, e.Passes))
	}
	if e.Filled != "" {
		d.printf("%s", Patch(name+" (fields)", "", [][]fixers.Edit{{{New: e.Filled}}}))
	}
	return d.err
}

// Close writes nothing: a patch has no end.
func (d *diff) Close(*Summary) error { return d.err }
