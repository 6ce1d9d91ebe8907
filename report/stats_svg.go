package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// The measures of the drawing, in units of about a pixel.
const (
	svgWidth  = 760
	svgName   = 250 // room for names
	svgNumber = 70  // room for numbers
	svgRow    = 24
	svgHead   = 44
	svgMargin = 24
)

// SVG draws the statistics as bars, light or dark as the reader prefers; with
// then, what it was before is a line in each bar's row.
func (s *Stats) SVG(w io.Writer, then *Stats) error {
	parts := s.parts(then)
	height := 2*svgMargin + 28
	for _, part := range parts {
		height += svgHead + svgRow*len(part.rows)
	}
	p := printer{w: w}
	p.printf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="t">`+"\n", svgWidth, height, svgWidth, height)
	p.printf(`<title id="t">Defects in 10,000 words</title>` + "\n<style>" + svgStyle + "</style>\n")
	p.printf(`<rect class="paper" width="%d" height="%d"/>`+"\n", svgWidth, height)
	p.printf(`<text class="title" x="%d" y="%d">%.1f defects in 10,000 words</text>`+"\n", svgMargin, svgMargin+16, rate(s.Found, s.Words))
	y := svgMargin + 28
	for _, part := range parts {
		p.svgPart(part, y, then != nil)
		y += svgHead + svgRow*len(part.rows)
	}
	p.printf("</svg>\n")
	return p.err
}

const svgStyle = `.paper{fill:#fbfaf7}text{font:13px system-ui,"Noto Sans","DejaVu Sans",sans-serif;fill:#22252a}.title{font:500 20px Georgia,"Noto Serif","DejaVu Serif",serif}` +
	`.head{font-weight:600}.number{text-anchor:end;fill:#5c6169}.track{fill:#efece5}.value{fill:#2f5f8a}.then{stroke:#b26a00;stroke-width:2}` +
	`@media(prefers-color-scheme:dark){.paper{fill:#17191c}text{fill:#e6e4de}.number{fill:#a3a7ae}.track{fill:#2a2e33}.value{fill:#8ab4dc}.then{stroke:#d9953a}}`

func (p *printer) svgPart(part statPart, y int, compared bool) {
	title := "By " + part.title
	if compared {
		title += " (the mark is before)"
	}
	p.printf(`<text class="head" x="%d" y="%d">%s</text>`+"\n", svgMargin, y+30, title)
	longest := 0.0
	for _, r := range part.rows {
		longest = max(longest, r.now.Rate(), r.then.Rate())
	}
	y += svgHead
	const left = svgMargin + svgName
	const room = svgWidth - left - svgNumber - svgMargin
	for _, r := range part.rows {
		p.printf(`<text x="%d" y="%d">%s</text>`, svgMargin, y+14, svgText(clipName(r.name)))
		p.printf(`<rect class="track" x="%d" y="%d" width="%d" height="8" rx="4"/>`, left, y+6, room)
		if longest > 0 {
			p.printf(`<rect class="value" x="%d" y="%d" width="%.1f" height="8" rx="4"/>`, left, y+6, room*r.now.Rate()/longest)
			if compared {
				x := left + room*r.then.Rate()/longest
				p.printf(`<line class="then" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>`, x, x, y+2, y+18)
			}
		}
		p.printf(`<text class="number" x="%d" y="%d">%.1f</text>`+"\n", svgWidth-svgMargin, y+14, r.now.Rate())
		y += svgRow
	}
}

// shownName is how much of a name fits beside its bar, in code points.
const shownName = 34

func clipName(s string) string { return shorten(visible(s), shownName) }

func svgText(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return fmt.Sprintf("%q", s)
	}
	return b.String()
}
