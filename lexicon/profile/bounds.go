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
	sizes := map[Kind][2]int{
		WordOf: {bounds.Words, minSeen}, BigramOf: {bounds.Bigrams, minSeen}, NameOf: {bounds.Names, 1},
		LineOf: {bounds.Lines, minLineArticles}, Dateline: {bounds.Datelines, minSeen},
	}
	found := limits{}
	var h *histogram
	var now sectionKey
	var group []byte
	var seen uint64
	end := func() {
		if h != nil {
			h.add(seen)
		}
	}
	finish := func() {
		if end(); h != nil {
			found[now] = h.limit(sizes[now.kind][0], sizes[now.kind][1])
		}
		h = nil
	}
	for {
		err := s.next()
		if errors.Is(err, io.EOF) {
			finish()
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		f := factOf(s.key, &s.counts)
		if _, bounded := sizes[f.Kind]; f.Kind != now.kind || f.Lang != now.lang {
			if finish(); bounded {
				h = new(histogram)
			}
			now, group, seen = sectionKey{f.Kind, f.Lang}, group[:0], 0
			if h == nil {
				continue
			}
			g, _ := ranked(f.Kind, f.Item, &f.Counts)
			group = append(group[:0], g...)
		}
		if h == nil {
			continue
		}
		g, n := ranked(f.Kind, f.Item, &f.Counts)
		if !bytes.Equal(g, group) {
			end()
			group, seen = append(group[:0], g...), 0
		}
		seen += n
	}
}

// factOf takes a key apart. The fact shares its bytes.
func factOf(key []byte, c *Counts) Fact {
	lang, item := cutPart(key[1:])
	return Fact{Kind(key[0]), string(lang), item, *c}
}
