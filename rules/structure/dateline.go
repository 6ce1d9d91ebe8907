package structure

import (
	_ "embed"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/structure/heading"
)

//go:embed dateline.txtar
var datelineExamples string

// Dateline finds datelines whose dash, comma or blanks a scraper damaged.
var Dateline = &rules.Rule{
	Name:     "structure/dateline",
	Severity: rules.Warning,
	Doc: rules.Doc{
		Summary:  "Dateline with a lost dash, a stray comma or wrong blanks",
		Why:      "The place, the agency and the dash of a dateline stand in elements of their own on the page. Where these are joined without blanks, or the dash was drawn by a style sheet, the dateline runs into the lead: `SANTIAGO State President …`, `Hanoi, (VNA)- El …`, `Hà NộiKhi …`. Whoever takes datelines off by pattern misses these.",
		Fix:      "The article's own dash stays; blanks and the comma in front of the agency are mended. A lost dash becomes ` — ` behind a place in capitals and ` - ` behind an agency. Safe when the place is in the gazetteer or the agency is known, and the lead goes on with a capital; unsafe where a name could begin with a place.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: datelineExamples,
	},
	Run: runDateline,
}

// leadParagraphs is how many paragraphs are looked at: a title, a teaser, a
// byline and a caption can stand in front of the dateline.
const leadParagraphs = 5

// maxDateline is how far into its paragraph the agency of a dateline begins, in bytes.
const maxDateline = 90

func runDateline(p *rules.Pass) {
	seen, lead := 0, true
	for i := range p.Paragraphs {
		par := &p.Paragraphs[i]
		if par.Start < p.Header.End && par.End <= p.Header.End {
			continue
		}
		if seen++; seen > leadParagraphs {
			return
		}
		if !lead && !strings.Contains(p.Text[par.Start:min(par.End, par.Start+maxDateline)], "(") {
			continue
		}
		first := par.First
		if par.Start < p.Header.End {
			first = p.TokenAt(p.Header.End)
		}
		if d, ok := heading.ReadDateline(p.Article, first, p.Pack); ok {
			j := judge(p, &d, lead)
			if j.sure && first == 0 {
				leadingBlank(p, &d)
			}
			if len(j.edits) > 0 {
				j.report(p, &d)
			}
			if j.sure {
				return
			}
		}
		lead = lead && !isProse(par)
	}
}

// leadingBlank reports the blank that a header left in front of a dateline.
func leadingBlank(p *rules.Pass, d *heading.Dateline) {
	blank := article.Span{End: d.Start}
	if blank.Empty() || strings.Trim(p.At(blank), " \t") != "" {
		return
	}
	p.Report(rules.Finding{
		Span:       article.Span{End: d.Place.End},
		Message:    "a blank stands in front of the dateline",
		Confidence: chanceWire,
		Fix:        fixers.Replace(blank, "", "take it out", fixers.Safe, fixers.KeepsInk),
	})
}

// minProse is the length in bytes from which a paragraph is taken for prose
// and no longer for a title, a byline or a caption.
const minProse = 160

func isProse(par *article.Paragraph) bool { return par.Len() >= minProse }
