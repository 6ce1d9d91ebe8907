package learning

import (
	"iter"
	"strings"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/lexicon/profile"

	"golang.org/x/text/unicode/norm"
)

// Name is a name in an article: a run of capitalised words on one line, with the small words
// that join them, without what stands in front of a name and is none ("President", a word that
// has its capital only because it opens the sentence).
type Name struct {
	article.Span
	First, Last int // its tokens, last included
	Words       int // capitalised ones
}

// Form returns the name as it is written, in NFC, with one blank between its words.
func (n *Name) Form(a *article.Article) string {
	form := a.At(n.Span)
	if strings.ContainsAny(form, "\t\u00A0") || strings.Contains(form, "  ") {
		form = strings.Join(strings.Fields(form), " ")
	}
	if a.Has(article.Combining) {
		form = norm.NFC.String(form)
	}
	return form
}

// maxNameWords is the number of words of the longest run that is taken for a name; longer ones
// are headlines.
const maxNameWords = 6

// Names yields the names of an article in order.
func Names(a *article.Article, pack *lexicon.Pack) iter.Seq[Name] {
	f := newFinder(a, pack)
	return func(yield func(Name) bool) {
		for i := 0; i < len(a.Tokens); {
			if !f.capital(i) {
				i++
				continue
			}
			last := f.run(i)
			if n, ok := f.trim(i, last); ok && !yield(n) {
				return
			}
			i = last + 1
		}
	}
}

type finder struct {
	a     *article.Article
	pack  *lexicon.Pack
	nouns bool // the language writes all nouns with a capital

	syllabic bool // the language is Vietnamese, whose words are syllables and all known
}

func newFinder(a *article.Article, pack *lexicon.Pack) finder {
	lang := profile.BaseLanguage(a.Lang)
	return finder{a: a, pack: pack, nouns: lang == "de", syllabic: lang == "vi"}
}

// capital reports whether token i may be part of a name by its letters.
func (f *finder) capital(i int) bool {
	t := &f.a.Tokens[i]
	return t.Kind == article.Word && !t.Verbatim && (t.Case == article.Title || t.Case == article.Mixed)
}

// joiners are the small words inside names: Banco de España, Ursula von der Leyen.
var joiners = map[string]bool{
	"de": true, "del": true, "la": true, "las": true, "los": true, "da": true, "do": true, "dos": true, "das": true, "di": true,
	"du": true, "des": true, "van": true, "von": true, "der": true, "den": true, "bin": true, "al": true,
}

// maxJoiners is how many joiners stand between two capitals of a name: de la, von der.
const maxJoiners = 2

// run returns the last token of the run of capitals that begins at token i.
func (f *finder) run(i int) int {
	last, small := i, 0
	for j := i + 1; j < len(f.a.Tokens) && f.near(j); j++ {
		switch {
		case f.capital(j):
			last, small = j, 0
		case f.a.Tokens[j].Kind == article.Word && small < maxJoiners && joiners[f.a.Of(j)]:
			small++
		case f.a.Of(j) == "-" && f.a.Tokens[j].Glued && j+1 < len(f.a.Tokens) && f.a.Tokens[j+1].Glued:
		default:
			return last
		}
	}
	return last
}

// near reports whether nothing but a blank, or nothing at all, parts token j from the one before.
func (f *finder) near(j int) bool {
	gap := f.a.Text[f.a.Tokens[j-1].End:f.a.Tokens[j].Start]
	return gap == "" || gap == " " || gap == "\u00A0"
}

// trim takes the words off the front that are no part of the name.
func (f *finder) trim(first, last int) (Name, bool) {
	for first < last && f.inFront(first, last) {
		first++
	}
	if !f.capital(first) || f.common(first) && (!f.syllabic || f.allCommon(first, last)) {
		return Name{}, false
	}
	if f.nouns && first == last && !f.proper(first) {
		return Name{}, false
	}
	n := Name{article.Span{Start: int(f.a.Tokens[first].Start), End: int(f.a.Tokens[last].End)}, first, last, 0}
	for i := first; i <= last; i++ {
		if f.capital(i) {
			n.Words++
		}
	}
	return n, n.Words <= maxNameWords
}

