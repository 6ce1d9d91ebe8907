// Package profile holds what is known of one corpus: its words and pairs of words, its names
// with their forms and companions, its datelines, the lines that stand in many articles, the
// habits of its sources, and signatures by which near-duplicate articles are found.
//
// All of it is counts: a corpus is a multiset of facts (kind, language, item), and the profile
// holds how often each stands in it. Adding counts is associative and commutative and zero is
// its neutral element, so that profiles are a commutative monoid: whatever parts a corpus is
// learned in, in whatever order, on however many machines, merging the parts gives the same
// bytes.
//
//	Builder ──Partial──▶ exact file, can be merged ──Freeze──▶ bounded file, is looked up in place
//
// A [Builder] counts in bounded memory: what does not fit is written to sorted runs, and a
// k-way merge of the runs makes the file (external sorting; Knuth, The Art of Computer
// Programming 3, 5.4). An exact file, a partial profile, holds every fact. [Freeze] keeps the
// most frequent facts up to [Bounds] and lays them out for look-up; what was cut off is gone, so
// that a frozen profile can no longer be merged. Freeze is a function of the exact file alone.
//
// The package knows only words. Package learning finds the facts of an article.
package profile

// Kind is a kind of fact. Its number is the first byte of a key and part of the file format.
type Kind uint8

// The kinds of fact. Behind each stand its item and its counters.
const (
	Total     Kind = 'T' // source → articles, words, pairs of words, lines
	WordOf    Kind = 'W' // base, form, source → occurrences, of these with a capital inside a sentence, articles
	BigramOf  Kind = 'B' // 8 bytes of pack.PairKey → occurrences
	NameOf    Kind = 'N' // base, form, source → mentions, articles
	Companion Kind = 'O' // base of a name, word beside it → articles
	Dateline  Kind = 'D' // source, place, agency, joint → articles
	LineOf    Kind = 'L' // source, 8 bytes of hash and text → articles
	HabitOf   Kind = 'H' // source, habit → occurrences, articles
	bagOf     Kind = 'P' // 8 bytes of bag, base of a name → articles; made by Freeze
	Signature Kind = 'S' // number of the article, signature, identifier → times learned
	Band      Kind = 'M' // 5 bytes of band hash, 5 bytes of the number of the article → times learned
)

// widths are the numbers of counters of all kinds.
var widths = [256]uint8{
	Total: 4, WordOf: 3, BigramOf: 1, NameOf: 2, Companion: 1, Dateline: 1, LineOf: 1, HabitOf: 2,
	bagOf: 1, Signature: 1, Band: 1,
}

// maxCounters is the most counters that a kind has.
const maxCounters = 4

// width returns the number of counters of a kind, 0 for one that does not exist.
func width(k Kind) int { return int(widths[k]) }

// Counts are the counters of a fact, as many as its kind has; the others are zero.
type Counts [maxCounters]uint64

// add adds d to c.
func (c *Counts) add(d *Counts) {
	for i := range d {
		c[i] += d[i]
	}
}

// Fact is one fact with its counts.
type Fact struct {
	Kind   Kind
	Lang   string // base language, "es"; "" where facts are of no language
	Item   []byte // parts with NUL between them, as the kind has it; valid until the next fact
	Counts Counts
}

// partEnd parts the items of a key. No text holds it: [clean] takes it out.
const partEnd = 0

// appendKey appends the key of a section: the kind, the language and an end.
func appendKey(dst []byte, k Kind, lang string) []byte {
	return append(append(append(dst, byte(k)), lang...), partEnd)
}
