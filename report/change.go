package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// pieceKind says what a change does to a piece of text.
type pieceKind byte

// The kinds of piece. They are written into reports.
const (
	same     pieceKind = '='
	deleted  pieceKind = '-'
	inserted pieceKind = '+'
	marked   pieceKind = '!' // the match of a finding that changes nothing
)

// piece is a part of a change as people see it: fit for one line, with what
// cannot be seen made visible.
type piece struct {
	kind pieceKind
	text string
}

// How much text stands around a change, in code points: a line of news at a
// reading width on each side.
const (
	contextRunes = 72
	middleRunes  = 60  // kept on each side of a long stretch between two edits
	maxPiece     = 600 // of one deleted or inserted stretch
)

// pieces returns the change that f makes to text, or its match when it makes
// none, with the text around it on the same lines.
func pieces(text string, f *rules.Finding) []piece {
	span, edits := f.Span, []fixers.Edit(nil)
	if f.Fix != nil && len(f.Fix.Edits) > 0 {
		span, edits = f.Fix.Span(), f.Fix.Edits
	}
	list := []piece{{same, contextBefore(text[:span.Start])}}
	if edits == nil {
		list = append(list, piece{marked, shorten(orMark(visible(text[span.Start:span.End])), maxPiece)})
	}
	at := span.Start
	for _, e := range edits {
		list = append(list, piece{same, middle(text[at:e.Start])})
		list = append(list, compare(text[e.Start:e.End], e.New)...)
		at = e.End
	}
	return joinPieces(append(list, piece{same, contextAfter(text[span.End:])}))
}

// orMark returns s, or a sign for a place between two characters.
func orMark(s string) string {
	if s == "" {
		return "‸"
	}
	return s
}

// contextBefore returns the end of s that belongs in front of a change: of
// the last line, cut between two words. It looks no further back than it
// shows: a line can be megabytes long, and have a change every few words.
func contextBefore(s string) string {
	tail, cut := lastRunes(s, contextRunes)
	if i := strings.LastIndexByte(tail, '\n'); i >= 0 {
		return visible(tail[i+1:])
	}
	if !cut || s[len(s)-len(tail)-1] == '\n' {
		return visible(tail)
	}
	if _, rest, ok := strings.Cut(tail, " "); ok && rest != "" {
		tail = rest
	}
	return "… " + visible(tail)
}

// contextAfter returns the start of s that belongs behind a change, and looks
// no further ahead than that.
func contextAfter(s string) string {
	head, cut := firstRunes(s, contextRunes)
	rest := s[len(head):]
	line, _, ends := strings.Cut(head, "\n")
	if ends || !cut || strings.HasPrefix(rest, "\n") {
		return visible(strings.TrimSuffix(line, "\r"))
	}
	if strings.HasPrefix(rest, "\r\n") || rest == "\r" {
		return visible(head)
	}
	if i := strings.LastIndexByte(head, ' '); i > 0 {
		head = head[:i]
	}
	return visible(head) + " …"
}

// middle returns s, the text between two edits, without its own middle when it is long.
func middle(s string) string {
	head, cut := firstRunes(s, 2*middleRunes)
	if !cut {
		return visible(head)
	}
	head, _ = firstRunes(s, middleRunes)
	tail, _ := lastRunes(s, middleRunes)
	return visible(head) + " … " + visible(tail)
}

// shorten returns s, cut behind n code points.
func shorten(s string, n int) string {
	head, cut := firstRunes(s, n)
	if cut {
		return head + "…"
	}
	return s
}

// joinPieces joins neighbours of one kind and drops empty pieces.
func joinPieces(list []piece) []piece {
	out := list[:0]
	for _, p := range list {
		switch {
		case p.text == "":
		case len(out) > 0 && out[len(out)-1].kind == p.kind:
			out[len(out)-1].text += p.text
		default:
			out = append(out, p)
		}
	}
	return out
}

// dottedPiece is up to how many code points the blanks of a deleted or inserted
// stretch are shown as dots wherever they stand: in a longer one they are the
// blanks between words.
const dottedPiece = 3

// changedText returns s, a deleted or inserted stretch, fit for one line. The
// blanks that are what changed, alone or in a run, are shown as dots.
func changedText(s string) string {
	s = shorten(s, maxPiece)
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		inRun := i > 0 && unicode.IsSpace(runes[i-1]) || i+1 < len(runes) && unicode.IsSpace(runes[i+1])
		switch {
		case r == ' ' && (inRun || len(runes) <= dottedPiece):
			b.WriteString("·")
		case r == utf8.RuneError:
			b.WriteString("\uFFFD")
		case r == '\u00A0' || r == '\u202F':
			b.WriteString("⍽")
		default:
			b.WriteString(visible(string(r)))
		}
	}
	return b.String()
}

// oneLine returns the change of f to text in two short strings, before and
// after; after is empty when there is no fix.
func oneLine(text string, f *rules.Finding) (before, after string) {
	const around = 16 // code points of text on each side
	for i, p := range pieces(text, f) {
		t := p.text
		if p.kind == same {
			t = trimContext(t, around, i == 0)
		}
		if p.kind != inserted {
			before += t
		}
		if p.kind != deleted && f.Fix != nil {
			after += t
		}
	}
	return before, after
}

func trimContext(s string, n int, front bool) string {
	if front {
		tail, cut := lastRunes(s, n)
		if cut {
			return "…" + tail
		}
		return tail
	}
	head, cut := firstRunes(s, n)
	if cut {
		return head + "…"
	}
	return head
}

// Inline returns the change that f makes on one line of a terminal: what goes
// in red, what comes in green; in brackets, as `git diff --word-diff` has
// them, where there are no colours.
func Inline(f *rules.Finding, colour bool) string {
	c := newPalette(colour)
	var b strings.Builder
	for _, p := range pieces(f.Text, f) {
		switch {
		case p.kind == deleted && colour:
			b.WriteString(c.rule.Sprint(p.text))
		case p.kind == deleted:
			b.WriteString("[-" + p.text + "-]")
		case p.kind == inserted && colour:
			b.WriteString(c.good.Sprint(p.text))
		case p.kind == inserted:
			b.WriteString("{+" + p.text + "+}")
		case p.kind == marked:
			b.WriteString(c.bad.Sprint(p.text))
		default:
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// stretch is the part of a text that a fix covers, widened to whole words, so
// that it can be edited by hand.
func stretch(text string, s article.Span) article.Span {
	for s.Start > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:s.Start])
		if unicode.IsSpace(r) {
			break
		}
		s.Start -= n
	}
	for s.End < len(text) {
		r, n := utf8.DecodeRuneInString(text[s.End:])
		if unicode.IsSpace(r) {
			break
		}
		s.End += n
	}
	return s
}
