package duplication

import (
	"hash/maphash"
	"strings"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/rules"
)

// finder looks for equal stretches of one article; a worker keeps it.
type finder struct {
	*rules.Pass
	seed    maphash.Seed
	seen    map[uint64]int32 // signature of a stretch: where it was seen first, in list
	list    []stretch
	gone    []bool // paragraphs that are copies
	digests digests
}

func newFinder() *finder {
	return &finder{seed: maphash.MakeSeed(), seen: make(map[uint64]int32)}
}

// stretch is a sentence or a paragraph.
type stretch struct {
	span        article.Span
	first, last int  // its tokens are Tokens[first:last]
	words       int  // tokens that are words
	lower       int  // words without a capital: prose has them, tables and lists of names have not
	paragraph   int  //
	quoted      bool // a quotation was open where it begins
	copies      int  // seen further down
}

// signature is a hash of a few words of s and their number: equal stretches
// have equal ones, and hardly any others do.
func (f *finder) signature(s stretch) uint64 {
	var h maphash.Hash
	h.SetSeed(f.seed)
	h.WriteByte(byte(s.words))
	h.WriteByte(byte(s.words >> 8))
	n := 0
	for i := s.first; i < s.last && n < signatureWords; i++ {
		if f.Tokens[i].Kind == article.Word {
			h.WriteString(f.Of(i))
			n++
		}
	}
	for i := s.last - 1; i >= s.first; i-- {
		if f.Tokens[i].Kind == article.Word {
			h.WriteString(f.Of(i))
			break
		}
	}
	return h.Sum64()
}

// signatureWords is how many words enter a signature, beside the last.
const signatureWords = 4

// same reports whether a and b are the same but for white space, invisible
// characters, and the shape of quotation marks and dashes.
func (f *finder) same(a, b stretch) bool {
	i, j := a.first, b.first
	for {
		for i < a.last && f.Tokens[i].Kind == article.Format {
			i++
		}
		for j < b.last && f.Tokens[j].Kind == article.Format {
			j++
		}
		if i == a.last || j == b.last {
			return i == a.last && j == b.last
		}
		if x, y := f.Of(i), f.Of(j); x != y && plain(x) != plain(y) {
			return false
		}
		i++
		j++
	}
}

// plain returns the plain form of a sign, and any other token as it is.
func plain(token string) string {
	switch token {
	case "“", "”", "„", "«", "»", "‟":
		return `"`
	case "‘", "’", "‚", "‹", "›", "´", "`":
		return "'"
	case "–", "—", "‒", "―", "‐", "‑":
		return "-"
	}
	return token
}

// take describes the tokens [first,last) of paragraph n.
func (f *finder) take(first, last, n int) stretch {
	s := stretch{first: first, last: last, paragraph: n}
	s.span = f.Tokens[first].Span().Union(f.Tokens[last-1].Span())
	for i := first; i < last; i++ {
		if t := &f.Tokens[i]; t.Kind == article.Word {
			s.words++
			if t.Case == article.Lower || t.Case == article.Caseless {
				s.lower++
			}
		}
	}
	return s
}

// prose reports whether s has enough words in small letters for a sentence: a
// third, since German writes nouns large. Tables and lists of names have fewer.
func (s stretch) prose() bool { return 3*s.lower >= s.words }

// paragraphs reports paragraphs that repeat another, and remembers them.
func (f *finder) paragraphs() {
	clear(f.seen)
	f.list, f.gone = f.list[:0], append(f.gone[:0], make([]bool, len(f.Paragraphs))...)
	for n, par := range f.Paragraphs {
		if par.Len() < minAdjacentBytes {
			continue
		}
		if s := f.take(par.First, par.Last, n); s.words >= minAdjacentWords && s.prose() {
			f.match(s)
		}
	}
	f.eachCopy(func(first, again stretch) {
		before := f.paragraphStretch(again.paragraph - 1)
		adjacent := f.same(before, again)
		if !adjacent && !again.long() {
			return
		}
		f.gone[again.paragraph] = true
		sure := adjacent && again.span.Len() >= minSafeParagraph && (!opens(f.At(again.span)) || again.span.Len() >= minSpeech)
		f.report(first, before, again, sure, "paragraph")
	})
}

// minSpeech is how long, in bytes, something in quotation marks must be to be
// no cry that is repeated: "Gol! Gol! Gol!".
const minSpeech = 100

// long reports whether s is long enough to be no chance when it stands twice.
func (s stretch) long() bool { return s.words >= minApartWords && s.span.Len() >= minApartBytes }

func (f *finder) paragraphStretch(n int) stretch {
	par := f.Paragraphs[n]
	return stretch{span: par.Span, first: par.First, last: par.Last, paragraph: n}
}

// opens reports whether a paragraph begins like speech or like an item of a
// list: there, what is said twice may be meant.
func opens(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	if strings.ContainsRune("\"“„«‘'—–-•*·►■+", r) {
		return true
	}
	return r >= '0' && r <= '9' && n < len(text) && strings.IndexByte(").", text[n]) >= 0
}

// refrain reports whether s is one: a short stretch that stands there three
// times or more, or a line of the page. Teasers come three times too, but longer.
func (s stretch) refrain() bool {
	return s.copies > 1 && s.span.Len() < maxRefrain || s.copies > maxCopies
}

// What is longer than a refrain, in bytes, and how often a teaser is repeated.
const (
	maxRefrain = 120
	maxCopies  = 3
)

// match enters s, with a link to an equal stretch that was entered before.
func (f *finder) match(s stretch) {
	key := f.signature(s)
	f.list = append(f.list, s)
	at, ok := f.seen[key]
	if !ok {
		f.seen[key] = int32(len(f.list) - 1)
		return
	}
	if f.same(f.list[at], s) {
		f.list[at].copies++
		f.list[len(f.list)-1].copies = -1 - int(at)
	}
}

// eachCopy calls report for each copy that match found and the first of its kind.
func (f *finder) eachCopy(report func(first, again stretch)) {
	for _, s := range f.list {
		if s.copies >= 0 {
			continue
		}
		if first := f.list[-1-s.copies]; !first.refrain() {
			report(first, s)
		}
	}
}
