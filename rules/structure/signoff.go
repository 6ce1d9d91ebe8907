package structure

import (
	_ "embed"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
	"copydesk/rules/structure/heading"
)

//go:embed sign-off.txtar
var signOffExamples string

// SignOff finds the marks by which agencies end an article.
var SignOff = &rules.Rule{
	Name:     "structure/sign-off",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary:  "Sign-off of an agency at the end of a text",
		Why:      "`./.`, `— VNA/VNS`, `.-VNA`, `mem/asg`, `VNS`, `© Riproduzione riservata`: newsrooms end a text with a mark or a code. It says nothing of the story, and a model that has seen a million of them writes them.",
		Fix:      "The mark is taken out; a sentence keeps its full stop. Unsafe, since some corpora want the agency to stay.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: signOffExamples,
	},
	Run: runSignOff,
}

// lastParagraphs is how far from the end of an article a sign-off without a
// dash is looked for.
const lastParagraphs = 3

func runSignOff(p *rules.Pass) {
	for i := len(p.Paragraphs) - 1; i >= 0; i-- {
		par := &p.Paragraphs[i]
		t := tail{Pass: p, par: par, last: len(p.Paragraphs)-i <= lastParagraphs}
		if f, ok := t.read(); ok {
			p.Report(f)
		}
	}
}

// tail reads the end of one paragraph.
type tail struct {
	*rules.Pass
	par  *article.Paragraph
	last bool // one of the last paragraphs of the article
}

func (t tail) read() (rules.Finding, bool) {
	end := t.par.Last - 1
	switch {
	case t.Tokens[end].Verbatim:
		return rules.Finding{}, false
	case t.Of(end) == "." && end > t.par.First && t.Of(end-1) == "/":
		return t.slash(end - 1)
	case t.Of(end) == "/" && end == t.par.First && t.last:
		return t.alone(end)
	case t.last:
		if f, ok := t.line(); ok {
			return f, true
		}
	}
	switch {
	case t.Of(end) == ")":
		return t.brackets(end)
	case t.Tokens[end].Kind == article.Word:
		return t.code(end)
	}
	return rules.Finding{}, false
}

// slash reads "./." and "/.", of which one stop belongs to the sentence.
func (t tail) slash(i int) (rules.Finding, bool) {
	if i == t.par.First || t.Tokens[i-1].Kind == article.Number && t.Tokens[i].Glued || t.Tokens[i].Verbatim {
		return t.alone(i)
	}
	cut := article.Span{Start: int(t.Tokens[i-1].End), End: int(t.Tokens[i].End)}
	span := article.Span{Start: int(t.Tokens[i].Start), End: t.par.End}
	if strings.Contains(".!?…\"”»", t.Of(i-1)) {
		cut.End = t.par.End
		if t.Of(i-1) == "." {
			span.Start = int(t.Tokens[i-1].Start)
		}
	}
	return t.finding(span, cut, "a slash and a stop end the text", 0.97), true
}

// alone reads a paragraph that is nothing but a mark.
func (t tail) alone(i int) (rules.Finding, bool) {
	if i != t.par.First {
		return rules.Finding{}, false
	}
	return t.finding(t.par.Span, paragraphCut(t.Pass, t.par), "a line of its own with nothing but a mark", 0.95), true
}

// code reads an agency at the end: "— VNA/VNS", ".-VNA", "VNS".
func (t tail) code(end int) (rules.Finding, bool) {
	first := end
	for first-2 >= t.par.First && strings.Contains("/-", t.Of(first-1)) && t.Tokens[first-2].Kind == article.Word && t.Tokens[first-2].Case == article.Upper && end-first < maxCodeTokens {
		first -= 2
	}
	for ; first <= end; first += 2 {
		span := article.Span{Start: int(t.Tokens[first].Start), End: t.par.End}
		if !heading.Wire(t.At(span)) && !t.desk(first, end) {
			continue
		}
		return t.signed(first, span)
	}
	return t.initials(end)
}

// maxCodeTokens bounds a code such as NNN-VNA or VNA/VNS, in tokens.
const maxCodeTokens = 6

// desk reports whether the tokens are an agency and its desk: "VNA-ECO".
func (t tail) desk(first, end int) bool {
	return end-first == 2 && t.Of(first+1) == "-" && lexicon.Agency(t.Of(first)) && t.Tokens[end].Case == article.Upper
}

