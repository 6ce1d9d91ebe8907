package fixers

// strip is a part of a text that passes of edits have made: bytes of the
// first text that still stand, or text that an edit wrote.
type strip struct {
	start, end int // of the first text, when it is kept
	text       string
	kept       bool
}

func (s strip) len() int {
	if s.kept {
		return s.end - s.start
	}
	return len(s.text)
}

// cut returns the part of s from byte i to byte j.
func (s strip) cut(i, j int) strip {
	if s.kept {
		return strip{s.start + i, s.start + j, "", true}
	}
	return strip{text: s.text[i:j]}
}

// Compose returns the edits of a text of size bytes that do at once what
// passes of edits do one after another. It takes time linear in the edits of
// all passes together, for each pass.
func Compose(size int, passes [][]Edit) []Edit {
	strips := []strip{{0, size, "", true}}
	for _, edits := range passes {
		strips = applyStrips(strips, edits)
	}
	return stripEdits(size, strips)
}

// applyStrips puts edits, which are in order, into effect on strips.
func applyStrips(strips []strip, edits []Edit) []strip {
	var out []strip
	pos, used := 0, 0 // of the text; and of strips[0]
	advance := func(to int, keep bool) {
		for pos < to && len(strips) > 0 {
			n := min(to-pos, strips[0].len()-used)
			if keep && n > 0 {
				out = append(out, strips[0].cut(used, used+n))
			}
			pos, used = pos+n, used+n
			if used == strips[0].len() {
				strips, used = strips[1:], 0
			}
		}
	}
	for _, e := range edits {
		advance(e.Start, true)
		if e.New != "" {
			out = append(out, strip{text: e.New})
		}
		advance(e.End, false)
	}
	if len(strips) > 0 {
		out = append(out, strips[0].cut(used, strips[0].len()))
		out = append(out, strips[1:]...)
	}
	return out
}

// stripEdits returns the edits that make strips of the first text.
func stripEdits(size int, strips []strip) []Edit {
	var edits []Edit
	at, text := 0, ""
	flush := func(to int) {
		if at < to || text != "" {
			e := Edit{New: text}
			e.Start, e.End = at, to
			edits = append(edits, e)
		}
		text = ""
	}
	for _, s := range strips {
		switch {
		case !s.kept:
			text += s.text
		case s.len() > 0:
			flush(s.start)
			at = s.end
		}
	}
	flush(size)
	return edits
}
