package encoding

import "strings"

// tag is a piece of markup.
type tag struct {
	size    int // how many bytes it takes
	name    string
	kind    tagKind
	closing bool // </b>
	bare    bool // without attributes
}

// tagKind says what a tag does to the line.
type tagKind uint8

const (
	noTag     tagKind = iota
	inline            // changes how letters look: the text runs on
	cell              // parts words: a blank
	lineBreak         // begins a line
	block             // begins a paragraph
	hidden            // its content is no text
	comment           // is no text itself
	unknown           // of a shape that only tags have, with a name that is none
)

// kinds are the elements of HTML that occur in the text of articles. Names
// that writers use as placeholders (<name>, <title>, <date>, <address>) count
// only with attributes.
var kinds = tagKinds(map[tagKind]string{
	inline:    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark o:p q s samp small span strike strong sub sup tt u var",
	cell:      "td th img input button label select option",
	lineBreak: "br hr wbr li tr dt dd",
	block: "address article aside blockquote body caption center dir div dl embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header html " +
		"main nav ol p picture pre section source table tbody tfoot thead ul video audio amp-ad amp-img",
	hidden: "script style iframe noscript object svg template head textarea",
})

// placeholders are the elements whose name may be meant as a word.
var placeholders = wordSet("address body button caption center code dir footer form head header html input label main mark nav object option q s section select source table template time u var video audio")

func tagKinds(lists map[tagKind]string) map[string]tagKind {
	kinds := make(map[string]tagKind)
	for kind, list := range lists {
		for name := range strings.FieldsSeq(list) {
			kinds[name] = kind
		}
	}
	return kinds
}

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// maxTag is the longest tag that is recognised, in bytes: inline styles of
// word processors and data attributes of players fill a kilobyte or two.
const maxTag = 4096

// parseTag reads the tag that s, which begins with "<", begins with. It must
// hold together: a name, attributes as HTML has them, and a ">".
func parseTag(s string) (tag, bool) {
	s = s[:min(len(s), maxTag)]
	if t, ok := parseComment(s); ok {
		return t, true
	}
	t := tag{}
	i := 1
	if i < len(s) && s[i] == '/' {
		t.closing = true
		i++
	}
	start := i
	for i < len(s) && isTagName(s[i]) {
		i++
	}
	t.name = strings.ToLower(s[start:i])
	end, attributes, ok := attributes(s, i)
	if !ok || t.name == "" || t.name[0] < 'a' {
		return tag{}, false
	}
	t.size, t.bare = end, attributes == 0
	t.kind = kinds[t.name]
	if t.kind == noTag && (attributes > 0 || t.closing) && strings.Contains(t.name, "-") {
		t.kind = unknown
	}
	return t, t.kind != noTag
}

func isTagName(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '-' || c == ':'
}

// parseComment reads a comment, a declaration or a processing instruction.
func parseComment(s string) (tag, bool) {
	for _, c := range []struct{ open, shut string }{{"<!--", "-->"}, {"<![CDATA[", ""}, {"<!DOCTYPE", ">"}, {"<!doctype", ">"}, {"<![", "]>"}, {"<?xml", "?>"}} {
		if !strings.HasPrefix(s, c.open) {
			continue
		}
		n := strings.Index(s[len(c.open):], c.shut)
		return tag{size: len(c.open) + n + len(c.shut), kind: comment}, n >= 0
	}
	return tag{}, false
}

// booleans are the attributes that stand without a value.
var booleans = wordSet("allowfullscreen async autofocus autoplay checked controls default defer disabled hidden itemscope loop mozallowfullscreen multiple muted nomodule noshade novalidate nowrap playsinline readonly required reversed selected webkitallowfullscreen")

// attributes reads what stands between the name of a tag, which ends at i,
// and its ">". It returns where the tag ends and how many attributes it has.
func attributes(s string, i int) (end, count int, ok bool) {
	for {
		blank := i
		for i < len(s) && isSpace(s[i]) {
			i++
		}
		switch {
		case i == len(s):
			return 0, 0, false
		case s[i] == '>':
			return i + 1, count, true
		case strings.HasPrefix(s[i:], "/>"):
			return i + len("/>"), count, true
		case blank == i:
			return 0, 0, false
		}
		if i, ok = attribute(s, i); !ok {
			return 0, 0, false
		}
		count++
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// attribute reads the attribute that begins at i and returns where it ends.
func attribute(s string, i int) (end int, ok bool) {
	start := i
	for i < len(s) && (isTagName(s[i]) || strings.IndexByte("_.@", s[i]) >= 0) {
		i++
	}
	name := s[start:i]
	if i == len(s) || s[i] != '=' {
		return i, booleans[strings.ToLower(name)]
	}
	end, ok = value(s, i+1)
	return end, ok && name != ""
}

// value reads the value that begins at i, in quotation marks or without, and
// returns where it ends.
func value(s string, i int) (end int, ok bool) {
	if i == len(s) {
		return i, false
	}
	if quote := s[i]; quote == '"' || quote == '\'' {
		n := strings.IndexByte(s[i+1:], quote)
		return i + n + 2, n >= 0
	}
	end = i
	for end < len(s) && strings.IndexByte("<>\"'= \n\t\r", s[end]) < 0 {
		end++
	}
	return end, end > i
}
