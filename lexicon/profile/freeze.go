package profile

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"

	"copydesk/lexicon"
	"copydesk/lexicon/internal/pack"
)

// blockIndex is the section by which blocks are found.
const blockIndex Kind = 'I'

// Freeze writes the profile whose partial form r holds so that it can be looked up in place:
// words and pairs of words as hash tables, the rest as sorted blocks with an index. Of each kind
// it keeps what bounds says. It reads r twice, and the bytes that it writes depend on nothing but
// the facts and the bounds.
func Freeze(r io.ReadSeeker, w io.Writer, bounds Bounds) error {
	s, err := rewind(r)
	if err != nil {
		return fmt.Errorf("freeze profile: %w", err)
	}
	limits, err := measure(s, bounds)
	if err != nil {
		return fmt.Errorf("freeze profile: %w", err)
	}
	if s, err = rewind(r); err != nil {
		return fmt.Errorf("freeze profile: %w", err)
	}
	out, err := newBlockWriter(w, frozen)
	if err != nil {
		return fmt.Errorf("freeze profile: %w", err)
	}
	f := &freezer{out: out, limits: limits, signatures: bounds.Articles > 0, names: map[uint64]struct{}{}}
	if err := f.run(s); err != nil {
		return fmt.Errorf("freeze profile: %w", err)
	}
	return nil
}

func rewind(r io.ReadSeeker) (*stream, error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	s, err := newStream(r)
	if err == nil && s.flavour == frozen {
		err = ErrFrozen
	}
	return s, err
}

// freezer writes a frozen profile. Facts come to it in order; those of one group (a word with
// its sources, a name with its forms) are gathered and kept or left out together.
type freezer struct {
	out        *blockWriter
	limits     limits
	signatures bool

	kind     Kind
	lang     string
	group    []byte
	seen     uint64
	gathered []Fact // of the group, with items of their own

	entries  []pack.Entry        // of the hash table that is being made
	names    map[uint64]struct{} // hashes of language and base of the names that are kept
	bags     []Fact
	sections []section
	key      []byte
}

func (f *freezer) run(s *stream) error {
	for {
		err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if err := f.take(factOf(s.key, &s.counts)); err != nil {
			return err
		}
	}
	if err := f.endSection(); err != nil {
		return err
	}
	if err := f.writeBags(math.MaxUint8); err != nil {
		return err
	}
	if err := f.out.flush(); err != nil {
		return err
	}
	return f.out.finish(append(f.sections, section{blockIndex, "", f.out.index()}))
}

// take takes the next fact.
func (f *freezer) take(fact Fact) error {
	if fact.Kind != f.kind || fact.Lang != f.lang {
		if err := f.endSection(); err != nil {
			return err
		}
		if err := f.writeBags(fact.Kind); err != nil {
			return err
		}
		f.kind, f.lang = fact.Kind, fact.Lang
	}
	group, seen := fact.Item, uint64(0)
	switch fact.Kind {
	case WordOf, NameOf, LineOf, Dateline, BigramOf:
		group, seen = ranked(fact.Kind, fact.Item, &fact.Counts)
	case Companion:
		group, _ = cutPart(fact.Item)
	case Signature, Band:
		if !f.signatures {
			return nil
		}
	}
	if !bytes.Equal(group, f.group) || len(f.gathered) == 0 {
		if err := f.endGroup(); err != nil {
			return err
		}
		f.group = append(f.group[:0], group...)
	}
	f.seen += seen
	fact.Item = slices.Clone(fact.Item)
	f.gathered = append(f.gathered, fact)
	return nil
}

// endGroup writes the gathered facts, if they are to be kept.
func (f *freezer) endGroup() error {
	facts := f.gathered
	keep := f.seen >= f.limits[sectionKey{f.kind, f.lang}]
	f.gathered, f.seen = f.gathered[:0], 0
	if len(facts) == 0 || !keep {
		return nil
	}
	switch f.kind {
	case BigramOf:
		if len(facts[0].Item) != pairBytes {
			return damaged("a pair of words of %d bytes", len(facts[0].Item))
		}
		f.entries = append(f.entries, pack.Entry{Key: binary.BigEndian.Uint64(facts[0].Item), Value: uint32(shrink(facts[0].Counts[0], 16, bigramMantissa))})
		return nil
	case WordOf:
		return f.word(facts)
	case NameOf:
		f.name(facts)
	case Companion:
		if facts = f.companions(facts); len(facts) == 0 {
			return nil
		}
	}
	for i := range facts {
		if err := f.write(&facts[i]); err != nil {
			return err
		}
	}
	return nil
}

