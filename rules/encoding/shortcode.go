package encoding

import (
	"encoding/json"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// shortcodes are the names that content systems put in square brackets, and
// prefixes of names.
var (
	shortcodes        = wordSet("caption gallery embed video audio playlist youtube vimeo twitter tweet instagram facebook iframe soundcloud adrotate adsense contact-form-7 contact-form gview pdf-embedder wpvideo")
	shortcodePrefixes = []string{"vc_", "et_pb_", "su_", "fusion_", "wp_", "av_", "mk_", "tdc_", "td_block"}
)

// findShortcodes reports shortcodes such as [caption id="a"] and [/caption].
func findShortcodes(p *rules.Pass) {
	for i := 0; ; {
		n := strings.IndexByte(p.Text[i:], '[')
		if n < 0 {
			return
		}
		i += n
		size, attributes, ok := parseShortcode(p.Text[i:])
		if !ok {
			i++
			continue
		}
		m := markup{Pass: p, span: article.Span{Start: i, End: i + size}, kind: cell, safety: fixers.Safe}
		m.names = []string{p.Text[i : i+min(size, maxShown)]}
		if attributes == 0 {
			m.doubt("an editor may have written the bracket")
		}
		m.report()
		i += size
	}
}

// parseShortcode reads the shortcode that s, which begins with "[", begins
// with, and returns its length and the number of its attributes; an end tag
// counts as if it had one.
func parseShortcode(s string) (size, count int, ok bool) {
	s = s[:min(len(s), maxTag)]
	i := 1
	closing := strings.HasPrefix(s[i:], "/")
	if closing {
		i++
	}
	start := i
	for i < len(s) && (isTagName(s[i]) || s[i] == '_') {
		i++
	}
	if !isShortcode(s[start:i]) {
		return 0, 0, false
	}
	end := strings.IndexByte(s[i:], ']')
	if end < 0 {
		return 0, 0, false
	}
	// The attributes are those of a tag that ends where the bracket does.
	_, count, ok = attributes(strings.TrimSuffix(s[i:i+end], "/")+">", 0)
	if closing {
		count++
	}
	return i + end + 1, count, ok
}

func isShortcode(name string) bool {
	if shortcodes[name] {
		return true
	}
	for _, prefix := range shortcodePrefixes {
		if strings.HasPrefix(name, prefix) && len(name) > len(prefix) {
			return true
		}
	}
	return false
}

// maxJSON is the longest line that is tried as JSON, in bytes.
const maxJSON = 16 << 10

// slotKeys are the keys by which the JSON of an ad slot or a player is known.
var slotKeys = []string{"placeholderType", "adUnit", "adSlot", "slotId", "adType", "adSize", "@context", "playerId", "videoId", "widgetId", "embedType"}

// findJSON reports paragraphs that are an object of JSON from end to end.
func findJSON(p *rules.Pass) {
	for n, par := range p.Paragraphs {
		text := p.At(par.Span)
		if len(text) > maxJSON || text[0] != '{' || text[len(text)-1] != '}' || !strings.Contains(text, `"`) || !json.Valid([]byte(text)) {
			continue
		}
		safety, confidence, why := fixers.Unsafe, 0.9, "it is valid JSON"
		for _, key := range slotKeys {
			if strings.Contains(text, `"`+key+`"`) {
				safety, confidence, why = fixers.Safe, 1, fmt.Sprintf("it has the key “%s”", key)
			}
		}
		p.Report(rules.Finding{
			Span: par.Span, Message: "JSON in the text", Evidence: []string{why}, Confidence: confidence,
			Fix: fixers.Replace(wholeLine(p, n), "", "take the line out", safety, fixers.KeepsRest),
		})
	}
}

// wholeLine returns the span of paragraph n with the white space up to the
// next one, or from the one before when it is the last.
func wholeLine(p *rules.Pass, n int) article.Span {
	s := p.Paragraphs[n].Span
	switch {
	case n+1 < len(p.Paragraphs):
		s.End = p.Paragraphs[n+1].Start
	case n > 0:
		s.Start = p.Paragraphs[n-1].End
	}
	return s
}
