package names

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"copydesk/article"
	"copydesk/rules/names/twin"
)

//go:embed places.txt
var placesText string

// gazetteer knows the places that are spelled in more than one way.
type gazetteer struct {
	forms map[uint64]int     // by placeKey
	first map[uint64]bool    // bags of the words that spellings begin with
	sieve [sieveWords]uint64 // bits of these bags
}

// sieveWords make 4,096 bits for 200 or so bags: one word in twenty is looked for among them.
const sieveWords = 64

// begins reports whether a spelling of a place begins with a word of this bag.
func (g *gazetteer) begins(bag uint64) bool {
	return g.sieve[bag>>6%sieveWords]&(1<<(bag&63)) != 0 && g.first[bag]
}

// loadGazetteer reads the list once, at the first article that needs it.
var loadGazetteer = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{forms: make(map[uint64]int), first: make(map[uint64]bool)}
	for n, line := range strings.Split(placesText, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		for _, form := range strings.Split(line, "|") {
			form = strings.TrimSpace(form)
			g.forms[placeKey(form)] = n
			for _, first := range []string{firstWord(form), strings.ReplaceAll(form, " ", "")} {
				bag := twin.Bag(first)
				g.first[bag] = true
				g.sieve[bag>>6%sieveWords] |= 1 << (bag & 63)
			}
		}
	}
	return g
})

// placeKey returns what all spellings of a place that follow from one another share: a hash of its letters without marks,
// blanks and stops, in small letters.
func placeKey(form string) uint64 { return twin.BaseKey(form) }

func firstWord(form string) string {
	end := strings.IndexFunc(form, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		return form
	}
	return form[:end]
}

// mention is a place named in an article.
type mention struct {
	article.Span
	place       int
	form        string // as it is written, white space as one blank
	first, last int    // its tokens, last included
}

// maxPlaceTokens is the length of the longest spelling, "TP. Hồ Chí Minh".
const maxPlaceTokens = 5

// mentionAt returns the longest spelling of a place that begins at token i.
func (g *gazetteer) mentionAt(a *article.Article, i int) (mention, bool) {
	var m mention
	found := false
	for j := i; j < min(i+maxPlaceTokens, len(a.Tokens)); j++ {
		if j > i && !continues(a, j) {
			break
		}
		if a.Tokens[j].Kind != article.Word {
			continue
		}
		s := article.Span{Start: int(a.Tokens[i].Start), End: int(a.Tokens[j].End)}
		if place, ok := g.forms[placeKey(a.At(s))]; ok {
			m, found = mention{s, place, singleBlanks(a.At(s)), i, j}, true
		}
	}
	return m, found
}

// singleBlanks returns s with each white space as one blank.
func singleBlanks(s string) string {
	if !strings.ContainsAny(s, "\n\t") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// continues reports whether token j can go on with the name of a place: another capitalised
// word or "de" on the same line, a stop or a hyphen within the name.
func continues(a *article.Article, j int) bool {
	t := &a.Tokens[j]
	if strings.IndexByte(a.Text[a.Tokens[j-1].End:t.Start], '\n') >= 0 || t.Verbatim {
		return false
	}
	if t.Kind == article.Word {
		return t.Case != article.Lower || a.Of(j) == "de"
	}
	return t.Glued && (a.Of(j) == "." || a.Of(j) == "-")
}
