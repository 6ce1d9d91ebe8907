package punctuation

import (
	"copydesk/article"
	"copydesk/rules"

	"golang.org/x/text/language"
)

// quoteStyle is a pair of quotation marks.
type quoteStyle uint8

// The styles. Single marks are none of them: they cannot be told from
// apostrophes.
const (
	noStyle       quoteStyle = iota
	straightQuote            // "…"
	curlyQuote               // “…”
	lowQuote                 // „…“, „…”
	angleQuote               // «…», »…«
	numQuoteStyles
)

// quote is a quotation mark.
type quote struct {
	token int
	style quoteStyle // of the pairs it can open or close
	mark  string
}

// quotation is a pair of marks. Depth tells a quotation within a quotation,
// which is set in other marks on purpose.
type quotation struct {
	open, close quote
	depth       int
}

// quotations calls yield with the quotations of a paragraph, the inner ones
// first. It says nothing of a paragraph in which a mark has no partner: there,
// any mark may be paired with the wrong one.
func quotations(p *rules.Pass, par *article.Paragraph, yield func(quotation)) {
	var few [8]quotation
	list := few[:0]
	if !paired(p, par, func(q quotation) { list = append(list, q) }) {
		return
	}
	for _, q := range list {
		yield(q)
	}
}

// paired calls yield with the pairs of a paragraph until a mark has no
// partner, and reports whether all have one.
func paired(p *rules.Pass, par *article.Paragraph, yield func(quotation)) bool {
	var stack [maxNested]quote
	depth := 0
	for _, m := range p.MarksIn(par.First, par.Last) {
		q, opens, ok := quoteAt(p, int(m), depth > 0)
		switch {
		case !ok:
			continue
		case opens && depth == maxNested, !opens && depth == 0:
			return false
		case opens:
			stack[depth] = q
			depth++
		default:
			depth--
			yield(quotation{stack[depth], q, depth})
		}
	}
	return depth == 0
}

// maxNested is how deep quotations are nested at the most.
const maxNested = 3

// quoteAt returns the quotation mark that token i is, and whether it opens. A
// mark that does not say itself opens in front of a word and closes behind one;
// between two words, or alone, it closes when a quotation is open.
func quoteAt(p *rules.Pass, i int, open bool) (q quote, opens, ok bool) {
	t := &p.Tokens[i]
	if t.Verbatim || t.Kind != article.Punct && t.Kind != article.Symbol {
		return quote{}, false, false
	}
	q = quote{token: i, mark: p.Of(i)}
	switch q.mark {
	case `"`:
		q.style = straightQuote
	case "“", "”":
		q.style = curlyQuote
	case "„":
		q.style = lowQuote
		return q, true, true
	case "«", "»":
		q.style = angleQuote
		switch spaced := !t.Glued; {
		case p.Pack.Lang() != language.German:
			return q, q.mark == "«", true
		case spaced && i+1 < len(p.Tokens) && p.Tokens[i+1].Glued:
			return q, true, true
		}
		return q, !open, true
	default:
		return quote{}, false, false
	}
	before := t.Glued && (i == 0 || !bracket(p.Of(i-1)))
	behind := i+1 < len(p.Tokens) && p.Tokens[i+1].Glued
	if before != behind {
		return q, behind, true
	}
	return q, !open, true
}

// bracket reports whether mark is one that a quotation can follow without a blank.
func bracket(mark string) bool {
	switch mark {
	case "(", "[", "¿", "¡", "'", "’", "«", "„", "“", "—", "–", "-", "/":
		return true
	}
	return false
}

// german reports whether the article has its guillemets the other way round: »so«.
func german(p *rules.Pass) bool {
	base, _ := p.Pack.Lang().Base()
	return base.String() == "de"
}