// word makes an entry of a word, and a fact of it when its base or spelling has marks, for twins.
func (f *freezer) word(facts []Fact) error {
	sum := facts[0]
	for _, other := range facts[1:] {
		sum.Counts.add(&other.Counts)
	}
	base, rest := cutPart(sum.Item)
	form, _ := cutPart(rest)
	f.entries = append(f.entries, pack.Entry{Key: uint64(lexicon.KeyOf(string(form))), Value: packWord(&sum.Counts)})
	if bytes.Equal(base, form) {
		return nil
	}
	sum.Item = AppendItem(nil, string(base), string(form))
	return f.write(&sum)
}

// name notes that a name is kept, and its letters for the search for names with a slip.
func (f *freezer) name(facts []Fact) {
	base, _ := cutPart(facts[0].Item)
	f.names[Hash(f.lang+"\x00"+string(base))] = struct{}{}
	articles := uint64(0)
	for i := range facts {
		articles += facts[i].Counts[1]
	}
	if articles < minBagArticles {
		return
	}
	item := binary.BigEndian.AppendUint64(nil, bag(string(base)))
	f.bags = append(f.bags, Fact{bagOf, f.lang, append(item, base...), Counts{articles}})
}

// minBagArticles is how many articles must have a name for a slip of it to be looked for.
const minBagArticles = 3

// maxCompanions is how many companions of a name are kept.
const maxCompanions = 8

// companions returns the companions of a kept name that stand in most articles, in order.
func (f *freezer) companions(facts []Fact) []Fact {
	if _, ok := f.names[Hash(f.lang+"\x00"+string(f.group))]; !ok {
		return nil
	}
	facts = slices.DeleteFunc(facts, func(c Fact) bool { return c.Counts[0] < minCompanion })
	if len(facts) <= maxCompanions {
		return facts
	}
	slices.SortStableFunc(facts, func(a, b Fact) int { return cmp.Compare(b.Counts[0], a.Counts[0]) })
	facts = facts[:maxCompanions]
	slices.SortFunc(facts, func(a, b Fact) int { return bytes.Compare(a.Item, b.Item) })
	return facts
}

// writeBags writes the bags of all names, when what follows comes behind them.
func (f *freezer) writeBags(next Kind) error {
	if next <= bagOf {
		return nil
	}
	slices.SortFunc(f.bags, func(a, b Fact) int { return cmp.Or(cmp.Compare(a.Lang, b.Lang), bytes.Compare(a.Item, b.Item)) })
	if err := f.bagTables(); err != nil {
		return err
	}
	for i := range f.bags {
		if err := f.write(&f.bags[i]); err != nil {
			return err
		}
	}
	f.bags = nil
	return nil
}

// bagTables adds a hash table of the bags of each language, so that the search for names with a
// slip need not look at blocks for the many bags that no name has.
func (f *freezer) bagTables() error {
	byLang := map[string][]pack.Entry{}
	for i := range f.bags {
		b := &f.bags[i]
		byLang[b.Lang] = append(byLang[b.Lang], pack.Entry{Key: binary.BigEndian.Uint64(b.Item)})
	}
	for _, lang := range slices.Sorted(maps.Keys(byLang)) {
		data, _, err := pack.AppendTable(nil, byLang[lang], fingerprintBytes, tableValue[bagOf])
		if err != nil {
			return err
		}
		f.sections = append(f.sections, section{bagOf, lang, data})
	}
	return nil
}

func (f *freezer) write(fact *Fact) error {
	f.key = append(appendKey(f.key[:0], fact.Kind, fact.Lang), fact.Item...)
	return f.out.put(f.key, &fact.Counts)
}

// endSection ends the facts of a kind and language, and makes the hash table of words or pairs.
func (f *freezer) endSection() error {
	if err := f.endGroup(); err != nil {
		return err
	}
	if len(f.entries) == 0 {
		return nil
	}
	data, _, err := pack.AppendTable(nil, f.entries, fingerprintBytes, tableValue[f.kind])
	if err != nil {
		return err
	}
	f.sections = append(f.sections, section{f.kind, f.lang, data})
	f.entries = f.entries[:0]
	return nil
}

// fingerprintBytes are the bytes of a key that a hash table keeps: a word that is not in the
// profile is found all the same with a probability of 2.4e-7.
const fingerprintBytes = 3

// pairBytes is the size of the item of a pair of words.
const pairBytes = 8

// tableValue is the size of the values of a hash table in bytes.
var tableValue = map[Kind]int{WordOf: 3, BigramOf: 2, bagOf: 0}
