package lexicon

import (
	"sync/atomic"

	"golang.org/x/text/language"

	"copydesk/lexicon/internal/pack"
)

// A Pack is what is known of the words of one language. It is a view of bytes inside the
// program: opening it reads a few words of its head, and nothing is unpacked. A Pack is
// immutable and safe for concurrent use; its methods allocate nothing unless they say so.
type Pack struct {
	tag     language.Tag
	shared  *Pack // names, places, agencies of all languages; nil in that pack itself
	source  uint64
	words   pack.Table
	palette string
	bigrams pack.Table
	classes pack.Table
	matrix  classMatrix
	chars   pack.Table
	phrases pack.Table
	floor   float64
	char0   float64
	names   float64 // log of the weight of the shared names
	mean    float64
	sieve   atomic.Pointer[pack.Sieve] // of words and shared names; nil until the first search
}

// Word is the entry of a word.
type Word struct {
	// LogProb is the natural log of the probability that a running word of news text is
	// this one, case ignored; quantised to 0.1.
	LogProb float32
	Flags   Flags
}

// Lang returns the language of the pack, [language.Und] for the empty pack.
func (p *Pack) Lang() language.Tag { return p.tag }

// Empty reports whether the pack knows no words of a language. The empty pack still knows
// what is shared: agencies, places in English and Vietnamese, names of people.
func (p *Pack) Empty() bool { return p.shared == nil || p.words.Len() == 0 }

// Lookup returns the entry of a word in any case.
func (p *Pack) Lookup(word string) (Word, bool) { return p.Word(KeyOf(word)) }

// Word returns the entry of a key: the pack's own, or that of a name that the shared pack
// has, with the flag [Foreign]. Of random strings, 4 in 10 million are found all the same (2.4e-7
// in each of two tables; 2 of 5 million measured).
func (p *Pack) Word(k Key) (Word, bool) {
	from, value := p.search(k)
	return p.decode(from, value), from != ofNone
}

// source says where the word of a key stands.
type source uint8

const (
	ofNone   source = iota // no table has it
	ofPack                 // the pack's own table
	ofShared               // the names that all packs share
)

// search returns where the word k stands, and the value there.
func (p *Pack) search(k Key) (source, uint32) {
	if p.lacks(k) {
		return ofNone, 0
	}
	if v, ok := p.words.Find(uint64(k)); ok {
		return ofPack, v
	}
	if p.shared == nil {
		return ofNone, 0
	}
	if v, ok := p.shared.words.Find(uint64(k)); ok {
		return ofShared, v
	}
	return ofNone, 0
}

// decode returns the entry that a value stands for.
func (p *Pack) decode(from source, value uint32) Word {
	w := Word{LogProb: -float32(value&0xFF) * pack.WordStep}
	switch from {
	case ofPack:
		w.Flags = p.flags(value >> 8 & 0xFF)
	case ofShared:
		w.LogProb += float32(p.names)
		w.Flags = p.shared.flags(value >> 8 & 0xFF)
	default:
		w.LogProb = 0
	}
	return w
}

// Holds reports whether the pack may have the word k. It is always true when [Pack.Word] is, and for one in
// twenty-five of other keys, but it is several times as fast: what asks for all parts of a word asks it first.
func (p *Pack) Holds(k Key) bool {
	s := p.sieve.Load()
	if s == nil {
		s = p.makeSieve()
	}
	return s.Holds(uint64(k))
}

// lacks reports whether the sieve of the pack, if there is one, holds the word k back. A few questions are not worth the
// millisecond that a sieve takes.
func (p *Pack) lacks(k Key) bool {
	s := p.sieve.Load()
	return s != nil && !s.Holds(uint64(k))
}

// makeSieve makes the sieve of the pack. Two that do so at once make the same one.
func (p *Pack) makeSieve() *pack.Sieve {
	tables := []*pack.Table{&p.words}
	if p.shared != nil {
		tables = append(tables, &p.shared.words)
	}
	s := pack.NewSieve(tables...)
	p.sieve.Store(&s)
	return &s
}

func (p *Pack) flags(i uint32) Flags {
	at := int(4 * i)
	s := p.palette[at : at+4]
	return Flags(uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24)
}

// Is reports whether the word is in the pack with all the flags f.
func (p *Pack) Is(word string, f Flags) bool {
	w, ok := p.Lookup(word)
	return ok && w.Flags.Has(f)
}

// Floor returns the log of the probability mass kept for words that are not in the pack. The
// log-probability of such a word is Floor plus [Pack.Unknown]. In the empty pack it is 0:
// every word is unknown.
func (p *Pack) Floor() float64 { return p.floor }

// LogProb returns the log-probability of any word: that of its entry, or Floor plus Unknown.
func (p *Pack) LogProb(word string) float64 {
	if w, ok := p.Lookup(word); ok {
		return float64(w.LogProb)
	}
	return p.floor + p.Unknown(word)
}

// Mean returns the mean log-probability of a running word of clean news in the language,
// unknown words included: what LogProb is to be compared with. It is 0 in the empty pack.
func (p *Pack) Mean() float64 { return p.mean }

// Words returns the number of words in the pack.
func (p *Pack) Words() int { return p.words.Len() }
