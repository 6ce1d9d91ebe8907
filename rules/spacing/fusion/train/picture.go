package main

import (
	"fmt"
	"html"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules/spacing/fusion"
)

// Sizes of the picture, in pixels.
const (
	charWidth  = 7.2
	lineHeight = 16
	leftMargin = 20
	topMargin  = 40
	fontSize   = 12
)

// drawPicture reads a wrapped article, finds its lost blanks, and draws the lines of the page
// that they give back, with the width that was inferred.
func drawPicture(name, lang, out string) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read article: %w", err)
	}
	tag := language.Make(lang)
	a := article.Parse(article.Input{Name: name, Lang: tag, Text: string(b)})
	w := fusion.Default().NewWorker()
	ds := w.Analyse(a, lexicon.For(tag), fusion.Options{})
	if err := os.WriteFile(out, []byte(picture(a, ds, w.Summary())), 0o666); err != nil {
		return fmt.Errorf("write picture: %w", err)
	}
	return nil
}

func picture(a *article.Article, ds []fusion.Decision, s fusion.Summary) string {
	var body strings.Builder
	y, next := float64(topMargin), 0
	for _, p := range a.Paragraphs {
		from := p.Start
		for next < len(ds) && ds[next].At < p.End {
			y = drawLine(&body, a.Text[from:ds[next].At], y, true)
			from = ds[next].At
			next++
		}
		y = drawLine(&body, a.Text[from:p.End], y, false) + lineHeight/2
	}
	edge := leftMargin + charWidth*float64(s.Width)
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" font-family="monospace" font-size="%d">`+"\n",
		edge+160, y+lineHeight, fontSize)
	fmt.Fprintf(&out, `<rect width="100%%" height="100%%" fill="#fff"/><line x1="%.1f" y1="20" x2="%.1f" y2="%.0f" stroke="#36c" stroke-dasharray="4 3"/>`+"\n", edge, edge, y)
	fmt.Fprintf(&out, `<text x="%.1f" y="16" fill="#36c">column %d, inferred</text>`+"\n", edge+4, s.Width)
	out.WriteString(body.String())
	out.WriteString("</svg>\n")
	return out.String()
}

// drawLine draws one line of the lost page, and a mark where its newline was lost.
func drawLine(b *strings.Builder, text string, y float64, lost bool) float64 {
	n := float64(utf8.RuneCountInString(text))
	fmt.Fprintf(b, `<text x="%d" y="%.0f" textLength="%.1f">%s</text>`, leftMargin, y, n*charWidth, html.EscapeString(text))
	if lost {
		x := leftMargin + n*charWidth
		fmt.Fprintf(b, `<circle cx="%.1f" cy="%.0f" r="3" fill="#c33"/><text x="%.1f" y="%.0f" fill="#c33">%.0f</text>`, x+4, y-4, x+10, y, n)
	}
	b.WriteByte('\n')
	return y + lineHeight
}