// signed judges the agency that ends the paragraph and begins with token first.
func (t tail) signed(first int, span article.Span) (rules.Finding, bool) {
	if first == t.par.First {
		if !t.last || first == 0 || t.Tokens[first].Case == article.Title {
			return rules.Finding{}, false
		}
		return t.finding(t.par.Span, paragraphCut(t.Pass, t.par), "an agency stands on a line of its own at the end", 0.9), true
	}
	before := first - 1
	dash := strings.Contains("-–—/", t.Of(before)) && before > t.par.First
	if dash {
		before--
	}
	if !endsSentence(t.Of(before)) || !dash && (!t.last || t.Tokens[first].Case != article.Upper) {
		return rules.Finding{}, false
	}
	if dash {
		span.Start = int(t.Tokens[before+1].Start)
	}
	cut := article.Span{Start: int(t.Tokens[before].End), End: t.par.End}
	return t.finding(span, cut, "an agency stands behind the last sentence", 0.97), true
}

// initials reads the marks of editors: "mem/asg" behind the last sentence.
func (t tail) initials(end int) (rules.Finding, bool) {
	first := end - 2
	if !t.last || first < t.par.First || t.Of(end-1) != "/" || !isInitials(t.Pass, end) || !isInitials(t.Pass, first) {
		return rules.Finding{}, false
	}
	span := article.Span{Start: int(t.Tokens[first].Start), End: t.par.End}
	if first == t.par.First {
		return t.finding(span, paragraphCut(t.Pass, t.par), "initials of editors on a line of their own", 0.9), true
	}
	if !endsSentence(t.Of(first - 1)) {
		return rules.Finding{}, false
	}
	cut := article.Span{Start: int(t.Tokens[first-1].End), End: t.par.End}
	return t.finding(span, cut, "initials of editors stand behind the last sentence", 0.93), true
}

// Editors sign with two to four small letters.
const (
	minInitials = 2
	maxInitials = 4
)

func isInitials(p *rules.Pass, i int) bool {
	t := &p.Tokens[i]
	n := int(t.End - t.Start)
	return t.Kind == article.Word && t.Case == article.Lower && n >= minInitials && n <= maxInitials
}

// brackets reads an agency between brackets behind the last sentence, and who
// put a Vietnamese text together: "(TTXVN)", "(Theo VnExpress)", "(Tổng hợp)".
func (t tail) brackets(end int) (rules.Finding, bool) {
	for i := end - 1; t.last && i > t.par.First && end-i <= maxCodeTokens; i-- {
		if t.Of(i) != "(" {
			continue
		}
		inside := t.Text[t.Tokens[i].End:t.Tokens[end].Start]
		_, source, theo := strings.Cut(inside, "Theo ")
		if !endsSentence(t.Of(i-1)) || !heading.Wire(inside) && inside != "Tổng hợp" && (!theo || source == "") {
			return rules.Finding{}, false
		}
		span := article.Span{Start: int(t.Tokens[i].Start), End: t.par.End}
		cut := article.Span{Start: int(t.Tokens[i-1].End), End: t.par.End}
		return t.finding(span, cut, "an agency stands between brackets behind the last sentence", 0.93), true
	}
	return rules.Finding{}, false
}

// finding makes the finding that takes cut out for what stands at span.
func (t tail) finding(span, cut article.Span, why string, chance float64) rules.Finding {
	return rules.Finding{
		Span:       span,
		Message:    "sign-off of an agency or an editor",
		Evidence:   []string{why},
		Confidence: chance,
		Fix:        fixers.Replace(cut, "", "take it out", fixers.Unsafe, fixers.KeepsRest),
	}
}

// endsSentence reports whether s is punctuation that ends a sentence.
func endsSentence(s string) bool { return s != "" && strings.Contains(".!?…\"”»’)", s) }

// paragraphCut returns what must go so that par is gone and its neighbours
// stand as far apart as par stood from the next one.
func paragraphCut(p *rules.Pass, par *article.Paragraph) article.Span {
	i := p.ParagraphAt(par.Start)
	if i+1 < len(p.Paragraphs) {
		return article.Span{Start: par.Start, End: p.Paragraphs[i+1].Start}
	}
	if i == 0 {
		return par.Span
	}
	return article.Span{Start: p.Paragraphs[i-1].End, End: par.End}
}
