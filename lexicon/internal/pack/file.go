// Package pack is the file format of the language packs, shared by the builder that writes
// them and the lexicon that uses them in place.
package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Section numbers of a pack file. The numbers are part of the format.
const (
	Words       = iota // Table: key of a word → quantised log-probability, palette index
	Palette            // u32 flags × up to 256
	Bigrams            // Table: PairKey → quantised log-probability, or back-off at PairKey(a, 0)
	ClassWords         // Table: key of a word, or of a suffix (SuffixKey) → class
	ClassMatrix        // u8 classes · u8 × classes (log P) · u8 × classes² (log P(b|a), row a)
	Chars              // Table: key of a character n-gram → quantised log-probability or back-off
	Phrases            // Table: key of a phrase → kind and value
	Params             // f64 × NumParams
	NumSections
)

// Indices of the Params section.
const (
	ParamFloor    = iota // log of the probability mass of words that are not in the table
	ParamCharBase        // log-probability of a character never seen
	ParamShared          // log of the mixture weight of the shared names
	ParamMean            // mean log-probability of a word of ordinary text
	NumParams
)

// Version is raised whenever the bytes of a pack mean something else.
const Version = 2

const (
	magic    = "CDLX"
	headSize = len(magic) + 4 + 8*NumSections + 8
)

// ErrFormat is wrapped by the error of a pack that another version of the format wrote.
var ErrFormat = errors.New("other format")

// A File is an opened pack: sections by number, cut out of the bytes without a copy.
type File struct {
	Lang   string // two letters, or "un" for the shared pack
	Source uint64 // fingerprint of the word lists the pack was built from
	data   string
}

// Open checks the head of a pack file. It reads some 80 bytes, whatever the size.
func Open(data string) (File, error) {
	if len(data) < headSize || data[:4] != magic {
		return File{}, fmt.Errorf("open pack: not a pack file (%d bytes)", len(data))
	}
	if data[4] != Version {
		return File{}, fmt.Errorf("open pack: %w: %d, want %d; run go generate ./lexicon", ErrFormat, data[4], Version)
	}
	f := File{Lang: data[5:7], data: data}
	f.Source = uint64(load32(data, 8)) | uint64(load32(data, 12))<<32
	for i := range NumSections {
		off, n := f.bounds(i)
		if uint64(off)+uint64(n) > uint64(len(data)) {
			return File{}, fmt.Errorf("open pack %s: section %d ends beyond the file", f.Lang, i)
		}
	}
	return f, nil
}

// Section returns the bytes of a section; empty when the pack has none.
func (f *File) Section(i int) string {
	off, n := f.bounds(i)
	return f.data[off : off+n]
}

func (f *File) bounds(i int) (off, n int) {
	at := 16 + 8*i
	return int(load32(f.data, at)), int(load32(f.data, at+4))
}

// Param returns a number of the Params section, zero when the pack has none.
func (f *File) Param(i int) float64 {
	s := f.Section(Params)
	if len(s) < 8*(i+1) {
		return 0
	}
	bits := uint64(load32(s, 8*i)) | uint64(load32(s, 8*i+4))<<32
	return math.Float64frombits(bits)
}

// Write returns the bytes of a pack file. Equal arguments give equal bytes.
func Write(lang string, source uint64, sections [NumSections][]byte) []byte {
	out := append([]byte(magic), Version)
	out = append(out, lang[0], lang[1], 0)
	out = binary.LittleEndian.AppendUint64(out, source)
	at := headSize
	for _, s := range sections {
		out = binary.LittleEndian.AppendUint32(out, uint32(at))
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s)))
		at += len(s)
	}
	for len(out) < headSize {
		out = append(out, 0)
	}
	for _, s := range sections {
		out = append(out, s...)
	}
	return out
}

// AppendParams writes the Params section.
func AppendParams(dst []byte, params [NumParams]float64) []byte {
	for _, p := range params {
		dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(p))
	}
	return dst
}
