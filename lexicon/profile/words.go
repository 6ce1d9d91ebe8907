package profile

import (
	"encoding/binary"
	"sync"

	"copydesk/lexicon"
	"copydesk/lexicon/internal/pack"
)

// Language is what a profile knows of one language. A nil Language knows nothing.
type Language struct {
	profile *Profile
	lang    string

	once           sync.Once
	words, bigrams tableOf
	bags           tableOf // of names, without values
	total          Totals
	sources        map[string]Totals
}

// tableOf is a hash table with the bytes and the checksum that it is verified by.
type tableOf struct {
	pack.Table
	data string
	sum  uint32
}

// open verifies the tables at the first look-up, and sums up the sources.
func (l *Language) open() {
	l.once.Do(func() {
		for _, t := range []*tableOf{&l.words, &l.bigrams, &l.bags} {
			if checksum(bytesOf(t.data)) != t.sum {
				l.profile.fail(damaged("wrong checksum of the words of %q", l.lang))
				*t = tableOf{}
			}
		}
		l.sources = map[string]Totals{}
		l.profile.scan(appendKey(nil, Total, l.lang), func(item []byte, c *Counts) bool {
			t := Totals{c[0], c[1], c[2], c[3]}
			l.sources[string(item)] = t
			l.total = Totals{l.total.Articles + t.Articles, l.total.Words + t.Words, l.total.Bigrams + t.Bigrams, l.total.Lines + t.Lines}
			return true
		})
	})
}

// Totals are the sizes of what was learned.
type Totals struct {
	Articles, Words, Bigrams, Lines uint64
}

// Total returns the size of all that was learned in the language.
func (l *Language) Total() Totals {
	if l == nil {
		return Totals{}
	}
	l.open()
	return l.total
}

// Source returns the size of what was learned of a source.
func (l *Language) Source(source string) Totals {
	if l == nil {
		return Totals{}
	}
	l.open()
	return l.sources[source]
}

// Word is what the corpus shows of a word, its case ignored.
type Word struct {
	Count    uint64  // occurrences, rounded down by less than 1.6 %
	Articles uint64  // that have it, rounded down by less than 12.5 %
	Capital  float32 // share of the occurrences that have a capital where none is called for
}

// Word returns the entry of a word. The corpus may have its own defects: a word of many
// occurrences in few articles is none to rely on. It allocates nothing and reads one or two
// cache lines.
func (l *Language) Word(k lexicon.Key) (Word, bool) {
	if l == nil {
		return Word{}, false
	}
	l.open()
	v, ok := l.words.Find(uint64(k))
	if !ok {
		return Word{}, false
	}
	return unpackWord(v), true
}

// Bigram returns how often b follows a, rounded down by less than 0.05 %; zero for a pair that
// was not kept. a may be lexicon.Start or lexicon.Break, and either may be lexicon.Number.
func (l *Language) Bigram(a, b lexicon.Key) uint64 {
	if l == nil {
		return 0
	}
	l.open()
	v, ok := l.bigrams.Find(pack.PairKey(uint64(a), uint64(b)))
	if !ok {
		return 0
	}
	return expand(uint64(v), bigramMantissa)
}

// Form is a spelling of a word with marks.
type Form struct {
	Text            string // in small letters
	Count, Articles uint64
}

// Twins returns the spellings with marks of the words whose letters without marks are base, in
// alphabetical order.
func (l *Language) Twins(base string) []Form {
	if l == nil {
		return nil
	}
	var list []Form
	l.profile.scan(append(append(appendKey(nil, WordOf, l.lang), base...), partEnd), func(item []byte, c *Counts) bool {
		list = append(list, Form{string(item), c[0], c[2]})
		return true
	})
	return list
}

// AppendBigram appends the item of the pair of words a, b.
func AppendBigram(dst []byte, a, b lexicon.Key) []byte {
	return binary.BigEndian.AppendUint64(dst, pack.PairKey(uint64(a), uint64(b)))
}
