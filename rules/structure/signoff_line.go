package structure

import (
	"strings"

	"copydesk/article"
	"copydesk/rules"
	"copydesk/rules/structure/heading"
)

// maxSignOffLine is the longest line that is nothing but a sign-off, in bytes.
const maxSignOffLine = 200

// line reads a sign-off that has a line of its own at the end: a notice of
// copyright, the source, a paper and its agency.
func (t tail) line() (rules.Finding, bool) {
	text := t.At(t.par.Span)
	if t.par.Start == 0 || len(text) > maxSignOffLine {
		return rules.Finding{}, false
	}
	var why string
	switch {
	case t.rights(text):
		why = "it is a notice of copyright"
	case t.source():
		why = "it names an agency as the source"
	case t.paperAndAgency():
		why = "it names a paper and an agency"
	default:
		return rules.Finding{}, false
	}
	return t.finding(t.par.Span, paragraphCut(t.Pass, t.par), why, 0.95), true
}

// notices open, or are, a notice of copyright.
var notices = []string{"copyright", "©", "(c) 20", "riproduzione riservata", "todos los derechos reservados", "todos os direitos reservados", "tous droits réservés", "tutti i diritti riservati", "alle rechte vorbehalten", "all rights reserved"}

// rights reports whether text is a notice of copyright: it opens with one,
// and has a year, a sign or nothing else.
func (t tail) rights(text string) bool {
	for i, n := range notices {
		if len(text) < len(n) || !strings.EqualFold(text[:len(n)], n) {
			continue
		}
		if i > 0 || strings.Contains(text, "©") || strings.Contains(strings.ToLower(text), "rights") {
			return true
		}
		if j := t.par.First + 1; j < t.par.Last && (t.Tokens[j].Kind == article.Number || t.Of(j) == ":") {
			return true
		}
	}
	return false
}

// source reads "Source: VNA", "Fuente: EFE", "Nguồn: TTXVN", and "Ana Ruiz source".
func (t tail) source() bool {
	first, last := t.par.First, t.par.Last-1
	if !t.colon(first) && t.Of(last) != "source" {
		return false
	}
	if i := (credit{Pass: t.Pass, par: t.par}).label(first); i > 0 {
		return i < last && t.Of(i) == ":" && heading.Wire(strings.TrimSpace(t.Text[t.Tokens[i+1].Start:t.par.End]))
	}
	if t.Of(last) != "source" || last == first {
		return false
	}
	for i := first; i < last; i++ {
		if t.Tokens[i].Kind != article.Word || t.Tokens[i].Case == article.Lower {
			return false
		}
	}
	return true
}

// colon reports whether a colon stands where that behind a label at token first would.
func (t tail) colon(first int) bool {
	for i := first + 1; i < t.par.Last && i <= first+maxLabelWords; i++ {
		if t.Text[t.Tokens[i].Start] == ':' {
			return true
		}
	}
	return false
}

// paperAndAgency reads "El Faro/EFE": capitalised words and a known agency.
func (t tail) paperAndAgency() bool {
	last := t.par.Last - 1
	if last-2 < t.par.First || t.Of(last-1) != "/" || last-t.par.First > maxCodeTokens || !heading.Wire(t.Of(last)) {
		return false
	}
	for i := t.par.First; i < last-1; i++ {
		if t.Tokens[i].Kind != article.Word || t.Tokens[i].Case == article.Lower {
			return false
		}
	}
	return true
}
