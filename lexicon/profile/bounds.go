package profile

import (
	"bytes"
	"errors"
	"io"
)

// Bounds says how many facts of each kind a frozen profile keeps for each language, the most
// frequent ones. Facts that are equally frequent stay or go together, so that the choice does
// not depend on an order. A number that is zero keeps nothing of the kind.
type Bounds struct {
	Words     int // words, by occurrences; one that occurs once is never kept
	Bigrams   int // pairs of words, by occurrences; one that occurs once is never kept
	Names     int // names with all their forms, by articles
	Lines     int // lines of a source, by articles; from minLineArticles on
	Datelines int // datelines of a source, by articles
	Articles  int // signatures of articles; all or none, for all languages together
}

// DefaultBounds keep the frozen profile of a corpus of one language below about 120 MB beside
// the signatures, which take about 200 bytes an article.
var DefaultBounds = Bounds{Words: 1_000_000, Bigrams: 4_000_000, Names: 500_000, Lines: 100_000, Datelines: 10_000, Articles: 1_000_000_000}

// The least number of times that a fact was seen to be kept: what was seen once is as likely a
// slip as a word, and a line of two articles may be a quotation.
const (
	minSeen         = 2
	minLineArticles = 3
	minCompanion    = 2
)

// limits are the counts from which facts are kept, by kind and language.
type limits map[sectionKey]uint64

// histogram counts how many facts were seen how often. Everything from its end on counts as the
// end, and is always kept.
type histogram struct {
	counts [histogramEnd + 1]uint64
}

const histogramEnd = 1 << 16

func (h *histogram) add(seen uint64) { h.counts[min(seen, histogramEnd)]++ }

// limit returns the least count whose facts, with all that were seen more often, are at most n.
func (h *histogram) limit(n, least int) uint64 {
	kept, at := uint64(0), uint64(histogramEnd)
	for at >= uint64(least) {
		if kept += h.counts[at]; kept > uint64(n) && at < histogramEnd || n == 0 {
			return at + 1
		}
		at--
	}
	return uint64(least)
}

// ranked returns the group that the fact belongs to for Bounds, and how often it was seen. The
// groups of a kind lie side by side.
func ranked(kind Kind, item []byte, c *Counts) (group []byte, seen uint64) {
	switch kind {
	case WordOf: // base and form, over all sources
		_, rest := cutPart(item)
		form, _ := cutPart(rest)
		return item[:len(item)-len(rest)+len(form)], c[0]
	case NameOf: // base, over all forms and sources
		base, _ := cutPart(item)
		return base, c[1]
	case BigramOf, LineOf, Dateline:
		return item, c[0]
	}
	return nil, 0
}

// measure reads all facts and finds the limits by which bounds are kept.
func measure(s *stream, bounds Bounds) (limits, error) {
	m := meter{found: limits{}, bounds: map[Kind]bound{
		WordOf: {bounds.Words, minSeen}, BigramOf: {bounds.Bigrams, minSeen}, NameOf: {bounds.Names, 1},
		LineOf: {bounds.Lines, minLineArticles}, Dateline: {bounds.Datelines, minSeen},
	}}
	for {
		err := s.next()
		if errors.Is(err, io.EOF) {
			m.endSection()
			return m.found, nil
		}
		if err != nil {
			return nil, err
		}
		m.take(factOf(s.key, &s.counts))
	}
}

// bound is how many groups of a kind are kept, and how often they must have been seen.
type bound struct{ most, least int }

// meter counts how often the groups of each section were seen.
type meter struct {
	bounds  map[Kind]bound
	found   limits
	section sectionKey
	seen    *histogram // of the section; nil for one without bounds
	group   []byte
	count   uint64 // of the group
	begun   bool   // a group of the section
}

func (m *meter) take(f Fact) {
	if now := (sectionKey{f.Kind, f.Lang}); now != m.section {
		m.endSection()
		m.section = now
		if _, bounded := m.bounds[f.Kind]; bounded {
			m.seen = new(histogram)
		}
	}
	if m.seen == nil {
		return
	}
	group, n := ranked(f.Kind, f.Item, &f.Counts)
	if !m.begun || !bytes.Equal(group, m.group) {
		m.endGroup()
		m.group, m.begun = append(m.group[:0], group...), true
	}
	m.count += n
}

func (m *meter) endGroup() {
	if m.begun {
		m.seen.add(m.count)
	}
	m.count, m.begun = 0, false
}

func (m *meter) endSection() {
	if m.seen == nil {
		return
	}
	m.endGroup()
	b := m.bounds[m.section.kind]
	m.found[m.section] = m.seen.limit(b.most, b.least)
	m.seen = nil
}

// factOf takes a key apart. The fact shares its bytes.
func factOf(key []byte, c *Counts) Fact {
	lang, item := cutPart(key[1:])
	return Fact{Kind(key[0]), string(lang), item, *c}
}
