package heading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/lexicon"
)

// Bounds of a place name.
const (
	maxNameTokens   = 11 // "Thành phố Hồ Chí Minh", "San Cristóbal de las Casas"
	maxUnknownWords = 5
)

// Name is a place name in a dateline.
type Name struct {
	article.Span
	First, Last int   // its tokens, [First,Last)
	Kind        Place // 0 when the gazetteer does not have it
	Glue        int   // offset at which the lead begins inside the last token: "NộiKhi"; 0 otherwise
	Upper       bool  // in capitals
}

// name reads the longest place name that begins with token i: one of the
// gazetteer, or else a run of capitalised words.
func (g *grammar) name(i int) (Name, bool) {
	if i >= g.end || !capitalised(&g.a.Tokens[i]) {
		return Name{}, false
	}
	best, found := g.known(i)
	if found && (best.Glue > 0 || g.boundary(best.Last) || best.Upper && !g.shouts(best.Last)) {
		return best, true
	}
	if run := g.capitalRun(i); run > best.Last {
		return g.unknown(i, run)
	}
	return best, found
}

// shouts reports whether token i is a word of two or more capitals.
func (g *grammar) shouts(i int) bool {
	return i < g.end && g.a.Tokens[i].Kind == article.Word && g.a.Tokens[i].Case == article.Upper
}

// boundary reports whether token i cannot be a part of a name: the name in
// front of it ends there.
func (g *grammar) boundary(i int) bool {
	if i >= g.end {
		return true
	}
	t := &g.a.Tokens[i]
	return t.Kind != article.Word && (t.Kind != article.Punct || !t.Glued || !strings.Contains("-'’.", g.a.Of(i)))
}

// known returns the longest name of the gazetteer that begins with token i.
func (g *grammar) known(i int) (best Name, found bool) {
	if best, found = g.longest(i); found {
		best.Upper = isUpper(g.a.At(best.Span))
	}
	return best, found
}

func (g *grammar) longest(i int) (best Name, found bool) {
	var buf [4 * maxKey]byte
	key, open := buf[:0], false
	for j := i; j < g.end && j-i < maxNameTokens && len(key) < maxKey; j++ {
		t := &g.a.Tokens[j]
		switch {
		case t.Kind == article.Word && g.prosaic(i, j):
			return best, found
		case t.Kind == article.Word:
			if at, kind, ok := g.insideToken(j, key); ok {
				best, found = g.glued(i, j, at, kind), true
			}
			key = appendKey(key, g.a.Of(j))
		case t.Kind == article.Punct && j > i && strings.Contains("-–'’./", g.a.Of(j)):
			continue
		case j > i && g.is(j, "("):
			open = true
			continue
		default:
			return best, found
		}
		last := j
		if open { // "Halle (Saale)"
			if last++; !g.is(last, ")") {
				continue
			}
		}
		if kind := g.kind(key, g.between(i, last)); kind != 0 {
			best, found = Name{Span: g.between(i, last), First: i, Last: last + 1, Kind: kind}, true
		}
	}
	return best, found
}

// prosaic reports whether token j cannot go on with a name that begins with
// token i: it and the word before it are small and no particles. One small
// word is in many names: "Thành phố Hồ Chí Minh".
func (g *grammar) prosaic(i, j int) bool {
	return j > i+1 && g.plain(j) && g.plain(j-1)
}

func (g *grammar) plain(i int) bool {
	t := &g.a.Tokens[i]
	return t.Kind == article.Word && t.Case == article.Lower && !particles[g.a.Of(i)] && !g.elided(i)
}

// elided reports whether an apostrophe joins token i to the next: "d'Ampezzo".
func (g *grammar) elided(i int) bool {
	return (g.is(i+1, "'") || g.is(i+1, "’")) && g.a.Tokens[i+1].Glued
}

// kind returns what the gazetteer knows of key, or else what the lexicon knows
// of its text.
func (g *grammar) kind(key []byte, s article.Span) Place {
	if k := gazetteer()[string(key)]; k != 0 || s.Len() > maxKey {
		return k
	}
	switch kinds := g.pack.Phrase(g.a.At(s)); {
	case kinds&lexicon.City != 0:
		return City
	case kinds&(lexicon.Country|lexicon.Region) != 0:
		return Short // ISO 3166-2 has regions called Sur and Centre
	}
	return 0
}

