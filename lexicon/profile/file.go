package profile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync/atomic"
	"unsafe"

	"golang.org/x/text/language"

	"copydesk/lexicon/internal/pack"
)

// Profile is a frozen profile that is looked up where it lies in its file: opening it reads its
// table of contents and nothing else. It is immutable and safe for concurrent use, and a nil
// Profile is an empty one. What is damaged is found when it is read: such look-ups find nothing,
// and Err says so.
type Profile struct {
	data      string
	index     index
	languages map[string]*Language
	sum       uint64
	signed    bool // it has signatures of articles
	unmap     func() error
	fault     atomic.Pointer[error]
}

// Open opens the frozen profile at path. The error wraps ErrNoProfile, ErrPartial or ErrDamaged
// when it is not one. The file must not be written to while it is open; replacing it by another
// is harmless.
func Open(path string) (*Profile, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open profile: %w", err)
	}
	defer f.Close()
	data, unmap, err := mapFile(f)
	if err != nil {
		return nil, fmt.Errorf("open profile %s: %w", path, err)
	}
	p, err := FromBytes(data)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open profile %s: %w", path, err), unmap())
	}
	p.unmap = unmap
	return p, nil
}

// ErrPartial is wrapped by the error for a partial profile where a frozen one is needed.
var ErrPartial = errors.New("this profile is a part of one; `copydesk learn PART… --profile FILE` finishes it")

// FromBytes opens the bytes of a frozen profile, which must not change.
func FromBytes(data []byte) (*Profile, error) {
	flavour, err := readHead(data)
	if err != nil {
		return nil, err
	}
	if flavour == partial {
		return nil, ErrPartial
	}
	f, err := readFooter(data)
	if err != nil {
		return nil, err
	}
	end := f.contents + uint64(f.length)
	if end < f.contents || end > uint64(len(data)) {
		return nil, damaged("the table of contents ends beyond the file")
	}
	contents := data[f.contents:end]
	if checksum(contents) != f.sum {
		return nil, damaged("wrong checksum of the table of contents")
	}
	sum := Hash(string(data[f.contents:]))
	p := &Profile{sum: sum, data: unsafe.String(unsafe.SliceData(data), len(data)), languages: map[string]*Language{}}
	if err := p.readContents(contents); err != nil {
		return nil, err
	}
	p.scan(appendKey(nil, Signature, ""), func([]byte, *Counts) bool { p.signed = true; return false })
	return p, nil
}

// entryTail is what stands behind the name of a section in the table of contents.
const entryTail = 8 + 8 + 4

func (p *Profile) readContents(contents []byte) error {
	for len(contents) > 0 {
		kind := Kind(contents[0])
		lang, rest := cutPart(contents[1:])
		if len(rest) < entryTail {
			return damaged("the table of contents is cut off")
		}
		off, n, sum := binary.LittleEndian.Uint64(rest), binary.LittleEndian.Uint64(rest[8:]), binary.LittleEndian.Uint32(rest[16:])
		contents = rest[entryTail:]
		if off+n < off || off+n > uint64(len(p.data)) {
			return damaged("section %c ends beyond the file", kind)
		}
		if err := p.addSection(kind, string(lang), p.data[off:off+n], sum); err != nil {
			return err
		}
	}
	return nil
}

func (p *Profile) addSection(kind Kind, lang, data string, sum uint32) error {
	if kind == blockIndex {
		if checksum(bytesOf(data)) != sum {
			return damaged("wrong checksum of the index")
		}
		var err error
		p.index, err = openIndex(data)
		return err
	}
	t, err := pack.OpenTable(data)
	if err != nil {
		return damaged("%v", err)
	}
	l := p.languages[lang]
	if l == nil {
		l = &Language{profile: p, lang: lang}
		p.languages[lang] = l
	}
	switch kind {
	case WordOf:
		l.words = tableOf{t, data, sum}
	case BigramOf:
		l.bigrams = tableOf{t, data, sum}
	case bagOf:
		l.bags = tableOf{t, data, sum}
	}
	return nil
}

// bytesOf returns the bytes of s, which must not be written to.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// Fingerprint returns a number that differs between profiles of different contents, for caches
// of what was found with one.
func (p *Profile) Fingerprint() uint64 {
	if p == nil {
		return 0
	}
	return p.sum
}

// IsProfile reports whether the file at path begins like a profile, partial or frozen.
func IsProfile(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	var head [headSize]byte
	n, _ := f.Read(head[:]) // what cannot be read is no profile
	_, err = readHead(head[:n])
	return !errors.Is(err, ErrNoProfile)
}

// Close gives the file back. Nothing that came from p may be used afterwards.
func (p *Profile) Close() error {
	if p == nil || p.unmap == nil {
		return nil
	}
	return p.unmap()
}

// Err returns an error that wraps ErrDamaged when a look-up came upon damage, else nil.
func (p *Profile) Err() error {
	if p == nil {
		return nil
	}
	if err := p.fault.Load(); err != nil {
		return *err
	}
	return nil
}

func (p *Profile) fail(err error) { p.fault.CompareAndSwap(nil, &err) }

// For returns what is known of the words of a language, chosen by its base language alone. It
// is nil, an empty one, when the corpus has no article in it.
func (p *Profile) For(tag language.Tag) *Language {
	if p == nil {
		return nil
	}
	return p.languages[BaseLanguage(tag)]
}

// BaseLanguage returns the language of a tag as profiles have it: "es" for es-419, "und" for
// one without a certain language.
func BaseLanguage(tag language.Tag) string {
	base, confidence := tag.Base()
	if confidence != language.Exact {
		return "und"
	}
	return base.String()
}

// Languages returns the languages of the corpus in alphabetical order.
func (p *Profile) Languages() []string {
	if p == nil {
		return nil
	}
	var list []string
	for l := range p.languages {
		list = append(list, l)
	}
	slices.Sort(list)
	return list
}
