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
	seed maphash.Seed
	seen map[uint64]int32 // signature of a stretch: where it was seen first, in list
	list []stretch
	gone []bool // paragraphs that are copies
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

// prose reports whether s has enough words in small letters for a sentence:
// half of them, where a table or a list of names has fewer.
func (s stretch) prose() bool { return 2*s.lower >= s.words }

// paragraphs reports paragraphs that repeat another, and remembers them.
func (f *finder) paragraphs() {
	clear(f.seen)
	f.list, f.gone = f.list[:0], append(f.gone[:0], make([]bool, len(f.Paragraphs))...)
	for n, par := range f.Paragraphs {
		if par.Len() < minApartBytes {
			continue
		}
		s := f.take(par.First, par.Last, n)
		if s.words < minApartWords || !s.prose() {
			continue
		}
		f.match(s)
	}
	f.eachCopy(func(first, copy stretch) {
		f.gone[copy.paragraph] = true
		before := f.paragraphStretch(copy.paragraph - 1)
		adjacent := copy.paragraph == first.paragraph+1 && !opens(f.At(first.span)) && first.span.Len() >= minSafeParagraph
		f.report(first, before, copy, adjacent, "paragraph")
	})
}

func (f *finder) paragraphStretch(n int) stretch {
	return stretch{span: f.Paragraphs[n].Span, paragraph: n}
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

// maxCopies is how often a stretch may be repeated: what stands there more
// often is a refrain or a line of the page.
const maxCopies = 1

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
func (f *finder) eachCopy(report func(first, copy stretch)) {
	for _, s := range f.list {
		if s.copies >= 0 {
			continue
		}
		if first := f.list[-1-s.copies]; first.copies <= maxCopies {
			report(first, s)
		}
	}
}
