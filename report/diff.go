package report

import "io"

// diff writes the changes as a patch that `git apply` and `patch -p1` take.
// The change of a record names the record, and is for people: a patch of the
// shard's own lines would show nothing of the text.
type diff struct{ printer }

func newDiff(w io.Writer, _ Style) Writer { return &diff{printer{w: w}} }

// Entry writes the changes of e, when there are any.
func (d *diff) Entry(e *Entry) error {
	if !e.Changed() {
		return d.err
	}
	name := e.Path
	if e.ID != "" {
		name += "#" + e.ID
	}
	d.printf("%s", Patch(name, e.Input.Text, e.Passes))
	return d.err
}

// Close writes nothing: a patch has no end.
func (d *diff) Close(*Summary) error { return d.err }
