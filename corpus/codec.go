package corpus

import (
	"errors"
	"strings"

	"copydesk/fixers"
)

// codec is how the text of an article is written in the bytes that hold it:
// a character encoding, a string of JSON, a field of CSV.
type codec struct {
	// unit returns the text that the first unit of raw stands for and the
	// length of the unit in bytes; raw is not empty. ok is false when raw
	// does not begin with a unit.
	unit func(raw string) (text string, n int, ok bool)
	// encode returns how text is written.
	encode func(text string) (string, error)
}

// errNoUnit is for bytes that a codec cannot read.
var errNoUnit = errors.New("holds bytes that stand for no character")

// decode returns the text that raw stands for.
func (c codec) decode(raw string) (string, error) {
	var b strings.Builder
	b.Grow(len(raw))
	for len(raw) > 0 {
		text, n, ok := c.unit(raw)
		if !ok {
			return "", errNoUnit
		}
		b.WriteString(text)
		raw = raw[n:]
	}
	return b.String(), nil
}

// rewrite returns how the text after is to be written in the place of raw,
// from which passes of edits led to it. Whatever the edits do not touch keeps
// its own bytes: a letter can be written in more than one way, and only the
// way that stands there is right. Where the edits cut a unit in two, all of
// the text is written anew.
func (c codec) rewrite(raw, after string, passes [][]fixers.Edit) (string, error) {
	next := raw
	for _, edits := range passes {
		var err error
		if next, err = c.splice(next, edits); err != nil {
			return c.encode(after)
		}
	}
	if text, err := c.decode(next); err != nil || text != after {
		return c.encode(after)
	}
	return next, nil
}

// splice makes edits of the text that raw stands for in raw.
func (c codec) splice(raw string, edits []fixers.Edit) (string, error) {
	var b strings.Builder
	at, offset, kept := 0, 0, 0 // in raw, in its text, and up to where raw is written to b
	seek := func(to int) error {
		for offset < to && at < len(raw) {
			text, n, ok := c.unit(raw[at:])
			if !ok {
				return errNoUnit
			}
			at += n
			offset += len(text)
		}
		if offset != to {
			return errors.New("an edit cuts a unit in two")
		}
		return nil
	}
	for _, e := range edits {
		if err := seek(e.Start); err != nil {
			return "", err
		}
		b.WriteString(raw[kept:at])
		if err := seek(e.End); err != nil {
			return "", err
		}
		kept = at
		text, err := c.encode(e.New)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
	}
	b.WriteString(raw[kept:])
	return b.String(), nil
}
