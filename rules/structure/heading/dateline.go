package heading

import (
	"strings"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules/dates/calendar"
)

// Dateline is what was read of a dateline.
type Dateline struct {
	article.Span                // from the place, or the agency, to the dash
	Place        Name           // the first place
	Places       int            // how many places are joined by slashes
	Region       Name           // country, state or province behind it
	Date         calendar.Match // Month 0 without a date
	Agency       article.Span   // with its brackets; empty without one
	Wire         bool           // the lexicon has the agency
	Dashless     bool           // the agency sets no dash behind its name
	Dash         article.Span   // with a stop in front of it: ".-"; empty when there is none
	Lead         int            // offset of the first byte of the prose
	Next         int            // token in which the prose begins
	Prose        int            // offset behind the last part in front of dash and prose
}

// maxTokens is how far into a paragraph a dateline may reach.
const maxTokens = 40

// grammar reads one dateline.
type grammar struct {
	a    *article.Article
	pack *lexicon.Pack
	end  int // the tokens behind it are not looked at
	i    int // the next token
	d    Dateline
}

// ReadDateline reads the dateline that begins with token i of a. It reports
// false when no place and no agency stands there; that there is one does not
// yet mean that it is a dateline.
func ReadDateline(a *article.Article, i int, pack *lexicon.Pack) (Dateline, bool) {
	if i >= len(a.Tokens) {
		return Dateline{}, false
	}
	p := &a.Paragraphs[a.ParagraphAt(int(a.Tokens[i].Start))]
	g := &grammar{a: a, pack: pack, i: i, end: min(p.Last, i+maxTokens)}
	if !g.read() {
		return Dateline{}, false
	}
	g.finish(i)
	return g.d, true
}

func (g *grammar) read() bool {
	if g.agency() || g.code() {
		g.dash()
		return true
	}
	n, ok := g.name(g.i)
	if !ok {
		return false
	}
	if n.Kind == Short {
		n.Kind = 0
	}
	g.d.Place, g.d.Places, g.i = n, 1, n.Last
	if n.Glue > 0 {
		return true
	}
	g.abbreviation()
	for g.is(g.i, "/") {
		next, ok := g.name(g.i + 1)
		if !ok {
			break
		}
		g.d.Places++
		g.i = next.Last
	}
	g.regionAndDate()
	start := g.i
	g.skip(",")
	if !g.agency() {
		g.i = start
	}
	g.dash()
	return true
}

// finish fills in where the prose begins.
func (g *grammar) finish(first int) {
	d := &g.d
	d.Start = int(g.a.Tokens[first].Start)
	d.End = int(g.a.Tokens[max(first, g.i-1)].End)
	d.Next = g.i
	d.Lead = len(g.a.Text)
	if g.i < len(g.a.Tokens) {
		d.Lead = int(g.a.Tokens[g.i].Start)
	}
	if d.Place.Glue > 0 {
		d.End, d.Lead, d.Next = d.Place.Glue, d.Place.Glue, d.Place.Last-1
	}
	d.Prose = d.End
	if !d.Dash.Empty() {
		d.Prose = int(g.a.Tokens[max(first, g.a.TokenAt(d.Dash.Start)-1)].End)
	}
}

// is reports whether token i is s.
func (g *grammar) is(i int, s string) bool { return i < g.end && g.a.Of(i) == s }

func (g *grammar) skip(s string) bool {
	if !g.is(g.i, s) {
		return false
	}
	g.i++
	return true
}

// abbreviation moves over the stop of "Pa." and "N.L." when more of a
// dateline follows, so that the end of a sentence is not taken for it.
func (g *grammar) abbreviation() {
	if g.is(g.i, ".") && g.a.Tokens[g.i].Glued && (g.is(g.i+1, "(") || g.is(g.i+1, ",") || g.dashAt(g.i+1) > 0 && !g.a.Tokens[g.i+1].Glued) {
		g.i++
	}
}

// regionAndDate reads ", Region" and a date behind a comma, a blank or none,
// in either order.
func (g *grammar) regionAndDate() {
	for range 3 {
		start := g.i
		comma := g.skip(",") || g.stopBeforeDate()
		if comma && g.dayAlone() {
			continue
		}
		if m, ok := calendar.At(g.a, g.i, g.pack); ok && g.d.Date.Month == 0 && g.i < g.end {
			g.d.Date, g.i = m, m.Next
			continue
		}
		if comma && g.region() {
			continue
		}
		if !comma && g.regionInBrackets() {
			continue
		}
		g.i = start
		return
	}
}

// stopBeforeDate moves over the stop of "MOSCOW. May 7 (Interfax)".
func (g *grammar) stopBeforeDate() bool {
	if !g.is(g.i, ".") || g.d.Date.Month != 0 {
		return false
	}
	m, ok := calendar.At(g.a, g.i+1, g.pack)
	if !ok || !g.is(m.Next, "(") {
		return false
	}
	g.i++
	return true
}

