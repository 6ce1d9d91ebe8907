package report

import (
	"encoding/xml"
	"strings"
)

const xmlHeader = `<?xml version="1.0" encoding="UTF-8"?>`

// attr returns s as an attribute value of XML, in quotes. Control characters,
// which XML cannot hold at all, are shown as escapes.
func attr(s string) string { return `"` + cdata(visible(s)) + `"` }

// cdata returns s as character data of XML.
func cdata(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}
