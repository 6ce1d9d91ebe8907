package report

import (
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
)

// patchContext is how many unchanged lines a patch shows around a change, as
// diff and git do.
const patchContext = 3

// Patch returns the unified diff that puts passes of edits into effect, one
// after another, on before, the text of the file at path. `git apply` and
// `patch -p1` take it, whatever the name of the file and its line ends. It is
// empty when nothing changes, and takes time linear in the text.
func Patch(path, before string, passes [][]fixers.Edit) string {
	blocks := changedBlocks(before, fixers.Compose(len(before), passes))
	if len(blocks) == 0 {
		return ""
	}
	path = strings.TrimPrefix(filepath.ToSlash(filepath.Clean(path)), "/")
	var b strings.Builder
	fmt.Fprintf(&b, "--- %s\n+++ %s\n", patchName("a/"+path), patchName("b/"+path))
	p := patchWriter{b: &b, text: before}
	for i := 0; i < len(blocks); {
		n := i + 1
		for n < len(blocks) && blocks[n].line-blocks[n-1].endLine() <= 2*patchContext {
			n++
		}
		p.hunk(blocks[i:n])
		i = n
	}
	return b.String()
}

// block is a run of whole lines of a text and what takes their place.
type block struct {
	article.Span
	line int // of the text before, from 0
	old  []string
	new  []string
}

func (b *block) endLine() int { return b.line + len(b.old) }

// changedBlocks widens edits of text, which are in order, to whole lines.
func changedBlocks(text string, edits []fixers.Edit) []block {
	var blocks []block
	line, counted := 0, 0
	for i := 0; i < len(edits); {
		b := block{Span: article.Span{Start: lineStart(text, edits[i].Start)}}
		var with strings.Builder
		at := b.Start
		// Behind a last line without a line end, an edit at the end is one of that line.
		for first := i; i < len(edits) && (i == first || edits[i].Start < b.End || b.End == len(text)); i++ {
			with.WriteString(text[at:edits[i].Start])
			with.WriteString(edits[i].New)
			at = edits[i].End
			b.End = max(nextLine(text, at), b.End)
		}
		with.WriteString(text[at:b.End])
		line += strings.Count(text[counted:b.Start], "\n")
		counted = b.Start
		b.line, b.old, b.new = line, lines(text[b.Start:b.End]), lines(with.String())
		if b.trim(); len(b.old)+len(b.new) > 0 {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

// trim takes the lines that do not differ off both ends of b.
func (b *block) trim() {
	for len(b.old) > 0 && len(b.new) > 0 && b.old[0] == b.new[0] {
		b.Start += len(b.old[0])
		b.line++
		b.old, b.new = b.old[1:], b.new[1:]
	}
	for len(b.old) > 0 && len(b.new) > 0 && b.old[len(b.old)-1] == b.new[len(b.new)-1] {
		b.End -= len(b.old[len(b.old)-1])
		b.old, b.new = b.old[:len(b.old)-1], b.new[:len(b.new)-1]
	}
}

// patchWriter writes hunks, and knows how far the lines have moved.
type patchWriter struct {
	b     *strings.Builder
	text  string
	shift int // lines that the hunks so far added
}

// hunk writes blocks with the lines around and between them.
func (p *patchWriter) hunk(blocks []block) {
	first, last := &blocks[0], &blocks[len(blocks)-1]
	before := linesBefore(p.text, first.Start, patchContext)
	after := linesAfter(p.text, last.End, patchContext)
	oldLines, newLines := len(before)+len(after), len(before)+len(after)
	for i := range blocks {
		between := 0
		if i > 0 {
			between = blocks[i].line - blocks[i-1].endLine()
		}
		oldLines += between + len(blocks[i].old)
		newLines += between + len(blocks[i].new)
	}
	start := first.line - len(before)
	fmt.Fprintf(p.b, "@@ -%s +%s @@\n", lineRange(start, oldLines), lineRange(start+p.shift, newLines))
	p.lines(' ', before)
	for i := range blocks {
		if i > 0 {
			p.lines(' ', lines(p.text[blocks[i-1].End:blocks[i].Start]))
		}
		p.lines('-', blocks[i].old)
		p.lines('+', blocks[i].new)
	}
	p.lines(' ', after)
	p.shift += newLines - oldLines
}

func (p *patchWriter) lines(sign byte, list []string) {
	for _, l := range list {
		p.b.WriteByte(sign)
		p.b.WriteString(l)
		if !strings.HasSuffix(l, "\n") {
			p.b.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// lineRange returns n lines behind start, a count of lines, as hunks have it:
// a range of no lines is named by the line before it.
func lineRange(start, n int) string {
	switch n {
	case 0:
		return fmt.Sprintf("%d,0", start)
	case 1:
		return fmt.Sprint(start + 1)
	}
	return fmt.Sprintf("%d,%d", start+1, n)
}

// lines splits s behind each '\n'.
func lines(s string) []string {
	var list []string
	for l := range strings.Lines(s) {
		list = append(list, l)
	}
	return list
}

func lineStart(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }

// nextLine returns the offset behind the line that at lies in.
func nextLine(text string, at int) int {
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(text)
}

func linesBefore(text string, at, n int) []string {
	start := at
	for ; n > 0 && start > 0; n-- {
		start = lineStart(text, start-1)
	}
	return lines(text[start:at])
}

func linesAfter(text string, at, n int) []string {
	end := at
	for ; n > 0 && end < len(text); n-- {
		end = nextLine(text, end)
	}
	return lines(text[at:end])
}

// patchName returns a file name as git writes it in a patch: quoted when it
// holds control characters, quotes, backslashes or bytes that are no UTF-8,
// and followed by a tab when it holds blanks, where GNU patch would cut it off.
func patchName(name string) string {
	odd := func(r rune) bool { return r < ' ' || r == 0x7F || r == '"' || r == '\\' }
	if utf8.ValidString(name) && !strings.ContainsFunc(name, odd) {
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