// dayAlone moves over the day of "MADRID, 7 (EUROPA PRESS)".
func (g *grammar) dayAlone() bool {
	if g.i >= g.end || g.a.Tokens[g.i].Kind != article.Number || g.a.Tokens[g.i].End-g.a.Tokens[g.i].Start > 2 || !g.is(g.i+1, "(") {
		return false
	}
	g.i++
	return true
}

func (g *grammar) region() bool {
	n, ok := g.name(g.i)
	if !ok || g.d.Region.Last > 0 || n.Glue > 0 || n.Kind == 0 && !g.boundary(n.Last) {
		return false
	}
	g.d.Region, g.i = n, n.Last
	g.abbreviation()
	return true
}

// regionInBrackets reads "(Oder)" and "(Hessen)".
func (g *grammar) regionInBrackets() bool {
	if !g.is(g.i, "(") || g.d.Region.Last > 0 {
		return false
	}
	n, ok := g.name(g.i + 1)
	if !ok || n.Kind == 0 || n.Glue > 0 || !g.is(n.Last, ")") || lexicon.Agency(g.a.At(n.Span)) {
		return false
	}
	g.d.Region, g.i = n, n.Last+1
	return true
}

// Bounds of an agency between brackets.
const (
	maxAgencyTokens = 8
	maxAgencyBytes  = 40
)

// closers are the brackets of agencies: "(VNA)", "/PRNewswire/".
var closers = map[string]string{"(": ")", "/": "/"}

// agency reads "(VNA)", "(VNS/VNA)", "(dpa-AFX)", "/PRNewswire/".
func (g *grammar) agency() bool {
	if g.i >= g.end {
		return false
	}
	closer := closers[g.a.Of(g.i)]
	if closer == "" {
		return false
	}
	for j := g.i + 1; j < g.end && j <= g.i+maxAgencyTokens; j++ {
		if g.a.Tokens[j].Kind == article.Number { // a year, a score
			return false
		}
		if g.a.Of(j) != closer {
			continue
		}
		name := strings.TrimSpace(g.a.Text[g.a.Tokens[g.i].End:g.a.Tokens[j].Start])
		if j == g.i+1 || len(name) > maxAgencyBytes || closer == "/" && !Wire(name) {
			return false
		}
		g.d.Agency = g.between(g.i, j)
		g.d.Wire = Wire(name)
		g.d.Dashless = dashless[name]
		g.i = j + 1
		return true
	}
	return false
}

// dashless are the agencies that set no dash behind their name.
var dashless = map[string]bool{"ACN": true, "AIN": true, "Prensa Latina": true, "PL": true, "EUROPA PRESS": true, "Europa Press": true, "KNA": true, "epd": true, "PRNewswire": true}

// maxCode is how many tokens a code without brackets has: "VOV.VN".
const maxCode = 3

// code reads an agency without place and brackets that a dash follows: "TPO -".
func (g *grammar) code() bool {
	for n := 1; n <= maxCode; n += 2 {
		j := g.i + n - 1
		if j >= g.end || g.a.Tokens[g.i].Case != article.Upper || g.dashAt(j+1) == 0 {
			continue
		}
		if s := g.between(g.i, j); s.Len() <= maxAgencyBytes && lexicon.Agency(g.a.At(s)) {
			g.d.Agency, g.d.Wire, g.i = s, true, j+1
			return true
		}
	}
	return false
}

// Wire reports whether name is an agency, or several joined by slashes, or an
// agency and one of its regional desks: "dpa/lby".
func Wire(name string) bool {
	if lexicon.Agency(name) {
		return true
	}
	parts := 0
	for part := range strings.SplitSeq(name, "/") {
		part = strings.TrimSpace(part)
		desk := parts > 0 && len(part) <= maxDesk && strings.ToLower(part) == part
		if !desk && !lexicon.Agency(part) {
			return false
		}
		parts++
	}
	return parts > 1
}

// maxDesk is the longest code of a regional desk, in bytes.
const maxDesk = 4

// dash reads the dash between dateline and prose, with a stop in front of it.
func (g *grammar) dash() {
	first := g.i
	if g.is(g.i, ".") && g.dashAt(g.i+1) > 0 && g.a.Tokens[g.i+1].Glued {
		g.i++
	}
	n := g.dashAt(g.i)
	if n == 0 {
		g.i = first
		return
	}
	g.i += n
	g.d.Dash = g.between(first, g.i-1)
}

// dashAt returns how many tokens the dash at token i has: "--" has two.
func (g *grammar) dashAt(i int) int {
	switch {
	case g.is(i, "-") && g.is(i+1, "-") && g.a.Tokens[i+1].Glued:
		return 2
	case g.is(i, "-"), g.is(i, "–"), g.is(i, "—"), g.is(i, "−"), g.is(i, "‒"), g.is(i, "―"):
		return 1
	}
	return 0
}