func (g *grammar) between(i, j int) article.Span {
	return article.Span{Start: int(g.a.Tokens[i].Start), End: int(g.a.Tokens[j].End)}
}

func (g *grammar) glued(i, j, at int, kind Place) Name {
	return Name{Span: article.Span{Start: int(g.a.Tokens[i].Start), End: at}, First: i, Last: j + 1, Kind: kind, Glue: at}
}

// insideToken looks for a name that ends within token j, where the next word
// begins with a capital: "NộiKhi", "NỘIThe". prefix is the key of the tokens before.
func (g *grammar) insideToken(j int, prefix []byte) (at int, kind Place, ok bool) {
	t := &g.a.Tokens[j]
	if t.Case != article.Mixed {
		return 0, 0, false
	}
	text := g.a.Of(j)
	for off := range text {
		if off > maxSpelling {
			break
		}
		if off == 0 || !wordBegins(text, off) {
			continue
		}
		if k := gazetteer()[string(appendKey(prefix[:len(prefix):cap(prefix)], text[:off]))]; k != 0 && len(text)-off >= minGlued {
			at, kind, ok = int(t.Start)+off, k, true
		}
	}
	return at, kind, ok
}

// maxSpelling is the longest spelling of a name of the gazetteer, in bytes: its
// letters with a mark or two on each. A token can be megabytes long.
const maxSpelling = 4 * maxKey

// minGlued is the shortest rest of a token, in bytes, that is taken for a
// glued word: a single capital is damage of another kind ("NộI").
const minGlued = 2

// wordBegins reports whether a capitalised word can begin at off in text: a
// capital behind a small letter, or the last capital of a run before a small one.
func wordBegins(text string, off int) bool {
	r, n := utf8.DecodeRuneInString(text[off:])
	if !unicode.IsUpper(r) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:off])
	after, _ := utf8.DecodeRuneInString(text[off+n:])
	return !unicode.IsUpper(before) || unicode.IsLower(after) && off+n < len(text)
}

// particles join the words of a name that the gazetteer does not have.
var particles = map[string]bool{
	"de": true, "del": true, "la": true, "las": true, "los": true, "el": true, "da": true, "do": true, "dos": true, "das": true,
	"di": true, "du": true, "des": true, "le": true, "les": true, "sur": true, "en": true, "am": true, "an": true, "der": true,
	"im": true, "in": true, "bei": true, "ob": true, "of": true, "the": true, "upon": true, "al": true, "y": true, "und": true,
}

// capitalRun returns the token behind the run of capitalised words at i.
func (g *grammar) capitalRun(i int) int {
	words, j := 0, i
	for j < g.end && words < maxUnknownWords {
		t := &g.a.Tokens[j]
		switch {
		case capitalised(t):
			words++
		case j > i && t.Kind == article.Word && particles[g.a.Of(j)] && j+1 < g.end && (capitalised(&g.a.Tokens[j+1]) || particles[g.a.Of(j+1)]):
		case j > i && t.Glued && strings.Contains("-'’", g.a.Of(j)) && j+1 < g.end && g.a.Tokens[j+1].Kind == article.Word && g.a.Tokens[j+1].Glued:
		default:
			return j
		}
		j++
	}
	return j
}

// unknown makes a name of the tokens [i,j), which are in no gazetteer.
func (g *grammar) unknown(i, j int) (Name, bool) {
	if j <= i {
		return Name{}, false
	}
	n := Name{Span: g.between(i, j-1), First: i, Last: j}
	n.Upper = isUpper(g.a.At(n.Span))
	return n, true
}

// capitalised reports whether t is a word that begins with a capital.
func capitalised(t *article.Token) bool {
	return t.Kind == article.Word && (t.Case == article.Title || t.Case == article.Upper || t.Case == article.Mixed)
}

// isUpper reports whether s has two capitals or more and no small letter.
func isUpper(s string) bool {
	capitals := 0
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsUpper(r):
			capitals++
		}
	}
	return capitals >= 2
}

// Joints returns the offsets in word at which another capitalised word begins.
func Joints(word string) []int {
	var at []int
	for off := range word {
		if off > 0 && wordBegins(word, off) {
			at = append(at, off)
		}
	}
	return at
}