// inFront reports whether token i, with which a run begins that ends with token last, is no part
// of the name.
func (f *finder) inFront(i, last int) bool {
	switch {
	case !f.capital(i):
		return true
	case f.syllabic: // titles have one capital (Tổng thống), so that two side by side are of a name
		return f.opens(i) && f.common(i) && (last-i > 1 || f.pack.Is(f.a.Of(i), lexicon.FunctionWord))
	case f.common(i):
		return true
	}
	// Prime in front of Minister: a given name by some list, but what follows is no name.
	w, _ := f.pack.Lookup(f.a.Of(i))
	return i+1 < last && f.common(i+1) && w.Flags.Has(lexicon.Listed) && !w.Flags.Has(lexicon.OnlyCapitalised)
}

// allCommon reports whether no word of a run is a name by itself.
func (f *finder) allCommon(first, last int) bool {
	for i := first; i <= last; i++ {
		if f.a.Tokens[i].Kind == article.Word && !f.common(i) {
			return false
		}
	}
	return true
}

// rareSurname is the log-probability below which a word that is a surname as well is taken for
// one: the lists of surnames have Party and President, too.
const rareSurname = -11

// shortestTitle is the length in bytes of the shortest word in front of a name that may be a
// title; shorter ones are syllables that some language has as a word, too.
const shortestTitle = 4

// common reports whether token i is a word that is no name: one the pack has in small letters.
// Words that are names as well (Rosa, May) stay.
func (f *finder) common(i int) bool {
	w, known := f.pack.Lookup(f.a.Of(i))
	if !known {
		return false
	}
	switch {
	case w.Flags.Has(lexicon.FunctionWord), f.a.Tokens[i].End-f.a.Tokens[i].Start < shortestTitle:
		return f.opens(i) // elsewhere it has a capital because it is a name: To Lam, El Salvador
	case f.nouns, w.Flags.Any(lexicon.OnlyCapitalised | lexicon.FirstName | lexicon.PlaceName | lexicon.Foreign):
		return false
	}
	return !w.Flags.Has(lexicon.Surname) || w.LogProb > rareSurname
}

// opens reports whether token i opens a line, a sentence or a quotation.
func (f *finder) opens(i int) bool {
	if i == 0 || newline(f.a.Text[f.a.Tokens[i-1].End:f.a.Tokens[i].Start]) {
		return true
	}
	switch f.a.Of(i - 1) {
	case ".", "?", "!", ":", "…", "“", "\"", "«", "„", "‘", "¿", "¡", "—", "–", "-", "(", ")":
		return true
	}
	return false
}

// Common reports whether token i of an article is a word that is no name by itself, such as a title.
func Common(a *article.Article, pack *lexicon.Pack, i int) bool {
	f := newFinder(a, pack)
	return f.common(i)
}

// proper reports whether token i is a name by itself in a language that writes all nouns with a
// capital.
func (f *finder) proper(i int) bool {
	w, known := f.pack.Lookup(f.a.Of(i))
	return !known || w.Flags.Any(lexicon.FirstName|lexicon.Surname|lexicon.PlaceName|lexicon.Foreign)
}

// learnNames counts the names of the article, and the words beside them.
func (l *Learner) learnNames(a *article.Article, pack *lexicon.Pack) {
	clear(l.names)
	clear(l.seen)
	for n := range Names(a, pack) {
		form := n.Form(a)
		l.names[form]++
		base := ""
		for word := range Beside(a, pack, &n) {
			if base == "" {
				base = profile.Base(form)
			}
			if key := base + "\x00" + word; !l.seen[key] {
				l.seen[key] = true
				l.add(profile.Companion, profile.Counts{1}, base, word)
			}
		}
	}
	for form, mentions := range l.names { // addition does not mind the order
		l.add(profile.NameOf, profile.Counts{mentions, 1}, profile.Base(form), form, l.source)
	}
}

// Beside yields the words next to a name on its line, in small letters, function words left out:
// titles mostly, and parts of longer names.
func Beside(a *article.Article, pack *lexicon.Pack, n *Name) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, i := range []int{n.First - 1, n.Last + 1} {
			if i < 0 || i >= len(a.Tokens) || a.Tokens[i].Kind != article.Word || a.Tokens[i].Verbatim {
				continue
			}
			if newline(a.Text[a.Tokens[min(i, n.Last)].End:a.Tokens[max(i, n.First)].Start]) || pack.Is(a.Of(i), lexicon.FunctionWord) {
				continue
			}
			if !yield(profile.Fold(a.Of(i))) {
				return
			}
		}
	}
}
