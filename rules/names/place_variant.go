package names

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
	"copydesk/rules/names/twin"
)

//go:embed place-variant.txtar
var placeVariantExamples string

// PlaceVariant finds places that an article spells in two ways.
var PlaceVariant = &rules.Rule{
	Name:     "names/place-variant",
	Severity: rules.Info,
	Doc: rules.Doc{
		Summary: "A place spelled in another way than in the rest of the article",
		Why: "Việt Nam, Viet Nam and Vietnam, Hà Nội and Hanoi, HCM City and Ho Chi Minh City: each is right, and houses choose one. " +
			"An article with two of them counts as two places in every index made of it.",
		Fix: "The place is written as in most of its mentions, or as the option `prefer` says. Never safe, for it is a matter of style. " +
			"Part of a longer name (Hanoi Convention, Vietnam Airlines, State Bank of Vietnam) it keeps its form, unless the article has the same " +
			"longer name in the other form as well. Quotations and headlines in capitals keep theirs always.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: placeVariantExamples,
	},
	Options: &PlaceOptions{},
	Run:     runPlaceVariant,
}

// PlaceOptions are the options of PlaceVariant.
type PlaceOptions struct {
	Prefer []string `yaml:"prefer" doc:"spellings of the house, such as [Việt Nam, Hà Nội, HCM City]; places without one follow the majority of the article"`
}

func runPlaceVariant(p *rules.Pass) {
	mentions := placeMentions(p)
	if len(mentions) == 0 {
		return
	}
	slices.SortFunc(mentions, func(a, b mention) int { return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.Start, b.Start)) })
	prefer := p.Options.(*PlaceOptions).Prefer
	for len(mentions) > 0 {
		n := slices.IndexFunc(mentions, func(m mention) bool { return m.place != mentions[0].place })
		if n < 0 {
			n = len(mentions)
		}
		judgePlace(p, mentions[:n], prefer)
		mentions = mentions[n:]
	}
}

// placeMentions returns the mentions of places that are spelled in more than one way.
func placeMentions(p *rules.Pass) []mention {
	g, x := loadGazetteer(), twin.Of(p)
	list := p.Scratch(func() any { return new([]mention) }).(*[]mention)
	*list = (*list)[:0]
	x.Sights(func(token int, bag uint64) {
		if !g.begins(bag) {
			return
		}
		if c := p.Tokens[token].Case; c != article.Title && c != article.Mixed && !isTP(p.Of(token)) {
			return
		}
		if m, ok := g.mentionAt(p.Article, token); ok {
			*list = append(*list, m)
		}
	})
	return *list
}

// isTP reports whether a word in capitals opens a place: HCM City, TP. Hồ Chí Minh.
func isTP(word string) bool { return word == "TP" || word == "HCM" || word == "TPHCM" }

// judgePlace reports the mentions of one place that are not spelled as the others.
func judgePlace(p *rules.Pass, mentions []mention, prefer []string) {
	if len(prefer) == 0 && !slices.ContainsFunc(mentions, func(m mention) bool { return m.form != mentions[0].form }) {
		return
	}
	counts := make(map[string]int)
	for _, m := range mentions {
		if !inQuotes(p, m.first) && neighbours(p, m) == (names{}) {
			counts[m.form]++
		}
	}
	want, by := chosen(counts, mentions[0].place, prefer)
	if want == "" {
		return
	}
	inNames := map[names]bool{{}: true} // the longer names in which the wanted form stands; none is one
	for _, m := range mentions {
		if m.form == want {
			inNames[neighbours(p, m)] = true
		}
	}
	for _, m := range mentions {
		if m.form != want && !inQuotes(p, m.first) && inNames[neighbours(p, m)] {
			reportPlace(p, m, want, by, counts)
		}
	}
}

// chosen returns the form that all mentions of a place should have, and why; "" when nothing
// speaks for one form.
func chosen(counts map[string]int, place int, prefer []string) (want, by string) {
	for _, form := range prefer {
		if n, ok := loadGazetteer().forms[placeKey(form)]; ok && n == place {
			return form, "the form that the configuration prefers"
		}
	}
	most, others := 0, 0
	for form, n := range counts {
		switch {
		case n > most:
			most, others, want = n, max(others, most), form
		case n > others:
			others = n
		}
	}
	if most < 2 || most <= others {
		return "", ""
	}
	return want, "the form of most mentions"
}

// names are the capitalised words beside a mention, or with a preposition
// between, so that they are likely one name: "Bank of Vietnam". "" stands for none.
type names struct{ before, after string }

func neighbours(p *rules.Pass, m mention) names {
	var n names
	if i := beside(p, m.first, -1); i >= 0 {
		n.before = p.Of(i)
	}
	if i := beside(p, m.last, 1); i >= 0 {
		n.after = p.Of(i)
	}
	return n
}

// beside returns the capitalised word that makes a longer name with the mention that ends or
// begins at a token, -1 without one.
func beside(p *rules.Pass, token, step int) int {
	next := neighbourWord(p, token, step)
	if next < 0 {
		return -1
	}
	if connectors[p.Of(next)] {
		next = neighbourWord(p, next, step)
	}
	if next < 0 || p.Tokens[next].Case < article.Title || opensSentence(p, next) && functionWord(p, next) {
		return -1
	}
	return next
}

// neighbourWord returns the word next to a token with nothing but one blank or a hyphen
// between, -1 without one.
func neighbourWord(p *rules.Pass, token, step int) int {
	i := token + step
	if i < 0 || i >= len(p.Tokens) {
		return -1
	}
	if p.Of(i) == "-" && p.Tokens[max(i, i-step)].Glued {
		i += step
	}
	if i < 0 || i >= len(p.Tokens) || p.Tokens[i].Kind != article.Word {
		return -1
	}
	l, r := &p.Tokens[min(i, token)], &p.Tokens[max(i, token)]
	if strings.ContainsRune(p.Text[l.End:r.Start], '\n') {
		return -1
	}
	return i
}

// connectors join the parts of a name in the languages with a pack: State Bank of Vietnam.
var connectors = map[string]bool{
	"of": true, "for": true, "de": true, "del": true, "du": true, "des": true, "da": true, "do": true, "di": true,
	"della": true, "dello": true, "delle": true, "von": true, "für": true, "der": true,
}

func functionWord(p *rules.Pass, token int) bool { return p.Pack.Is(p.Of(token), lexicon.FunctionWord) }

// opensSentence reports whether a stop or a line end stands before the token.
func opensSentence(p *rules.Pass, token int) bool {
	if token == 0 || strings.ContainsRune(p.Text[p.Tokens[token-1].End:p.Tokens[token].Start], '\n') {
		return true
	}
	return strings.ContainsAny(p.Of(token-1), ".?!:“\"«—–")
}

func reportPlace(p *rules.Pass, m mention, want, by string, counts map[string]int) {
	p.Report(rules.Finding{
		Span:       m.Span,
		Message:    fmt.Sprintf("“%s” is spelled “%s” in this article", m.form, want),
		Evidence:   []string{fmt.Sprintf("“%s” is %s: %d×, “%s” %d×", want, by, counts[want], m.form, max(1, counts[m.form]))},
		Confidence: placeConfidence,
		Fix:        fixers.Replace(m.Span, want, fmt.Sprintf("write “%s”", want), fixers.Unsafe, fixers.KeepsNothing),
	})
}

// placeConfidence is an estimate: what is one place to a reader is a matter of house style.
const placeConfidence = 0.9
