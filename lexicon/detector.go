package lexicon

import (
	"sync"

	"golang.org/x/text/language"
)

// A Detector is [Detect] for words of texts, with a memory from one text to the next: what a word says for
// each language takes a look-up in every pack. It must not be used by two goroutines at a time. The zero value is ready.
type Detector struct {
	sets     [detectorSets]detectorSet // first, so that none lies across two lines of the cache
	evidence evidence
	missed   int
}

// detectorSet are the two words that a place has room for, the one that was asked for last in front.
type detectorSet [2]detectorSlot

// detectorSlot is a word that is remembered. Its spelling is told by 31 bits of its hash, beside those that choose the set: of
// 10⁹ new words one passes for an old one.
type detectorSlot struct {
	voice
	check uint32
}

const (
	// detectorSets make 512 KiB. Of words of clean news that were read before, 98 in 100 are remembered.
	detectorBits = 14
	detectorSets = 1 << detectorBits
	// fewWords is the number of words that take as long to look up in all packs as it takes to find out what packs each
	// word is in.
	fewWords = 20_000
)

// Begin begins with other words.
func (d *Detector) Begin() { d.evidence.n = 0 }

// Add adds the word text[start:end] and reports whether more words would count.
func (d *Detector) Add(text string, start, end int) bool {
	return !counts(text[start:end]) || d.evidence.add(d.voiceAt(text, start, end))
}

// Sure returns the language of which the words that were added, a sample of a text, leave no doubt. It reports false when
// all words of the text should be looked at.
func (d *Detector) Sure() (language.Tag, bool) { return d.evidence.sure() }

// Language returns what [Detect] does for the words that were added.
func (d *Detector) Language() (tag language.Tag, confidence float64) { return d.evidence.decide() }

func (d *Detector) voiceAt(text string, start, end int) voice {
	h := spelling(text, start, end)
	set, check := &d.sets[h>>(64-detectorBits)], uint32(h)|1 // an empty slot has zero
	if set[0].check != check {
		set[0], set[1] = set[1], set[0]
		if set[0].check != check {
			set[0] = detectorSlot{d.ask(text[start:end]), check}
		}
	}
	return set[0].voice
}

// ask asks the packs for a word that is not remembered.
func (d *Detector) ask(word string) voice {
	k, rest := KeyOf(word), afterElision(word)
	if d.missed++; d.missed < fewWords || rest != 0 {
		return voiceOf(k, rest, everyPack)
	}
	return voiceOf(k, rest, speakers()[k%speakerSlots])
}

// speakerSlots make 4 MiB, for a million words of all packs: a pack in twenty is asked for nothing. The slot of a word is
// chosen by bits of its key that are kept in the tables as well.
const speakerSlots = 1 << 22

// speakers returns the packs that may have a word, a bit each, by its slot. It takes some ten milliseconds to make.
var speakers = sync.OnceValue(func() []uint8 {
	masks := make([]uint8, speakerSlots)
	for i, p := range packs {
		for fingerprint := range p.words.Fingerprints() {
			masks[fingerprint%speakerSlots] |= 1 << i
		}
	}
	return masks
})
