package encoding

import (
	_ "embed"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed html-residue.txtar
var htmlResidueExamples string

// HTMLResidue finds markup in the text of an article.
var HTMLResidue = &rules.Rule{
	Name:     "encoding/html-residue",
	Severity: rules.Error,
	Doc: rules.Doc{
		Summary:  "Tags, scripts, comments, shortcodes and the JSON of ad slots in the text",
		Why:      "What a scraper or a content system does not know it leaves: `<b>` round search terms, the embed of a post, `[caption]` of WordPress, `{ \"placeholderType\": \"MREC\" }` of an advertisement. It is counted and read as text.",
		Fix:      "Markup is taken out; scripts, styles and comments with their content. Where a tag that begins a paragraph or a line stood between two words a line end takes its place, where a table's cell did, a blank; where a tag that only changes the looks did, the word lists say whether a blank was lost. Safe for tags of HTML that hold together, and for a line that is the JSON of an ad slot; a name that may be meant as a word (`<title>`), an element that is never closed, other JSON and shortcodes without attributes are only offered. `<3`, `a < b` and `<name@example.org>` are no tags.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: htmlResidueExamples,
	},
	Run: runHTMLResidue,
}

// How shortcodes and JSON begin.
var square, curly = article.SignsOf("["), article.SignsOf("{")

func runHTMLResidue(p *rules.Pass) {
	if p.Has(article.Angle) {
		findTags(p)
	}
	if p.MayHave(&square) {
		findShortcodes(p)
	}
	if p.MayHave(&curly) {
		findJSON(p)
	}
}

// findTags reports every run of tags. closers remembers where the next end
// of a hidden element stands, so that looking for it costs no more than the text.
func findTags(p *rules.Pass) {
	closers := make(map[string]int)
	for i := 0; ; {
		n := strings.IndexByte(p.Text[i:], '<')
		if n < 0 {
			return
		}
		i += n
		r := markup{Pass: p, span: article.Span{Start: i, End: i}, safety: fixers.Safe}
		for r.next(closers) {
		}
		if r.span.Empty() {
			i++
			continue
		}
		i = r.span.End
		r.report()
	}
}

// markup is a run of tags with nothing but white space between them.
type markup struct {
	*rules.Pass
	span   article.Span
	names  []string
	kind   tagKind // the strongest of its tags
	gap    string  // white space between two of them, with a line end if any has one
	safety fixers.Applicability
	why    string // it is not safe
}

// maxNames is how many tags of a run the message names.
const maxNames = 3

// next adds the tag that follows the run, and reports whether there is one.
func (m *markup) next(closers map[string]int) bool {
	at := m.span.End
	if !m.span.Empty() {
		at = skipSpace(m.Text, at)
	}
	if at == len(m.Text) || m.Text[at] != '<' {
		return false
	}
	t, ok := parseTag(m.Text[at:])
	if !ok {
		return false
	}
	if gap := m.Text[m.span.End:at]; strings.Contains(gap, "\n") || m.gap == "" {
		m.gap = gap
	}
	m.span.End = at + t.size
	m.kind = max(m.kind, strength(t))
	if len(m.names) < maxNames {
		m.names = append(m.names, m.Text[at:at+min(t.size, maxShown)])
	}
	switch {
	case t.kind == hidden && !t.closing:
		m.skipContent(t, closers)
	case t.kind == unknown, t.bare && placeholders[t.name] && !m.paired(t, at, closers):
		m.doubt("the name may be meant as a word")
	}
	return true
}

// maxGap is the most white space between two tags of a run, in bytes.
const maxGap = 1024

// skipSpace returns the offset of the first character behind at that is no white space.
func skipSpace(text string, at int) int {
	end := min(len(text), at+maxGap)
	return end - len(strings.TrimLeft(text[at:end], " \t\r\n"))
}

// maxShown is how much of a tag a message shows, in bytes.
const maxShown = 16

// strength orders tags by how far apart they set what they stand between.
func strength(t tag) tagKind {
	switch t.kind {
	case cell, lineBreak, block:
		return t.kind
	case hidden, unknown:
		return cell
	}
	return inline
}

func (m *markup) doubt(why string) { m.safety, m.why = fixers.Unsafe, why }

// skipContent goes to the end of a hidden element.
func (m *markup) skipContent(t tag, closers map[string]int) {
	end := m.closer(t.name, m.span.End, closers)
	switch {
	case end < 0:
		if !strings.HasSuffix(m.Text[:m.span.End], "/>") {
			m.doubt("the element is never closed")
		}
	case end-m.span.End > maxContent:
		m.doubt("the element is very long")
	default:
		m.span.End = end
	}
}

// maxContent is the longest script that is taken out whole, in bytes.
const maxContent = 64 << 10

// closer returns where the first </name> behind the offset at ends, -1
// without one.
func (m *markup) closer(name string, at int, closers map[string]int) int {
	if end, ok := closers[name]; ok && (end < 0 || end > at) {
		return end
	}
	end := -1
	if n := indexFold(m.Text[at:], "</"+name); n >= 0 {
		if shut := strings.IndexByte(m.Text[at+n:], '>'); shut >= 0 {
			end = at + n + shut + 1
		}
	}
	closers[name] = end
	return end
}

// indexFold returns where the ASCII string sub, in small letters, stands in
// s in any case, -1 where it does not.
func indexFold(s, sub string) int {
	for i := 0; i+len(sub) <= len(s); i++ {
		n := strings.IndexByte(s[i:], sub[0])
		if n < 0 || i+n+len(sub) > len(s) {
			return -1
		}
		i += n
		if strings.EqualFold(s[i:i+len(sub)], sub) {
			return i
		}
	}
	return -1
}

// paired reports whether a tag without attributes has its other half behind it.
func (m *markup) paired(t tag, at int, closers map[string]int) bool {
	if t.closing {
		return true
	}
	return m.closer(t.name, at, closers) >= 0
}

func (m *markup) report() {
	s, with, evidence := m.replacement()
	f := rules.Finding{
		Span:       m.span,
		Message:    "markup " + strings.Join(m.names, " "),
		Confidence: 1,
	}
	if evidence != "" {
		f.Evidence = append(f.Evidence, evidence)
	}
	if m.why != "" {
		f.Evidence = append(f.Evidence, m.why)
	}
	if m.safety != fixers.Safe {
		f.Confidence = 0.9
	}
	f.Fix = fixers.Replace(s, with, "take it out", m.safety, fixers.KeepsRest)
	m.Report(f)
}
