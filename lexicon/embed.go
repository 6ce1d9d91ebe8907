package lexicon

import (
	"embed"
	"errors"
	"fmt"

	"golang.org/x/text/language"

	"copydesk/lexicon/internal/pack"
)

//go:generate go run ./build

// The packs are strings, not an embed.FS: a string is used where it lies in the program.
//
//go:embed packs/es.bin
var packES string

//go:embed packs/en.bin
var packEN string

//go:embed packs/vi.bin
var packVI string

//go:embed packs/fr.bin
var packFR string

//go:embed packs/pt.bin
var packPT string

//go:embed packs/it.bin
var packIT string

//go:embed packs/de.bin
var packDE string

//go:embed packs/un.bin
var packShared string

// data holds the word lists the packs were built from, see data/README.md.
//
//go:embed data licences
var data embed.FS

var (
	packs = [...]*Pack{
		mustOpen(language.Spanish, packES, shared), mustOpen(language.English, packEN, shared),
		mustOpen(language.Vietnamese, packVI, shared), mustOpen(language.French, packFR, shared),
		mustOpen(language.Portuguese, packPT, shared), mustOpen(language.Italian, packIT, shared),
		mustOpen(language.German, packDE, shared),
	}
	shared = mustOpen(language.Und, packShared, nil)
)

// For returns the pack of a language, chosen by its base language alone: es-419 gets es. It
// never returns nil; without a pack for the language it is the empty pack.
func For(tag language.Tag) *Pack {
	base, confidence := tag.Base()
	if confidence != language.Exact { // und has a guess, too
		return shared
	}
	for i, b := range packBases {
		if b == base {
			return packs[i]
		}
	}
	return shared
}

// packBases are the base languages of the packs.
var packBases = func() (bases [len(packs)]language.Base) {
	for i, p := range packs {
		bases[i], _ = p.tag.Base()
	}
	return bases
}()

// Languages returns the languages that have a pack, in a fixed order.
func Languages() []language.Tag {
	tags := make([]language.Tag, len(packs))
	for i, p := range packs {
		tags[i] = p.tag
	}
	return tags
}

// mustOpen panics on a damaged pack: the bytes are part of the program, so that a test finds it.
// A pack of another format is empty instead, for the program that builds packs is linked with
// the ones it is to replace; a test keeps these from a release.
func mustOpen(tag language.Tag, bytes string, names *Pack) *Pack {
	p, err := open(tag, bytes, names)
	if errors.Is(err, pack.ErrFormat) {
		return &Pack{tag: tag, shared: names}
	}
	if err != nil {
		panic(fmt.Sprintf("lexicon %v: %v", tag, err))
	}
	return p
}

// Open opens a pack from the bytes of its file; lang is its language, shared are the bytes of the
// pack of names. It is for the program that builds packs: [For] has them all.
func Open(lang, bytes, shared string) (*Pack, error) {
	tag, err := language.Parse(lang)
	if err != nil {
		return nil, fmt.Errorf("open pack: %w", err)
	}
	names, err := open(language.Und, shared, nil)
	if err != nil {
		return nil, err
	}
	return open(tag, bytes, names)
}

func open(tag language.Tag, bytes string, names *Pack) (*Pack, error) {
	f, err := pack.Open(bytes)
	if err != nil {
		return nil, err
	}
	p := &Pack{
		tag: tag, shared: names, source: f.Source, palette: f.Section(pack.Palette),
		matrix: openMatrix(f.Section(pack.ClassMatrix)),
		floor:  f.Param(pack.ParamFloor), char0: f.Param(pack.ParamCharBase),
		names: f.Param(pack.ParamShared), mean: f.Param(pack.ParamMean),
	}
	tables := []struct {
		section int
		table   *pack.Table
	}{
		{pack.Words, &p.words},
		{pack.Bigrams, &p.bigrams},
		{pack.ClassWords, &p.classes},
		{pack.Chars, &p.chars},
		{pack.Phrases, &p.phrases},
	}
	for _, t := range tables {
		if *t.table, err = pack.OpenTable(f.Section(t.section)); err != nil {
			return nil, fmt.Errorf("section %d: %w", t.section, err)
		}
	}
	return p, nil
}
