package twin

import (
	"strings"

	"copydesk/article"
	"copydesk/lexicon"
)

// survey is the first look at an article. It goes over all its words and finds out which of them could have a twin at all:
// of a clean article hardly any. Only those are taken up as a [Word] with its places.
type survey struct {
	sights []sight
	firsts []int32 // the sights of words that were not seen before
	losses []loss  // of those with a mark
	bags   table   // the first sight of each bag
	among  bloom   // the bags in it
	plain  bloom   // keys of the words in small letters without marks
	wanted bloom   // those of them that a word with a mark could have become
	paired bloom   // bags of words that may have a twin
	marked int     // how many sights have a mark
	pairs  bool    // paired is not empty
	wants  bool    // wanted is not empty
}

// sight is a word that is capitalised or has a mark, at one place.
type sight struct {
	token int32
	form
}

func (s *survey) reset(tokens int) {
	if cap(s.sights) > usualWords {
		*s = survey{}
	}
	s.sights, s.firsts, s.losses = s.sights[:0], s.firsts[:0], s.losses[:0]
	s.marked, s.pairs, s.wants = 0, false, false
	s.bags.reset(tokens)
	for _, b := range [...]*bloom{&s.among, &s.plain, &s.wanted, &s.paired} {
		b.reset(tokens)
	}
}

// lookOver makes the survey of the article.
func (x *Index) lookOver() {
	a, s := x.art, &x.survey
	s.reset(len(a.Tokens))
	torn, marks, wide := a.Has(article.Replacement), a.Has(article.NonASCII), len(a.Text)
	if marks {
		wide = nextWide(a.Text, 0)
	}
	for i := range a.Tokens {
		t := &a.Tokens[i]
		if t.Kind != article.Word || t.Verbatim || t.Case == article.Caseless {
			continue
		}
		if wide < int(t.Start) {
			wide = nextWide(a.Text, int(t.Start))
		}
		ascii := int(t.End) <= wide
		switch {
		case t.Case != article.Lower || !ascii:
			if !torn || !x.torn(t) {
				x.see(i, ascii)
			}
		case marks:
			s.plain.add(uint64(x.entries[i].Key))
		}
	}
	x.pairUp()
	s.wantPlain()
}

// torn reports whether a replacement character stands beside t: what is left of the word is no
// form of its own.
func (x *Index) torn(t *article.Token) bool {
	const lost = "\uFFFD"
	return strings.HasPrefix(x.art.Text[t.End:], lost) || strings.HasSuffix(x.art.Text[:t.Start], lost)
}

// see notes the word at a token.
func (x *Index) see(token int, ascii bool) {
	s := &x.survey
	f, l := x.formAt(token, ascii)
	if f.length == 0 {
		return
	}
	if f.marks > 0 {
		s.marked++
		x.vietnamese = x.vietnamese || l.vietnamese
	}
	n := int32(len(s.sights))
	s.sights = append(s.sights, sight{int32(token), f})
	if x.art.Tokens[token].Case == article.Upper {
		return // acronyms and headlines have no twins
	}
	if first := s.bags.get(f.bag); first < 0 {
		s.bags.put(f.bag, n)
		s.among.add(f.bag)
	} else if at := int(s.sights[first].token); x.entries[at].Key != x.entries[token].Key {
		if f.length >= shortestName || f.length >= shortestMarked && f.marks+s.sights[first].marks > 0 {
			s.pair(f.bag)
		}
	} else if x.art.Tokens[at].Case > article.Lower || x.art.Tokens[token].Case == article.Lower {
		return // seen before, also as a name if it is one
	}
	if f.length < shortestMarked {
		return
	}
	s.firsts = append(s.firsts, n)
	if f.marks > 0 {
		s.losses = append(s.losses, l)
	}
}

func (s *survey) pair(bag uint64) {
	s.paired.add(bag)
	s.pairs = true
}

// pairUp pairs words with those that have one letter less: names whichever it is, other words one with a mark.
func (x *Index) pairUp() {
	s := &x.survey
	for _, n := range s.firsts {
		f, t := &s.sights[n].form, &x.art.Tokens[s.sights[n].token]
		switch name := t.Case > article.Lower && f.length >= shortestName; {
		case !name && f.marks == 0:
		case !name && f.marks == 1:
			s.pairShorter(f.bag, f.cut)
		default:
			for _, r := range x.art.Text[t.Start:t.End] {
				if l := letterOf(r); name || l.marked() {
					s.pairShorter(f.bag, weight(l.base))
				}
			}
		}
	}
}

// pairShorter pairs the words of a bag with those that lack a letter of the given weight.
func (s *survey) pairShorter(bag, letter uint64) {
	if shorter := bag - letter; s.among.has(shorter) && s.bags.get(shorter) >= 0 {
		s.pair(bag)
		s.pair(shorter)
	}
}

// wantPlain notes the words in small letters without marks that a word with a mark could have become.
func (s *survey) wantPlain() {
	for i := range s.losses {
		l := &s.losses[i]
		for _, k := range [...]lexicon.Key{l.lost, l.dropped} {
			if k != 0 && s.plain.has(uint64(k)) {
				s.wanted.add(uint64(k))
				s.wants = true
				s.pair(l.bag)
			}
		}
	}
}

// takeUp makes the words of what may have a twin.
func (x *Index) takeUp() {
	s := &x.survey
	if !s.pairs {
		return
	}
	for i := range s.sights {
		if s.paired.has(s.sights[i].bag) {
			x.add(int(s.sights[i].token), &s.sights[i].form)
		}
	}
	if s.wants {
		x.takePlain()
	}
}

// takePlain makes words of those in small letters without marks that are wanted.
func (x *Index) takePlain() {
	a := x.art
	for i := range a.Tokens {
		t := &a.Tokens[i]
		if t.Case != article.Lower || t.Kind != article.Word || t.Verbatim || !x.survey.wanted.has(uint64(x.entries[i].Key)) {
			continue
		}
		if isASCII(a.Text, int(t.Start), int(t.End)) {
			f, _ := x.formAt(i, true)
			x.add(i, &f)
		}
	}
}

// Sights calls yield for every place of a capitalised word or one with a mark, with the bag of the word: a number that all
// words with the same letters share, without marks and in any order.
func (x *Index) Sights(yield func(token int, bag uint64)) {
	for i := range x.survey.sights {
		yield(int(x.survey.sights[i].token), x.survey.sights[i].bag)
	}
}

// MarkedPlaces returns how many words with a mark the article has.
func (x *Index) MarkedPlaces() int { return x.survey.marked }
